/** `npm run bench`: every table as ratios in one run, each with its goal; exit code 1 when one is missed. */
import { benchBoard } from './board.ts'
import { benchHistory } from './history.ts'
import { benchNotes } from './notes.ts'
import { benchSite } from './site.ts'
import { benchWebhooks } from './webhooks.ts'

const print = (line: string) => process.stdout.write(`${line}\n`)
const benches: Readonly<Record<string, (print: (line: string) => void) => Promise<boolean>>> = {
  notes: benchNotes,
  board: benchBoard,
  history: benchHistory,
  site: benchSite,
  webhooks: benchWebhooks,
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in benches))
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
