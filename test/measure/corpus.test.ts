import { expect, test } from 'vitest'
import { readArchive } from './archive.ts'
import { measureNotes } from './measure.ts'

const archive = readArchive()

test.skipIf(archive === null)(
  'the notes engine reaches every goal on the corpus of real minutes (needs SCS_CORPUS and SCS_TRUTH)',
  { timeout: 300_000 },
  () => {
    if (!archive) return
    const missed = measureNotes(archive).filter(({ ok }) => !ok)
    expect(missed.map(({ measure, measured, misses }) => ({ measure, measured, misses: misses.slice(0, 5) }))).toEqual([])
  },
)
