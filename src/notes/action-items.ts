/** Who will do what: marked items (AI, TODO, Action item, a heading of open ones) and promises (`@x to …`, `@x will …`, `-> @x`). */
import type { ActionItem } from '../domain/notes.ts'
import { isAboutIntelligence, type Mark, marksIn, opensActions } from './action-marks.ts'
import { dueIn, isOnlyTime } from './due-dates.ts'
import { handlesIn } from './handles.ts'
import { isStruck, statusOf, withoutStatusMarks } from './item-status.ts'
import { followers } from './labelled.ts'
import { bareOwnerAt, ownersAt } from './owners.ts'
import { labelOf, plainText } from './plain-text.ts'
import { type Promised, promisesIn } from './promises.ts'
import { isRead, type Reading, wordsOf } from './reading.ts'

/** What one line says about an item, before its context is looked at. */
type Said = {
  readonly owners: readonly string[]
  readonly for: readonly string[]
  readonly text: string
  readonly kind: ActionItem['kind']
  /** Line that says it, when it is not the line of the mark. */
  readonly index?: number
}

/** All items of the scope. `answered`: lines that only answer who presents or writes. */
export function readActionItems(reading: Reading, answered: ReadonlySet<number>): ActionItem[] {
  const items: ActionItem[] = []
  const headings = headingKinds(reading)
  const taken = new Set<number>()
  for (let index = reading.scope.from; index < reading.scope.to; index++) {
    const line = reading.lines[index]
    if (!line || !isRead(reading, index) || answered.has(index) || taken.has(index) || line.kind === 'html' || line.kind === 'image')
      continue
    const section = line.section >= 0 ? headings[line.section] : undefined
    const said = saidBy(reading, index, section?.aboutIntelligence ?? false, taken)
    const listed = said.length === 0 && section?.opens && isListed(reading, index) ? [listedItem(reading, index)] : []
    for (const one of [...said, ...listed]) if (one) items.push(itemOf(reading, one.index ?? index, one))
  }
  return items
}

/** More on one line are no items; the bound keeps such a line cheap. */
const MAX_MARKS = 40

type HeadingKind = { readonly opens: boolean; readonly aboutIntelligence: boolean }

function headingKinds(reading: Reading): HeadingKind[] {
  const marked = new Set<number>()
  for (const [index, { section, kind }] of reading.lines.entries()) {
    if (kind !== 'heading' && section >= 0 && !marked.has(section) && marksIn(wordsOf(reading, index)).length > 0) marked.add(section)
  }
  return reading.structure.headings.map(({ title }, index) => {
    const label = labelOf(title.slice(0, 200))
    // Where items carry their mark, the lines between them are remarks.
    return { opens: opensActions(label) && !marked.has(index), aboutIntelligence: isAboutIntelligence(label) }
  })
}

/** An item of the list itself: not what is nested in it, no empty bullet, no placeholder. */
function isListed(reading: Reading, index: number): boolean {
  const line = reading.lines[index]
  if (line?.kind !== 'item' || line.depth > 0) return false
  return (
    plainText(line.text).length > 3 &&
    !/^(?:\(?(?:none|n\/a|keine|nothing|-+|no (?:open|new|pending) .{0,40})\)?)\.?$/i.test(plainText(line.text))
  )
}

function listedItem(reading: Reading, index: number): Said | null {
  const words = wordsOf(reading, index)
  const box = /^\[[ xX]?\]\s*/.exec(words)?.[0].length ?? 0
  const owners = ownersAt(words, box)
  const line = reading.lines[index]
  if (!line) return null
  if (owners) return { owners: owners.owners, for: [], text: cleaned(line.text.slice(owners.end)), kind: 'explicit' }
  const text = line.text.slice(box)
  const behind = trailingOwners(text, words.slice(box))
  const trailing = behind.owners.length > 0 ? behind : loosePeople(text, words.slice(box))
  return { owners: trailing.owners, for: [], text: cleaned(trailing.text), kind: 'explicit' }
}

