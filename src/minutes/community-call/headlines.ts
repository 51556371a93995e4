/** What the community call hears of a team's meeting: few short lines, the authors' own first. Pure. */

import type { Notes } from '../../domain/notes/notes.ts'
import type { Spellings } from '../../domain/notes/person-of.ts'
import { isAgendaLine, isAttentionTitle } from '../agenda/agenda-words.ts'
import { plain } from '../meeting/issue-annotation.ts'
import { withoutAge } from '../meeting/item-age.ts'
import { isListOfItems, openTasks } from '../meeting/open-items.ts'
import type { PadLine } from '../meeting/pad-lines.ts'
import { findTopics, placesAbove, type Topic } from '../meeting/topics.ts'
import { withoutAbsenceReasons } from '../privacy/absence-reasons.ts'
import { HOUSEKEEPING } from './housekeeping.ts'
import { boundedLine, cutAtPause, markdownOf, quoteLine, wordsIn } from './quoted-line.ts'

export type CallFacts = Pick<Notes, 'headlines' | 'decisions' | 'actionItems' | 'reporters'>

export type TeamHeadlines = {
  /** `TL;DR` and `Help wanted` lines, as their authors wrote them. */
  readonly lifted: readonly string[]
  readonly helpWanted: readonly string[]
  readonly review: readonly string[]
  readonly planning: readonly string[]
  /** Topics of a team that does not tell review from planning. */
  readonly topics: readonly string[]
  readonly decisions: readonly string[]
  /** Those that are open, each once. */
  readonly actionItems: readonly SaidItem[]
}

export type SaidItem = { readonly owners: readonly string[]; readonly text: string }

/** `lines`: those of the minutes; `isOff`: by number of the line, what must not be read out. */
export function headlinesOf(
  notes: CallFacts,
  lines: readonly PadLine[],
  { isOff = () => false, people = {} }: { isOff?: (line: number) => boolean; people?: Spellings } = {},
): TeamHeadlines {
  const seen = <Said extends { readonly line: number }>(list: readonly Said[]) => list.filter(({ line }) => !isOff(line))
  const { topics, titleAbove } = topicsAmong(notes, lines, isOff)
  const spelt = spelling(lines)
  /** `(Cloud-in-a-box)`: what it was said about. */
  const about = (line: number, text: string) => {
    const title = titleAbove(line)
    return title === '' || text.toLowerCase().includes(title.toLowerCase()) ? '' : ` (${title})`
  }
  const said = (list: readonly { readonly text: string; readonly line: number }[]) =>
    uniqueOf(seen(list).map(({ text, line }) => quotedSentence(text, about(line, text))))
  const group = (wanted: Part) =>
    uniqueOf(topics.filter(({ at }) => partOf(lines, at) === wanted).map((topic) => titleOf(topic, lines))).filter((title) => title !== '')
  return {
    lifted: said(notes.headlines.filter(({ kind }) => kind === 'tl;dr')),
    helpWanted: said(notes.headlines.filter(({ kind }) => kind === 'help-wanted')),
    review: group('review'),
    planning: group('planning'),
    topics: group('other'),
    decisions: said(notes.decisions),
    actionItems: openTasks(seen(notes.actionItems), { people }).map(({ owners, text }) => ({
      owners: owners.map(spelt),
      text: quotedSentence(withoutAge(text), '', owners.length > 0),
    })),
  }
}

export type MeetingTopics = {
  /** Each title once, in order; `line` is the number of the line that opens it. */
  readonly all: readonly { readonly title: string; readonly line: number }[]
  /** The title that a line was said under; empty where there is none. */
  readonly titleAbove: (line: number) => string
}

/** What a meeting was about, by the same reading as its headlines. */
export function topicsOf(
  notes: Pick<CallFacts, 'actionItems'>,
  lines: readonly PadLine[],
  isOff: (line: number) => boolean,
): MeetingTopics {
  const { topics, titleAbove } = topicsAmong(notes, lines, isOff)
  const titled = topics.flatMap((topic) => {
    const title = titleOf(topic, lines)
    return title === '' ? [] : [{ title, line: lines[topic.at]?.number ?? 0 }]
  })
  const first = new Map([...titled].reverse().map((topic) => [topic.title.toLowerCase(), topic]))
  return { all: titled.filter((topic) => first.get(topic.title.toLowerCase()) === topic), titleAbove }
}

