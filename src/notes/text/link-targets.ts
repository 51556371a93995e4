/** The address part of an inline link: `(target "title")`. */

export type Resource = {
  /** Without `<` and `>`. */
  readonly destination: string
  /** As it is put out. */
  readonly raw: string
  /** With its quotes; '' for none. */
  readonly title: string
  /** Behind the closing parenthesis. */
  readonly end: number
}

/** An address that runs something where it is not taken out, or that hides in character references what it is. */
export function isUnsafeAddress(destination: string, isImage = false): boolean {
  const head = /^[^/?#]{0,60}/.exec(destination.replaceAll('\\', '').trim())?.[0] ?? ''
  if (isImage && /^data:image$/i.test(head)) return false
  return /^(?:javascript|vbscript|data):/i.test(head) || /&(?:\w{1,31}|#\w{1,8});/.test(head)
}

const MAX_PARENTHESES = 32

/** Reads the resource that begins with `(` at `at`; null when it is none. */
export function resourceAt(text: string, at: number): Resource | null {
  let i = skipSpace(text, at + 1)
  const start = i
  const angle = text[i] === '<'
  i = angle ? angleEnd(text, i) : plainEnd(text, i)
  if (i === -1) return null
  const raw = text.slice(start, i)
  const destination = angle ? raw.slice(1, -1) : raw
  const behind = skipSpace(text, i)
  if (text[behind] === ')') return { destination, raw, title: '', end: behind + 1 }
  if (behind === i) return null
  // HedgeDoc's image size: no Markdown elsewhere; as a title it is kept.
  const size = /^=\d{0,5}%?x\d{0,5}%?(?=[ \t]*\))/.exec(text.slice(behind, behind + 24))?.[0]
  if (size !== undefined) return { destination, raw, title: `"${size}"`, end: skipSpace(text, behind + size.length) + 1 }
  return titled(text, behind, destination, raw)
}

function titled(text: string, at: number, destination: string, raw: string): Resource | null {
  const open = text[at]
  const close = open === '"' || open === "'" ? open : open === '(' ? ')' : null
  if (close === null) return null
  let i = at + 1
  while (i < text.length && text[i] !== close) {
    if (text[i] === '\n' || (open === '(' && text[i] === '(')) return null
    i += text[i] === '\\' ? 2 : 1
  }
  if (i >= text.length) return null
  const end = skipSpace(text, i + 1)
  return text[end] === ')' ? { destination, raw, title: text.slice(at, i + 1), end: end + 1 } : null
}

/** Spaces, tabs and at most one line break. */
function skipSpace(text: string, at: number): number {
  let i = at
  let broken = false
  while (text[i] === ' ' || text[i] === '\t' || (text[i] === '\n' && !broken)) {
    if (text[i] === '\n') broken = true
    i++
  }
  return i
}

function angleEnd(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i++) {
    const sign = text[i]
    if (sign === '\n' || sign === '<') return -1
    if (sign === '>') return i + 1
    if (sign === '\\') i++
  }
  return -1
}

function plainEnd(text: string, at: number): number {
  let depth = 0
  let i = at
  for (; i < text.length; i++) {
    const sign = text[i] as string
    if (sign === '\\' && i + 1 < text.length && text[i + 1] !== '\n') i++
    else if (sign === '(') {
      if (++depth > MAX_PARENTHESES) return -1
    } else if (sign === ')') {
      if (--depth < 0) return i
    } else if (sign <= ' ' || sign === '\x7F') break
  }
  return depth === 0 ? i : -1
}
