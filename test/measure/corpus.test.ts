/** The archive that SCS_CORPUS names (corpus): how well its notes are read, and what house format makes of its texts. */
import { describe, expect, test } from 'vitest'
import { wordsMissing } from '../../src/notes/format/verify-lossless.ts'
import { readArchive } from './archive.ts'
import { formattedArchive } from './formatted.ts'
import { measureNotes } from './measure.ts'
import { tableOf } from './table.ts'

const archive = readArchive()

test.skipIf(archive === null)(
  'the notes engine reaches every goal on the corpus of real minutes (needs SCS_CORPUS and SCS_TRUTH)',
  { timeout: 300_000 },
  () => {
    if (!archive) return
    const rows = measureNotes(archive)
    console.log(tableOf(rows))
    const missed = rows.filter(({ ok }) => !ok)
    expect(missed.map(({ measure, measured, misses }) => ({ measure, measured, misses: misses.slice(0, 5) }))).toEqual([])
  },
)

describe.skipIf(archive === null)('the archive that SCS_CORPUS names (corpus), in house format', { timeout: 300_000 }, () => {
  const done = () => (archive ? formattedArchive(archive).done : [])

  test('loses no word', () => {
    expect(done().length).toBeGreaterThan(0)
    expect(done().flatMap(({ file, text, once }) => wordsMissing(text, once).map((lost) => ({ file, ...lost })))).toEqual([])
  })

  test('is changed by no second format', () => {
    expect(done().flatMap(({ file, once, twice }) => (twice === once ? [] : [file]))).toEqual([])
  })

  test('comes out clean, slides apart', () => {
    expect(done().flatMap(({ file, findings }) => findings.map((finding) => `${file}: ${finding}`))).toEqual([])
  })

  test('shows what it showed, apart from listed repairs', () => {
    expect(done().flatMap(({ file, seen }) => seen.map((difference) => ({ file, ...difference })))).toEqual([])
  })
})
