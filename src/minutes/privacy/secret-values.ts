/** What stands behind the name of a secret, and whether it is its value. Pure; linear. */

import { phrases } from '../../domain/text/phrases.ts'
import { isMixed, isSentence, isStrong, type Label, looksSecret } from './secret-words.ts'
/** A part of a line, and what stands there. */
export type Piece = { readonly from: number; readonly text: string }

/** Between a name and its value: "(Zoom)", "for the wiki", marks of emphasis; then a sign, or a word like "is". */
const EQUALS = phrases(
  [
    /\s?(?:[:=：→]|->|=>)[*_`~"']{0,4}\s{0,8}/u,
    phrases(['is now, is, ist jetzt, ist nun, ist, lautet jetzt, lautet, heißt, was, war'], {
      before: /\s/u,
      after: /\s{1,3}[*_~]{0,3}/u,
      flags: 'u',
    }),
  ],
  { flags: 'u' },
)
const SIGN = new RegExp(String.raw`^(?<about>[^:=|\n→]{0,48}?)(?<sign>${EQUALS.source})`, 'u')
/** A value in code or quotes is one, whatever else stands around. */
const QUOTED = /^(?:`{1,3}([^`]{1,200})`|"([^"]{1,200})"|„([^“"]{1,200})[“"]|“([^”]{1,200})”|'([^']{1,200})'|«([^»]{1,200})»)/u
const TOKEN = /^[^\s|]{1,500}/u
/** "Passcode: 99 21 33" is one code; a day is none. */
const SPACED = /^(?!\d{4}-\d{2}-\d{2})\d{2,4}(?:[ -]\d{2,4}){1,4}#?(?![\d.\p{L}])/u
export const ACCOUNT = 'root|admin|administrator|user|gast|guest|demo|test|ubuntu|debian'
/** "the password (Xk29!fjd)", `Passwort "Erdbeere"` at the end. */
const ENCLOSED = phrases(
  [
    /\((?<inside>[^\s()]{6,100})\)/u,
    /[^:=|]{0,40}?\s[–—-]\s(?<behind>[^\s()]{6,100})\s*$/u,
    /["„“'`«](?<quoted>[^"“”'`»]{3,100})["“”'`»](?:[.,;)]?\s*$|\s(?:for|für)\s)/u,
  ],
  { before: /^\s?/u, flags: 'u' },
)

/** Behind a sign, or a word like "is". */
export function signedValue(rest: string, label: Label): Piece | null {
  const signed = SIGN.exec(rest)
  const { about = '', sign = '' } = signed?.groups ?? {}
  if (signed === null || (label.signed && /\S/.test(about)) || !isAbout(about, sign)) return null
  const at = signed[0].length
  const value = valueIn(rest.slice(at), label, /[:=：→>]|lautet|heißt/.test(sign))
  return value === null ? null : { from: at + value.from, text: value.text }
}

/** Directly behind the name: what cannot be a word; behind a user any word. */
export function bareValue(rest: string, label: Label, isBehindUser: boolean): Piece | null {
  const at = /^[\s)*_]{1,4}[`"„']{0,3}/u.exec(rest)?.[0].length
  if (at === undefined) return null
  const pair = label.what === 'credentials' ? credentialsIn(rest.slice(at), label, true) : null
  if (pair !== null) return { from: at + pair.from, text: pair.text }
  const text = cut(TOKEN.exec(rest.slice(at))?.[0] ?? '')
  return isBare(text, label, isBehindUser) ? { from: at, text } : null
}

function isBare(token: string, label: Label, isBehindUser: boolean): boolean {
  if (label.value === 'digits') return looksSecret(token, 'digits')
  if (isMixedFor(token, label) || (/^\d{4,10}#?$/.test(token) && label.what === 'a passcode')) return true
  return isBehindUser && looksSecret(token, label.value)
}

/** A value without a sign before it: in brackets or behind a dash one that cannot be a word, in quotes any. */
export function enclosedIn(rest: string, { value }: Label): Piece | null {
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
  if (quoted) return quotedValue(rest, quoted.slice(1).find((group) => group !== undefined) ?? '', label)
  const first = TOKEN.exec(rest)?.[0]
  if (first === undefined) return null
  if (label.what === 'credentials') return credentialsIn(rest, label)
  if (label.value === 'digits') return digitsIn(rest)
  const start = /^[*_`~"'([]{0,4}/.exec(first)?.[0].length ?? 0
  const token = { from: start, text: cut(first.slice(start)) }
  const spaced = SPACED.exec(rest)?.[0]
  if (looksLikeValue(token.text, label) || (spaced !== undefined && label.what === 'a passcode')) {
    return { from: start, text: spaced ?? token.text }
  }
  return label.value === 'any' ? wordsIn(rest, token, isSign) : null
}

function quotedValue(rest: string, text: string, { value }: Label): Piece | null {
  const isValue = looksSecret(text, value) || (value === 'any' && text.includes(' ') && looksSecret(text.split(/\s+/)[0] ?? '', 'any'))
  return isValue ? { from: rest.indexOf(text), text } : null
}

/** A day is none. */
function digitsIn(rest: string): Piece | null {
  const digits = /^\*?\d[\d -]{1,14}\d#?/.exec(rest)?.[0] ?? ''
  return digits !== '' && !/^(?:\d{4}-\d{2}-\d{2}|(?:19|20)\d{2}$)/.test(digits) ? { from: 0, text: digits.trimEnd() } : null
}

function looksLikeValue(token: string, label: Label): boolean {
  return isMixedFor(token, label) || (/^\d{3,12}#?$/.test(token) && label.value === 'any')
}

/** Words that may be a password: one, or some that are no sentence. */
function wordsIn(rest: string, token: Piece, isSign: boolean): Piece | null {
  const words =
    rest
      .split(/\s\(|[|]|,\s|;\s|\s[-–—]\s|\.\s/)[0]
      ?.trim()
      .split(/\s+/) ?? []
  if (!isSign) return isNameAlone(words) ? token : null
  if (!looksSecret(token.text, 'any')) return null
  if (words.length === 1) return token
  return isSentence(words) ? null : { from: 0, text: (/^[^(|,;]{1,200}/.exec(rest)?.[0] ?? token.text).trimEnd() }
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
export function cut(token: string): string {
  return token.slice(0, -6) + token.slice(-6).replace(/[.,;:)\]*_`~"'“”]{1,6}$/u, '')
}
