/** Lines of text: paragraphs, what goes on with an item, arrows, pictures; and newlines that were lost in a line. */
import { indentAt, trimmedEnd } from '../split-lines.ts'
import { type Cursor, type Draft, ownerAt, type Pass, push } from './pass.ts'

/** Where the next logical line begins in the same input line; -1 for nowhere. */
export function addText(pass: Pass, here: Cursor): number {
  const { raw, columns, at, end } = here
  // In Etherpad a line without a tab ended the list.
  if (pass.buttons && columns === 0 && pass.open.length > 0) {
    pass.open = []
    pass.paragraph = -1
  }
  const continues = pass.paragraph
  const parent = parentOfText(pass, columns)
  const arrow = arrowAt(raw, at, end)
  const offset = arrow?.content ?? at
  const split = lostNewline(raw, offset, end)
  const stop = split === -1 ? end : trimmedEnd(raw.slice(0, split))
  const kind = isImage(raw, offset, stop) ? 'image' : 'text'
  pass.paragraph = push(pass, here, { kind, offset, end: stop, parent, continues, marker: arrow?.marker ?? null })
  if (continues !== -1 && continues === pass.footnote) pass.footnote = pass.paragraph
  return split
}

function parentOfText(pass: Pass, columns: number): number {
  const above = pass.lines[pass.paragraph] as Draft | undefined
  if (above) return above.kind === 'item' ? pass.paragraph : above.parent
  const parent = ownerAt(pass, columns)
  if (parent === -1) pass.open = []
  return parent
}

function arrowAt(raw: string, at: number, end: number): { marker: string; content: number } | null {
  const found = /^(?:=>|->|⇒|→)/.exec(raw.slice(at, at + 2))?.[0]
  if (found === undefined) return null
  return { marker: found, content: Math.min(indentAt(raw, at + found.length).end, end) }
}

function isImage(raw: string, at: number, end: number): boolean {
  return raw.startsWith('![', at) && raw[end - 1] === ')' && raw.indexOf('](', at) !== -1 && raw.indexOf(')', at) === end - 1
}

/** Where four spaces and a bullet follow text (`… forward).    - Also …`); -1 when nowhere. */
export function lostNewline(raw: string, from: number, end: number): number {
  for (let at = raw.indexOf('    ', from); at !== -1 && at < end; ) {
    let next = at
    while (raw[next] === ' ') next++
    if (at > from && isBulletAt(raw, next, end) && !insideCode(raw, from, at)) return at
    at = raw.indexOf('    ', next + 1)
  }
  return -1
}

function isBulletAt(raw: string, at: number, end: number): boolean {
  const sign = raw[at]
  return (sign === '-' || sign === '*' || sign === '+') && raw[at + 1] === ' ' && at + 2 < end
}

function insideCode(raw: string, from: number, at: number): boolean {
  let ticks = 0
  for (let i = from; i < at; i++) if (raw[i] === '`') ticks++
  return ticks % 2 === 1
}
