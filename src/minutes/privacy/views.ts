/**
 * A text as its readers see it, beside what was typed: a name or a value may hold signs that nobody sees, tags, entities or escapes,
 * and a long token may go over lines. What is found in a view is told by its place in the typed text. Pure; linear.
 */
import type { Found } from '../../domain/text/withheld.ts'

export type View = {
  readonly text: string
  /** Places of the view as places of what was typed, one for each line that they touch. */
  readonly typed: (found: readonly Found[]) => readonly Found[]
}

/** A line of a view; `from` and `to` tell for each sign where it was typed: in which line, at which columns. */
type ViewLine = {
  readonly text: string
  readonly line: readonly number[]
  readonly from: readonly number[]
  readonly to: readonly number[]
}

/** The typed text first, then the views that differ from it. */
export function viewsOf(text: string): readonly View[] {
  const typed = text.split('\n')
  const seen = typed.map((line, index) => (CHANGES.test(line) ? seenLine(line, index + 1) : null))
  const wrapped = joinedLines(typed)
  return [
    { text, typed: (found) => found },
    ...(seen.every((line) => line === null) ? [] : [viewFrom(typed, seen)]),
    ...(wrapped.every((line) => line === null) ? [] : [viewFrom(typed, wrapped)]),
  ]
}

/** What `find` finds in any view. */
export function findInViews(text: string, find: (view: string) => readonly Found[]): readonly Found[] {
  return viewsOf(text).flatMap((view) => view.typed(find(view.text)))
}

/** `lines`: null where the line is as typed. */
function viewFrom(typed: readonly string[], lines: readonly (ViewLine | null)[]): View {
  return {
    text: typed.map((line, index) => lines[index]?.text ?? line).join('\n'),
    typed: (found) =>
      found.flatMap((one) => {
        const line = lines[one.line - 1]
        return line ? placesOf(one, line) : [one]
      }),
  }
}

function placesOf(one: Found, { line, from, to }: ViewLine): readonly Found[] {
  const places: Found[] = []
  for (let at = one.from; at < Math.min(one.to, from.length); at++) {
    const last = places.at(-1)
    const here = { ...one, line: line[at] as number, from: from[at] as number, to: to[at] as number }
    if (last?.line === here.line) places[places.length - 1] = { ...last, to: here.to }
    else places.push(here)
  }
  return places
}

const INVISIBLE = '[\\0\\u00AD\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2064\\u2066-\\u2069\\uFEFF]'
const CHANGE = [
  INVISIBLE,
  '</?(?:a|b|big|code|del|em|font|i|ins|kbd|mark|s|samp|small|span|strong|sub|sup|tt|u|wbr)(?:\\s[^<>]{0,200})?/?>',
  '(?<=\\p{L})\\*{1,3}(?=\\p{L})',
  '&(?:#\\d{1,7}|#[xX][\\da-fA-F]{1,6}|amp|colon|commat|equals|gt|lt|nbsp|num|period|quot|shy|sol|ZeroWidthSpace);',
  '\\\\(?=[!-/:-@[-`{-~])',
  '[\\uFF01-\\uFF5E]',
  '\\p{L}\\p{M}{1,8}',
].join('|')
const CHANGES = new RegExp(CHANGE, 'u')
const EVERY_CHANGE = new RegExp(CHANGE, 'gu')

function seenLine(typed: string, number: number): ViewLine {
  const made = { text: '', line: [] as number[], from: [] as number[], to: [] as number[] }
  const add = (shown: string, from: number, to: number) => {
    made.text += shown
    for (let i = 0; i < shown.length; i++) {
      made.line.push(number)
      made.from.push(from)
      made.to.push(to)
    }
  }
  let at = 0
  for (const { 0: sign, index } of typed.matchAll(EVERY_CHANGE)) {
    for (; at < index; at++) add(typed[at] as string, at, at + 1)
    at = index + sign.length
    add(shownAs(sign), index, at)
  }
  for (; at < typed.length; at++) add(typed[at] as string, at, at + 1)
  return made
}

const NAMED: Readonly<Record<string, string>> = {
  ...{ amp: '&', colon: ':', commat: '@', equals: '=', gt: '>', lt: '<', nbsp: ' ', num: '#', period: '.', quot: '"', sol: '/' },
}

function shownAs(sign: string): string {
  if (sign.startsWith('&')) {
    const name = sign.slice(1, -1)
    if (!name.startsWith('#')) return NAMED[name] ?? ''
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 31 && code <= 0x10ffff && code !== 0xad && code !== 0x200b ? String.fromCodePoint(code) : ''
  }
  if (/^[\uFF01-\uFF5E]/.test(sign)) return String.fromCharCode(sign.charCodeAt(0) - 0xfee0)
  return /^\p{L}/u.test(sign) ? sign.normalize('NFC') : ''
}

/** The end of a line that a long token may be cut at, and a line that holds nothing but its rest. */
const CUT = /(?:^|[\s"'`:=])(?=\S*\d|\S*_)[\w.+/=-]{10,400}$/
const REST = /^[\s>]{0,20}([\w.+/=-]{6,400})\s*$/
const MAX_LINES = 8

/** Lines that end in the middle of what may be a token, together with its rest. */
function joinedLines(typed: readonly string[]): readonly (ViewLine | null)[] {
  const joined: (ViewLine | null)[] = typed.map(() => null)
  for (let index = 0; index < typed.length; index++) {
    const rests: RegExpExecArray[] = []
    for (let next = index; rests.length < MAX_LINES; next++) {
      const end = (typed[next] as string).trimEnd().slice(-401)
      const rest = CUT.test(end) || (rests.length > 0 && REST.test(end)) ? REST.exec((typed[next + 1] ?? '').slice(0, 450)) : null
      if (rest === null) break
      rests.push(rest)
    }
    if (rests.length === 0) continue
    joined[index] = joinedLine(typed[index] as string, index + 1, rests)
    for (let n = 1; n <= rests.length; n++) joined[index + n] = { text: '', line: [], from: [], to: [] }
    index += rests.length
  }
  return joined
}

function joinedLine(first: string, number: number, rests: readonly RegExpExecArray[]): ViewLine {
  const made = { text: '', line: [] as number[], from: [] as number[], to: [] as number[] }
  const add = (text: string, line: number, begin: number) => {
    made.text += text
    for (let i = 0; i < text.length; i++) {
      made.line.push(line)
      made.from.push(begin + i)
      made.to.push(begin + i + 1)
    }
  }
  add(first.trimEnd(), number, 0)
  rests.forEach((rest, index) => {
    add(rest[1] as string, number + index + 1, rest[0].indexOf(rest[1] as string))
  })
  return made
}
