/** Applies what `/epic fix` and `/epic undo` planned. What came of it is only known afterwards, so the reply is written here as well. */
import type { GithubWeb } from '../domain/github-web.ts'
import { UserError } from '../errors.ts'
import type { LeftToPeople, Repair } from '../hygiene/repair/repair.ts'
import type { Change } from '../hygiene/repair/repair-record.ts'
import { requirePublishable } from '../minutes/privacy/require-publishable.ts'
import type { ApplyPorts } from '../ports/app-ports.ts'
import { carryOutRepairs, type Outcome } from './hygiene/carry-out-repairs.ts'
import { takeBackRepairs } from './hygiene/take-back-repairs.ts'
import { takingBack } from './taking-back.ts'

export type RepairAction =
  | {
      readonly kind: 'fix-epic'
      readonly on: string
      readonly repairs: readonly Repair[]
      /** Where the epic lies. */
      readonly github: GithubWeb
      readonly why: string
      /** The comment that tells what was done, and remembers it. */
      readonly reply: (outcome: Outcome) => string
    }
  | {
      readonly kind: 'undo-fix'
      readonly on: string
      readonly changes: readonly Change[]
      /** Node ID of the comment that remembers them, and its text from then on. */
      readonly commentId: string
      readonly body: string
      readonly why: string
      /** The comment that tells why nothing was taken back. */
      readonly refusal: (left: readonly LeftToPeople[]) => string
    }

/** Returns the address of the reply; null where an older comment was edited. */
export async function applyRepair(action: RepairAction, { repairs, pause, comments }: ApplyPorts): Promise<string | null> {
  if (repairs === undefined) throw new Error(`Changes on ${action.on} are not supported.`)
  const answer = async (body: string) => {
    requirePublishable(body)
    return (await comments.create(action.on, body)).url
  }
  if (action.kind === 'fix-epic') {
    const outcome = await carryOutRepairs({ repairs, pause }, { ref: action.on, github: action.github }, action.repairs)
    try {
      return await answer(action.reply(outcome))
    } catch (error) {
      // Without the reply nobody knows what was done, and no command can take it back.
      return await takingBack(error, `Taking back what was changed on ${action.on}`, async () => {
        const left = await takeBackRepairs({ repairs, pause }, action.on, outcome.changes)
        if (left.length > 0) throw new UserError(left.map(({ issue, says }) => (issue === null ? says : `${issue}: ${says}`)).join(' '))
      })
    }
  }
  const left = await takeBackRepairs({ repairs, pause }, action.on, action.changes)
  if (left.length > 0) return answer(action.refusal(left))
  await comments.update(action.on, action.commentId, action.body)
  return null
}