function topicsAmong({ actionItems }: Pick<CallFacts, 'actionItems'>, lines: readonly PadLine[], isOff: (line: number) => boolean) {
  const { all, topicOf } = findTopics(lines, null)
  const isInList = linesInLists(lines)
  const inFrames = framesWithHeadings(all, lines)
  const tasks = new Set(actionItems.flatMap(({ kind, line }) => (kind === 'explicit' ? [line] : [])))
  const isTask = (at: number) => lines[at]?.kind !== 'heading' && tasks.has(lines[at]?.number ?? 0)
  const indexOf = new Map(lines.map(({ number }, index) => [number, index]))
  const titles = new Map<number, string>()
  const titleAbove = (line: number) => {
    const topic = topicOf(indexOf.get(line) ?? -1)
    if (topic === null || isInList[topic.at]) return ''
    const title = titles.get(topic.at) ?? titleOf(topic, lines)
    titles.set(topic.at, title)
    return title
  }
  return {
    topics: all.filter(({ at }) => !isTask(at) && !isOff(lines[at]?.number ?? 0) && !isInList[at] && !inFrames.has(at)),
    titleAbove,
  }
}

/** Bullets above the first topic with a heading of its own are remarks on the agenda, no topics. */
function framesWithHeadings(topics: readonly Topic[], lines: readonly PadLine[]): ReadonlySet<number> {
  const frames = new Set(topics.flatMap(({ at }) => (lines[at]?.kind === 'heading' ? [lines[at]?.heading ?? -1] : [])))
  return new Set(topics.flatMap(({ at }) => (lines[at]?.kind !== 'heading' && frames.has(lines[at]?.heading ?? -1) ? [at] : [])))
}

type Part = 'review' | 'planning' | 'other'

function partOf(lines: readonly PadLine[], at: number): Part {
  for (const place of placesAbove(lines, at)) {
    const line = lines[place]
    if (line?.kind !== 'heading') continue
    const review = /(?<![a-z])review(?![a-z])/i.test(line.text)
    const planning = /(?<![a-z])planning(?![a-z])/i.test(line.text)
    if (review !== planning && /sprint|^\W*(?:review|planning)/i.test(line.text)) return review ? 'review' : 'planning'
  }
  return 'other'
}

/** Lists that a meeting goes through, and what it keeps for the next one: no topics of the day. */
const LISTS = /^\W{0,9}(?:summary|action items|decisions|open (?:action items|questions)|next (?:meeting|steps)$)/i

/** By index whether a line stands in such a list, or in the one that the agenda brought along. */
function linesInLists(lines: readonly PadLine[]): readonly boolean[] {
  let level = 0
  return lines.map(({ kind, text, level: own }) => {
    if (kind === 'heading' && (level === 0 || own <= level)) level = LISTS.test(text) || isAttentionTitle(text) ? own : 0
    return level > 0
  })
}

const TITLE = 60
const SENTENCE = 140

/** What somebody said, as typed. Where it tells why somebody is absent, in plain words without the reason. */
function quotedSentence(typed: string, about: string, owned = false): string {
  const line = quoteLine(typed)
  const words = wordsIn(line)
  const told = (cut: string) => withoutAbsenceReasons(`${cut}${about}`, { owned })
  const tellsWhy = withoutAbsenceReasons(words, { owned }) !== words || told('') !== about
  const cut = cutAtPause(line, SENTENCE)
  return tellsWhy ? told(wordsIn(cut)) : `${markdownOf(cut)}${about}`
}

/** A topic in the words of its author, without owner, time box, references, and what was concluded on the same line. */
function titleOf({ at }: Topic, lines: readonly PadLine[]): string {
  const line = lines[at]
  if (!line) return ''
  const quoted = quoteLine(beforeConclusion(beforeReference(line)), 'code')
  const text = quoted.text
    // `@mfechner (matfechner?)`: a proposal of ours, nobody said it.
    .replace(/\(@?[\w-]{1,40}\?\)/g, ' ')
    .replace(/:[a-z][a-z\d_+-]{1,40}:/g, ' ')
    .trim()
    .replace(/^\\?\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s/, '')
    // Owners and time boxes; `@x (OVN)` is what the topic is called.
    .replace(/\([^()]{0,80}\)/g, (part) => (/@[\w-]|\d\s?min/i.test(part) ? ' ' : part))
    .replace(/\b\d{1,3}\s?min(?:ute)?s?\b\.?/gi, ' ')
    .replace(/\s{2,}/g, ' ')
    .replace(/^[\s:,;–-]+|[\s:,;–-]+$/g, '')
  const words = wordsIn({ ...quoted, text })
  // People, and lines that only order, name no topic.
  if (isAgendaLine(words) || HOUSEKEEPING.test(words)) return ''
  if (!/\p{L}{2}/u.test(words) || isListOfItems(words)) return ''
  if (/^(?:@[\w-]{1,40}[\s,&]{0,3}){1,9}$|^(?:aob|any other business|sprint[ -]?(?:review|planning).{0,20})$/i.test(words)) return ''
  const named = text.replace(/^(@[\w-]{1,40}) \(([^()@]{2,60})\)$/, '$2 ($1)')
  const cut = cutAtPause({ ...quoted, text: named }, TITLE)
  const told = withoutAbsenceReasons(wordsIn(cut))
  // Marks would hide who is absent, and why.
  return told === wordsIn(cut) ? markdownOf(cut, plain) : plain(told)
}

