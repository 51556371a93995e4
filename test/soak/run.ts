/**
 * `npm run soak [-- PART… --minutes N --report]`: long campaigns against the sandbox on this machine. Each part prints its
 * figures and keeps them as JSON in test/soak/results/; `--report` writes docs/soak.md from what is kept, and runs only the
 * parts that are named. Exit code 1 when a goal is missed.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { crashesPart } from './crashes.ts'
import { daysPart } from './days.ts'
import { killsPart } from './deliveries/kills.ts'
import { replicasPart } from './deliveries/replicas.ts'
import { faultsPart } from './faults.ts'
import { type Part, RESULTS, type Result, thisMachine } from './part.ts'
import { keptResults, report } from './report.ts'
import { storagePart } from './storage.ts'

const parts: readonly Part[] = [faultsPart, crashesPart, killsPart, replicasPart, daysPart, storagePart]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string', default: '60' }, report: { type: 'boolean', default: false } },
})
const print = (line: string) => process.stdout.write(`${line}\n`)
const minutes = Number(values.minutes)
const unknown = positionals.filter((name) => !parts.some((part) => part.name === name))
if (unknown.length > 0 || !(minutes > 0)) {
  const known = parts.map(({ name }) => name).join(', ')
  process.stderr.write(`Expected parts of ${known}, and --minutes above 0; found ${[...unknown, values.minutes].join(', ')}.\n`)
  process.exit(2)
}

let isMet = true
const asked = positionals.length === 0 && !values.report ? parts.map(({ name }) => name) : positionals
for (const part of parts.filter(({ name }) => asked.includes(name))) isMet = (await play(part)) && isMet
if (values.report) {
  writeFileSync('docs/soak.md', report(keptResults()))
  print('docs/soak.md')
}
process.exit(isMet ? 0 : 1)

async function play(part: Part): Promise<boolean> {
  print(part.title)
  const started = performance.now()
  const at = new Date().toISOString()
  const found = await part.run({ print: (line) => print(`  ${line}`), until: started + minutes * 60_000 })
  const result: Result = {
    name: part.name,
    title: part.title,
    at,
    seconds: Math.round((performance.now() - started) / 1000),
    on: thisMachine(),
    ...found,
  }
  mkdirSync(RESULTS, { recursive: true })
  writeFileSync(join(RESULTS, `${part.name}.json`), `${JSON.stringify(result, null, 2)}\n`)
  print(`  ${found.did}`)
  for (const { what, found: got, goal, isMet: met } of found.rows) {
    print(`  ${met === null ? '    ' : met ? 'ok  ' : 'MISS'} ${what}: ${got}${goal === '' ? '' : ` (goal: ${goal})`}`)
  }
  for (const failure of found.failures) print(`  failed: ${failure}`)
  return found.rows.every(({ isMet: met }) => met !== false)
}
