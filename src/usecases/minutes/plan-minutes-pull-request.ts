/** The pull request that minutes come in, planned. */

import { isSameMinutes, restsOnBoard, withheldIn } from '../../minutes/board-facts/board-trust.ts'
import { requirePublishable } from '../../minutes/privacy/require-publishable.ts'
import type { FileToPublish } from '../../minutes/pull-request/file-to-publish.ts'
import type { Clock, MinutesRepository } from '../../ports.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import type { Plan } from '../plan.ts'
import type { ComposedMinutes } from './compose-minutes.ts'
import { type Described, describeBranch, planPullRequest } from './plan-pull-request.ts'

export type PublishPorts = {
  readonly minutes: MinutesRepository
  readonly identity: { readonly login: string; readonly id: number }
  readonly clock: Clock
}

export type PublishInput = {
  readonly settings: Settings
  readonly team: TeamSettings
  readonly date: string
  /** Which meeting of that day, from 1. */
  readonly meeting?: number
  /** A person asks for it now. */
  readonly isAskedFor?: boolean
  /** The board could not be read, or not completely, and may be at the next look. */
  readonly isBoardComing?: boolean
}

/** A meeting that did not take place has no minutes to publish. Throws UserError where a secret would stand in them. */
export async function planMinutesPullRequest(ports: PublishPorts, composed: ComposedMinutes, input: PublishInput): Promise<Plan> {
  if (composed.cancelled) return { actions: [], remarks: [] }
  requirePublishable(`${composed.text}\n${composed.body}`)
  return planPullRequest(ports, fileOf(composed, input))
}

/** The description of their pull request, to what people have made of them on the branch; null where there is none. */
export async function describeMinutes(ports: PublishPorts, composed: ComposedMinutes, input: PublishInput): Promise<Described | null> {
  return composed.cancelled ? null : describeBranch(ports, fileOf(composed, input))
}

function fileOf(composed: ComposedMinutes, input: PublishInput): FileToPublish {
  const { settings, team, date, meeting = 1, isAskedFor = false } = input
  const { path, text, body, assignees, bodyOn } = composed
  const what = { settings, team: team.id, date, meeting, path, text, body, bodyOn, assignees }
  return { ...what, isSame: isSameMinutes, isAskedFor, keepsOwn: (own) => whyKept(own, composed, input) }
}

/** Why the branch keeps what the app wrote there last; null: it may be written anew. */
function whyKept(own: string, composed: ComposedMinutes, { isBoardComing = false }: PublishInput): string | null {
  const { path } = composed
  if (isBoardComing && restsOnBoard(own)) {
    return `${path}: the board could not be read completely, and the minutes in the pull request use the full board. They stay unchanged until the next run.`
  }
  const before = withheldIn(own)
  if (before === 'nothing' || before === composed.withheld) return null
  if (!isSameMinutes(composed.textWithout(before), own)) return null
  return `${path}: the only change is that the board could be read completely. That alone is not committed.`
}
