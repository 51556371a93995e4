/** Reads merged minutes for the pages, the call and the cache. Everything private is removed here. */

import type { GithubWeb } from '../../domain/github-web.ts'
import { withoutLongComments } from '../../domain/markdown/hidden-comments.ts'
import { NO_NOTES, type Notes } from '../../domain/notes/notes.ts'
import type { PastMeeting } from '../../domain/notes/past-meeting.ts'
import { refKey } from '../../domain/reference.ts'
import { EMAIL_REMOVED, marksIn, takeOut, withoutMarks } from '../../domain/text/withheld.ts'
import { linesOnRecord } from '../../minutes/community-call/compose-community-call.ts'
import { headlinesOf, type TeamHeadlines, topicsOf } from '../../minutes/community-call/headlines.ts'
import { stripGenerated } from '../../minutes/compose/strip-generated.ts'
import type { PadLine } from '../../minutes/meeting/pad-lines.ts'
import { readOnRecord } from '../../minutes/meeting/past-meetings.ts'
import { childrenOf } from '../../minutes/meeting/topics.ts'
import { withoutAbsenceReasons } from '../../minutes/privacy/absence-reasons.ts'
import { publishable } from '../../minutes/privacy/publishable-text.ts'
import { findEmails } from '../../minutes/privacy/token-forms.ts'
import type { Settings } from '../../settings/settings.ts'
import type { MeetingFacts, Mention, Said } from './facts.ts'
import { clipped, plainWords } from './plain-words.ts'

/** What is kept of minutes between two runs; plain data. */
export type MeetingRecord = {
  readonly facts: MeetingFacts
  /** For open items, rota and wishes. All else is empty: what is kept lies beside the pages, for everybody to read. */
  readonly notes: Notes
  /** For the community call. */
  readonly headlines: TeamHeadlines
  /** Secrets that stand in the file: where, never what. For the log of the run alone: a page would show everybody the way. */
  readonly secrets: readonly string[]
}

export type MeetingSource = {
  readonly team: string
  readonly path: string
  readonly date: string
  /** Screened; may hold marks of what was taken out. */
  readonly text: string
}

export function readMeeting({ team, path, date, text }: MeetingSource, settings: Settings): MeetingRecord {
  const masked = withoutMarks(takeOut(text, findEmails(text), () => EMAIL_REMOVED))
  const open = withoutLongComments(publishable(stripGenerated(masked), { absences: 'without-reason' }).text)
  const notes = readOnRecord(open, date, settings)
  const { lines, isOff } = linesOnRecord(open, notes)
  return {
    facts: factsOf({ team, path, date }, notes, { lines, isOff, github: settings.github }),
    notes: { ...NO_NOTES, ...needed(notes) },
    headlines: headlinesOf(notes, lines, { isOff, people: settings.people }),
    secrets: marksIn(text).map(({ line, what }) => `${path}, line ${line}: ${what} was omitted. Remove it from the file, and revoke it.`),
  }
}

function needed(notes: Notes): Partial<Notes> {
  const { participants, reporters, scribes, actionItems, sections } = notes
  const forRotaAndItems = { participants, reporters, scribes, actionItems, sections }
  const { wishes, storyAnswers, mentions, unresolved } = notes
  // Only a wish, or an answer to one, makes anybody look for what stands around it.
  return wishes.length + storyAnswers.length === 0 ? forRotaAndItems : { ...forRotaAndItems, wishes, storyAnswers, mentions, unresolved }
}

/** As a meeting of the past, for what looks at many of them. */
export function pastOf({ facts, notes }: MeetingRecord): PastMeeting {
  return { date: facts.date, path: facts.path, notes }
}

type OnRecord = { readonly lines: readonly PadLine[]; readonly isOff: (line: number) => boolean; readonly github: GithubWeb }

function factsOf(place: Pick<MeetingFacts, 'team' | 'path' | 'date'>, notes: Notes, on: OnRecord): MeetingFacts {
  const { lines, isOff, github } = on
  const topics = topicsOf(notes, lines, isOff)
  const topicAt = (line: number) => withoutAbsenceReasons(plainWords(topics.titleAbove(line), github)) || null
  const seen = <One extends { readonly line: number }>(list: readonly One[]) => list.filter(({ line }) => !isOff(line))
  const said = ({
    text,
    line,
    owners = [],
  }: {
    readonly text: string
    readonly line: number
    readonly owners?: readonly string[]
  }): Said => ({
    text: withoutAbsenceReasons(plainWords(text, github), { owned: owners.length > 0 }),
    line,
    topic: otherThan(text, topicAt(line), github),
  })
  const lifted = (kind: Notes['headlines'][number]['kind']) => seen(notes.headlines.filter((headline) => headline.kind === kind)).map(said)
  return {
    ...place,
    reporters: notes.reporters,
    scribes: notes.scribes,
    lifted: lifted('tl;dr'),
    helpWanted: lifted('help-wanted'),
    decisions: seen(notes.decisions).map(said),
    items: seen(notes.actionItems).map((item) => ({
      ...said(item),
      owners: item.owners,
      due: item.due === null ? null : plainWords(item.due, github),
      status: item.status,
    })),
    topics: topics.all.map(({ title, line }) => ({ text: withoutAbsenceReasons(plainWords(title, github)), line, topic: null })),
    mentions: mentionsOf(notes, on, topicAt),
  }
}

/** A line under no heading opens a topic itself. */
function otherThan(text: string, topic: string | null, github: GithubWeb): string | null {
  const opened = topic?.replace(/^[^:]{1,20}:\s/, '').replace(/ ?…$/, '') ?? null
  return opened !== null && plainWords(text, github).startsWith(opened) ? null : topic
}

/** Fewer letters than this say nothing of an issue: what stands below the line does. */
const TELLING = 16
const LINES_BELOW = 2

function mentionsOf(notes: Notes, { lines, isOff, github }: OnRecord, topicAt: (line: number) => string | null): readonly Mention[] {
  const people = new Set(notes.people.map(({ line }) => line))
  const below = childrenOf(lines)
  return lines.flatMap(({ number, mentions }, index) => {
    if (mentions.length === 0 || isOff(number) || people.has(number)) return []
    const text = withoutAbsenceReasons(sentenceAt({ lines, github }, index, below))
    const refs = new Map(mentions.map(({ ref }) => [refKey(ref), ref]))
    return [...refs.values()].map((ref) => ({ ref, text, line: number, topic: topicAt(number) }))
  })
}

/** The line, and where it is hardly more than a link the first lines below it. */
function sentenceAt({ lines, github }: Pick<OnRecord, 'lines' | 'github'>, index: number, below: readonly (readonly number[])[]): string {
  const line = lines[index]
  if (!line) return ''
  const own = plainWords(line.text, github)
  if (line.words.length >= TELLING) return own
  const told = (below[index] ?? []).slice(0, LINES_BELOW).flatMap((at) => plainWords(lines[at]?.text ?? '', github) || [])
  return told.length === 0 ? own : clipped(`${own}: ${told.join('; ')}`)
}
