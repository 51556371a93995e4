/** What changes between two texts, line by line, as `diff` shows it. Pure. */
import { compareLines } from './compare-lines.ts'

/** Lines around a change that stay as they are. */
const CONTEXT = 2

/** Lines that go begin with `-`, new ones with `+`, those around them with a space; `…` stands for the rest. Empty: nothing changes. */
export function changedLines(before: string, after: string): string {
  const runs = compareLines(before.split('\n'), after.split('\n'))
  if (runs.every(({ isShared }) => isShared)) return ''
  const lines = runs.flatMap((run, index) => {
    if (!run.isShared) return [...run.before.map((line) => `-${line}`), ...run.after.map((line) => `+${line}`)]
    const head = index === 0 ? 0 : CONTEXT
    const tail = index === runs.length - 1 ? 0 : CONTEXT
    const common = run.before
    if (common.length <= head + tail + 1) return common.map((line) => ` ${line}`)
    return [...common.slice(0, head), '…', ...common.slice(common.length - tail)].map((line) => (line === '…' ? line : ` ${line}`))
  })
  return `${lines.join('\n')}\n`
}
