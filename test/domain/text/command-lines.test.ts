/** Comments that strangers write to keep the app busy: four times the text takes about four times as long. */
import { describe, expect, test } from 'vitest'
import { fileText, quoted } from '../../../src/domain/text/escape.ts'
import { parseEpicCommands } from '../../../src/hygiene/comment/commands.ts'
import { cpuTime } from '../../cpu-time.ts'

const SIZE = 65_000
const repeated = (piece: string, after = '') => [piece, (size: number) => piece.repeat(size / piece.length) + after] as const

const inputs = [
  ...['\n', '\r', '\r\n', '\t', ' ', '`', '~', '```\n', '<!--', '<!--\n', '-->', '> ', '/epic ', '/epic\t', '/epic ignore '],
  ...['/epic check\n', '@a', '@a.', 'a.', 'a@', 'http://', 'www.', 'a/b#1 ', '#1', 'abcdef1', 'GH-', '&', '\\', '- [ ] a\n'],
].map((piece) => repeated(piece))
/** Signs at which a pattern gives up after the longest try. */
const ending = ['`', '~', ' ', '/epic '].flatMap((piece) => ['\r', '\u2028'].map((end) => repeated(piece, end)))

/** Milliseconds, the best of three. */
function cost(read: () => unknown): number {
  const times = [1, 2, 3].map(() => {
    const start = cpuTime()
    read()
    return cpuTime() - start
  })
  return Math.min(...times)
}

describe.each([
  ['commands are read', (text: string) => parseEpicCommands(text, '2023-01-18')],
  ['text is quoted', quoted],
  ['text is made ready for a file', fileText],
])('%s in time that grows with the text', (_what, read) => {
  test.each([...inputs, ...ending])('%j', (_piece, make) => {
    const [short, long] = [make(SIZE / 4), make(SIZE)]
    // Below some milliseconds the clock tells nothing.
    expect(cost(() => read(long))).toBeLessThan(
      10 *
        Math.max(
          10,
          cost(() => read(short)),
        ),
    )
  })
})