function itemOf(reading: Reading, index: number, said: Said): ActionItem {
  const struck = isStruck(said.text)
  const text = withoutStatusMarks(struck ? said.text.replaceAll('~~', '') : said.text)
  return {
    owners: said.owners,
    for: said.for,
    text,
    due: dueIn(said.text, reading.options.date ?? null),
    status: statusOf(reading, index, struck ? said.text : wholeIfStruck(reading, index, said.text)),
    kind: said.kind,
    line: reading.lines[index]?.number ?? 0,
  }
}

/** `- ~~AI @x: …~~`: the line is struck out, mark and all. */
function wholeIfStruck(reading: Reading, index: number, text: string): string {
  const line = reading.lines[index]
  return line && isStruck(line.raw.trim().replace(/^(?:~~)?[-*+]\s/, (bullet) => (bullet.startsWith('~~') ? '~~' : '')))
    ? '~~struck~~'
    : text
}

function saidBy(reading: Reading, index: number, aboutIntelligence: boolean, taken: Set<number>): Said[] {
  const words = wordsOf(reading, index)
  const marks = marksIn(words)
    .filter(({ spoken, start }) => !spoken || (start <= 12 && !/[\p{L}\d@]/u.test(words.slice(0, start))))
    .slice(0, MAX_MARKS)
  const explicit = marks.flatMap((mark, at) => markedItem(reading, index, mark, marks, at, aboutIntelligence, taken))
  if (explicit.length > 0) return explicit
  return promisesIn(reading, index, words).map(({ owners, text }: Promised) => ({ owners, for: [], text, kind: 'implicit' as const }))
}

/** What stands behind a mark: people, what they hand on to whom, and where the text begins. */
type Tail = {
  readonly owners: readonly string[]
  readonly for: readonly string[]
  readonly at: number
  readonly colon: boolean
  readonly named: boolean
}

function tailOf(reading: Reading, words: string, end: number): Tail {
  // `AI (not officially): …`: what stands in brackets before the colon is said about the mark.
  const aside = /^\s?\([^()@]{1,40}\)(?=\s?:)/.exec(words.slice(end, end + 50))?.[0] ?? ''
  const colon = /^[\s*_~]{0,3}:/.test(words.slice(end + aside.length, end + aside.length + 6))
  const from = bareOwnerAt(words, end, reading.knownHandles) ? end : end + aside.length
  let at = from + (/^[)\]]?(?:[-=]>|[\s*_:.–—-]){0,8}/.exec(words.slice(from, from + 12))?.[0].length ?? 0)
  const preposition = /^(?:for|für|an|by|to|von)\s{1,2}(?=[*_~]{0,2}@)/i.exec(words.slice(at, at + 8))
  if (preposition) at += preposition[0].length
  const owners = ownersAt(words, at) ?? bareOwnerAt(words, at, reading.knownHandles)
  if (!owners) return { owners: [], for: [], at, colon, named: false }
  let next = owners.end
  let others: readonly string[] = []
  const handedOn = /^[\s*_~]{0,3}(?:for|für|->|→|=>)\s{0,2}(?=[*_~]{0,2}@)/i.exec(words.slice(next, next + 10))
  if (handedOn) {
    const to = ownersAt(words, next + handedOn[0].length)
    if (to) {
      others = to.owners
      next = to.end
    }
  }
  return { owners: owners.owners, for: others, at: next, colon, named: true }
}

