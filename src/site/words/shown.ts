/** Texts of people as pages show them: one line, of a length that keeps a page light. The templates escape them. */

import { lineUrl } from '../../domain/reference.ts'
import { oneLine } from '../../domain/text/escape.ts'
import type { MeetingFacts, Said, SiteFacts } from '../facts/facts.ts'
import { dayWords } from './days.ts'
import { teamPath } from './links.ts'

/** What one sign costs a page in bytes at most: signs that templates escape, and what UTF-8 needs. */
function weightOf(sign: string): number {
  if (/[&<>"'`=]/.test(sign)) return 6
  const code = sign.codePointAt(0) ?? 0
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
}

/** `weight`: bytes on the page; what is longer ends in `…`, at a word where there is one. */
export function shown(text: string, weight: number): string {
  // Nothing behind can be shown any more, whatever it is.
  const line = oneLine(text.slice(0, weight * 2).replace(/[\ud800-\udbff]$/, ''))
  let used = 0
  let end = 0
  for (const sign of line) {
    used += weightOf(sign)
    if (used > weight) return `${atWord(line.slice(0, end))}…`
    end += sign.length
  }
  return text.length > weight * 2 ? `${line}…` : line
}

function atWord(text: string): string {
  const space = text.lastIndexOf(' ')
  return (space > text.length / 2 ? text.slice(0, space) : text).trimEnd()
}

/** Weight of a sentence on a page of its kind, where it is the news. */
export const SENTENCE = 1000
/** Of a title, and of a sentence among many. */
export const LINE = 200

/** What was said, with the address of its line. */
export function saidView(facts: Pick<SiteFacts, 'minutes'>, { path }: Pick<MeetingFacts, 'path'>, said: Said, weight: number) {
  return {
    text: shown(said.text, weight) || 'No text',
    topic: said.topic === null ? '' : shown(said.topic, LINE),
    href: lineUrl(facts.minutes, path, said.line),
  }
}

/** For `<time datetime>`; null where there is no day. */
export function dayView(day: string | null) {
  return day === null ? null : dayWords(day)
}

/** A team, and its page below the site. */
export function teamView({ name, slug }: { readonly name: string; readonly slug: string }) {
  return { name: shown(name, LINE) || slug, path: teamPath({ slug }), slug }
}

/** `@handle`, as the id of an element: without spaces. */
export function personId(handle: string): string {
  return `@${handle.replace(/\s/g, '_')}`
}
