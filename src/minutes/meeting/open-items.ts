/**
 * Action items followed over the meetings: which are still open, since when, how often they were taken up. Pure.
 *
 * An item is done when somebody says so. Two cases are told from what people do. A team that goes through its list (a
 * section like "Pending action items") twice without naming an item has taken it off; once may be an oversight. In the
 * archive of SIG Standardization one such item of six came back after one silent list, none that was new, none after two.
 * And what nobody named for eight meetings nobody waits for.
 */

import type { ActionItem, Notes } from '../../domain/notes/notes.ts'
import type { OpenItem, PastMeeting } from '../../domain/notes/past-meeting.ts'
import { phrases } from '../../domain/text/phrases.ts'
import { personOf, type Spellings } from './handles.ts'
import { withoutAge } from './item-age.ts'
import { type ItemWords, likeness, wordsOfItem } from './item-similarity.ts'

export type FollowOptions = {
  /** Other spellings of a handle -> the handle; keys in lower case. */
  readonly people?: Spellings
  /** Meetings after which an item that nobody names any more is let go; 8. */
  readonly meetings?: number
}

const MEETINGS = 8
/** Items of one meeting that are compared with others; no meeting has as many, and comparing costs their square. */
const COMPARED = 400
/** Lists gone through without the item, after which it is off the list. */
const MISSED = 2
/** A list taken up as done once more, or again as open, is the same item this many meetings later. */
const REOPENS_WITHIN = 2

/** Items nobody has marked as done: those of the newest meeting first, in the order of the minutes. */
export function openItems(past: readonly PastMeeting[], options: FollowOptions = {}): readonly OpenItem[] {
  return follow(past, options)
    .filter(({ closedAt }) => closedAt === null)
    .map(({ item }) => item)
    .sort((a, b) => (a.lastSeen === b.lastSeen ? a.line - b.line : a.lastSeen < b.lastSeen ? 1 : -1))
}

/** Line of an action item in the current notes -> the open item it takes up again. `past`: meetings before, in any order. */
export function followItems(current: Notes, past: readonly PastMeeting[], options: FollowOptions = {}): ReadonlyMap<number, OpenItem> {
  const open = follow(past, options).filter(({ closedAt }) => closedAt === null)
  const found = new Map<number, OpenItem>()
  for (const [task, thread] of pairUp(tasksOf(current, options), open)) for (const { line } of task.copies) found.set(line, thread.item)
  return found
}

/** The different items that are open among them: named in a topic and in a summary, one is one. */
export function openTasks(items: readonly ActionItem[], options: FollowOptions = {}): readonly ActionItem[] {
  return tasksOf({ actionItems: items }, options)
    .filter(({ status }) => status === 'open')
    .map(representative)
}

/** One item over the meetings. */
type Thread = {
  item: OpenItem
  words: ItemWords
  people: ReadonlySet<string>
  /** Index of the meeting that named it last. */
  seenAt: number
  /** Index of the meeting that closed it. */
  closedAt: number | null
  /** Meetings that went through their list since, and did not name it. */
  missed: number
}

/** One item of one meeting; minutes often name it twice, in the topic and in a summary. */
type Task = {
  readonly copies: readonly ActionItem[]
  readonly words: ItemWords
  readonly people: ReadonlySet<string>
  readonly status: ActionItem['status']
}

function follow(past: readonly PastMeeting[], options: FollowOptions): readonly Thread[] {
  const { meetings = MEETINGS } = options
  const ordered = [...past].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.path < b.path ? -1 : 1))
  const threads: Thread[] = []
  for (const [index, meeting] of ordered.entries()) {
    const tasks = tasksOf(meeting.notes, options)
    const list = listOf(meeting.notes)
    const candidates = threads.filter(({ closedAt }) => closedAt === null || index - closedAt <= REOPENS_WITHIN)
    const taken = pairUp(tasks, candidates)
    for (const task of tasks) {
      const thread = taken.get(task)
      if (thread) takeUp(thread, task, meeting, index)
      else threads.push(newThread(task, meeting, index))
    }
    const wentThrough = [...taken].some(([task]) => task.copies.some(({ line }) => isWithin(list, line)))
    for (const thread of threads) {
      if (thread.closedAt !== null || thread.seenAt === index) continue
      if (wentThrough) thread.missed++
      if (thread.missed >= MISSED || index - thread.seenAt >= meetings) thread.closedAt = index
    }
  }
  return threads
}

function newThread(task: Task, meeting: PastMeeting, index: number): Thread {
  const first = representative(task)
  return {
    item: {
      owners: first.owners,
      for: first.for,
      text: withoutAge(first.text),
      due: first.due,
      since: meeting.date,
      lastSeen: meeting.date,
      path: meeting.path,
      line: first.line,
      carried: 0,
    },
    words: task.words,
    people: task.people,
    seenAt: index,
    closedAt: task.status === 'open' ? null : index,
    missed: 0,
  }
}

