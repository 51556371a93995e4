/** Changes single task lines of a body: everything else stays byte for byte, line endings too. Each change can be taken back. Pure. */
import { refKey } from '../reference.ts'
import type { RefContext } from './first-reference.ts'
import { type TaskBox, taskBoxes } from './task-boxes.ts'

export type TaskListChanges = {
  /** Issues to list; `written`: as the line names them (`#7`, `owner/repo#7`). Those that a line names already are left out. */
  readonly add: readonly { readonly ref: string; readonly written: string; readonly checked: boolean }[]
  /** By `refKey`: whether the box of its line is to be checked. */
  readonly boxes: ReadonlyMap<string, boolean>
  /** By the text of a line that names no issue: the issue that it becomes, as written. */
  readonly lines: ReadonlyMap<string, string>
}

/** In the body as it is after the change: what stands there now is `length` long, `before` stood there. */
export type Splice = { readonly at: number; readonly length: number; readonly before: string }

export type EditedBody = {
  readonly body: string
  /** By place; `takeBack` undoes the change with them. */
  readonly splices: readonly Splice[]
  /** `refKey` of the issues that were listed, and of those whose box was set. */
  readonly added: ReadonlySet<string>
  readonly set: ReadonlySet<string>
  /** Texts of the lines that name an issue now. */
  readonly replaced: ReadonlySet<string>
}

type Change = { readonly at: number; readonly length: number; readonly text: string }

export function editTaskList(body: string, changes: TaskListChanges, context: RefContext): EditedBody {
  const boxes = taskBoxes(body, context)
  const source = sourceOf(body)
  const set = boxChanges(boxes, source, changes.boxes)
  const replaced = lineChanges(boxes, source, changes.lines)
  const added = additions(boxes, source, changes.add)
  const all = [...set.changes, ...replaced.changes, ...added.changes].sort((a, b) => a.at - b.at)
  return { ...applied(body, all), added: added.keys, set: set.keys, replaced: replaced.keys }
}

/** The body before the change. Only for the body that `editTaskList` gave. */
export function takeBack(body: string, splices: readonly Splice[]): string {
  let result = ''
  let end = 0
  for (const { at, length, before } of splices) {
    result += body.slice(end, at) + before
    end = at + length
  }
  return result + body.slice(end)
}

type SourceLine = { readonly start: number; readonly text: string; readonly ending: string }

function sourceOf(body: string): readonly SourceLine[] {
  let start = 0
  return body.split('\n').map((raw) => {
    const line = { start, text: raw.replace(/\r$/, ''), ending: raw.endsWith('\r') ? '\r\n' : '\n' }
    start += raw.length + 1
    return line
  })
}

/** `  - [ ] text` -> where the sign in the box and the text stand; null where something else is in between, as a comment is. */
function partsOf({ text }: SourceLine): { readonly prefix: string; readonly sign: number; readonly words: number } | null {
  const match = /^([\s>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)+)\[[ xX]\](\s+)/.exec(text)
  return match?.[1] === undefined || match[2] === undefined ? null : { prefix: match[1], sign: match[1].length + 1, words: match[0].length }
}

function boxChanges(boxes: readonly TaskBox[], source: readonly SourceLine[], wanted: ReadonlyMap<string, boolean>) {
  const keys = new Set<string>()
  const changes = boxes.flatMap(({ refs, checked, line }): readonly Change[] => {
    const asked = refs.map((ref) => wanted.get(refKey(ref)))
    const to = asked.find((one) => one !== undefined)
    // A line of several issues has one box: only where all of them agree is it clear what it should be.
    const isClear = to !== undefined && to !== checked && (refs.length === 1 || asked.every((one) => one === to))
    const at = source[line]
    const parts = at === undefined ? null : partsOf(at)
    if (!isClear || at === undefined || parts === null) return []
    for (const ref of refs) keys.add(refKey(ref))
    return [{ at: at.start + parts.sign, length: 1, text: to ? 'x' : ' ' }]
  })
  return { keys, changes }
}

