/** The app’s new text with the lines that the pad lost, at their places. Pure. */
import { diffComm } from 'node-diff3'

export type KeptLines = { readonly text: string; readonly kept: readonly string[] }

/** `before`: what the app wrote last. `lost`: lines of it, as they stand there. Where as many lines took their place, they were rewritten. */
export function withLostLines(before: string, after: string, lost: readonly string[]): KeptLines {
  if (lost.length === 0) return { text: after, kept: [] }
  const left = new Map<string, number>()
  for (const line of lost) left.set(line, (left.get(line) ?? 0) + 1)
  const kept: string[] = []
  const lines = diffComm(before.split('\n'), after.split('\n')).flatMap((part) => {
    if (part.common !== undefined) return part.common
    const { buffer1: old = [], buffer2: fresh = [] } = part
    if (count(fresh) >= count(old)) return fresh
    const here = old.filter((line) => {
      const times = left.get(line) ?? 0
      if (times > 0) left.set(line, times - 1)
      return times > 0
    })
    kept.push(...here)
    return [...here, ...fresh]
  })
  return { text: lines.join('\n'), kept }
}

function count(lines: readonly string[]): number {
  return lines.filter((line) => line.trim() !== '').length
}
