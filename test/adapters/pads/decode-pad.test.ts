/** Decoding bytes to text, and the limits. */
import { expect, test } from 'vitest'
import { decodePad, LINE_LIMIT, PAD_LIMIT } from '../../../src/adapters/pads/decode-pad.ts'
import { UserError } from '../../../src/errors.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const utf16 = (text: string, mark: readonly number[], swapped: boolean) => {
  const bytes = Buffer.from(text, 'utf16le')
  return Buffer.concat([Buffer.from(mark), swapped ? bytes.swap16() : bytes])
}

test('line endings become LF, a byte order mark is removed, everything else stays', () => {
  expect(decodePad(utf8('\ufeff# ü\r\na\rb\n\u00a0\t* x'), 'pad')).toBe('# ü\na\nb\n\u00a0\t* x')
})

test('UTF-16 with a byte order mark is read in both byte orders', () => {
  expect(decodePad(utf16('# Zürich 🎉\r\n', [0xff, 0xfe], false), 'pad')).toBe('# Zürich 🎉\n')
  expect(decodePad(utf16('# Zürich 🎉\r\n', [0xfe, 0xff], true), 'pad')).toBe('# Zürich 🎉\n')
})

const refused: [string, Uint8Array, RegExp][] = [
  ['nothing', utf8(''), /expected the notes of a meeting, found an empty pad/],
  ['only space', utf8(' \r\n\t\n\ufeff'), /an empty pad/],
  ['NUL bytes', utf8('a\0b'), /NUL bytes/],
  ['UTF-16 without a mark', utf16('abc', [], false), /UTF-16 without a byte order mark/],
  ['bytes that are not UTF-8', new Uint8Array([0x41, 0xc3, 0x28]), /not valid UTF-8/],
  ['half a letter of UTF-16', new Uint8Array([0xff, 0xfe, 0x41]), /not valid UTF-16LE/],
  ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), /not valid UTF-8/],
  ['more than 1 MiB', utf8('a'.repeat(PAD_LIMIT + 1)), /at most 1 MiB/],
  ['more than 20,000 lines', utf8('a\n'.repeat(LINE_LIMIT + 1)), /at most 20,000 lines, found 20,001/],
]

test.each(refused)('%s: rejected with a message that names the pad', (_name, bytes, message) => {
  expect(() => decodePad(bytes, 'my-pad.md')).toThrow(UserError)
  expect(() => decodePad(bytes, 'my-pad.md')).toThrow(message)
  expect(() => decodePad(bytes, 'my-pad.md')).toThrow(/^my-pad\.md: /)
})

test('a pad just within the limits is read', () => {
  expect(decodePad(utf8('a\n'.repeat(LINE_LIMIT)), 'pad')).toHaveLength(2 * LINE_LIMIT)
  expect(decodePad(utf8('a'.repeat(PAD_LIMIT)), 'pad')).toHaveLength(PAD_LIMIT)
})
