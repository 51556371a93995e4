/** Secrets that people name: "Passwort: …", "PIN 4711", a row or a column of a table, a value on the next line. Pure; linear. */

import { phrases, sequence } from '../../domain/text/phrases.ts'
import type { Found } from '../../domain/text/withheld.ts'
import { ACCOUNT, bareValue, cut, enclosedIn, type Piece, signedValue } from './secret-values.ts'
import { isSentence, LABELS, type Label, looksSecret, TOPICS } from './secret-words.ts'

type Cell = Piece & {
  /** What the cell names, where it is a name and nothing else. */
  readonly name: Label | null
}

const NAMES = LABELS.map(({ words }) => `(${phrases(words).source})`).join('|')
/** A name; no part of a longer word behind it ("Passwort-Richtlinie"). */
const NAME = new RegExp(`(?:${NAMES})(?![\\p{L}\\d]|[-_][\\p{L}\\d])`, 'giu')
const TOPIC = new RegExp(`^[\\s*_\`)'"-]{0,6}(?:${TOPICS})(?![\\p{L}\\d])`, 'iu')
/** "Login: ubuntu, Passwort ubuntu", "user guest / pass …": behind a user any word is the password. */
const USER_BEFORE = sequence(
  [
    /(?:login|user(?:[- ]?name)?|benutzer(?:name)?|nutzer(?:name)?)/,
    `(?:\\s?[:=]\\s?[^\\s:=]{1,60}|\\s(?:${ACCOUNT}))`,
    /(?:\s{1,2}|\s?[/|,;]\s?)(?:(?:und|and|mit|with)\s)?$/,
  ],
  'i',
)
/** "user alba / pass …": of an account that may be any word. */
const ANY_USER_BEFORE = phrases(['login', /user(?:[- ]?name)?/i, 'benutzer(name)?, nutzer(name)?, account'], {
  after: /\s[^\s:=]{1,60}\s?(?:[/|,;]|\s(?:und|and|mit|with))\s?$/i,
  flags: 'i',
})
/** By line of the text, from 1. */
export function findNamed(text: string): readonly Found[] {
  const lines = text.split('\n')
  const open = new Map<number, Label>()
  let columns: ReadonlyMap<number, Label> = new Map()
  return lines.flatMap((line, index): Found[] => {
    const names = namesIn(line)
    const cells = cellsOf(line, names)
    if (cells !== null) {
      const isRule = cells.every(({ text: cell }) => /^:?-{2,}:?$/.test(cell.trim()))
      if (isRule) return []
      const isHead = /^\s*\|?\s*:?-{2,}:?\s*(?:\||$)/.test(lines[index + 1] ?? '')
      if (isHead) columns = headOf(cells)
      return [...tableSecrets(cells, isHead ? new Map() : columns), ...lineSecrets(line, names)].map((place) => ({
        ...place,
        line: index + 1,
      }))
    }
    columns = new Map()
    const asked = open.get(index)
    const below = asked === undefined ? [] : valueBelow(line, asked)
    const own = lineSecrets(line, names)
    const waiting = line.trim() === '' ? asked : nameAtEnd(line, names)
    if (waiting !== undefined && (line.trim() !== '' || open.get(index - 1) === undefined)) open.set(index + 1, waiting)
    return [...below, ...own].map((place) => ({ ...place, line: index + 1 }))
  })
}

type Place = Omit<Found, 'line'>

function secretAt(label: Label, from: number, text: string): Place {
  return { from, to: from + text.length, kind: 'secret', what: label.what }
}

/** A name of a secret in a line. */
type Name = { readonly label: Label; readonly from: number; readonly end: number }

/** Looked for once a line: a line may be a mebibyte. */
function namesIn(line: string): readonly Name[] {
  return [...line.matchAll(NAME)].map((match) => ({
    label: LABELS[LABELS.findIndex((_, at) => match[at + 1] !== undefined)] as Label,
    from: match.index,
    end: match.index + match[0].length,
  }))
}

