/** The board of a past day, out of all that is kept. */
import type { Snapshot } from '../domain/board/board.ts'
import { type PackedSnapshot, unpack } from '../domain/board/history/packed.ts'
import { addDays, dayIn, instantAt } from '../domain/time/dates.ts'
import { userError } from '../errors.ts'
import type { BoardName, MemoryKeeper } from '../ports.ts'

export type PastDay = {
  readonly board: BoardName
  /** ISO day in `timezone` (IANA). */
  readonly day: string
  readonly timezone: string
}

/**
 * The last snapshot taken on or before the end of the day, as it was taken. Where that one is not complete and there is a
 * complete one of the same day, the last complete one. Throws UserError where there is none.
 */
export async function pastBoard(keeper: Pick<MemoryKeeper, 'read' | 'looked'>, past: PastDay): Promise<Snapshot> {
  const { board, day } = past
  const isOf = (one: BoardName) => one.owner.toLowerCase() === board.owner.toLowerCase() && one.number === board.number
  const histories = Object.values(await keeper.read())
    .flatMap(({ history }) => history.filter((one) => isOf(one.board)))
    .map(({ snapshots }) => snapshots)
  const heads = histories.flat().map(({ head }) => head)
  const wanted = lastOfDay(heads, past)
  const found = wanted === null ? null : snapshotAt(histories, wanted)
  if (found !== null) return found
  const oldest = heads.map(({ takenAt }) => new Date(takenAt).toISOString()).sort()[0]
  throw userError({
    where: keeper.looked,
    expected: `a snapshot of board ${board.number} of ${board.owner} from ${day} or earlier`,
    found: oldest === undefined ? 'none at all' : `none; the oldest is from ${oldest}`,
    fix:
      oldest === undefined
        ? '`scs-sprint sync` saves one. Set DATA_DIR or DATABASE_URL to the value used where the app runs, or restore a backup.'
        : 'Choose a later day, or restore a backup that goes back further.',
  })
}

/** `takenAt` of the snapshot that stands for the day; null: there is none. */
export function lastOfDay(
  heads: readonly { readonly takenAt: string; readonly complete: boolean }[],
  { day, timezone }: Pick<PastDay, 'day' | 'timezone'>,
): string | null {
  const end = instantAt(timezone, addDays(day, 1), '00:00').getTime()
  const timeOf = ({ takenAt }: { readonly takenAt: string }) => new Date(takenAt).getTime()
  const before = heads.filter((head) => timeOf(head) < end).sort((a, b) => timeOf(b) - timeOf(a))
  const [last] = before
  if (last === undefined) return null
  const begin = instantAt(timezone, dayIn(timezone, new Date(last.takenAt)), '00:00').getTime()
  return (before.find((head) => head.complete && timeOf(head) >= begin) ?? last).takenAt
}

function snapshotAt(histories: readonly (readonly PackedSnapshot[])[], takenAt: string): Snapshot | null {
  for (const history of histories) {
    const last = history.findLastIndex(({ head }) => head.takenAt === takenAt)
    if (last < 0) continue
    let found: Snapshot | null = null
    for (const snapshot of unpack(history.slice(0, last + 1))) found = snapshot
    return found
  }
  return null
}
