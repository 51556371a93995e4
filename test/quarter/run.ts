/**
 * `npm run quarter`: plays the quarter of five teams, writes docs/quarter.md, and ends with exit code 1 when a goal is missed.
 * `npm run quarter -- comments`: the story of the comments of four teams, printed.
 */
import { writeFileSync } from 'node:fs'
import { playComments, tellComments } from './comments.ts'
import { planQuarter } from './minutes/plan-quarter.ts'
import { playQuarter } from './minutes/play-quarter.ts'
import { report } from './minutes/report.ts'
import { isMet, resultsOf, rowsOf } from './minutes/results.ts'

const print = (text: string) => process.stdout.write(`${text}\n`)
if (process.argv[2] === 'comments') print(tellComments(await playComments()))
else process.exit((await playMinutes()) ? 0 : 1)

async function playMinutes(): Promise<boolean> {
  const at = new Date()
  const quarter = planQuarter({ seed: 20260105, from: '2026-01-05', weeks: 14 })
  const played = await playQuarter(quarter, (day) => day.endsWith('1') && print(day))
  const results = resultsOf(quarter, played)
  const rows = rowsOf(results)
  writeFileSync('docs/quarter.md', report(rows, results, { at, seconds: (Date.now() - at.getTime()) / 1000 }))
  for (const { what, found, goal, isMet: met } of rows)
    print(`${met === false ? 'MISS' : '    '} ${what}: ${found}${goal === '' ? '' : ` (goal: ${goal})`}`)
  for (const warning of played.warnings) print(warning.slice(0, 300))
  return isMet(rows)
}
