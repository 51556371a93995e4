/** What is wrong with a text as a whole: not a pad at all, damaged, empty, too long, a template nobody has filled in. */
import { MAX_BYTES, MAX_LINES } from './limits.ts'
import type { Line, StructureWarning } from './line-model.ts'
import { isUntouched } from './untouched-pad.ts'

export function textWarnings(text: string, lines: readonly Line[]): StructureWarning[] {
  const warnings: StructureWarning[] = []
  const add = (code: string, line: number, message: string) => warnings.push({ code, line, message })
  if (text.trim() === '') {
    add('empty-pad', 1, 'The pad is empty. Expected the notes of a meeting; check that it is the right pad.')
    return warnings
  }
  if (looksLikeHtmlPage(text)) {
    add(
      'html-page',
      1,
      'This is a web page, not notes: most likely a login or error page. Check that the pad is public, and take its Markdown or text export.',
    )
  }
  const damage = damageOf(text)
  if (damage.binary) add('binary', 1, 'This looks like a binary file, not like notes. Pass the text export of the pad.')
  else if (damage.nul > 0)
    add('nul-bytes', lineAt(text, '\0'), `${damage.nul} NUL characters in the text are ignored. Export the pad again as UTF-8.`)
  if (!damage.binary && damage.replaced > 0) {
    add(
      'invalid-utf8',
      lineAt(text, '\uFFFD'),
      `${damage.replaced} signs could not be decoded (shown as \uFFFD). Expected UTF-8; export the pad again.`,
    )
  }
  if (lines.length > MAX_LINES || text.length > MAX_BYTES) {
    add(
      'too-long',
      1,
      `The pad has ${lines.length} lines and ${text.length} signs; expected at most ${MAX_LINES} lines and 1 MiB. Split it by meeting.`,
    )
  }
  if (isUntouched(lines))
    add('untouched-template', 1, 'Nobody has typed yet: there is only a welcome text, or headings, questions and hints of a template.')
  return warnings
}

function looksLikeHtmlPage(text: string): boolean {
  const head = text
    .slice(0, 2048)
    .replace(/^[\uFEFF\s]+/, '')
    .toLowerCase()
  return head.startsWith('<!doctype html') || head.startsWith('<html') || (head.startsWith('<?xml') && head.includes('<html'))
}

function damageOf(text: string): { nul: number; replaced: number; binary: boolean } {
  let nul = 0
  let replaced = 0
  let control = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0) nul++
    else if (code === 0xfffd) replaced++
    else if (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12) control++
  }
  const strange = nul + replaced + control
  return { nul, replaced, binary: strange > 32 && strange * 10 > text.length }
}

function lineAt(text: string, sign: string): number {
  let line = 1
  const end = text.indexOf(sign)
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) line++
  return line
}
