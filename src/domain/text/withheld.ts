/**
 * Placeholders for private parts of a text: one for readers to see, or a marker that must not be published. A marker carries the
 * line and kind of the part (never the part itself), so that it can be reported later. Pure.
 */

export type Found = {
  /** Of the text, from 1. */
  readonly line: number
  /** Columns of the line, from 0; `to` is behind the last one. */
  readonly from: number
  readonly to: number
  readonly kind: 'secret' | 'e-mail'
  /** With its article: "a password". */
  readonly what: string
}

/** Where a secret was typed, and what it is; never the secret itself. */
export type SecretPlace = { readonly where: string; readonly line: number; readonly what: string }

export const SECRET_REMOVED = '‹secret-removed›'
export const EMAIL_REMOVED = '‹e-mail-removed›'

/** Each place gets what `replace` says. Lines stay lines. */
export function takeOut(text: string, found: readonly Found[], replace: (one: Found) => string): string {
  if (found.length === 0) return text
  const byLine = new Map<number, Found[]>()
  for (const one of found) {
    const places = byLine.get(one.line)
    if (places) places.push(one)
    else byLine.set(one.line, [one])
  }
  return text
    .split('\n')
    .map((line, index) => {
      const places = byLine.get(index + 1)
      return places === undefined ? line : lineWithout(line, places, replace)
    })
    .join('\n')
}

function lineWithout(line: string, found: readonly Found[], replace: (one: Found) => string): string {
  let rest = ''
  let end = 0
  for (const one of inOrder(found)) {
    // Of two in one place the first stands for both.
    if (one.to <= end) continue
    rest += one.from < end ? '' : line.slice(end, one.from) + replace(one)
    end = one.to
  }
  return rest + line.slice(end)
}

/** A secret that is part of what looks like an e-mail address (`me:password@host`) is the secret. */
function inOrder(found: readonly Found[]): readonly Found[] {
  const sorted = [...found].sort((a, b) => a.from - b.from || b.to - a.to)
  let end = -1
  return sorted.filter(({ kind, from, to }, index) => {
    if (kind === 'secret') end = Math.max(end, to)
    const next = sorted.slice(index + 1, index + 4).find((other) => other.kind === 'secret')
    return kind === 'secret' || (from >= end && (next === undefined || next.from >= to))
  })
}

/** Private use characters: nobody types them, and they come through Markdown, JSON and templates as they are. */
const BEGIN = '\uF8F0'
const END = '\uF8F1'
const BYTES = 0xe000
// The words around keep it from being taken for an empty line.
const MARK = /withheld\uF8F0([\uE000-\uE0FF]{1,1000})\uF8F1/g

/** Stands in a text for what must not be published. */
export function markOf({ where, line, what }: SecretPlace): string {
  const bytes = new TextEncoder().encode(JSON.stringify([where.slice(0, 200), line, what]))
  return `withheld${BEGIN}${String.fromCodePoint(...[...bytes].map((byte) => BYTES + byte))}${END}`
}

/** Marks that a text still holds, each once, in order. */
export function marksIn(text: string): readonly SecretPlace[] {
  const found = new Map<string, SecretPlace>()
  for (const [mark, code = ''] of text.matchAll(MARK)) {
    const bytes = Uint8Array.from([...code].map((character) => (character.codePointAt(0) ?? BYTES) - BYTES))
    const [where, line, what] = JSON.parse(new TextDecoder().decode(bytes)) as [string, number, string]
    found.set(mark, { where, line, what })
  }
  return [...found.values()]
}

/** Something was taken out of it: a mark or a placeholder stands there. */
export function isWithheld(text: string): boolean {
  return text.includes(BEGIN) || text.includes(SECRET_REMOVED) || text.includes(EMAIL_REMOVED)
}

/** For messages, which nobody stops. */
export function withoutMarks(text: string): string {
  return text.includes(BEGIN) ? text.replaceAll(MARK, SECRET_REMOVED) : text
}

/** A text of people without what would look like a mark of ours. */
export function withoutForeignMarks(text: string): string {
  return text.replaceAll(BEGIN, '').replaceAll(END, '')
}
