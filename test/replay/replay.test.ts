/** A fixed sample of a real archive, played again; `npm run replay` plays all of it. And what the count itself can see. */
import { expect, test } from 'vitest'
import { readPads, sampleOf } from './archive-pads.ts'
import { countWords } from './count-words.ts'
import { replay } from './replay.ts'
import { missesOf } from './results.ts'

const folder = process.env.SCS_CORPUS
/** Each takes about a third of a second. */
const SAMPLE = 20

test.skipIf(folder === undefined)(
  'corpus: each file becomes one pull request with all its words, and later runs write nothing',
  async () => {
    const played = await replay(sampleOf(readPads(folder ?? ''), SAMPLE, 15), { merges: false })
    expect(played.length).toBe(SAMPLE)
    expect(played.flatMap(missesOf)).toEqual([])
    // A measure that sees no writes, or no words, would find nothing wrong.
    expect(played.filter(({ writes, count }) => writes >= 3 && (count?.words ?? 0) > 20).length).toBeGreaterThan(SAMPLE - 4)
  },
  600_000,
)

test.each([
  ['a word less', 'a b c', 'a c', ['b'], []],
  ['a word once less', 'a b b', 'a b', ['b'], []],
  ['words in another order', 'a b c', 'b a c', [], ['b']],
  [
    'a word that only a section of the app has',
    'a b',
    'a\n\n<!-- scs-sprint:section actions -->\n\nb\n\n<!-- scs-sprint:end -->\n',
    ['b'],
    [],
  ],
  ['words in links, code and comments', '[a](https://b.c/d) `e` <!-- f -->', '[a](https://b.c/d)', ['e', 'f'], []],
  ['composed letters', 'Bu\u0308ro', 'Büro', [], []],
])('counted: %s', (_what, pad, minutes, lost, moved) => {
  expect(countWords(pad, minutes)).toMatchObject({ lost, moved })
})

test('lines that stay in the pad on purpose are not counted', () => {
  expect(countWords('a\nb\nc', 'a c', new Set([2]))).toEqual({ words: 2, lost: [], moved: [] })
})
