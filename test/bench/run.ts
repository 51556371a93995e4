/**
 * `npm run bench [-- TABLE… --minutes N]`: every table as ratios in one run, each with its goal; exit code 1 when one is missed.
 * `--minutes`: how long webhooks come at a fixed rate.
 */
import { parseArgs } from 'node:util'
import { benchBoard } from './board.ts'
import { benchHistory } from './history.ts'
import { benchNotes } from './notes.ts'
import { benchSite } from './site.ts'
import { benchWebhooks } from './webhooks.ts'

const print = (line: string) => process.stdout.write(`${line}\n`)
const { values, positionals: asked } = parseArgs({ allowPositionals: true, options: { minutes: { type: 'string', default: '0.5' } } })
const minutes = Number(values.minutes)
const benches: Readonly<Record<string, (print: (line: string) => void) => Promise<boolean>>> = {
  notes: benchNotes,
  board: benchBoard,
  history: benchHistory,
  site: benchSite,
  webhooks: (told) => benchWebhooks(told, minutes),
}

const unknown = asked.filter((name) => !(name in benches))
if (!(minutes > 0)) {
  process.stderr.write(`Expected --minutes above 0, found ${values.minutes}.\n`)
  process.exit(2)
}
if (unknown.length > 0) {
  process.stderr.write(`There is no bench named ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}.\n`)
  process.exit(2)
}

let kept = true
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  kept = (await bench(print)) && kept
  print('')
}
print(kept ? 'Every goal is met.' : 'A goal is missed: see the lines marked MISS.')
process.exitCode = kept ? 0 : 1
