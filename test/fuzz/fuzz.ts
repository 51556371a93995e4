/** One round of a target: whatever hostile text goes in, nothing comes out alive. */
import fc from 'fast-check'
import { aliveIn, shownWords } from './oracle.ts'
import type { Output, Target } from './targets.ts'

export type Figures = { readonly runs: number; readonly outputs: number }

/** Throws with the smallest text that works, and the seed that finds it again. */
export async function fuzz({ outputs }: Target, options: { seed: number; runs: number }): Promise<Figures> {
  let seen = 0
  let smallest = ''
  const property = fc.asyncProperty(outputs, async (make) => {
    try {
      await check(make)
    } catch (error) {
      smallest = error instanceof Error ? (error.stack ?? error.message) : String(error)
      throw error
    }
  })
  const check = async (make: () => Promise<readonly Output[]>) => {
    for (const { what, text, door, marks = 0, ends } of await make()) {
      seen += 1
      const alive = aliveIn(text, door, { marks })
      if (alive.length > 0) throw new Error(`${what}: ${alive.join('; ')}\n${text}`)
      if (ends !== undefined && !shownWords(text).includes(ends)) throw new Error(`${what}: its end is not shown\n${text}`)
    }
  }
  const details = await fc.check(property, { seed: options.seed, numRuns: options.runs })
  if (details.failed) throw new Error(`seed ${details.seed}, path ${details.counterexamplePath}\n${smallest}`)
  return { runs: options.runs, outputs: seen }
}
