/** What the board has to tell beside the notes: what moved since the last meeting, what the next sprint holds. Pure. */
import type { Snapshot } from '../../domain/board/board.ts'
import { compareSnapshots } from '../../domain/board/board-changes.ts'
import { publicBoard } from '../../domain/board/board-index.ts'
import { refKey } from '../../domain/reference.ts'
import { addDays, dayIn, instantAt } from '../../domain/time/dates.ts'
import { sprintAfter, sprintOn } from '../../domain/time/sprints.ts'
import type { MinutesContext } from '../compose/context.ts'
import { plain } from '../meeting/issue-annotation.ts'
import type { PadLine } from '../meeting/pad-lines.ts'
import { boardNews, plannedFor } from './board-news.ts'

/** Data of two templates, and the pad lines of the headings at whose end they stand; null: there is no such heading. */
export type News = {
  /** Of `minutes/not-discussed`. */
  readonly review: { readonly since: string; readonly groups: readonly { readonly title: string; readonly items: string }[] }
  /** Of `minutes/planned`; null: there is nothing to tell. */
  readonly planned: { readonly sprint: string; readonly items: readonly string[] } | null
  readonly reviewLine: number | null
  readonly planningLine: number | null
}

/** `teamsOn` tells which references of a snapshot are the team's. null without a board. */
export function boardChangesSince(context: MinutesContext, teamsOn: (snapshot: Snapshot) => (ref: string) => boolean): News | null {
  const { board, snapshot, discussed, lines, date } = context
  if (board === null || snapshot === null) return null
  const isTeams = teamsOn(snapshot)
  const { since, label, before } = lastLook(context, snapshot)
  const changes = before === null ? null : compareSnapshots(before, snapshot, (status) => !board.isUnknown({ status }))
  const earlier = before === null ? null : { board: publicBoard(before, context.status, context.settings.epics), isTeams: teamsOn(before) }
  const groups = boardNews({ board, changes, since, discussed, isTeams, earlier })
  const review = { since: label, groups: groups.map(({ title, items }) => ({ title, items: items.join('; ') })) }
  const reviewLine = headingLine(lines, /\bsprint\b.*\breview\b|\breview\b/i)
  const planningLine = headingLine(lines, /\bsprint\b.*\bplanning\b|\bplanning\b/i)
  // Named is named, also where only the agenda did it.
  const isNamed = namedOn(lines)
  const named = snapshot.items.flatMap(({ ref, title }) => (ref !== null && isNamed(ref, title) ? [refKey(ref)] : []))
  const taken = new Set([...discussed, ...named, ...groups.flatMap(({ refs }) => refs.map(refKey))])
  const sprint = plannedSprint(snapshot, date)
  const items = planningLine === null || sprint === null ? [] : plannedFor(sprint, { board, discussed: taken, isTeams })
  const planned = items.length === 0 || sprint === null ? null : { sprint: plain(sprint), items }
  return { review, planned, reviewLine, planningLine }
}

/** Shorter titles are words that stand anywhere. */
const TELLING_TITLE = 12

/** Named by its reference, or by its whole title. */
function namedOn(lines: readonly PadLine[]): (ref: string, title: string) => boolean {
  const refs = new Set(lines.flatMap(({ mentions }) => mentions.map(({ ref }) => refKey(ref))))
  const text = lines
    .map((line) => line.text)
    .join('\n')
    .toLowerCase()
  return (ref, title) => {
    const words = title.trim().toLowerCase()
    return refs.has(refKey(ref)) || (words.length >= TELLING_TITLE && text.includes(words))
  }
}

/** The first heading below the title that fits; one with "sprint" in it goes before others. */
function headingLine(lines: readonly PadLine[], pattern: RegExp): number | null {
  const fitting = lines.filter(({ kind, level, text }) => kind === 'heading' && level > 1 && pattern.test(text))
  return (fitting.find(({ text }) => /sprint/i.test(text)) ?? fitting[0])?.number ?? null
}

/** The sprint that planning looks at: the next one, or the one that has just begun. */
function plannedSprint({ sprints = [] }: Snapshot, date: string): string | null {
  const current = sprintOn(sprints, date)
  if (current && current.startsOn >= addDays(date, -2)) return current.name
  return sprintAfter(sprints, date)?.name ?? null
}

/** The look at the board nearest to the last meeting, or the time of that meeting where none was kept. */
function lastLook(context: MinutesContext, snapshot: Snapshot): { since: string; label: string; before: Snapshot | null } {
  const { settings, team, date, past, history } = context
  const day = past[0]?.date ?? addDays(date, -7 * (team.meeting?.everyWeeks ?? 1))
  const begin = instantAt(settings.timezone, day, team.meeting?.time ?? '12:00')
  const since = new Date(begin.getTime() + (team.meeting?.minutes ?? 60) * 60_000).toISOString()
  const from = instantAt(settings.timezone, addDays(day, -3), '00:00').toISOString()
  const until = instantAt(settings.timezone, addDays(day, 2), '00:00').toISOString()
  const near = history
    .filter(({ takenAt, complete }) => complete && takenAt >= from && takenAt < until && takenAt < snapshot.takenAt)
    .sort((a, b) => (a.takenAt < b.takenAt ? 1 : -1))
  const before = near.find(({ takenAt }) => takenAt <= since) ?? near.at(-1) ?? null
  return { since, label: before === null ? day : dayIn(settings.timezone, new Date(before.takenAt)), before }
}
