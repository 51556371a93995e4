/** What the weekly report asks of the places where something is kept. */
import type { BoardName } from '../../ports/boards.ts'
import type { SnapshotStore, WeekFacts } from '../../ports.ts'

/** More than a week of writes: they are paced by a second, but pauses of people are longer. */
export const MOST_ENTRIES = 100_000

export type WeekAsked = { readonly since: Date; readonly board: BoardName | null }

/** Of the server that holds the database. */
export function weekQuestion({ since, board }: WeekAsked): string {
  const query = new URLSearchParams({ since: since.toISOString(), ...(board && { owner: board.owner, number: String(board.number) }) })
  return `/week?${query}`
}

export function weekAsked(query: URLSearchParams): WeekAsked {
  const owner = query.get('owner')
  return { since: new Date(query.get('since') ?? 0), board: owner === null ? null : { owner, number: Number(query.get('number')) } }
}

/** Which labels the items of the newest complete snapshot have. */
export async function labelsIn(snapshots: Pick<SnapshotStore, 'latest'>, board: BoardName | null): Promise<WeekFacts['snapshot']> {
  const snapshot = board === null ? null : await snapshots.latest(board, { complete: true })
  return snapshot === null ? null : { items: snapshot.items.map(({ ref, labels }) => ({ ref, labels })) }
}
