/**
 * `SCS_CORPUS=FOLDER npm run replay [-- PATTERN…]`: plays a whole archive of minutes again, or the files whose path has one of the
 * patterns in it, and prints a table by team. Exit code 1 when a goal is missed.
 */
import { readPads } from './archive-pads.ts'
import { type Replayed, replay } from './replay.ts'
import { missesOf, tableOf } from './results.ts'

const print = (line: string) => process.stdout.write(`${line}\n`)
const folder = process.env.SCS_CORPUS
if (!folder) {
  process.stderr.write('Expected a folder of minutes in SCS_CORPUS, found none.\n')
  process.exit(2)
}
const patterns = process.argv.slice(2)
const pads = readPads(folder).filter(({ file }) => patterns.length === 0 || patterns.some((pattern) => file.includes(pattern)))
const done: Replayed[] = []
const started = performance.now()
const each = (one: Replayed) => {
  done.push(one)
  for (const miss of missesOf(one)) print(`MISS ${miss}`)
  if (done.length % 50 === 0) print(`${done.length} of ${pads.length}, ${Math.round((performance.now() - started) / 1000)} s`)
}
// What was played so far is told when somebody stops it.
process.once('SIGINT', () => {
  print(tableOf(done))
  process.exit(1)
})
await replay(pads, { each })
print(tableOf(done))
process.exit(done.every((one) => missesOf(one).length === 0) ? 0 : 1)
