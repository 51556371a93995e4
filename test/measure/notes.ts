/** `npm run measure`: the goals of the notes engine over real minutes, as a table; exit 1 when one is missed. `-- --misses` lists what was wrong. */
import { readArchive } from './archive.ts'
import { measureNotes } from './measure.ts'

const archive = readArchive()
if (!archive) {
  process.stdout.write('SCS_CORPUS and SCS_TRUTH are not set: nothing is measured.\n')
} else {
  const rows = measureNotes(archive)
  const width = (pick: (row: (typeof rows)[number]) => string) => Math.max(...rows.map((row) => pick(row).length))
  const columns = [
    Math.max(
      width((row) => row.measure),
      7,
    ),
    Math.max(
      width((row) => row.wanted),
      6,
    ),
    Math.max(
      width((row) => row.measured),
      8,
    ),
  ]
  const line = (cells: readonly string[]) =>
    `${cells
      .map((cell, at) => cell.padEnd(columns[at] ?? 0))
      .join('  ')
      .trimEnd()}\n`
  process.stdout.write(line(['measure', 'wanted', 'measured', 'ok']))
  for (const { measure, wanted, measured, ok } of rows) process.stdout.write(line([measure, wanted, measured, ok ? 'yes' : 'NO']))
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
