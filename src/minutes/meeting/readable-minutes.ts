/** Checks whether a file can be minutes at all. Pure. */
import { userError } from '../../errors.ts'
import { MAX_BYTES, MAX_LINES } from '../../notes/structure/limits.ts'

/** Throws UserError for what is no text of a meeting. */
export function demandReadable(text: string, path: string): void {
  const found =
    text.length > MAX_BYTES
      ? 'more than 1 MiB'
      : text.includes('\0') || text.includes('\ufffd')
        ? 'bytes that are not UTF-8'
        : lineCount(text) > MAX_LINES
          ? `more than ${MAX_LINES.toLocaleString('en')} lines`
          : null
  if (found === null) return
  throw userError({
    where: path,
    expected: `minutes as text in UTF-8, of at most 1 MiB and ${MAX_LINES.toLocaleString('en')} lines`,
    found,
    fix: 'Save the file as UTF-8, or split it. Until then, its meeting is missing from the pages.',
  })
}

function lineCount(text: string): number {
  let count = 1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  return count
}
