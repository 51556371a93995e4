/** The thread that screens and reads long pads, and is stopped if it takes too long. See `adapters/pads/reading-thread.ts`. */
import { parentPort } from 'node:worker_threads'
import { findTokens } from './adapters/screening/secret-rules.ts'
import { forgivingRenderer } from './adapters/templates/forgiving-templates.ts'
import { answerTasks } from './adapters/threads/answer-tasks.ts'
import type { ComposedMinutes } from './minutes/compose/compose-minutes.ts'
import type { MinutesInput } from './minutes/compose/read-meeting.ts'
import { publishable } from './minutes/privacy/publishable-text.ts'
import { formatNotes } from './notes/format/house-format.ts'
import { wordsMissing } from './notes/format/verify-lossless.ts'
import { readNotes } from './notes/read-notes.ts'
import { composeFromPad } from './usecases/minutes/compose-from-pad.ts'
import { createScreen, type Privacy } from './usecases/minutes/screen-text.ts'

export type ReadingTask =
  /** The text screened, and read once for the time it takes; `privacy` null: as it was typed. */
  | { readonly kind: 'read'; readonly text: string; readonly where: string; readonly privacy: Privacy | null }
  | { readonly kind: 'screen'; readonly text: string; readonly where: string; readonly privacy: Privacy }
  | { readonly kind: 'clean-svg'; readonly text: string }
  /** `templates`: own ones, by name. */
  | { readonly kind: 'compose'; readonly input: Omit<MinutesInput, 'render'>; readonly templates: ReadonlyMap<string, string> }

if (parentPort) answerTasks(parentPort, resultOf)

async function resultOf(task: ReadingTask): Promise<string | object | null> {
  // Its parsers are large, and most pads have no SVG.
  if (task.kind === 'clean-svg') return (await import('./adapters/pads/images/clean-svg.ts')).cleanSvg(task.text)
  if (task.kind === 'compose') return compose(task)
  const text = task.privacy === null ? task.text : await createScreen(findTokens, task.privacy)(task.text, task.where)
  if (task.kind === 'read') read(text)
  return text
}

function read(text: string): void {
  const open = publishable(text, { absences: 'without-reason' }).text
  readNotes(open)
  wordsMissing(open, formatNotes(open).text)
}

function compose({ input, templates }: Extract<ReadingTask, { kind: 'compose' }>): ComposedMinutes {
  const render = forgivingRenderer((name) => templates.get(name) ?? null, input.settings.github)
  return composeFromPad({ ...input, render })
}
