/**
 * Checks whether a body says for whom, what, and why. In English and German, as a sentence in any order, or in parts with labels.
 * Checks the rendered text; an unfilled template does not count.
 */

import { phrases } from '../../domain/text/phrases.ts'
import { ASIDE, FIRST_WHY, STRONG_WHY, WANT, WEAK_WHY, WHO } from './story-sentences.ts'
import { HEADING, storyText } from './story-text.ts'
import {
  FILLERS,
  FINITE,
  GAPS,
  LABEL,
  NO_ROLE_BEGINS,
  NO_ROLES,
  PLACEHOLDERS,
  ROLE_RELATION,
  type StoryPart,
  storyPart,
} from './story-words.ts'

/** Longer than any role, and than what people want in one breath. */
const ROLE_REACH = 240
const REACH = 1500

/** true when all three parts of a user story are there. */
export function hasUserStory(body: string): boolean {
  const text = storyText(body)
  return isSentence(text) || isLabelled(text)
}

type Place = { readonly start: number; readonly end: number }
type Why = Place & { readonly isStrong: boolean }

function isSentence(text: string): boolean {
  const who = places(text, WHO)
  const strong = places(text, STRONG_WHY)
  const whys: readonly Why[] = [
    ...strong.map((place) => ({ ...place, isStrong: true })),
    ...places(text, WEAK_WHY).map((place) => ({ ...place, isStrong: false })),
  ].sort((a, b) => a.start - b.start)
  const first = places(text, FIRST_WHY)
  const asked = places(text, WANT).flatMap((want) => {
    const role = who.findLast(({ end }) => end <= want.start)
    return (role && want.start - role.end < ROLE_REACH ? roleBefore(text, role, want, whys) : roleAfter(text, want)) ?? []
  })
  return [...asked, ...asides(text)].some((one) => hasContent(firstBlock(text.slice(one.from))) && hasPurpose(text, one, whys, first))
}

function hasPurpose(text: string, { begins, from, why }: Asked, whys: readonly Why[], first: readonly Place[]): boolean {
  if (why !== null) return hasContent(why)
  const after = whys.find(({ start, isStrong }) => {
    const wish = start >= from && start - from < REACH ? text.slice(from, start) : ''
    return hasContent(wish) && belongs(wish, isStrong)
  })
  if (after !== undefined && hasContent(firstBlock(text.slice(after.end)))) return true
  // The purpose came first: "In order to …, as a …, I want …".
  const before = first.findLast(({ end }) => end <= begins)
  const purpose = before === undefined ? '' : text.slice(before.end, begins)
  return !isBroken(purpose) && hasContent(purpose)
}

type Asked = {
  /** Where "as a …" or "I want" begins, whichever is first. */
  readonly begins: number
  /** Where what is wanted begins. */
  readonly from: number
  /** The purpose where it stands between role and wish. */
  readonly why: string | null
}

/** "As a …, I want"; "I, as a …, want" is read by `roleAfter`. */
function roleBefore(text: string, who: Place, want: Place, whys: readonly Place[]): Asked | null {
  const between = whys.find((why) => why.start >= who.end && why.end <= want.start)
  const role = text.slice(who.end, between?.start ?? want.start)
  const rest = between ? text.slice(between.end, want.start) : ''
  if (!isRole(role) || isBroken(rest)) return null
  return { begins: who.start, from: want.end, why: between ? rest : null }
}

const INSIDE = phrases(
  [
    phrases([/, ?/iu, ' to ', /(?= \p{Lu})/iu, / (?=meine |unsere )/iu], {
      before: /,? ?(?:as|als) (?:an? |the |eine?[rn]? |der |die )?([\p{L}\p{N}][^,¶§\n.!?]{0,60}?)/iu,
    }),
    /,/iu,
  ],
  { before: /^/iu },
)

/** "I want, as a …, to …", "möchte ich als … ein …". */
function roleAfter(text: string, want: Place): Asked | null {
  const inside = INSIDE.exec(text.slice(want.end, want.end + ROLE_REACH))
  if (!inside?.[1] || !isRole(` ${inside[1]}`)) return null
  return { begins: want.start, from: want.end + inside[0].length, why: null }
}

/** "I, as an operator, want". */
function asides(text: string): Asked[] {
  return [...text.matchAll(ASIDE)].flatMap((match) =>
    isRole(` ${match[1] ?? match[2] ?? ''}`) ? [{ begins: match.index, from: match.index + match[0].length, why: null }] : [],
  )
}

/** The purpose stands in the sentence of the wish, or begins a sentence or block after it. */
function belongs(between: string, isStrong: boolean): boolean {
  if (!isBroken(between)) return true
  return isStrong && /(?:[.!?]["')]?[\s¶§]|[¶§\n])\s?(?:and |und )?$/iu.test(between) && !between.slice(0, -1).includes(HEADING)
}

/** A sentence or block ends in it. */
function isBroken(text: string): boolean {
  return /[.!?]["')]?[\s¶§]|¶|§/u.test(text)
}

/** A person, team or system, not "result" or "you know". */
function isRole(text: string): boolean {
  const role = text
    .replace(/^[\s¶]+|[\s¶,]+$/g, '')
    .replace(/^(?:an?|the|our|my|any|some|every|eine?[rn]?|der|die|das)(?:\/an|\(n\))?\s+/i, '')
  if (isBroken(role) || !hasContent(role)) return false
  const core = (ROLE_RELATION.exec(role) ? role.slice(0, ROLE_RELATION.exec(role)?.index) : role).replace(/\((?:in|innen|s)\)/g, '').trim()
  const words = core.toLowerCase().split(/[\s/]+/)
  const head = words.at(-1) ?? ''
  if (words.length > 9 || NO_ROLES.has(head.replace(/[^\p{L}-]/gu, '')) || NO_ROLE_BEGINS.has(words[0] ?? '') || FINITE.test(core))
    return false
  // "As described", "as planned yesterday": a participle without an article is no person.
  return !/^(?:as|als)?\s*\p{Ll}+ed$/u.test(core) || /^\s*(?:an?|the)\s/i.test(text)
}

/** Every part that is named, with text after its name. */
function isLabelled(text: string): boolean {
  const labels = [...text.matchAll(LABEL)]
  const told = new Set<StoryPart>()
  labels.forEach((label, index) => {
    const part = storyPart(label[1] ?? '')
    const from = label.index + label[0].length
    const value = text.slice(from, Math.min(labels[index + 1]?.index ?? text.length, from + 400))
    const end = value.indexOf(HEADING)
    if (part !== null && hasContent(firstBlock(end === -1 ? value : value.slice(0, end)))) told.add(part)
  })
  return told.size === 3
}

/** Up to the next block; a list or paragraph that is announced is the block. */
function firstBlock(text: string): string {
  const rest = text.replace(/^[\s:,¶]+/u, '')
  const end = rest.search(/[¶§]/u)
  return (end === -1 ? rest : rest.slice(0, end)).slice(0, 300)
}

/** Gaps, fillers and words of a template tell nothing. */
function hasContent(text: string): boolean {
  const words = text
    .replace(GAPS, ' ')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  if (/^\s*(?:type|kind) of user\b/i.test(text)) return false
  return words.some((word) => !FILLERS.has(word) && !PLACEHOLDERS.has(word))
}

function places(text: string, pattern: RegExp): Place[] {
  return [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }))
}
