/** `npm run fuzz -- [--long] [--seed N] [--runs N] [target…]`: hostile text through every door; `--long` is 10,000 rounds each. */
import { parseArgs } from 'node:util'
import { fuzz } from './fuzz.ts'
import { targets } from './targets.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { long: { type: 'boolean', default: false }, seed: { type: 'string' }, runs: { type: 'string' } },
})
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31))
const runs = Number(values.runs ?? (values.long ? 10_000 : 500))
let failed = 0
for (const target of targets.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
  const start = performance.now()
  try {
    const { outputs } = await fuzz(target, { seed, runs })
    console.log(
      `${target.name}: ${runs} rounds, ${outputs} texts, nothing alive (seed ${seed}, ${((performance.now() - start) / 1000).toFixed(0)} s)`,
    )
  } catch (error) {
    failed += 1
    console.error(`${target.name} (seed ${seed}): ${error instanceof Error ? error.message : String(error)}`)
  }
}
process.exitCode = failed === 0 ? 0 : 1
