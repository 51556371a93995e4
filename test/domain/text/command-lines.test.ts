/** Comments written by strangers to keep the app busy: the time grows with the text, not with its square. */

import { describe, test } from 'vitest'
import { GITHUB_COM } from '../../../src/domain/github-web.ts'
import { fileText, quoted } from '../../../src/domain/text/escape.ts'
import { parseEpicCommands } from '../../../src/hygiene/comment/commands.ts'
import { expectGrowsWithSize } from '../../growth.ts'

const SIZE = 65_000
const repeated = (piece: string, after = '') => [piece, (size: number) => piece.repeat(size / piece.length) + after] as const

const inputs = [
  ...['\n', '\r', '\r\n', '\t', ' ', '`', '~', '```\n', '<!--', '<!--\n', '-->', '> ', '/epic ', '/epic\t', '/epic ignore '],
  ...['/epic check\n', '@a', '@a.', 'a.', 'a@', 'http://', 'www.', 'a/b#1 ', '#1', 'abcdef1', 'GH-', '&', '\\', '- [ ] a\n'],
].map((piece) => repeated(piece))
/** Signs at which a pattern gives up after the longest try. */
const ending = ['`', '~', ' ', '/epic '].flatMap((piece) => ['\r', '\u2028'].map((end) => repeated(piece, end)))

describe.each([
  ['commands are read', (text: string) => parseEpicCommands(text, '2023-01-18')],
  ['text is quoted', (text: string) => quoted(text, GITHUB_COM)],
  ['text is made ready for a file', fileText],
])('%s in time that grows with the text', (_what, read) => {
  test.each([...inputs, ...ending])('%j', async (_piece, make) => {
    await expectGrowsWithSize((size) => read(make(size)), { from: SIZE / 8 })
  })
})
