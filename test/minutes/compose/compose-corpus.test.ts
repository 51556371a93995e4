/** Minutes of a whole corpus of real pads: no crash, no word lost, lint-free, and stable when formatted again. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createTemplates } from '../../../src/adapters/templates/templates.ts'
import { UserError } from '../../../src/errors.ts'
import { formatNotes } from '../../../src/notes/format/house-format.ts'
import { composeFromPad } from '../../../src/usecases/minutes/compose-from-pad.ts'
import { lintHouse } from '../../lint.ts'
import { iaasTeam, minutesSettings } from '../../minutes/settings.ts'

const folder = process.env.SCS_CORPUS
/** Every so manieth file: all of them take minutes. */
const stride = Number(process.env.SCS_CORPUS_STRIDE ?? 12)

const files =
  folder === undefined
    ? []
    : readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => /\d{8}\.md$/.test(file))
        .sort()
const { render } = createTemplates()

function problemsOf(file: string): string[] {
  const text = readFileSync(join(folder ?? '', file), 'utf8')
  // Slide decks keep what makes them slides.
  if (/^---\r?\n/.test(text)) return []
  const [, year, month, dayOfMonth] = /(\d{4})(\d\d)(\d\d)\.md$/.exec(file) ?? []
  const date = `${year}-${month}-${dayOfMonth}`
  const firstHeading = /^\s*## /.test(text) ? 2 : 1
  const team = { ...iaasTeam, board: false, firstHeading } as const
  const pad = { text, format: 'markdown', editedAt: null, source: file, warnings: [] } as const
  try {
    const made = composeFromPad({
      settings: minutesSettings,
      team,
      date,
      pad,
      snapshot: null,
      history: [],
      past: [],
      boardRemark: null,
      now: new Date(`${date}T12:00:00Z`),
      render,
    })
    if (made.cancelled) return []
    return [
      ...made.remarks.filter((remark) => remark.includes('at the end as typed')).map((remark) => `${file}: ${remark}`),
      ...lintHouse(made.text).map((finding) => `${file}:${finding}`),
      ...(formatNotes(made.text, { date, aliases: minutesSettings.aliases }).text === made.text
        ? []
        : [`${file}: changes when formatted again`]),
    ]
  } catch (error) {
    // Under a wrong date, empty: refused with a message, as it should be.
    if (error instanceof UserError) return []
    return [`${file}: ${String(error)}`]
  }
}

test.skipIf(folder === undefined)(
  'corpus: minutes of every pad are complete, lint-free and stable (SCS_CORPUS names the folder)',
  () => {
    const looked = files.filter((_, index) => index % stride === 0)
    expect(looked.length).toBeGreaterThan(10)
    expect(looked.flatMap(problemsOf)).toEqual([])
  },
  600_000,
)
