/**
 * The body of a pull request over its life: ours between two markers, what people tick or write beside it stays. Its
 * questions are boxes with a marker each, so that they are known again whatever their words are by then. Pure.
 */
import { askedIn } from './former-questions.ts'

const OPEN = '<!-- scs-sprint:pull v2 -->'
const OPENS = /<!-- scs-sprint:pull v([12]) -->/
const CLOSE = '<!-- /scs-sprint:pull -->'
const BOX = /^(\s{0,9}[-*+] \[)([ xX])(\] )(.*)$/
const ASKS = /\s*<!-- scs-sprint:asks v1 (?:([0-9a-f]{16})|more=(\d{1,6})) -->\s*$/

/** Ours, between its markers. */
export function markedBody(body: string): string {
  return `${OPEN}\n${body.trim()}\n${CLOSE}\n`
}

/** The words of a question on one line, with the marker that tells it. `id`: 16 hexadecimal digits. */
export function markedQuestion(text: string, id: string): string {
  return `${text} <!-- scs-sprint:asks v1 ${id} -->`
}

/** Stands for the questions that a body has no room for. */
export function moreQuestions(count: number): string {
  return `and ${count} more of this kind <!-- scs-sprint:asks v1 more=${count} -->`
}

/** A body with the boxes of these questions ticked, whatever template wrote the list. */
export function withTicks(body: string, ids: ReadonlySet<string>): string {
  return tickedWhere(body, ({ id }) => id !== null && ids.has(id))
}

/** The body to write; null where people have taken the markers away: then it is theirs. */
export function updatedBody(existing: string, body: string): string | null {
  const own = ownPart(existing)
  if (own === null) return null
  const ticked = boxesOf(own.lines).filter(({ isTicked }) => isTicked)
  const ids = new Set(ticked.map(({ id }) => id))
  // Questions had no markers in bodies of an earlier version; boxes of a team's own template have none either.
  const asked = new Set(ticked.flatMap(({ id, text }) => (id === null ? [askedIn(text)] : [])))
  const fresh = tickedWhere(markedBody(body).trimEnd(), ({ id, text }) => (id !== null && ids.has(id)) || asked.has(askedIn(text)))
  return `${own.before}${fresh}${own.after}`
}

/** What is ours of a body, without its markers; null where people have taken the markers away. */
export function ownText(body: string): string | null {
  return ownPart(body)?.lines.join('\n').trim() ?? null
}

/** Ids of the questions whose boxes are ticked. */
export function tickedIn(body: string): ReadonlySet<string> {
  return new Set(boxesOf(ownPart(body)?.lines ?? []).flatMap(({ isTicked, id }) => (isTicked && id !== null ? [id] : [])))
}

/** How many questions of a body nobody has answered, with those that it only counts. */
export function openCountIn(body: string): number {
  return openBoxes(body).reduce((count, { more }) => count + more, 0)
}

/** The questions of a body that nobody has answered, as they stand there. */
export function openIn(body: string): readonly string[] {
  return openBoxes(body).map(({ text }) => text)
}

type Box = {
  readonly isTicked: boolean
  /** Markdown, without the marker. */
  readonly text: string
  /** null: it has no marker. */
  readonly id: string | null
  /** Questions that it stands for. */
  readonly more: number
  readonly isQuestion: boolean
}

/** Boxes beside our part, and boxes without a marker in it, ask nothing that we know of. */
function openBoxes(body: string): readonly Box[] {
  const own = ownPart(body)
  if (own === null) return []
  const boxes = own.version === 1 ? formerQuestions(own.lines) : boxesOf(own.lines).filter(({ isQuestion }) => isQuestion)
  return boxes.filter(({ isTicked }) => !isTicked)
}

/** Bodies of an earlier version: each box at the margin is a question, and the words of one tell how many more there are. */
function formerQuestions(lines: readonly string[]): readonly Box[] {
  return boxesOf(lines.filter((line) => line.startsWith('- ['))).map((box) => ({
    ...box,
    more: Number(/^and (\d{1,6}) more of this kind$/.exec(box.text)?.[1] ?? 1),
  }))
}

function boxesOf(lines: readonly string[]): readonly Box[] {
  return lines.flatMap((line) => {
    const box = boxIn(line)
    return box === null ? [] : [box]
  })
}

function boxIn(line: string): Box | null {
  const [, , sign, , words = ''] = BOX.exec(line) ?? []
  if (sign === undefined) return null
  const mark = ASKS.exec(words)
  const text = words.slice(0, mark?.index).trimEnd()
  return { isTicked: sign !== ' ', text, id: mark?.[1] ?? null, more: Number(mark?.[2] ?? 1), isQuestion: mark !== null }
}

function tickedWhere(body: string, isAnswered: (box: Box) => boolean): string {
  return body
    .split('\n')
    .map((line) => {
      const box = boxIn(line)
      return box !== null && !box.isTicked && isAnswered(box) ? line.replace(BOX, '$1x$3$4') : line
    })
    .join('\n')
}

type Own = { readonly before: string; readonly lines: readonly string[]; readonly after: string; readonly version: 1 | 2 }

/** Ours in the body, without its markers, and what people wrote around it; null without the markers. */
function ownPart(body: string): Own | null {
  const text = body.replaceAll('\r\n', '\n')
  const open = OPENS.exec(text)
  const from = open?.index ?? -1
  const to = text.indexOf(CLOSE)
  if (open === null || to < from) return null
  const lines = text.slice(from + open[0].length, to).split('\n')
  return { before: text.slice(0, from), lines, after: text.slice(to + CLOSE.length), version: open[1] === '1' ? 1 : 2 }
}
