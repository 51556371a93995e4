import type { AuditEntry } from '../../ports.ts'

/** A limit that no log reaches. */
export const ALL_ENTRIES = 10_000_000

/** Entries of a saved log that are not in the one that is there. */
export function missingEntries(known: readonly AuditEntry[], saved: readonly AuditEntry[]): readonly AuditEntry[] {
  const key = ({ at, kind, where, why, url }: AuditEntry) => JSON.stringify([at, kind, where, why, url])
  const there = new Set(known.map(key))
  return saved.filter((entry) => !there.has(key(entry)))
}
