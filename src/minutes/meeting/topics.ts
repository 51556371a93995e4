/** Which topic a line of the pad belongs to, and which epic or story of the board that topic is about. Pure. */

import type { BoardIndex, KnownEpic, KnownItem } from '../../domain/board/board-index.ts'
import type { Notes } from '../../domain/notes/notes.ts'
import { formatRef, refKey } from '../../domain/reference.ts'
import { phrases } from '../../domain/text/phrases.ts'
import type { PadLine } from './pad-lines.ts'

export type Topic = {
  /** As people wrote it, without references and markup; empty where only a link stands. */
  readonly title: string
  /** Index of its line. */
  readonly at: number
}

export type Topics = {
  /** null above the first heading, and in the parts that are no topics (participants, recurring items). */
  readonly topicOf: (index: number) => Topic | null
  /** By link, by number, by title, in this order; from the line outwards to its topic. null: nobody can tell. */
  readonly epicOf: (index: number) => KnownEpic | null
  /** The one open epic whose title the line is; null for any other line. */
  readonly epicByTitle: (index: number) => KnownEpic | null
  /** The issue or pull request a line is said of: named on it, or on the line it is nested in; else null. */
  readonly itemOf: (index: number) => KnownItem | null
  /** All topics in their order. */
  readonly all: readonly Topic[]
}

/** Headings that hold topics and are none, whatever follows ("Sprint review Jena", "Agenda (60 min)"). */
const FRAMES = /^(?:agenda|tagesordnung|sprint|aob|any other business)\b/i
/** The same, where nothing follows: "Updates" holds topics, "Updates of Ceph" is one. */
const BARE_FRAMES = phrases(
  [
    'notes, minutes, topics, themen, protokoll, review, planning, retrospective, backlog, refinement',
    'backlog refinement, board, misc, miscellaneous, verschiedenes, sonstiges, discussions?, updates?, team updates?',
  ],
  { before: /^/, after: /[\s:.]*(?:\([^()]{0,60}\))?$/, flags: 'i' },
)

/** Parts of the meeting that are about the meeting. */
const NO_TOPICS = phrases(
  [
    'participants?, attendees, teilnehmer, teilnehmende, anwesend, excused, absent, entschuldigt, recurring',
    'housekeeping, organisatorisches, meta, designate, chores, who is, pending, check ais?, action items?, ais from',
    'offene punkte, previous, next meeting',
    /(?:present|regrets|apologies|notes|minutes|protokoll|anwesende)(?=\s*:\s*\S)/,
  ],
  { before: /^/, flags: 'i' },
)

export function findTopics(lines: readonly PadLine[], board: BoardIndex | null): Topics {
  const children = childrenOf(lines)
  const topics = lines.map((_, index) => topicOf(lines, index))
  const all = new Map<number, Topic>()
  for (const topic of topics) if (topic && !all.has(topic.at)) all.set(topic.at, topic)
  return {
    topicOf: (index) => topics[index] ?? null,
    epicOf: (index) => (board === null ? null : epicOf(lines, index, board, children)),
    epicByTitle: (index) => {
      const line = lines[index]
      return board === null || !line ? null : epicTitled(topicName(line.words), board)
    },
    itemOf: (index) => (board === null ? null : itemOf(lines, index, board)),
    all: [...all.values()],
  }
}

/** For each line the indexes of those directly below it: nested items of an item, first-level lines of a heading. */
export function childrenOf(lines: readonly PadLine[]): readonly (readonly number[])[] {
  const children: number[][] = lines.map(() => [])
  for (const [index, line] of lines.entries()) {
    if (line.kind === 'other' || line.kind === 'heading') continue
    children[line.parent !== -1 ? line.parent : line.heading]?.push(index)
  }
  return children
}

/** From a line upwards: itself, the items it is nested in, the headings it stands under. */
export function placesAbove(lines: readonly PadLine[], index: number): readonly number[] {
  const places: number[] = []
  let at = index
  while (at !== -1 && !places.includes(at)) {
    places.push(at)
    const line = lines[at]
    if (!line) break
    at = line.parent !== -1 ? line.parent : line.heading
  }
  return places
}

function topicOf(lines: readonly PadLine[], index: number): Topic | null {
  const places = placesAbove(lines, index)
  const headingAt = places.find((at) => lines[at]?.kind === 'heading')
  if (headingAt === undefined) return null
  const heading = lines[headingAt]
  if (!heading || isAboutMeeting(lines, headingAt)) return null
  if (!isFrame(heading)) return titled(lines, headingAt)
  // In a frame each item of the first level is a topic.
  const top = places[places.indexOf(headingAt) - 1]
  const kind = top === undefined ? undefined : lines[top]?.kind
  return top !== undefined && (kind === 'item' || kind === 'text') ? titled(lines, top) : null
}

function isAboutMeeting(lines: readonly PadLine[], headingAt: number): boolean {
  return placesAbove(lines, headingAt).some((at) => NO_TOPICS.test(plainTitle(lines[at]?.text ?? '')) && (lines[at]?.level ?? 0) > 1)
}

/** The date heading of the whole, or a heading that only orders. */
function isFrame({ text, level }: PadLine): boolean {
  return isFrameTitle(text, level)
}