function lineChanges(boxes: readonly TaskBox[], source: readonly SourceLine[], wanted: ReadonlyMap<string, string>) {
  const keys = new Set<string>()
  const changes = boxes.flatMap(({ text, refs, line }): readonly Change[] => {
    const written = refs.length > 0 || keys.has(text) ? undefined : wanted.get(text)
    const at = source[line]
    const parts = at === undefined ? null : partsOf(at)
    if (written === undefined || at === undefined || parts === null) return []
    const words = at.text.slice(parts.words)
    // What GitHub does not show of the line, a comment for example, must not go with it.
    if (words.trim() !== text) return []
    keys.add(text)
    return [{ at: at.start + parts.words, length: words.trimEnd().length, text: written }]
  })
  return { keys, changes }
}

/** New lines go below the last line of the list that names an issue, and what belongs to that line. */
function additions(boxes: readonly TaskBox[], source: readonly SourceLine[], add: TaskListChanges['add']) {
  const named = boxes.filter(({ refs }) => refs.length > 0)
  const listed = new Set(named.flatMap(({ refs }) => refs.map(refKey)))
  const missing = [...new Map(add.map((one) => [refKey(one.ref), one])).values()].filter(({ ref }) => !listed.has(refKey(ref)))
  const anchor = anchorOf(named, source)
  if (anchor === null || missing.length === 0) return { keys: new Set<string>(), changes: [] }
  const { after, prefix, depth } = anchor
  const last = source[endOfItem(source, after, depth)]
  if (last === undefined) return { keys: new Set<string>(), changes: [] }
  const ending = source.some((line) => line.ending === '\r\n') ? '\r\n' : '\n'
  const text = missing.map(({ written, checked }, index) => `${ending}${nextPrefix(prefix, index + 1)}[${checked ? 'x' : ' '}] ${written}`)
  const change = { at: last.start + last.text.length, length: 0, text: text.join('') }
  return { keys: new Set(missing.map(({ ref }) => refKey(ref))), changes: [change] }
}

/** The last of the least indented lines. */
function anchorOf(named: readonly TaskBox[], source: readonly SourceLine[]) {
  const places = named.flatMap(({ line }) => {
    const at = source[line]
    const parts = at === undefined ? null : partsOf(at)
    return parts === null ? [] : [{ after: line, prefix: parts.prefix, depth: indentOf(withoutQuote(parts.prefix)) }]
  })
  const least = Math.min(...places.map(({ depth }) => depth))
  return places.findLast(({ depth }) => depth === least) ?? null
}

const withoutQuote = (line: string): string => line.replace(/^(?: {0,3}> ?)+/, '')
const indentOf = (text: string): number => text.length - text.trimStart().length

/** Index of the last line of an item: indented more than it, or going on with its paragraph. */
function endOfItem(source: readonly SourceLine[], from: number, depth: number): number {
  const isQuoted = (line: string) => withoutQuote(line) !== line
  const quoted = isQuoted(source[from]?.text ?? '')
  let end = from
  for (let index = from + 1; index < source.length; index++) {
    const line = source[index]?.text ?? ''
    const text = withoutQuote(line)
    if (isQuoted(line) !== quoted) break
    if (text.trim() === '') continue
    const goesOn = index === end + 1 && !STARTS_A_BLOCK.test(text)
    if (indentOf(text) <= depth && !goesOn) break
    end = index
  }
  return end
}

const STARTS_A_BLOCK = /^\s*(?:[-*+#|<]|\d{1,9}[.)]|```|~~~)/

/** `3. ` -> `4. `; other markers stay. */
function nextPrefix(prefix: string, by: number): string {
  return prefix.replace(/(\d{1,9})(?=[.)][ \t]+$)/, (number) => String(Number(number) + by))
}

function applied(body: string, changes: readonly Change[]): { readonly body: string; readonly splices: readonly Splice[] } {
  let result = ''
  let end = 0
  const splices = changes.map(({ at, length, text }) => {
    result += body.slice(end, at)
    const splice = { at: result.length, length: text.length, before: body.slice(at, at + length) }
    result += text
    end = at + length
    return splice
  })
  return { body: result + body.slice(end), splices }
}
