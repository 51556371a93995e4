/** In one run, GitHub is asked for the board once, however many teams and meetings need it; a failure is theirs alike. */
import type { Snapshot } from '../domain/board/board.ts'
import type { Uses } from '../ports/app-ports.ts'
import type { LiveBoard } from '../ports.ts'

type BoardPort = Uses<'boardSource'>['boardSource']

/** `learned`: before anybody sees what was read. */
export function boardOnce(source: BoardPort, learned: (snapshot: Snapshot) => Promise<void>): BoardPort {
  let live: Promise<LiveBoard> | null = null
  let read: Promise<Snapshot> | null = null
  return (settings) => {
    live ??= source(settings).then((board) => ({
      ...board,
      readBoard: (options) => {
        read ??= board.readBoard(options).then(async (snapshot) => {
          await learned(snapshot)
          return snapshot
        })
        return read
      },
    }))
    return live
  }
}
