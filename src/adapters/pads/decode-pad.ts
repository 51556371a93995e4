/** Decodes the bytes of a pad to text, or explains why they are not text. */
import { NotTypedYetError, type UserError, userError } from '../../errors.ts'

export const PAD_LIMIT = 1024 * 1024
export const LINE_LIMIT = 20_000

/** LF line ends, no NUL, no BOM. `where` names the pad in messages. Throws `UserError` for everything that is no text of a pad. */
export function decodePad(bytes: Uint8Array, where: string): string {
  if (bytes.length > PAD_LIMIT) throw padTooLarge(where)
  const text = decode(bytes, where)
  if (text.includes('\0')) throw noText(where, 'NUL bytes: a binary file, or UTF-16 without a byte order mark')
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n')
  checkPadText(lines, where)
  return lines
}

/** The limits on a text, wherever it was made of. */
export function checkPadText(text: string, where: string): void {
  if (text.trim() === '') {
    const { message } = userError({
      where,
      expected: 'the notes of a meeting',
      found: 'an empty pad',
      fix: 'Is it the right pad? A mistyped URL opens a new, empty pad.',
    })
    throw new NotTypedYetError(message)
  }
  const lines = lineCount(text)
  if (lines > LINE_LIMIT) {
    throw userError({
      where,
      expected: `at most ${LINE_LIMIT.toLocaleString('en')} lines`,
      found: lines.toLocaleString('en'),
      fix: 'Move old meetings elsewhere.',
      problem: 'pad-too-large',
    })
  }
  if (text.length > PAD_LIMIT) throw padTooLarge(where)
}

export function padTooLarge(where: string): UserError {
  return userError({
    where,
    expected: 'a pad of at most 1 MiB',
    found: 'more',
    fix: 'Check the file, or move old meetings elsewhere.',
    problem: 'pad-too-large',
  })
}

function decode(bytes: Uint8Array, where: string): string {
  const [first, second] = bytes
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  try {
    // The decoder takes the byte order mark away.
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw noText(where, `bytes that are not valid ${encoding.toUpperCase()}`)
  }
}

function noText(where: string, found: string): UserError {
  return userError({
    where,
    expected: 'text in UTF-8 (or UTF-16 with a byte order mark)',
    found,
    fix: 'Export the pad as text or Markdown.',
    problem: 'not-text',
  })
}

function lineCount(text: string): number {
  let count = text.endsWith('\n') ? 0 : 1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  return count
}
