/** Who does it: people at one place of a line (`@a, @b and @c`, `**@a**`), behind the text, or called by their names. */

import { type HandleHit, handlesIn, isHandleWord, plainHandle, uniqueOf } from '../../text/words.ts'

type OwnerList = { readonly owners: readonly string[] /** Where the text goes on. */; readonly end: number }

const SEPARATOR = /^[\s*_~]{0,4}(?:[,;&+/]|and|und|or|oder)[\s*_~,&]{0,4}$|^[\s*_~]{0,3}$/i
/** Handles that mean everybody: nobody is asked. */
const EVERYBODY = new Set(['all', 'everyone', 'everybody', 'alle', 'team', 'channel', 'here'])

/** The people that stand at `at` (spaces, emphasis and an opening bracket before them allowed); null when none does. */
export function ownersAt(words: string, at: number, handles: readonly HandleHit[] = handlesNear(words, at)): OwnerList | null {
  const found: string[] = []
  let end = at
  for (const handle of handles) {
    if (handle.start < at) continue
    const between = words.slice(end, handle.start)
    if (between.length > 12) break
    if (found.length === 0 ? !/^[\s*_~([]{0,6}$/.test(between) : !SEPARATOR.test(between)) break
    found.push(handle.handle)
    end = handle.end
  }
  if (found.length === 0) return null
  const others = /^[\s*_]{0,2}(?:&|and|und) (?:others|co\.?|team|all|andere)(?![A-Za-z])/i.exec(words.slice(end, end + 20))
  return { owners: uniqueOf(found.filter((handle) => !EVERYBODY.has(handle))), end: end + (others?.[0].length ?? 0) }
}

/** Nobody lists more people than that; looking no further keeps lines with many marks cheap. */
const REACH = 600

function handlesNear(words: string, at: number): HandleHit[] {
  const from = Math.max(0, at - 1)
  return handlesIn(words.slice(from, at + REACH)).map((hit) => ({ ...hit, start: hit.start + from, end: hit.end + from }))
}

/** A bare word at `at` that is known as a handle and stands as an owner does: `garloff:`, `(berendt):`, `gtema to …`. */
export function bareOwnerAt(words: string, at: number, known: ReadonlySet<string>): OwnerList | null {
  const match = /^([\s*_(]{0,4})([A-Za-z\d][A-Za-z\d-]{0,38})(?=\)?\s?[:)]|\s[-–]\s|\s(?:to|will|soll|wird)\s)/.exec(
    words.slice(at, at + 60),
  )
  const word = match?.[2]
  if (!match || !word || !isHandleWord(word) || !known.has(plainHandle(word))) return null
  const end = at + match[0].length
  return { owners: [plainHandle(word)], end: words[end] === ')' ? end + 1 : end }
}

/** People named at the end, behind a sign: `Split epic into two (@x)`, `write stories; @x`. */
export function trailingOwners(text: string, words: string): { owners: readonly string[]; text: string } {
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
export function loosePeople(text: string, words: string): { owners: readonly string[]; text: string } {
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

type Named = { readonly typed: readonly string[] /** Where the text goes on. */; readonly end: number }

const NAME = String.raw`\p{Lu}[\p{L}'’-]{1,30}(?: \p{Lu}[\p{L}'’-]{1,30}){0,2}`
const NAMES = new RegExp(String.raw`^[\s*_~([]{0,6}(${NAME}(?:(?:\s?[,&+/]\s?|\s(?:and|und)\s)${NAME}){0,5})`, 'u')

/** People of the meeting called by their names at `at`, as `Ada to …`, `Ada and Ben: …`; null for other words. */
export function namedAt(words: string, at: number, names: ReadonlySet<string>): Named | null {
  if (names.size === 0) return null
  const found = NAMES.exec(words.slice(at, at + 200))
  const typed = found?.[1]?.split(/\s?[,&+/]\s?|\s(?:and|und)\s/) ?? []
  if (!found || typed.length === 0 || !typed.every((name) => names.has(name.toLowerCase()))) return null
  const end = at + found[0].length
  return /^[*_~\])]{0,3}(?:\s?:|\s[-–—]\s|\s(?:to|will|soll|sollen|wird|werden|übernimmt|kümmert|zu)\s|\s{0,2}$)/.test(
    words.slice(end, end + 16),
  )
    ? { typed, end }
    : null
}

/** `Order cables (Ben)`: the text before the bracket, and the names in it. */
export function namesBehind(text: string, names: ReadonlySet<string>): { readonly typed: readonly string[]; readonly text: string } {
  const found = /\s?\(([^()@]{2,80})\)[\s.]{0,3}$/.exec(text.slice(-100))
  const typed = found?.[1]?.split(/\s?[,&+/]\s?|\s(?:and|und)\s/).map((name) => name.trim()) ?? []
  if (!found || typed.length === 0 || !typed.every((name) => names.has(name.toLowerCase()) && /^\p{Lu}/u.test(name)))
    return { typed: [], text }
  return { typed, text: text.slice(0, text.length - found[0].length) }
}

/** `#action ada, ben to …` and `ACTION(ada): …` name people as chat does; `TODO(later):` names nobody. */
export function nickAt(words: string, end: number, command: boolean): { owners: readonly string[]; end: number } | null {
  const found = command
    ? /^\s{1,3}([A-Za-z\d][\w-]{0,38}(?:(?:,\s?|\s(?:and|&)\s)[A-Za-z\d][\w-]{0,38}){0,5})(?=\s(?:to|will)\s)/.exec(
        words.slice(end, end + 200),
      )
    : /^\(@?([A-Za-z\d][\w-]{0,38})\)(?=\s?:)/.exec(words.slice(end, end + 60))
  const typed = found?.[1]?.split(/,\s?|\s(?:and|&)\s/) ?? []
  if (!found || !typed.every((word) => isHandleWord(word) && !NOBODY.has(word.toLowerCase()) && !/^\d+$/.test(word))) return null
  return { owners: typed.map(plainHandle), end: end + found[0].length }
}

const NOBODY = new Set([
  'all',
  'anyone',
  'everyone',
  'someone',
  'team',
  'tbd',
  'later',
  'optional',
  'maybe',
  'open',
  'done',
  'new',
  'urgent',
  'asap',
  'today',
  'high',
  'low',
  'medium',
  'prio',
  's',
  'alle',
  'jemand',
  'offen',
  'neu',
  'dringend',
  'später',
  'us',
  'we',
])
