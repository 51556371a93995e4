/** The numbers of Etherpad’s ordered lists, as shown in the pad. */

type ListLine = { readonly type: string; readonly level: number }

export type ListNumbers = {
  /** An ordered list begins. Etherpad closes it for every bullet between, and newer versions say where it goes on. */
  readonly open: (level: number, start: number) => void
  /** Of a line: `1. `, `1.2. `; null for any line that is none of an ordered list. */
  readonly next: (line: ListLine | null) => string | null
}

export function listNumbers(): ListNumbers {
  const counts = new Map<number, number>()
  return {
    open: (level, start) => {
      // Below another number Etherpad copies a start from elsewhere at times: it counts only where the list was there before.
      const goesOn = start > 1 && (level === 1 || counts.has(level))
      counts.set(level, goesOn ? start - 1 : 0)
    },
    next: (line) => {
      if (line === null) counts.clear()
      if (line?.type !== 'number') return null
      const { level } = line
      counts.set(level, (counts.get(level) ?? 0) + 1)
      for (const other of counts.keys()) if (other > level) counts.delete(other)
      return `${Array.from({ length: level }, (_, index) => counts.get(index + 1) ?? 0).join('.')}. `
    },
  }
}
