/** Runs of one server that want the same claims stand in line: in memory, so that only the first one asks the database. */
import { setTimeout as pause } from 'node:timers/promises'
import { BusyError } from '../../errors.ts'

/** Waiting runs usually get their turn sooner: whoever waits this long is behind work that hangs. */
const LONGEST_MS = 10 * 60_000
/** A line that never empties pauses this often, so that other servers can take the claim. */
const LET_IN_EVERY_MS = 5000

type Line = { last: Promise<void>; since: number }

/**
 * First come, first served, for each name. Resolves when all before have stepped out, with how to step out. Names are taken in one
 * order, so that two that want the same ones do not wait for each other.
 */
export function createLine({ letInMs }: { readonly letInMs: number }): (names: readonly string[]) => Promise<() => void> {
  const lines = new Map<string, Line>()

  const enter = async (name: string): Promise<() => void> => {
    const before = lines.get(name)
    const line = before ?? { last: Promise.resolve(), since: Date.now() }
    const turn = line.last
    let leave = () => {}
    const mine = new Promise<void>((resolve) => {
      leave = resolve
    })
    // The place of a run that gave up stays in the line, and is passed over.
    const last = turn.then(() => mine)
    line.last = last
    lines.set(name, line)
    void last.then(() => line.last === last && lines.delete(name))
    try {
      if (before !== undefined) await within(LONGEST_MS, turn)
    } catch (error) {
      leave()
      throw error
    }
    if (Date.now() - line.since > LET_IN_EVERY_MS) {
      await pause(letInMs)
      line.since = Date.now()
    }
    return leave
  }

  return async (names) => {
    const entered: (() => void)[] = []
    const stepOut = () => {
      for (const leave of entered) leave()
    }
    try {
      for (const name of [...names].sort()) entered.push(await enter(name))
    } catch (error) {
      stepOut()
      throw error
    }
    return stepOut
  }
}

async function within(ms: number, turn: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new BusyError('Other work on the same board or epic is still running.')), ms).unref()
  })
  await Promise.race([turn, late]).finally(() => clearTimeout(timer))
}
