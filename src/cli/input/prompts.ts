/** Asks a person in a terminal, and returns the choices. */
import { isCancel, multiselect, select, text } from '@clack/prompts'
import { UserError } from '../../errors.ts'
import type { Choices } from '../../init/choices.ts'
import { joined, type Question } from '../../init/questions.ts'
import { sanitize } from '../output/sanitize.ts'
import type { Asking } from '../shell.ts'

/** Questions one after the other. Throws UserError where the person stops. */
export async function ask(asking: Asking, questions: readonly Question[], before: Choices): Promise<Choices> {
  let choices = before
  for (const question of questions) choices = joined(choices, await answerTo(asking, question))
  return choices
}

async function answerTo(asking: Asking, question: Question): Promise<Choices> {
  asking.ready?.()
  const message = sanitize(question.message)
  if (question.kind === 'text') {
    const { empty, problem } = question
    const typed = await text({ ...asking, message, placeholder: empty, validate: (value) => problem((value ?? '').trim()) ?? undefined })
    return question.choose(demanded(typed).trim())
  }
  const options = question.options.map(({ value, label }) => ({ value, label: sanitize(label) }))
  if (question.kind === 'one') return question.choose(demanded(await select({ ...asking, message, options })))
  const initialValues = options.map(({ value }) => value)
  return question.choose(demanded(await multiselect({ ...asking, message, options, initialValues, required: true })))
}

/** One of these words. */
export async function chosen(asking: Asking, message: string, words: readonly string[]): Promise<string> {
  asking.ready?.()
  const options = words.map((value) => ({ value, label: sanitize(value) }))
  return demanded(await select({ ...asking, message: sanitize(message), options }))
}

function demanded<Value>(answer: Value): Exclude<Value, symbol> {
  if (isCancel(answer)) throw new UserError('Stopped. Nothing was written.')
  return answer as Exclude<Value, symbol>
}
