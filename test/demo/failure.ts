/** What a demo that failed says: at which step, why, and what of its output can be used. */
import { existsSync } from 'node:fs'
import { DemoFailure } from './children.ts'
import { FILES, near } from './story/scene.ts'
import type { Narrator } from './terminal.ts'

export type FailedDemo = { readonly out: (path: string) => string; readonly isVerbose: boolean }

/** Lines for stderr. */
export function failureLines(say: Narrator, error: unknown, { out, isVerbose }: FailedDemo): readonly string[] {
  const { last, files } = say.reached()
  const where = last === null ? 'before its first step.' : `at this step of ${last.day}:`
  const isBug = error instanceof Error && !(error instanceof DemoFailure)
  return [
    `${say.style('red', 'The demo stops here,')} ${where}`,
    ...(last === null ? [] : [`  ${last.step.at}  ${last.step.what}`]),
    error instanceof Error ? error.message : String(error),
    '',
    ...(last === null ? [] : ['Everything told above that step did happen, and was checked.']),
    files.length === 0 ? 'No file is complete.' : `These files are complete: ${files.map(near).join(', ')}.`,
    ...leftovers(files, out),
    ...(isVerbose ? (isBug && error.stack !== undefined ? [error.stack] : []) : ['More is told by: npm run demo -- --verbose']),
  ]
}

/** Of an earlier run, or half written. */
function leftovers(files: readonly string[], out: FailedDemo['out']): readonly string[] {
  const others = FILES.map(out).filter((file) => !files.includes(file) && existsSync(file))
  return others.length === 0 ? [] : [`Do not take these for output of this run: ${others.map(near).join(', ')}.`]
}