function takeUp(thread: Thread, task: Task, meeting: PastMeeting, index: number): void {
  const latest = representative(task)
  const { item } = thread
  thread.item = {
    ...item,
    owners: latest.owners.length > 0 ? latest.owners : item.owners,
    for: latest.for.length > 0 ? latest.for : item.for,
    text: withoutAge(latest.text),
    due: latest.due ?? item.due,
    lastSeen: meeting.date,
    path: meeting.path,
    line: latest.line,
    // Two files of one day are one meeting.
    carried: item.carried + (meeting.date === item.lastSeen ? 0 : 1),
  }
  thread.words = task.words
  if (task.people.size > 0) thread.people = task.people
  thread.seenAt = index
  thread.closedAt = task.status === 'open' ? null : index
  thread.missed = 0
}

/** The copy that says most about who; else the first. */
function representative({ copies }: Task): ActionItem {
  const first = copies.find(({ owners }) => owners.length > 0) ?? copies[0]
  if (!first) throw new Error('A task has at least one copy.')
  return first
}

/**
 * From here on two texts of one person are one item. Short ones must be more alike ("write story A", "write story B"),
 * and without a common person they must be nearly the same.
 */
const SAME = { byPerson: 0.65, short: 0.78, unnamed: 0.78, handedOver: 0.9, copy: 0.8 }
const SHORT = 5

function tasksOf(notes: Pick<Notes, 'actionItems'>, { people = {} }: FollowOptions): readonly Task[] {
  const tasks: { copies: ActionItem[]; words: ItemWords; people: ReadonlySet<string>; status: ActionItem['status'] }[] = []
  for (const item of notes.actionItems) {
    const words = wordsOfItem(item.text)
    const who = new Set(item.owners.map((owner) => personOf(owner, people)))
    const known = tasks
      .slice(0, COMPARED)
      .find((task) => likeness(task.words, words) >= SAME.copy && (sharesPerson(task.people, who) || isUnnamed(task.people, who)))
    if (!known) {
      tasks.push({ copies: [item], words, people: who, status: item.status })
      continue
    }
    known.copies.push(item)
    if (known.people.size === 0) known.people = who
    // One tick is enough: nobody ticks both copies.
    if (known.status === 'open') known.status = item.status
  }
  return tasks
}

/** The best pairs first, each item and each thread once. */
function pairUp(tasks: readonly Task[], threads: readonly Thread[]): ReadonlyMap<Task, Thread> {
  const pairs = tasks.slice(0, COMPARED).flatMap((task, taskAt) =>
    threads.slice(-COMPARED).flatMap((thread, threadAt) => {
      const score = likeness(task.words, thread.words)
      return score >= limitFor(task, thread) ? [{ task, thread, score, taskAt, threadAt }] : []
    }),
  )
  // An open thread goes before one that is closed already.
  const rank = ({ thread }: { thread: Thread }) => (thread.closedAt === null ? 0 : 1)
  pairs.sort((a, b) => b.score - a.score || rank(a) - rank(b) || a.taskAt - b.taskAt || a.threadAt - b.threadAt)
  const found = new Map<Task, Thread>()
  const used = new Set<Thread>()
  for (const { task, thread } of pairs) {
    if (found.has(task) || used.has(thread)) continue
    found.set(task, thread)
    used.add(thread)
  }
  return found
}

type Named = { readonly words: ItemWords; readonly people: ReadonlySet<string> }

function limitFor(a: Named, b: Named): number {
  if (!sharesPerson(a.people, b.people)) return isUnnamed(a.people, b.people) ? SAME.unnamed : SAME.handedOver
  return Math.min(a.words.words.size, b.words.words.size) < SHORT ? SAME.short : SAME.byPerson
}

function sharesPerson(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...a].some((person) => b.has(person))
}

function isUnnamed(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === 0 || b.size === 0
}

type Lines = { readonly from: number; readonly to: number }

const LIST = phrases(
  [
    phrases(['pending, open, outstanding, previous, carried, check, offene, alte'], {
      before: /(?<![a-z])/,
      after: /(?: \S{1,20}){0,3} (?:action items?|ais|todos?|aufgaben|punkte)(?![a-z])/,
      flags: '',
    }),
    /(?<![a-z])(?:action items?|ais?|todos?|aufgaben)(?: \S{1,20}){0,2} (?:last|previous|letzte[mnrs]?)(?![a-z])/,
  ],
  { flags: '' },
)

/** true for the title of a section in which a team goes through its open items. */
export function isListOfItems(title: string): boolean {
  return LIST.test(title.slice(0, 120).toLowerCase())
}

/** Lines of the sections in which open items are gone through. */
function listOf({ sections }: Notes): readonly Lines[] {
  return sections.flatMap(({ title, line, depth }, index) => {
    if (!isListOfItems(title)) return []
    const next = sections.slice(index + 1).find((other) => other.depth <= depth)
    return [{ from: line, to: next?.line ?? Number.POSITIVE_INFINITY }]
  })
}

function isWithin(sections: readonly Lines[], line: number): boolean {
  return sections.some(({ from, to }) => from < line && line < to)
}
