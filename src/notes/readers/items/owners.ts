/** Lists of people at one place of a line: `@a, @b and @c`, `@a/@b`, `**@a**`. */
import { type HandleHit, handlesIn, isHandleWord, plainHandle, uniqueOf } from '../../text/handles.ts'

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
