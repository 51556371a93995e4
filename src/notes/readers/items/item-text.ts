/** The text of an item as the summary tells it: without signs around, and understandable alone. */
import { withoutHandles } from '../../text/handles.ts'
import { plainText } from '../../text/plain-text.ts'

/** Signs and emphasis around the text go; what people typed inside of it stays. */
export function cleaned(text: string): string {
  let rest = text
    .trim()
    .replace(/^\](?:\([^()\s]{0,300}\))?/, '')
    .replace(/^(?:[\s:,;.–—]|-{1,2}(?:\s|$)|[-=]>|[*_]{1,3}(?=[\s:,–-]|$)|\)){1,12}/, '')
  rest = rest.replace(/(?:[\s,;–—]|(?<!:[a-z\d_+-]{1,40}):|\s-|[-=]>){1,8}$/, '')
  for (const sign of ['~~', '**', '__', '*', '_']) {
    if (emphasisCount(rest, sign) % 2 === 0) continue
    if (rest.endsWith(sign)) rest = rest.slice(0, -sign.length)
    else if (rest.startsWith(sign)) rest = rest.slice(sign.length)
  }
  return balanced(rest.trim())
}

/** Emphasis that was opened before the mark (`_AI @x: write it_ ✅`) closes in the text, and goes with it. */
export function closed(text: string, words: string, start: number): string {
  const sign = /(?:\*\*|__|[*_])$/.exec(words.slice(Math.max(0, start - 2), start))?.[0]
  if (sign === undefined || emphasisCount(text, sign) % 2 === 0) return text
  for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + sign.length)) {
    const end = at + sign.length
    if (at > 0 && !/\s/.test(text[at - 1] as string) && !/[\p{L}\d/]/u.test(text[end] ?? ' ')) return text.slice(0, at) + text.slice(end)
  }
  return text
}

/** Signs inside of words and of code are no emphasis. */
function emphasisCount(text: string, sign: string): number {
  const plain = text.includes('`') ? text.replace(/`[^`]{0,500}`/g, ' ') : text
  let count = 0
  for (let at = plain.indexOf(sign); at !== -1; at = plain.indexOf(sign, at + sign.length)) {
    if (!/[A-Za-z\d]/.test(plain[at - 1] ?? ' ') || !/[A-Za-z\d]/.test(plain[at + sign.length] ?? ' ')) count++
  }
  return count
}

/** A bracket that nothing closes, or opens, was cut off with what stood around it. */
function balanced(text: string): string {
  const open: number[] = []
  const loose = new Set<number>()
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') open.push(at)
    else if (text[at] === ')' && open.pop() === undefined && !/(?:^|\s)[\p{L}\d]$|[:;]-?$/u.test(text.slice(Math.max(0, at - 3), at)))
      loose.add(at)
  }
  const last = open.pop()
  if (last !== undefined && text.slice(last).trim().length > 1) return `${withoutSigns(text, loose)})`
  if (last !== undefined) loose.add(last)
  return withoutSigns(text, loose)
}

function withoutSigns(text: string, places: ReadonlySet<number>): string {
  if (places.size === 0) return text
  return text
    .split('')
    .filter((_, at) => !places.has(at))
    .join('')
    .trim()
}

const SAYS_NOTHING = new Set(
  'do does done doing yes yep no ok okay sure agreed this that it these those them w with and to will would can see same too also please now next week ja nein klar machen macht mache das dies es tun mit und zu wird bitte auch selbst dito ditto check checks ask asks follow followup into handle handles take takes care of on either or about tbd todo prüfen schauen'.split(
    ' ',
  ),
)

/** Says what is to be done without the line above: more than "do", "yes", a bare address, people. */
export function isClear(text: string): boolean {
  return wordsIn(text).some((word) => !SAYS_NOTHING.has(word))
}

function wordsIn(text: string): readonly string[] {
  const labels = text.replace(/\]\([^()\s]{0,400}\)/g, ']').replace(/<?https?:\/\/[^\s)>]{1,400}>?/g, ' ')
  const plain = withoutHandles(plainText(labels), ' ').toLowerCase()
  return plain.match(/\p{L}{2,}|\d+|(?<![\p{L}\d])w(?=\/)/gu) ?? []
}

/** The line above with what was said below it, where that adds anything. */
export function withContext(above: string, text: string): string {
  const context = shortened(cleaned(above))
  if (context === '' || context.includes(text)) return context === '' ? text : context
  const more = wordsIn(text).filter((word) => !PLAIN_ANSWERS.has(word))
  return more.length === 0 && !/@|:\/\//.test(text) ? context : `${context.replace(/[.:]$/, '')}${/[?!]$/.test(context) ? '' : ':'} ${text}`
}

const LONGEST = 200

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST).replace(/\s\S*$/, '')} …`
}

const PLAIN_ANSWERS = new Set([
  'do',
  'does',
  'done',
  'doing',
  'yes',
  'yep',
  'ok',
  'okay',
  'sure',
  'agreed',
  'this',
  'that',
  'it',
  'ja',
  'klar',
  'machen',
  'macht',
  'mache',
  'das',
  'es',
  'tun',
])
