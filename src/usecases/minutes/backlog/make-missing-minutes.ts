/** Minutes of several meetings in one go, a pull request each. One meeting that fails does not stop the others. */
import { TryAgainError, UserError } from '../../../errors.ts'
import type { MissingMeeting } from '../../../minutes/backlog/missing-meetings.ts'
import type { Settings, TeamSettings } from '../../../settings/settings.ts'
import type { Plan } from '../../plan.ts'
import { type PreparedMinutes, type PrepareMinutesPorts, prepareMinutes } from '../prepare-minutes.ts'

export type MadeMinutes = {
  readonly meeting: MissingMeeting
  /**
   * `made`: planned, or written. `nothing`: there was nothing to write, as `told` says. `failed`: a person must act.
   * `later`: only time helps.
   */
  readonly result: 'made' | 'nothing' | 'failed' | 'later'
  readonly told: string | null
}

export type MakeMissingOptions = {
  readonly ports: PrepareMinutesPorts
  /** Shows the minutes and their plan, or writes it; paced by whoever writes. */
  readonly apply: (meeting: MissingMeeting, prepared: PreparedMinutes) => Promise<void>
  /** After each meeting. */
  readonly ended: (made: MadeMinutes) => void
}

/** In the order given. What is neither a message for people nor a matter of time is a bug, and throws. */
export async function makeMissingMinutes(
  options: MakeMissingOptions,
  { settings, team }: { readonly settings: Settings; readonly team: TeamSettings },
  meetings: readonly MissingMeeting[],
): Promise<void> {
  for (const meeting of meetings) options.ended({ meeting, ...(await make(options, { settings, team }, meeting)) })
}

async function make(
  { ports, apply }: MakeMissingOptions,
  of: { readonly settings: Settings; readonly team: TeamSettings },
  meeting: MissingMeeting,
): Promise<Omit<MadeMinutes, 'meeting'>> {
  const { date, pad, notes, told, meeting: number } = meeting
  if (notes !== 'there' || pad === null) {
    return { result: notes === 'no-answer' ? 'later' : 'failed', told: `${told ?? 'There are no notes.'}${hintOf(meeting)}` }
  }
  try {
    const prepared = await prepareMinutes(ports, { ...of, date, pad, ...(number === 1 ? {} : { meeting: number }) })
    await apply(meeting, prepared)
    const { plan, composed } = prepared
    if (plan?.stop !== undefined) return { result: 'failed', told: plan.stop }
    if (composed.cancelled) return { result: 'nothing', told: composed.remarks.join(' ') }
    return plan !== null && plan.actions.length === 0 ? { result: 'nothing', told: whyNothing(plan) } : { result: 'made', told: null }
  } catch (error) {
    if (error instanceof TryAgainError) return { result: 'later', told: error.message }
    if (error instanceof UserError) return { result: 'failed', told: error.message }
    throw error
  }
}

function whyNothing({ remarks }: Plan): string {
  return remarks.length > 0 ? remarks.join(' ') : 'Its pull request is up to date.'
}

function hintOf({ near }: MissingMeeting): string {
  if (near === null) return ''
  return near.path === null
    ? ` The pad has notes of ${near.date}.`
    : ` There are minutes of ${near.date}, a day without a planned meeting: ${near.path}.`
}