export function isFrameTitle(text: string, level: number): boolean {
  const title = plainTitle(text)
  return level === 1 || FRAMES.test(title) || BARE_FRAMES.test(title) || /^\d{4}-\d{2}-\d{2}/.test(title)
}

/** "Participants", "Next meeting": about the meeting itself. */
export function isAboutMeetingTitle(text: string): boolean {
  return NO_TOPICS.test(plainTitle(text))
}

function plainTitle(text: string): string {
  return text.replace(/:[a-z_]{1,40}:/g, ' ').replace(/^[^\p{L}\p{N}@]+/u, '')
}

function titled(lines: readonly PadLine[], at: number): Topic {
  const line = lines[at]
  const words = line?.words ?? ''
  if (words !== '' || !line) return { title: shortened(topicName(words)), at }
  return { title: shortened(line.mentions[0]?.text ?? ''), at }
}

/** Without what was said of the topic after an arrow, and who brought it: `Flavors (@fkr) -> next week` is about flavors. */
export function topicName(words: string): string {
  const name = words
    .split(/\s[-=]>\s/)[0]
    ?.replace(/\(\s{0,3}@[^()]{1,80}\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return name || words
}

const MAX_TITLE = 60

export function shortened(text: string): string {
  if (text.length <= MAX_TITLE) return text
  const cut = text.slice(0, MAX_TITLE)
  return `${cut.slice(0, Math.max(30, cut.lastIndexOf(' '))).replace(/[\s,;:.(-]+$/, '')} …`
}

function itemOf(lines: readonly PadLine[], index: number, board: BoardIndex): KnownItem | null {
  for (const at of placesAbove(lines, index)) {
    const line = lines[at]
    if (!line || (line.kind === 'heading' && isFrame(line))) return null
    for (const { ref } of line.mentions) {
      const item = board.itemOf(ref)
      if (item) return item
    }
  }
  return null
}

function epicOf(lines: readonly PadLine[], index: number, board: BoardIndex, children: readonly (readonly number[])[]): KnownEpic | null {
  for (const [step, at] of placesAbove(lines, index).entries()) {
    const line = lines[at]
    if (!line || (line.kind === 'heading' && isFrame(line))) return null
    const own = epicNamed(line, board)
    if (own) return own
    // What stands directly below the line that opens a topic says what the topic is about; below the line itself, what was said of it.
    if (step > 0 || line.kind === 'heading') {
      for (const child of children[at] ?? []) {
        const named = lines[child] && isLink(lines[child]) ? epicNamed(lines[child], board) : null
        if (named) return named
      }
    }
    const titled = step > 0 || line.kind === 'heading' ? epicTitled(line.words, board) : null
    if (titled) return titled
  }
  return null
}

function epicNamed({ mentions }: PadLine, board: BoardIndex): KnownEpic | null {
  for (const { ref } of mentions) {
    const epic = board.epicOf(ref) ?? board.parentOf(ref)
    if (epic) return epic
  }
  return null
}

/** A line that is there for its link: hardly a word beside it. */
function isLink({ words, mentions }: PadLine): boolean {
  return mentions.length > 0 && significant(words).length <= 3
}

/** All words of the heading in the title of exactly one open epic, or the other way round; one word alone must be most of it. */
export function epicTitled(words: string, board: BoardIndex): KnownEpic | null {
  const wanted = significant(words)
  if (wanted.length === 0) return null
  const candidates = board.epics.filter(({ item }) => {
    const title = significant(item.title)
    const [few, many] = title.length < wanted.length ? [title, wanted] : [wanted, title]
    return (
      few.length > 0 && few.every((word) => many.includes(word)) && (few.length > 1 || ((few[0]?.length ?? 0) >= 5 && many.length <= 3))
    )
  })
  const open = candidates.filter(({ item }) => item.state === 'open')
  const [first, ...others] = open.length > 0 ? open : candidates
  return first && others.length === 0 ? first : null
}

const COMMON = new Set([
  'the',
  'and',
  'for',
  'with',
  'from',
  'our',
  'new',
  'epic',
  'story',
  'update',
  'status',
  'und',
  'der',
  'die',
  'das',
  'für',
])

function significant(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]{2,60}/gu) ?? []
  return [...new Set(words.filter((word) => !COMMON.has(word)))]
}

/** `refKey` of what people talked about. What an agenda put there counts only where somebody typed below it. */
export function discussedIn({ references }: Pick<Notes, 'references'>, lines: readonly PadLine[], topics: Topics): ReadonlySet<string> {
  const said = lines.flatMap((line, index) => (line.fromAgenda ? [] : [index]))
  const named = new Set(said.flatMap((index) => lines[index]?.mentions.map(({ ref }) => refKey(ref)) ?? []))
  const fromAgenda = new Set(lines.flatMap((line) => (line.fromAgenda ? line.mentions.map(({ ref }) => refKey(ref)) : [])))
  const about = said.flatMap((index) => [topics.epicOf(index)?.ref ?? [], topics.itemOf(index)?.ref ?? []].flat())
  const all = references.map((ref) => refKey(formatRef(ref)))
  return new Set([...all.filter((ref) => named.has(ref) || !fromAgenda.has(ref)), ...about.map(refKey)])
}
