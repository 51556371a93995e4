/** What the board has to tell beside the notes: what moved since the last meeting, what the next sprint holds. Pure. */
import type { Snapshot } from '../domain/board.ts'
import { compareSnapshots } from '../domain/board-changes.ts'
import { addDays, dayIn, instantAt } from '../domain/dates.ts'
import { refKey } from '../domain/reference.ts'
import { sprintAfter, sprintOn } from '../domain/sprints.ts'
import { viewOf } from '../hygiene/evaluate.ts'
import { belongsToTeam, hasTeamLabel } from '../hygiene/team-scope.ts'
import { plain } from '../minutes/known-facts.ts'
import type { PadLine } from '../minutes/pad-lines.ts'
import { boardNews, plannedFor } from '../minutes/sections/not-discussed.ts'
import { hygieneInput } from './hygiene-input.ts'
import { type MinutesContext, tidy } from './minutes-context.ts'

/** Markdown, and the pad lines of the headings at whose end it stands; null: there is no such heading. */
export type News = {
  readonly review: string
  readonly planned: string
  readonly reviewLine: number | null
  readonly planningLine: number | null
}

/** null without a board. */
export function newsOf(context: MinutesContext): News | null {
  const { board, snapshot, discussed, lines, date, render } = context
  if (board === null || snapshot === null) return null
  const isTeams = teamFilter(context, snapshot)
  const { since, label, before } = lastLook(context, snapshot)
  const changes = before === null ? null : compareSnapshots(before, snapshot)
  const groups = boardNews({ board, changes, since, discussed, isTeams })
  const review = render('minutes/not-discussed', {
    since: label,
    groups: groups.map(({ title, items }) => ({ title, items: items.join('; ') })),
  })
  const reviewLine = headingLine(lines, /\bsprint\b.*\breview\b|\breview\b/i)
  const planningLine = headingLine(lines, /\bsprint\b.*\bplanning\b|\bplanning\b/i)
  const taken = new Set([...discussed, ...groups.flatMap(({ refs }) => refs.map(refKey))])
  const sprint = plannedSprint(snapshot, date)
  const items = planningLine === null || sprint === null ? [] : plannedFor(sprint, { board, discussed: taken, isTeams })
  const planned = items.length === 0 || sprint === null ? '' : render('minutes/planned', { sprint: plain(sprint), items })
  return { review: tidy(review), planned: tidy(planned), reviewLine, planningLine }
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

function teamFilter({ settings, team, now }: MinutesContext, snapshot: Snapshot): (ref: string) => boolean {
  const input = hygieneInput(settings, team, { snapshot }, now)
  const view = viewOf(input)
  const issues = new Map(view.issues.map((issue) => [refKey(issue.item.ref), issue]))
  return (ref) => {
    const issue = issues.get(refKey(ref))
    if (issue) return belongsToTeam(issue, input.team, input.teamLabels ?? [], view)
    const item = view.itemOf(ref)
    return item !== null && hasTeamLabel(item, team.label)
  }
}
