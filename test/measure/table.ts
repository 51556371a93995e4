import type { Row } from './measure.ts'

/** Rows as lines for a terminal, with a head. */
export function tableOf(rows: readonly Row[]): string {
  const lines = [
    ['measure', 'wanted', 'measured', 'ok'],
    ...rows.map(({ measure, wanted, measured, ok }) => [measure, wanted, measured, ok ? 'yes' : 'NO']),
  ]
  const widths = [0, 1, 2, 3].map((at) => Math.max(...lines.map((cells) => cells[at]?.length ?? 0)))
  return lines
    .map(
      (cells) =>
        `${cells
          .map((cell, at) => cell.padEnd(widths[at] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('')
}
