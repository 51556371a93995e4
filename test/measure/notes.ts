/** `npm run measure`: the goals of the notes engine over real minutes, as a table; exit 1 when one is missed. `-- --misses` lists what was wrong. */
import { readArchive } from './archive.ts'
import { measureNotes } from './measure.ts'
import { tableOf } from './table.ts'

const archive = readArchive()
if (!archive) {
  process.stdout.write('SCS_CORPUS and SCS_TRUTH are not set: nothing is measured.\n')
} else {
  const rows = measureNotes(archive)
  process.stdout.write(tableOf(rows))
  const all = process.argv.includes('--misses')
  for (const { measure, ok, misses } of rows) {
    if (misses.length === 0 || (ok && !all)) continue
    process.stdout.write(
      `\n${measure}\n${misses
        .slice(0, all ? misses.length : 10)
        .map((miss) => `  ${miss}\n`)
        .join('')}`,
    )
  }
  if (rows.some(({ ok }) => !ok)) process.exitCode = 1
}
