/** Tells a chat of merged minutes, at most once. */
import { mergeEdits } from '../domain/text/three-way-merge.ts'
import { UnknownOutcomeError, UserError, writtenMeanwhile } from '../errors.ts'
import type { ApplyPorts } from '../ports/app-ports.ts'
import type { Action } from './plan.ts'
import { takingBack } from './taking-back.ts'

type SendMessage = Extract<Action, { kind: 'send-message' }>

/**
 * Remembered first: what cannot be remembered would be sent again and again. A message that the chat did not take is forgotten, and sent by
 * the next run. Where nobody knows whether it took it, it stays remembered, and the error tells a person. `inTurn` is for writes to GitHub:
 * whoever else writes there does not wait for a chat.
 */
export async function sendMessage(
  { to, text, remembered }: SendMessage,
  ports: Pick<ApplyPorts, 'chat' | 'minutes'>,
  inTurn: <Value>(write: () => Promise<Value>) => Promise<Value>,
): Promise<void> {
  if (!ports.chat) throw new Error(`Sending to ${to} is not supported.`)
  const { repository, number, title, body, before } = remembered
  const minutes = await ports.minutes(repository)
  const where = `${repository}#${number}`
  await inTurn(async () => {
    const now = (await minutes.pull(number))?.body
    if (now !== before) throw writtenMeanwhile([where])
    await minutes.updatePull(number, { title, body })
  })
  try {
    await ports.chat({ id: `announcement of ${where.toLowerCase()}`, text })
  } catch (error) {
    if (error instanceof UnknownOutcomeError) throw mayBeThere(error, text)
    await takingBack(error, `Removing the mark on ${where} that it was sent`, () =>
      inTurn(async () => {
        // Only our mark goes: somebody may have edited the description meanwhile.
        const current = (await minutes.pull(number))?.body ?? body
        await minutes.updatePull(number, { title, body: mergeEdits(body, before, current).text })
      }),
    )
  }
}

function mayBeThere(error: UnknownOutcomeError, text: string): UserError {
  const told = 'It is not known whether the message below arrived. It is not sent again, so that nobody gets it twice.'
  return new UserError(`${error.problem} ${told} If it is missing there, send it yourself.\n${text}`, { cause: error })
}