function lineSecrets(line: string, names: readonly Name[]): readonly Place[] {
  return names.flatMap(({ label, from, end }): Place[] => {
    // No name is further from its value; a line may be a mebibyte.
    const rest = line.slice(end, end + 300)
    if (TOPIC.test(rest)) return []
    const value = signedValue(rest, label) ?? unsignedValue(rest, label, line.slice(Math.max(0, from - 120), from))
    return value === null ? [] : [secretAt(label, end + value.from, value.text)]
  })
}

/** In brackets, in quotes or bare; a name that needs a sign needs none behind a user. */
function unsignedValue(rest: string, label: Label, before: string): Piece | null {
  const isBehindUser = USER_BEFORE.test(before)
  if (label.signed && !isBehindUser && !ANY_USER_BEFORE.test(before)) return null
  return enclosedIn(rest, label) ?? bareValue(rest, label, isBehindUser)
}

/** A line that ends with a name asks for the next one. */
function nameAtEnd(line: string, names: readonly Name[]): Label | undefined {
  const last = names.at(-1)
  if (!last || line.length > 200) return undefined
  const rest = line.slice(last.end)
  if (TOPIC.test(rest)) return undefined
  const isAlone = /^[\s#>*_`~+-]*$/.test(line.slice(0, last.from)) && /^[\s*_`~#]*$/.test(rest)
  return isAlone || /^[^:=|.;!?]{0,48}[:=：][\s*_`~]*\\?\s*$/.test(rest) ? last.label : undefined
}

/** One word below a name, and nothing else on its line. */
function valueBelow(line: string, label: Label): readonly Place[] {
  const start = /^[\s>*+#-]*(?:\d{1,3}[.)]\s)?[`*_~"']{0,4}/.exec(line)?.[0].length ?? 0
  const rest = line.slice(start).trimEnd()
  const token = cut(rest)
  if (token === '' || token.includes('=') || (/\s/.test(token) && !/^\d{2,4}(?: \d{2,4}){1,4}#?$/.test(token))) return []
  return looksSecret(token, label.value) ? [secretAt(label, start, token)] : []
}

/** Cells of a row; null where the line is none. */
function cellsOf(line: string, names: readonly Name[]): readonly Cell[] | null {
  if (!/^\s{0,8}\|/.test(line) && !/\S\s\|\s\S/.test(line)) return null
  let from = 0
  let next = 0
  return line.split('|').map((text) => {
    const start = from
    from += text.length + 1
    let last: Name | undefined
    for (let name = names[next]; name !== undefined && name.from < from; name = names[++next]) last = name
    return { from: start, text, name: last === undefined ? null : wholeName(text, last.end - start, last.label) }
  })
}

function headOf(cells: readonly Cell[]): ReadonlyMap<number, Label> {
  return new Map(cells.flatMap(({ name }, index) => (name === null ? [] : [[index, name] as const])))
}

/** The label of a cell that is a name and nothing else; `end`: where its last name ends. */
function wholeName(cell: string, end: number, label: Label): Label | null {
  return cell.length <= 80 && /^[\s*_`:)]*(?:\([^)]{0,40}\)[\s*_:]*)?$/.test(cell.slice(end)) ? label : null
}

function tableSecrets(cells: readonly Cell[], columns: ReadonlyMap<number, Label>): readonly Place[] {
  return cells.flatMap((cell, index): Place[] => {
    const before = cells[index - 1]
    const label = before?.name ?? columns.get(index)
    if (!label) return []
    const start = /^[\s`*_~"']{0,8}/.exec(cell.text)?.[0].length ?? 0
    const token = cut(cell.text.slice(start).trimEnd())
    const words = token.split(/\s+/)
    const isOne =
      words.length === 1 || label.value === 'digits'
        ? looksSecret(token, label.value)
        : label.value === 'any' && !isSentence(words) && looksSecret(words[0] ?? '', 'any')
    return isOne ? [secretAt(label, cell.from + start, token)] : []
  })
}
