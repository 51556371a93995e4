/** Secrets that people name: "Passwort: …", "PIN 4711", a row or a column of a table, a value on the next line. Pure; linear. */
import { phrases } from '../../domain/text/phrases.ts'
import type { Found } from '../../domain/text/withheld.ts'
import { isMixed, isSentence, isStrong, LABELS, type Label, looksSecret, TOPICS } from './secret-words.ts'

/** A part of a line, and what stands there. */
type Piece = { readonly from: number; readonly text: string }

type Cell = Piece & {
  /** What the cell names, where it is a name and nothing else. */
  readonly name: Label | null
}

const NAMES = LABELS.map(({ words }) => `(${words})`).join('|')
/** A name; no part of a longer word behind it ("Passwort-Richtlinie"). */
const NAME = new RegExp(`(?:${NAMES})(?![\\p{L}\\d]|[-_][\\p{L}\\d])`, 'giu')
/** Between a name and its value: "(Zoom)", "for the wiki", marks of emphasis; then a sign, or a word like "is". */
const SIGN =
  /^(?<about>[^:=|\n→]{0,48}?)(?<sign>\s?(?:[:=：→]|->|=>)[*_`~"']{0,4}\s{0,8}|\s(?:is now|is|ist jetzt|ist nun|ist|lautet jetzt|lautet|heißt|was|war)\s{1,3}[*_~]{0,3})/u
const TOPIC = new RegExp(`^[\\s*_\`)'"-]{0,6}(?:${TOPICS})(?![\\p{L}\\d])`, 'iu')
/** A value in code or quotes is one, whatever else stands around. */
const QUOTED = /^(?:`{1,3}([^`]{1,200})`|"([^"]{1,200})"|„([^“"]{1,200})[“"]|“([^”]{1,200})”|'([^']{1,200})'|«([^»]{1,200})»)/u
const TOKEN = /^[^\s|]{1,500}/u
/** "Passcode: 99 21 33" is one code; a day is none. */
const SPACED = /^(?!\d{4}-\d{2}-\d{2})\d{2,4}(?:[ -]\d{2,4}){1,4}#?(?![\d.\p{L}])/u
const ACCOUNT = 'root|admin|administrator|user|gast|guest|demo|test|ubuntu|debian'
/** "Login: ubuntu, Passwort ubuntu", "user guest / pass …": behind a user any word is the password. */
const USER_BEFORE = new RegExp(
  `(?:login|user(?:[- ]?name)?|benutzer(?:name)?|nutzer(?:name)?)(?:\\s?[:=]\\s?[^\\s:=]{1,60}|\\s(?:${ACCOUNT}))(?:\\s{1,2}|\\s?[/|,;]\\s?)(?:(?:und|and|mit|with)\\s)?$`,
  'i',
)
/** "user alba / pass …": of an account that may be any word. */
const ANY_USER_BEFORE =
  /(?:login|user(?:[- ]?name)?|benutzer(?:name)?|nutzer(?:name)?|account)\s[^\s:=]{1,60}\s?(?:[/|,;]|\s(?:und|and|mit|with))\s?$/i
/** "the password (Xk29!fjd)", `Passwort "Erdbeere"` at the end. */
const ENCLOSED =
  /^\s?(?:\((?<inside>[^\s()]{6,100})\)|[^:=|]{0,40}?\s[–—-]\s(?<behind>[^\s()]{6,100})\s*$|["„“'`«](?<quoted>[^"“”'`»]{3,100})["“”'`»](?:[.,;)]?\s*$|\s(?:for|für)\s))/u

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
    const signed = SIGN.exec(rest)
    if (
      signed !== null &&
      !(label.signed && /\S/.test(signed.groups?.about ?? '')) &&
      isAbout(signed.groups?.about ?? '', signed.groups?.sign ?? '')
    ) {
      const sign = signed.groups?.sign ?? ''
      const value = valueIn(rest.slice(signed[0].length), label, /[:=：→>]|lautet|heißt/.test(sign))
      if (value !== null) return [secretAt(label, end + signed[0].length + value.from, value.text)]
    }
    const before = line.slice(Math.max(0, from - 120), from)
    if (label.signed && !USER_BEFORE.test(before) && !ANY_USER_BEFORE.test(before)) return []
    const enclosed = enclosedIn(rest, label)
    if (enclosed !== null) return [secretAt(label, end + enclosed.from, enclosed.text)]
    const bare = /^[\s)*_]{1,4}[`"„']{0,3}/u.exec(rest)
    const token = bare === null ? '' : cut(TOKEN.exec(rest.slice(bare[0].length))?.[0] ?? '')
    const isOne =
      label.value === 'digits'
        ? looksSecret(token, 'digits')
        : isMixedFor(token, label) ||
          (/^\d{4,10}#?$/.test(token) && label.what === 'a passcode') ||
          (USER_BEFORE.test(before) && looksSecret(token, label.value))
    const pair = bare !== null && label.what === 'credentials' ? credentialsIn(rest.slice(bare[0].length), label, true) : null
    if (bare !== null && pair !== null) return [secretAt(label, end + bare[0].length + pair.from, pair.text)]
    return bare !== null && isOne ? [secretAt(label, end + bare[0].length, token)] : []
  })
}

/** A value without a sign before it: in brackets or behind a dash one that cannot be a word, in quotes any. */
function enclosedIn(rest: string, { value }: Label): Piece | null {
  const { inside, behind, quoted = '' } = ENCLOSED.exec(rest)?.groups ?? {}
  const strong = inside ?? behind ?? ''
  const words = quoted.trim().split(/\s+/)
  const isQuoted = value === 'any' && looksSecret(words[0] ?? '', 'any') && (words.length === 1 || !isSentence(words))
  if (!isStrong(strong) && !isQuoted) return null
  const text = strong || quoted
  return { from: rest.lastIndexOf(text), text }
}

/** "Secret rook-ceph-mon1" names an object. */
function isMixedFor(token: string, label: Label): boolean {
  return isMixed(token) && !(label.what === 'a key or token' && /^[a-z]+(?:-[a-z]+)*-[a-z]*\d{1,2}$/.test(token))
}

/** What may stand between a name and the sign: a place, never a sentence of its own. */
function isAbout(about: string, sign: string): boolean {
  if (/^\s{0,2}[*_`~"')]{0,4}\s?$/.test(about)) return true
  if (!/^[\s*_`(["/,-]/.test(about) || /[.;?!]\s/.test(about)) return false
  // Code has no words between a name and its value.
  return about.trim().split(/\s+/).length <= (sign.includes('=') && !sign.includes('>') ? 3 : 6) && !/\s--?\w/.test(about)
}

/** The value behind a sign; `isSign`: a colon or the like, after which one word is enough. */
function valueIn(rest: string, label: Label, isSign: boolean): Piece | null {
  const quoted = QUOTED.exec(rest)
  if (quoted) {
    const text = quoted.slice(1).find((group) => group !== undefined) ?? ''
    const isValue =
      label.value === 'any'
        ? looksSecret(text, 'any') || (text.includes(' ') && looksSecret(text.split(/\s+/)[0] ?? '', 'any'))
        : looksSecret(text, label.value)
    return isValue ? { from: rest.indexOf(text), text } : null
  }
  const first = TOKEN.exec(rest)?.[0]
  if (first === undefined) return null
  const start = /^[*_`~"'([]{0,4}/.exec(first)?.[0].length ?? 0
  const token = cut(first.slice(start))
  if (label.what === 'credentials') return credentialsIn(rest, label)
  if (label.value === 'digits') {
    const digits = /^\*?\d[\d -]{1,14}\d#?/.exec(rest)?.[0] ?? ''
    return digits !== '' && !/^(?:\d{4}-\d{2}-\d{2}|(?:19|20)\d{2}$)/.test(digits) ? { from: 0, text: digits.trimEnd() } : null
  }
  const spaced = SPACED.exec(rest)?.[0]
  if (
    isMixedFor(token, label) ||
    (/^\d{3,12}#?$/.test(token) && label.value === 'any') ||
    (spaced !== undefined && label.what === 'a passcode')
  ) {
    return { from: start, text: spaced ?? token }
  }
  const words =
    rest
      .split(/\s\(|[|]|,\s|;\s|\s[-–—]\s|\.\s/)[0]
      ?.trim()
      .split(/\s+/) ?? []
  if (label.value !== 'any') return isMixedFor(token, label) && looksSecret(token, label.value) ? { from: start, text: token } : null
  if (!isSign && isNameAlone(words)) return { from: start, text: token }
  if (words.length === 1) return isSign && looksSecret(token, 'any') ? { from: start, text: token } : null
  return isSign && looksSecret(token, 'any') && !isSentence(words)
    ? { from: 0, text: (/^[^(|,;]{1,200}/.exec(rest)?.[0] ?? token).trimEnd() }
    : null
}

/**
 * "The password is Sommer": a name, and nothing that a password can be. A word in small letters ("is outdated") cannot be
 * told from a remark, so it is none.
 */
function isNameAlone([word = '', next, ...more]: readonly string[]): boolean {
  if (next !== undefined && (more.length > 3 || !/^(?:for|für|until|bis|since|seit|today|heute|again|wieder)$/i.test(next))) return false
  return /^\p{Lu}\p{Ll}{3,}$/u.test(cut(word)) && looksSecret(cut(word), 'any') && !REMARK.test(cut(word))
}

const REMARK = phrases(
  [
    'pflicht, voraussetzung, bedingung, problem, sache, chefsache, mist, quatsch, unsinn, teil, bestandteil, vorgabe',
    'aufgabe, blocker, vorschrift, bad, good, weak, strong, okay, mandatory, history, legacy, public, readable',
    /plain\p{L}*/iu,
    'klartext, plaintext, allgemeingut, nonsense, overkill',
  ],
  { before: /^/u, after: /$/u },
)

/** "admin / q7Rt9xLm2": the second of two. `close`: only signs between them make a pair ("login admin:admin"). */
function credentialsIn(rest: string, label: Label, close = false): Piece | null {
  const pair = /^[*_`~"'([]{0,4}([^\s/:|,]{1,80})(\s?[/:|,]\s?|\s(?:und|and|mit|with)\s|\s)[`"']{0,2}([^\s|`"']{1,200})/.exec(rest)
  const password = cut(pair?.[3] ?? '')
  if (!pair || NOT_PAIR.test(pair[1] ?? '')) return null
  // Of other pairs ("application/json", "Kurt and Felix") only a password that looks like one is sure.
  const account = (pair[1] ?? '').toLowerCase()
  const sign = pair[2] ?? ''
  if (close && (sign.trim() === '' || /[|,]/.test(sign))) return null
  const isAccount = new RegExp(`^(?:${ACCOUNT})$`).test(account) && sign.trim() !== ''
  const isRole = ROLE.test(password) && password.toLowerCase() !== account
  // "login: admin:admin" ends there; "login: admin/member views" does not.
  const isWhole = label.value === 'any' || /^\S*\s*(?:$|[(,;])/.test(rest.slice(pair[0].length - (pair[3] ?? '').length))
  const isOne = isAccount && isWhole && !isRole ? looksSecret(password, 'any') : isMixed(password)
  return isOne ? { from: pair[0].length - (pair[3] ?? '').length, text: password } : null
}

const ROLE = /^(?:users?|admins?|members?|readers?|operators?|guests?|owners?|viewers?|editors?|gäste|nutzer|benutzer)$/i
const NOT_PAIR = /^(?:see|siehe|in|im|ask|via|über|per|mit|with|auf|on|at|nur|only|https?|frag\w*)$/i

/** Without the signs that end a sentence, or emphasis. */
function cut(token: string): string {
  return token.slice(0, -6) + token.slice(-6).replace(/[.,;:)\]*_`~"'“”]{1,6}$/u, '')
}

/** A line that ends with a name asks for the next one. */
function nameAtEnd(line: string, names: readonly Name[]): Label | undefined {
  const last = names.at(-1)
  if (!last || line.length > 200) return undefined
  const rest = line.slice(last.end)
  if (TOPIC.test(rest)) return undefined
  const isAlone = /^[\s#>*_`~+-]*$/.test(line.slice(0, last.from)) && /^[\s*_`~#]*$/.test(rest)
  return isAlone || /^[^:=|.;!?]{0,48}[:=：][\s*_`~]*$/.test(rest) ? last.label : undefined
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
