/** Topics of an agenda beside the board: issues that ask for it, and what the last meeting left for this one; their time boxes added up. Pure. */
import type { Snapshot } from '../../domain/board/board.ts'
import type { GithubWeb } from '../../domain/github-web.ts'
import type { PastMeeting } from '../../domain/notes/past-meeting.ts'
import { refKey } from '../../domain/reference.ts'
import { minutesFact, withoutAdded } from '../../domain/text/added-facts.ts'
import { oneLine } from '../../domain/text/escape.ts'
import { withoutOffRecord } from '../../notes/readers/off-record/off-record.ts'
import { postponedTopics } from '../../notes/readers/postponed-topics.ts'
import { readStructure } from '../../notes/structure/read-structure.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import { stripGenerated } from '../compose/strip-generated.ts'
import { plain } from '../meeting/issue-annotation.ts'
import type { AgendaEntry } from './agenda-entry.ts'
import { linkTo } from './agenda-text.ts'
import { timeBoxesOf } from './agenda-words.ts'

/** An open, public issue or pull request that is to be a topic; `wishes`: what people wrote behind `/agenda` there. */
export type AskedTopic = {
  readonly ref: string
  readonly kind: 'issue' | 'pull'
  readonly title: string
  readonly wishes: readonly { readonly text: string; readonly author: string }[]
}

export type AgendaTopics = {
  readonly topics: readonly AgendaEntry[]
  /** The time boxes against the length of the meeting, a sentence; null: no topic has one. */
  readonly time: string | null
}

/** The label that makes an issue a topic of the team; null: none does. */
export function topicLabelOf({ agenda }: Pick<Settings, 'agenda'>, { agendaLabel }: Pick<TeamSettings, 'agendaLabel'>): string | null {
  return agendaLabel ?? agenda.label
}

type Labelled = { readonly labels: readonly string[] }

/** true for an issue whose labels make it a topic of that team, and of no other. */
export function isTopicOf({ labels }: Labelled, settings: Pick<Settings, 'agenda' | 'teams'>, team: TeamSettings): boolean {
  const has = (label: string | null) => label !== null && labels.some((one) => one.toLowerCase() === label.toLowerCase())
  if (team.agendaLabel !== null) return has(team.agendaLabel)
  if (!has(settings.agenda.label)) return false
  return team.label !== null ? has(team.label) : !Object.values(settings.teams).some((other) => other.id !== team.id && has(other.label))
}

/** Cards with the label that are the team's, `isTeams`, by its label or their epic. */
export function topicsOnBoard(
  snapshot: Snapshot,
  settings: Pick<Settings, 'agenda' | 'teams'>,
  team: TeamSettings,
  isTeams: (ref: string) => boolean,
): readonly AskedTopic[] {
  const label = topicLabelOf(settings, team)?.toLowerCase()
  return snapshot.items.flatMap((item) => {
    const { ref, kind, title, labels, state } = item
    if (label === undefined || ref === null || item.private || item.archived || state !== 'open' || (kind !== 'issue' && kind !== 'pull'))
      return []
    if (!labels.some((one) => one.toLowerCase() === label) || (team.agendaLabel === null && !isTeams(ref))) return []
    return [{ ref, kind, title, wishes: [] }]
  })
}

/** The same issue once, with the wishes of all. */
export function mergeTopics(...lists: readonly (readonly AskedTopic[])[]): readonly AskedTopic[] {
  const found = new Map<string, AskedTopic>()
  for (const topic of lists.flat()) {
    const known = found.get(refKey(topic.ref))
    found.set(refKey(topic.ref), known ? { ...known, wishes: [...known.wishes, ...topic.wishes] } : topic)
  }
  return [...found.values()]
}

/** What a meeting has no time for is not listed. */
const MOST = 20
const LONGEST_TOPIC = 200

/** `past`: newest first, before this meeting; `minutes`: its length, null where it is not known. */
export function agendaTopics(
  asked: readonly AskedTopic[],
  past: readonly PastMeeting[],
  { minutes, github }: { readonly minutes: number | null; readonly github: GithubWeb },
): AgendaTopics {
  const wanted = asked.map(
    ({ ref, kind, title, wishes }): Boxed => ({
      // A wish repeats the box of its title, or says another one: the larger of both is planned.
      boxed: Math.max(boxedMinutes(title), ...wishes.map(({ text }) => boxedMinutes(text))),
      line: `${plain(title)} ${linkTo(ref, github, kind)}`,
      below: wishes.map(({ text, author }) => (text === '' ? `@${author} asks for it` : `${plain(text)} (@${author})`)),
    }),
  )
  const named = wanted.map(({ line }) => line.toLowerCase())
  const left = postponedOf(past[0]).filter(({ line }) => !named.some((other) => other.startsWith(bare(line))))
  const topics = [...wanted, ...left]
  const shown =
    topics.length > MOST + 1
      ? [...topics.slice(0, MOST), { line: `… and ${topics.length - MOST} more topics`, below: [], boxed: 0 }]
      : topics
  const sum = topics.reduce((total, { boxed }) => total + boxed, 0)
  return { topics: shown.map(({ line, below }) => ({ line, below })), time: sum === 0 ? null : timeBoxesOf(sum, minutes) }
}

function bare(line: string): string {
  return withoutAdded(line).toLowerCase().trim()
}

/** `boxed`: minutes, by what people typed. */
type Boxed = AgendaEntry & { readonly boxed: number }

function postponedOf(meeting: PastMeeting | undefined): readonly Boxed[] {
  if (meeting?.text === undefined) return []
  const { text, date } = meeting
  return postponedTopics(readStructure(withoutOffRecord(stripGenerated(text)).text)).map((topic) => ({
    line: `${oneLine(withoutAdded(topic.text)).slice(0, LONGEST_TOPIC)} ${minutesFact(`postponed on ${date}`)}`,
    below: [],
    boxed: boxedMinutes(topic.text),
  }))
}

/** `(10 min)`, `[15']`, `(5 Minuten)`; a whole day is no time box. */
const BOX = /[([]\s{0,2}(?:ca\.? |~ ?)?(\d{1,3})\s{0,2}(?:min(?:ute[ns]?|s)?\.?|m|['’′])\s{0,2}[)\]]/gi

/** Minutes of all boxes in a text. */
export function boxedMinutes(text: string): number {
  return [...text.matchAll(BOX)].reduce((sum, [, minutes]) => sum + Number(minutes), 0)
}
