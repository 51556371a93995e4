/** Offers an agenda that could not be written to its pad in one issue per team, to copy from there. Plans; writes nothing itself. */

import { fenceFor } from '../../domain/markdown/fence.ts'
import { quoted } from '../../domain/text/escape.ts'
import type { OwnIssues } from '../../ports.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import type { Plan } from '../plan.ts'
import { planIssue, planIssueEnd } from '../plan-notice.ts'

export type AgendaIssueInput = {
  readonly settings: Settings
  readonly team: TeamSettings
  readonly date: string
  /** null: it could not be made. */
  readonly text: string | null
  /** Why the pad does not take it, or why there is none: harmless Markdown. */
  readonly reason: string
}

/** A body of GitHub's holds 65,536 characters. */
const LONGEST = 60_000

/** Edited in place from week to week, which notifies nobody again; whoever closes it has it closed. */
export async function planAgendaIssue(issues: OwnIssues, { settings, team, date, text, reason }: AgendaIssueInput): Promise<Plan> {
  const name = quoted(team.name, settings.github)
  const body =
    text === null
      ? `**The agenda of ${name} for ${date} could not be created.** ${reason}`
      : `**The agenda of ${name} for ${date}, to copy into the pad.** The app could not write it to the pad: ${reason}\n\n${fenced(text)}`
  const notice = { kind: 'agenda-issue' as const, team: team.id, title: `Agenda of ${team.name}`, text: body, date, facts: [] }
  return planIssue(issues, settings.minutes.repository, notice, { reopens: false })
}

/** Inside of a fence nobody is called and nothing is linked. */
function fenced(text: string): string {
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}\n…\n` : text
  const fence = fenceFor(shown)
  return `${fence}markdown\n${shown.trimEnd()}\n${fence}`
}

/** The pad has taken it. */
export async function planAgendaIssueEnd(
  issues: OwnIssues,
  { settings, team, date }: Pick<AgendaIssueInput, 'settings' | 'team' | 'date'>,
): Promise<Plan> {
  const text = `The agenda for ${date} is in the pad.`
  return { actions: await planIssueEnd(issues, settings.minutes.repository, { kind: 'agenda-issue', team: team.id, text }), remarks: [] }
}
