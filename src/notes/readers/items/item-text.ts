/** The text of an item as the summary shows it (clear on its own, without signs around), and its status: open, done, cancelled. */

import type { ActionItem } from '../../../domain/notes/notes.ts'
import { withoutAdded } from '../../../domain/text/added-facts.ts'
import { phrases } from '../../../domain/text/phrases.ts'
import { plainText, withoutHandles } from '../../text/words.ts'
import { contextOf } from '../line-context.ts'
import type { ParsedPad } from '../parsed-pad.ts'
import { dueIn } from './due-dates.ts'
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

/** Signs inside of words and of code are no emphasis. */
export function emphasisCount(text: string, sign: string): number {
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

type Status = ActionItem['status']

const DONE_SIGN = /✅|✔|☑|:white_check_mark:|:heavy_check_mark:|:ballot_box_with_check:/
const CANCELLED_SIGN = /❌|✖|🚫|:x:|:no_entry(?:_sign)?:/
const DONE_WORD = '(?:done|erledigt|fertig|finished|completed|resolved|closed|abgeschlossen|umgesetzt)'
const DONE_SAID = new RegExp(`^[\\s*_~(=>-]{0,8}(?:is |was |ist |wurde |already |all |bereits |schon )?${DONE_WORD}(?![\\p{L}\\d-])`, 'iu')
const CANCELLED_SAID = phrases(
  [
    /won['’]?t (?:do|fix|happen)/iu,
    'wont do, cancel(l?ed)?, abgesagt, obsolete, obsolet, dropped, hinfällig, entfällt, gestrichen, verworfen',
    'not needed, no longer, nicht mehr',
  ],
  { before: /^[\s*_~(=>-]{0,8}/u, after: /(?![\p{L}\d-])/u },
)
const OPEN_SAID = /^[\s*_~(=>-]{0,8}(?:still |noch )?(?:open|offen|ongoing|in progress|wip|in arbeit|läuft|pending)(?![\p{L}\d-])/iu
/** At the end of its own line: `… -> done`, `… (erledigt)`, `… - DONE`. */
const DONE_AT_END = new RegExp(`(?:[-–—=>:(]\\s?|[.;,]\\s|\\s\\*{1,2})${DONE_WORD}[\\s)*_!.]{0,5}$`, 'iu')
/** Set apart within its line: `… - done - see …`, `… (done 2023-02-08)`. */
const DONE_APART = /\s[-–—]\s(?:done|erledigt)\s[-–—:(]|\((?:done|erledigt)(?![a-z])/i
const DONE_SHOUTED = /(?<![A-Za-z\d])(?:DONE|ERLEDIGT)(?![A-Za-z\d])/
const NOT_DONE = phrases(['not, nearly, almost, partly, partially, half, nicht, fast, teilweise, to be'], {
  before: /(?<![a-z])/i,
  after: / (?:yet )?(?:done|finished|completed|erledigt|fertig)/i,
  flags: 'i',
})

/** `text` is the item's part of its line; what is nested in the line may report on it. */
export function statusOf(reading: ParsedPad, index: number, text: string): Status {
  const line = reading.lines[index]
  const below = [...(reading.children.get(index) ?? [])].map((child) => reportOf(reading, child)).findLast((status) => status !== null)
  if (below) return below
  const typed = line?.text ?? ''
  if (DONE_SIGN.test(typed) || /^\[[xX]\]/.test(typed)) return 'done'
  if (CANCELLED_SIGN.test(typed)) return 'cancelled'
  if (!NOT_DONE.test(typed.slice(0, 2000)) && (DONE_AT_END.test(typed.slice(-40)) || DONE_SHOUTED.test(typed) || DONE_APART.test(typed)))
    return 'done'
  return isStruck(text) ? 'cancelled' : 'open'
}

function reportOf(reading: ParsedPad, child: number): Status | null {
  const said = plainText((reading.lines[child]?.text ?? '').slice(0, 200))
  if (NOT_DONE.test(said)) return null
  if (DONE_SAID.test(said) || /^(?:✅|✔|☑|:white_check_mark:|:heavy_check_mark:)/u.test(said)) return 'done'
  if (CANCELLED_SAID.test(said)) return 'cancelled'
  return OPEN_SAID.test(said) ? 'open' : null
}

/** Struck out as a whole, but for signs around. */
export function isStruck(text: string): boolean {
  const trimmed = text.trim().replace(/^[*_\s]{1,6}|[*_\s.]{1,6}$/g, '')
  if (!trimmed.startsWith('~~') || !trimmed.endsWith('~~') || trimmed.length < 5) return false
  return trimmed.indexOf('~~', 2) === trimmed.length - 2
}

/** The text without marks of its status at the end, which the status tells already. */
export function withoutStatusMarks(text: string): string {
  let rest = text.trim()
  for (let i = 0; i < 4; i++) {
    const next = rest
      .replace(/(?:\s?[-–—:(]{1,2}\s?|\s)?(?:✅|✔\uFE0F?|☑\uFE0F?|❌|✖\uFE0F?|:white_check_mark:|:heavy_check_mark:|:x:)[\s)*_]{0,4}$/u, '')
      .replace(/\s?(?:->|=>|-{1,2}|[–—(])\s?(?:done|erledigt|DONE)[)!.]{0,2}$/i, '')
      .replace(/\s(?:DONE|ERLEDIGT)[!.]{0,2}$/, '')
    if (next === rest) break
    rest = next
  }
  return rest
}

/** What one line says about an item, before its context is looked at. */
export type Said = {
  readonly owners: readonly string[]
  /** People without a handle, as typed. */
  readonly typed?: readonly string[]
  /** What stands in the place of an owner and names nobody of the meeting, as typed; `text` has it too. */
  readonly unknown?: string
  readonly for: readonly string[]
  readonly text: string
  readonly kind: ActionItem['kind']
  /** Line that says it, when it is not the line of the mark. */
  readonly index?: number
  readonly status?: ActionItem['status']
  readonly due?: string | null
}

export function itemOf(reading: ParsedPad, index: number, said: Said): ActionItem {
  const struck = isStruck(said.text)
  const status = said.status ?? statusOf(reading, index, struck ? said.text : wholeIfStruck(reading, index, said.text))
  const typed = withoutAdded(said.text)
  const own = withoutStatusMarks(struck ? typed.replaceAll('~~', '') : typed)
  const text = isClear(own) ? own : withContext(contextOf(reading, index), own)
  return {
    owners: said.owners,
    ...(said.typed && said.typed.length > 0 ? { ownersTyped: said.typed } : {}),
    ...(said.unknown ? { ownerUnknown: said.unknown } : {}),
    for: said.for,
    text,
    due: said.due === undefined ? dueIn(typed, reading.options.date ?? null) : said.due,
    status,
    kind: said.kind,
    line: reading.lines[index]?.number ?? 0,
  }
}

/** `- ~~AI @x: …~~`: the line is struck out, mark and all. */
function wholeIfStruck(reading: ParsedPad, index: number, text: string): string {
  const line = reading.lines[index]
  return line && isStruck(line.raw.trim().replace(/^(?:~~)?[-*+]\s/, (bullet) => (bullet.startsWith('~~') ? '~~' : '')))
    ? '~~struck~~'
    : text
}
