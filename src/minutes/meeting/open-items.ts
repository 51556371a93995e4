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
import { personOf, type Spellings } from '../../domain/notes/person-of.ts'
import { phrases } from '../../domain/text/phrases.ts'
import { ageSaid, withoutAge } from './item-age.ts'
import { COMPARED, isCopy, linkItems } from './item-links.ts'
import { type ItemWords, wordsOfItem } from './item-similarity.ts'

export type FollowOptions = {
  /** Other spellings of a handle -> the handle; keys in lower case. */
  readonly people?: Spellings
  /** Meetings after which an item that nobody names any more is let go; 8. */
  readonly meetings?: number
}

const MEETINGS = 8
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
  const { pairs, parts } = linkItems(tasksOf(current, options), known(open))
  for (const [task, { thread }] of [...pairs, ...parts]) for (const { line } of task.copies) found.set(line, thread.item)
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
  /** Folder of the minutes that named it last: the team's. */
  folder: string
  /** Meetings of that team since, that did not name it. */
  silent: number
  /** Index of the meeting that closed it. */
  closedAt: number | null
  /** Meetings of that team that went through their list since, and did not name it. */
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
    const { pairs, parts } = linkItems(tasks, known(candidates))
    const named = new Set<Thread>()
    for (const task of tasks) {
      const thread = pairs.get(task)?.thread ?? newThread(task, meeting, index, parts.get(task)?.thread.item)
      named.add(thread)
      if (pairs.has(task)) takeUp(thread, task, meeting, index)
      else threads.push(thread)
    }
    const wentThrough = [...pairs.keys()].some((task) => task.copies.some(({ line }) => isWithin(list, line)))
    for (const thread of threads) {
      // What another team talks about says nothing about this one's items.
      if (thread.closedAt !== null || named.has(thread) || thread.folder !== folderOf(meeting)) continue
      thread.silent++
      if (wentThrough) thread.missed++
      if (thread.missed >= MISSED || thread.silent >= meetings) thread.closedAt = index
    }
  }
  return threads
}

/** As they were before the meeting that is compared with them. */
function known(threads: readonly Thread[]) {
  return threads.map((thread) => ({
    thread,
    words: thread.words,
    people: thread.people,
    isOpen: thread.closedAt === null,
    isJustBefore: thread.silent === 0,
  }))
}

function folderOf({ path }: PastMeeting): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}

/** `whole`: the item that this one is a part of; it is as old. */
function newThread(task: Task, meeting: PastMeeting, index: number, whole?: OpenItem): Thread {
  const first = representative(task)
  const { since, carried } = whole ?? saidBy(task, meeting) ?? { since: meeting.date, carried: 0 }
  return {
    item: {
      owners: first.owners,
      for: first.for,
      text: withoutAge(first.text),
      due: first.due,
      since,
      lastSeen: meeting.date,
      path: meeting.path,
      line: first.line,
      carried,
    },
    words: task.words,
    people: task.people,
    folder: folderOf(meeting),
    silent: 0,
    closedAt: task.status === 'open' ? null : index,
    missed: 0,
  }
}

/** Where the minutes that named an item first are not at hand, these may say how old it is; the oldest of its copies counts. */
function saidBy({ copies }: Task, { date, text }: PastMeeting): Pick<OpenItem, 'since' | 'carried'> | null {
  if (text === undefined || !text.includes('(minutes: ')) return null
  const lines = text.split('\n')
  const said = copies.flatMap(({ line }) => ageSaid(lines[line - 1] ?? '') ?? []).filter(({ since }) => since < date)
  return said.toSorted((a, b) => (a.since < b.since ? -1 : 1))[0] ?? null
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
  thread.folder = folderOf(meeting)
  thread.silent = 0
  thread.closedAt = task.status === 'open' ? null : index
  thread.missed = 0
}

/** The copy that says most about who; else the first. */
function representative({ copies }: Task): ActionItem {
  const first = copies.find(({ owners }) => owners.length > 0) ?? copies[0]
  if (!first) throw new Error('A task has at least one copy.')
  return first
}

function tasksOf(notes: Pick<Notes, 'actionItems'>, { people = {} }: FollowOptions): readonly Task[] {
  const tasks: { copies: ActionItem[]; words: ItemWords; people: ReadonlySet<string>; status: ActionItem['status'] }[] = []
  for (const item of notes.actionItems) {
    const words = wordsOfItem(item.text)
    const who = new Set(item.owners.map((owner) => personOf(owner, people)))
    const known = tasks.slice(0, COMPARED).find((task) => isCopy(task, { words, people: who }))
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
