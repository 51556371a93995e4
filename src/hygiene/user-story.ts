/** Does a body say for whom, what, and what for? English and German, in any layout; the untouched template says nothing. */
import { visibleLines } from '../domain/issue-body.ts'

const WHO = /\bas (?:an?|the|SCS)\b|\bals\b/gi
const WANT = /\b(?:I|we)(?:['’]d like| want| need| would like| wish| expect)\b|\b(?:möchte|will|brauche) ich\b/gi
const WHAT_FOR =
  /\bso (?:that|the|I|we|they|it|my|our|users?|customers?|operators?)\b|\bsuch that\b|\bin order (?:to|that)\b|,\s*(?:damit|sodass|um)\b/gi

/** Longer than any sentence; keeps far apart words from meeting. */
const REACH = 1500

/** The sentence stands at the top; a body of 65,536 characters of "I want" costs nothing this way. */
const MAX_CHARS = 20_000

/** true when a sentence of the form "As a …, I want … so that …" stands in the body with something at each of the dots. */
export function hasUserStory(body: string): boolean {
  const text = visibleLines(body)
    .map((line) => line.text.replace(/[*`~]/g, ' '))
    .join('\n')
    .slice(0, MAX_CHARS)
  const who = places(text, WHO)
  const whatFor = places(text, WHAT_FOR)
  return places(text, WANT).some((want) => {
    const before = who.findLast(({ end }) => end <= want.start)
    const after = whatFor.find(({ start }) => start >= want.end)
    return (
      before !== undefined &&
      after !== undefined &&
      after.start - before.end < REACH &&
      isTold(text.slice(before.end, want.start)) &&
      isTold(text.slice(want.end, after.start)) &&
      isTold(text.slice(after.end, after.end + 200))
    )
  })
}

/** What the Definition of Ready lacks, as a person reads it; null when it is met. */
export function unmetDefinitionOfReady(body: string): string | null {
  const lines = visibleLines(body).map(({ text }) => text)
  const start = lines.findIndex((text) => /^ {0,3}#{1,6} .{0,20}definition of ready/i.test(text))
  if (start === -1) return 'no section "Definition of Ready"'
  const end = lines.findIndex((text, index) => index > start && /^ {0,3}#{1,6} /.test(text))
  const boxes = lines.slice(start + 1, end === -1 ? undefined : end).filter((text) => /^\s*[-*+] \[[ xX]\]/.test(text))
  const open = boxes.filter((text) => /\[ \]/.test(text)).length
  if (boxes.length === 0) return 'its Definition of Ready has no check box'
  return open === 0 ? null : `${open} of ${boxes.length} boxes of its Definition of Ready are not ticked`
}

function places(text: string, pattern: RegExp): { start: number; end: number }[] {
  return [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }))
}

/** Blanks of the template ("_______", "…", "<role>") are not told. */
function isTold(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text.replace(/<[^<>\n]{0,80}>|\[[^[\]\n]{0,80}\](?!\()/g, ' '))
}
