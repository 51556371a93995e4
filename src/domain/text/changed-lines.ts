/** What changes between two texts, line by line, as `diff` shows it. Pure. */
import { diffComm } from 'node-diff3'

/** Lines around a change that stay as they are. */
const CONTEXT = 2

/** Lines that go begin with `-`, new ones with `+`, those around them with a space; `…` stands for the rest. Empty: nothing changes. */
export function changedLines(before: string, after: string): string {
  const parts = diffComm(before.split('\n'), after.split('\n'))
  if (parts.every((part) => part.common !== undefined)) return ''
  const lines = parts.flatMap((part, index) => {
    if (part.common === undefined)
      return [...(part.buffer1 ?? []).map((line) => `-${line}`), ...(part.buffer2 ?? []).map((line) => `+${line}`)]
    const head = index === 0 ? 0 : CONTEXT
    const tail = index === parts.length - 1 ? 0 : CONTEXT
    const { common } = part
    if (common.length <= head + tail + 1) return common.map((line) => ` ${line}`)
    return [...common.slice(0, head), '…', ...common.slice(common.length - tail)].map((line) => (line === '…' ? line : ` ${line}`))
  })
  return `${lines.join('\n')}\n`
}