/** What stands before the first reference, or behind it where the line begins with it. */
function beforeReference({ text: typed, mentions }: PadLine): string {
  const text = boundedLine(typed)
  const starts = mentions.flatMap((mention) => {
    const at = text.indexOf(mention.text)
    return at === -1 ? [] : [at]
  })
  const first = starts.length > 0 ? Math.min(...starts) : -1
  if (first >= NAMED) return text.slice(0, first).replace(/[[(<]$/, '')
  let rest = text
  for (const mention of mentions) rest = rest.replace(mention.text, ' ')
  return rest.replace(/\s#\d{1,7}\s*$/, '')
}

/** `Flavor Manager -> epic needs an update`: the topic is what stands before the arrow. */
function beforeConclusion(text: string): string {
  const arrow = text.search(/\s[-=]>/)
  return arrow >= NAMED ? text.slice(0, arrow) : text
}

/** Shorter than this nothing names a topic. */
const NAMED = 4

/** Handles keep the case people gave them. */
function spelling(lines: readonly PadLine[]): (handle: string) => string {
  const typed = new Map<string, string>()
  for (const { text } of lines) for (const [, handle = ''] of text.matchAll(/@([\w-]{1,40})/g)) typed.set(handle.toLowerCase(), handle)
  return (handle) => `@${typed.get(handle) ?? handle}`
}

function uniqueOf(texts: readonly string[]): readonly string[] {
  return [...new Map(texts.map((text) => [text.toLowerCase(), text])).values()]
}

const BULLETS = 8
const IN_A_LINE = 7
const TOPICS_AS_BULLETS = 4

/** Three to eight bullets where the meeting gave as much: lifted lines, topics, decisions, the number of action items. */
export function bulletsOf(headlines: TeamHeadlines): readonly string[] {
  const { lifted, helpWanted, review, planning, topics, decisions, actionItems } = headlines
  const own = [...lifted.slice(0, 3).map((text) => `TL;DR: ${text}`), ...helpWanted.slice(0, 2).map((text) => `Help wanted: ${text}`)]
  const hasParts = review.length > 0 || planning.length > 0
  const parts = [
    ...(review.length > 0 ? [`Review: ${inALine(review)}`] : []),
    ...(planning.length > 0 ? [`Planning: ${inALine(planning)}`] : []),
    ...(topics.length === 0
      ? []
      : hasParts
        ? [`Also: ${inALine(topics)}`]
        : topics.length <= TOPICS_AS_BULLETS
          ? topics
          : [`Topics: ${inALine(topics)}`]),
  ]
  const items = itemBullets(actionItems)
  const room = Math.max(1, BULLETS - own.length - parts.length - items.length)
  return [...own, ...parts, ...decisionBullets(decisions, room), ...items]
}

/** So many are listed in full. */
const ITEMS = 3

/** Few items with what is to be done, many by who has them. */
export function itemBullets(items: readonly SaidItem[]): readonly string[] {
  if (items.length <= ITEMS)
    return items.map(({ owners, text }) => `Action item${owners.length === 0 ? '' : ` for ${inALine(owners)}`}: ${text}`)
  const owners = [...new Map(items.flatMap((item) => item.owners.map((owner) => [owner.toLowerCase(), owner]))).values()]
  return [`${items.length} action items${owners.length === 0 ? '' : `: ${inALine(owners)}`}`]
}

function decisionBullets(decisions: readonly string[], room: number): readonly string[] {
  if (decisions.length <= room) return decisions.map((text) => `Decision: ${text}`)
  const shown = decisions.slice(0, room - 1).map((text) => `Decision: ${text}`)
  const rest = decisions.length - shown.length
  return [
    ...shown,
    `${shown.length === 0 ? '' : 'And '}${rest} ${shown.length === 0 ? '' : 'more '}${rest === 1 ? 'decision' : 'decisions'}, see the minutes`,
  ]
}

function inALine(titles: readonly string[]): string {
  const rest = titles.length - IN_A_LINE
  return rest > 1 ? `${titles.slice(0, IN_A_LINE).join(', ')} and ${rest} more` : titles.join(', ')
}