function markedItem(
  reading: Reading,
  index: number,
  mark: Mark,
  marks: readonly Mark[],
  which: number,
  aboutIntelligence: boolean,
  taken: Set<number>,
): Said[] {
  const line = reading.lines[index]
  if (!line) return []
  const words = wordsOf(reading, index)
  const tail = tailOf(reading, words, mark.end)
  if (isLabelOfList(reading, index, mark, tail)) return below(reading, index, tail, taken)
  if (!isMeant(words, mark, tail, aboutIntelligence)) return []
  const open = openBracketBefore(words, mark.start)
  const end = open === -1 ? -1 : closingBracket(words, open)
  // `(AI) @x: …`: brackets around the mark alone hold nothing.
  const bracket = end !== -1 && end < tail.at ? -1 : open
  const close = bracket === -1 ? -1 : end
  const next = marks[which + 1]
  const limit = close !== -1 ? close : next && tail.at < next.start ? next.start : words.length
  const own = limit > tail.at ? line.text.slice(withLink(line.text, mark.end, tail.at), limit) : ''
  const ownText = closed(cleaned(next && limit === next.start ? own.replace(/[\s(,;&–-]{1,8}$/, '') : own), words, mark.start)
  if (isQuestion(ownText, tail)) return []
  const owner = tail.named || previousMark(marks, which) ? null : onlyPeople(words.slice(0, mark.start))
  const before = cleaned(beforeMark(line.text, words, mark.start, bracket, close, marks[which - 1]))
  const item = (owners: readonly string[], text: string): Said => ({ owners, for: tail.for, text, kind: 'explicit' })
  if (
    ownText !== '' &&
    !isOnlyTime(ownText) &&
    !(bracket !== -1 && !/^[\s*_~]{0,3}:/.test(words.slice(tail.at, tail.at + 5)) && isRemark(ownText))
  ) {
    const wrapped = bracket === -1 && limit === words.length ? `${ownText}${continued(reading, index, taken)}` : ownText
    const people = tail.named
      ? { owners: tail.owners, text: wrapped }
      : owner
        ? { owners: owner, text: wrapped }
        : trailingOwners(wrapped, wrapped)
    return [item(people.owners, cleaned(people.text)), ...(isStruck(ownText) ? replaced(reading, index, taken) : [])]
  }
  // The mark stands behind what is to be done: `Push this to conclusion AI @x`, `… (AI @x, next week)`.
  const isLabel = tail.colon && !tail.named && ownText === '' && bracket === -1
  if (before !== '' && !isLabel) {
    const people = tail.named ? { owners: tail.owners, text: ownText } : trailingOwners(ownText, ownText)
    const remark = cleaned(people.text)
    return [item(people.owners, remark === '' ? before : `${before} (${remark})`)]
  }
  return below(reading, index, tail, taken)
}

/** Addresses are blank in the searched words: text that begins with a link begins at its bracket. */
function withLink(text: string, from: number, at: number): number {
  const between = text.slice(from, at)
  const bracket = between.indexOf('[')
  return bracket !== -1 && !between.includes('@') ? from + bracket : at
}

/** `AI` needs people, a colon, or a name with a verb beside it; `TODO` and `Action item` need to stand as a label. */
function isMeant(words: string, mark: Mark, tail: Tail, aboutIntelligence: boolean): boolean {
  if (tail.named && tail.owners.length > 0) return true
  const atStart = /^[\s*_~[\]xX(>=-]{0,10}$/.test(words.slice(Math.max(0, mark.start - 12), mark.start)) && mark.start <= 12
  if (mark.word === 'ai') {
    if (aboutIntelligence) return false
    if (tail.named || tail.colon) return !/^[\s*_~]{0,3}:\/\//.test(words.slice(mark.end, mark.end + 6))
    const rest = words.slice(mark.end, mark.end + 80)
    // `AI Kurt to make a proposal`, `AI VP04: check …`; `_AI reminder mail next week_` is set apart by its emphasis.
    if (/^ [A-Z][\p{L}\d]{1,20}(?: [A-Z][\p{L}\d]{1,20})?(?::| (?:to|will|soll|wird) [a-zäöü]{2})/u.test(rest)) return true
    return atStart && /[*_]/.test(words[mark.start - 1] ?? '') && /^ \p{L}/u.test(rest) && /[*_]\s{0,3}$/.test(words.slice(-4))
  }
  if (mark.spoken && !atStart) return false
  if (tail.colon) return true
  if (mark.word === 'action item') return false
  return atStart && (/^\s{1,2}\p{L}/u.test(words.slice(mark.end)) ? /^TODO$/.test(words.slice(mark.start, mark.end)) : true)
}

/** `AI for this week:`, `Action items from last week:`: a few words with a colon at the end, or `Action items` alone, and a list below. */
function isLabelOfList(reading: Reading, index: number, mark: Mark, tail: Tail): boolean {
  const line = reading.lines[index]
  if (!line || tail.named || tail.colon || mark.start > 4) return false
  const rest = line.text.slice(mark.end, mark.end + 80)
  const alone = mark.word === 'action item' && /^[\s*_]{0,4}$/.test(rest)
  if (!alone && (!/^s?[^:]{2,60}:[\s*_]{0,4}$/.test(rest) || rest.split(/\s+/).length > 8)) return false
  return (reading.children.get(index) ?? []).some((child) => isRead(reading, child))
}

/** `AI: Who?` asks for one. */
function isQuestion(text: string, tail: Tail): boolean {
  return !tail.named && /\?\W{0,3}$/.test(text) && text.split(/\s+/).length <= 3
}

/** Position of the bracket that the mark stands in, -1 for none. */
function openBracketBefore(words: string, at: number): number {
  let depth = 0
  for (let i = at - 1; i >= 0 && at - i < 400; i--) {
    if (words[i] === ')') depth++
    else if (words[i] === '(') {
      if (depth === 0) return i
      depth--
    }
  }
  return -1
}

function closingBracket(words: string, open: number): number {
  let depth = 0
  for (let i = open; i < words.length && i - open < 2000; i++) {
    if (words[i] === '(') depth++
    else if (words[i] === ')') {
      depth--
      if (depth === 0) return i
    }
  }
  return -1
}

function previousMark(marks: readonly Mark[], which: number): boolean {
  return which > 0 && marks[which - 1] !== undefined
}

/** `@x TODO: write it`: nothing but people before the mark. */
function onlyPeople(before: string): readonly string[] | null {
  const list = before.length < 200 ? ownersAt(before, 0) : null
  return list && /^[\s*_:,(–-]{0,5}$/.test(before.slice(list.end)) ? list.owners : null
}

/** In brackets a word or two behind the people (`AI @x, asap`) is said about the item, which stands before. */
function isRemark(text: string): boolean {
  return text.split(/\s+/).length <= 2
}

function beforeMark(text: string, words: string, start: number, bracket: number, close: number, previous: Mark | undefined): string {
  const from = previous ? previous.end : 0
  if (bracket === -1 || bracket < from) return text.slice(from, start).replace(/[\s([,;:–=>-]{1,10}$/, '')
  const inside = text.slice(bracket + 1, start).replace(/[\s,;:–-]{1,6}$/, '')
  const rest = close === -1 || words.slice(close + 1).replace(/[\s.!*_]/g, '') === '' ? '' : text.slice(close + 1)
  const head = text.slice(from, bracket).trimEnd()
  return `${head}${/[\p{L}\d#]/u.test(inside) ? ` (${inside})` : ''}${rest}`
}

/** The lines on which a sentence goes on, up to the next item, arrow or person. */
function continued(reading: Reading, index: number, taken: Set<number>): string {
  let text = ''
  let last = index
  for (let next = index + 1; next < Math.min(index + 6, reading.scope.to); next++) {
    const line = reading.lines[next]
    if (line?.kind !== 'text' || line.continues !== last || line.marker !== null || !/^[\p{Ll}(&\d]/u.test(line.text)) break
    if (marksIn(wordsOf(reading, next)).length > 0) break
    text += ` ${line.text}`
    taken.add(next)
    last = next
  }
  return text
}

/** A struck-out item is often followed by the one that takes its place, on the next line. */
function replaced(reading: Reading, index: number, taken: Set<number>): Said[] {
  const next = reading.lines[index + 1]
  if (next?.kind !== 'text' || next.continues !== index || next.marker !== null) return []
  const owners = ownersAt(wordsOf(reading, index + 1), 0)
  if (!owners) return []
  taken.add(index + 1)
  return [{ owners: owners.owners, for: [], text: cleaned(next.text.slice(owners.end)), kind: 'explicit', index: index + 1 }]
}

/** A mark with nothing beside it: what is nested below it, the line below, or the line above an arrow. */
function below(reading: Reading, index: number, tail: Tail, taken: Set<number>): Said[] {
  const line = reading.lines[index]
  if (!line) return []
  if (line.marker === '->' || line.marker === '=>') {
    const above = reading.lines[line.continues >= 0 ? line.continues : line.parent]
    return above ? [{ owners: tail.owners, for: tail.for, text: cleaned(above.text), kind: 'explicit' }] : []
  }
  const nested = reading.children.get(index) ?? []
  const children = (nested.length > 0 ? nested : followers(reading, index)).filter(
    (child) => isRead(reading, child) && plainText(reading.lines[child]?.text ?? '') !== '',
  )
  // `AI: @x` below something gives that to somebody.
  const above = children.length === 0 && tail.named ? reading.lines[line.parent] : undefined
  if (above) return [{ owners: tail.owners, for: tail.for, text: cleaned(above.text), kind: 'explicit' }]
  const found: Said[] = []
  for (const child of children) {
    // A child with its own mark speaks for itself.
    if (marksIn(wordsOf(reading, child)).length > 0) continue
    const said = listedItem(reading, child)
    if (!said) continue
    taken.add(child)
    found.push({ ...said, owners: said.owners.length > 0 ? said.owners : tail.owners, for: tail.for, index: child })
  }
  return found
}

/** People named at the end, behind a sign: `Split epic into two (@x)`, `write stories; @x`. */
function trailingOwners(text: string, words: string): { owners: readonly string[]; text: string } {
  const handles = handlesIn(words)
  const last = handles.at(-1)
  if (!last || !/^[\s*_~).!]{0,6}(?:✅|:white_check_mark:|✔)?\s*$/.test(words.slice(last.end))) return promisedAtEnd(text, words)
  let first = handles.length - 1
  while (
    first > 0 &&
    /^[\s*_~]{0,3}(?:[,;&+/]|and|und|or|oder)[\s*_~]{0,3}$/.test(words.slice(handles[first - 1]?.end, handles[first]?.start))
  )
    first--
  const start = handles[first]?.start ?? 0
  const sign = /(?:\(|[;,–—]|\s-{1,2}|->|=>|:)\s{0,2}[*_~]{0,2}$/.exec(words.slice(Math.max(0, start - 8), start))
  const alone = /^[\p{L}]{3,20}[\s*_]{1,3}$/u.test(words.slice(0, start))
  if (!sign && !alone) return { owners: [], text }
  const from = sign ? start - sign[0].length : start
  return { owners: handles.slice(first).map(({ handle }) => handle), text: text.slice(0, from) }
}

/** In a list of items people also stand behind the text without any sign, unless the text speaks of them (`ask @x`). */
function loosePeople(text: string, words: string): { owners: readonly string[]; text: string } {
  const last = handlesIn(words).at(-1)
  const none = { owners: [], text }
  if (!last || words.slice(last.end).trim() !== '') return none
  const before = words.slice(0, last.start).trimEnd()
  return /(?<![a-zäöü])(?:with|from|by|to|for|of|and|via|ask|asks|ping|contact|invite|mail|mit|von|an|für|bei|und|or|oder|about)$/i.test(
    before,
  )
    ? none
    : { owners: [last.handle], text: text.slice(0, last.start) }
}

/** `come up with a story - @x will do this`. */
function promisedAtEnd(text: string, words: string): { owners: readonly string[]; text: string } {
  const handle = handlesIn(words).at(-1)
  if (
    !handle ||
    !/^ (?:will|to|wird|does) (?:do|take|handle|look into|look after|care for) ?(?:this|that|it|care)?[\s.!)]*$/i.test(
      words.slice(handle.end, handle.end + 60),
    )
  ) {
    return { owners: [], text }
  }
  if (words.length - handle.end > 60) return { owners: [], text }
  const sign = /[\s;,(–-]{1,4}$/.exec(words.slice(Math.max(0, handle.start - 6), handle.start))
  return { owners: [handle.handle], text: text.slice(0, handle.start - (sign?.[0].length ?? 0)) }
}

/** Signs and emphasis around the text go; what people typed inside of it stays. */
function cleaned(text: string): string {
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
  return rest.trim()
}

/** Emphasis that was opened before the mark (`_AI @x: write it_ ✅`) closes in the text, and goes with it. */
function closed(text: string, words: string, start: number): string {
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
