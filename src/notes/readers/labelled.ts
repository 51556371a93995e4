/**
 * What a label announces (`Decision: …`, `TL;DR: …`): on its own line, in a list below it, or below a heading; and the headlines
 * that authors want in the community call.
 */

import type { Notes } from '../../domain/notes/notes.ts'
import { anyOf } from '../../domain/text/phrases.ts'
import { plainText } from '../text/words.ts'
import { emphasisCount } from './items/item-text.ts'
import { followers, withContinuation } from './line-context.ts'
import { isRead, type ParsedPad, wordsOf } from './parsed-pad.ts'

type Labelled = { readonly text: string; readonly index: number }

/** Signs that may stand before a label: emphasis, arrows, check boxes, brackets. */
const LEAD = /^(?:[\s*_~(>]|[-=]>|\[[ xX]?\]|:[a-z_]{2,30}:){0,8}/

/**
 * Lines announced by a label. `label` is a source for a regular expression that matches the label's words in lower case,
 * without the colon; it must be bounded.
 */
export function labelledLines(reading: ParsedPad, label: string): Labelled[] {
  const atStart = new RegExp(`^(?:${label})(?:\\s?\\([^()]{1,40}\\))?(?:[*_~]{0,3}\\s?[:=]|[*_~]{0,3}\\s[-–—]{1,2}\\s)[*_~]{0,3}`, 'i')
  const inside = new RegExp(`(?:[.;!?,]\\s{1,3}|[-=]>\\s{0,3}|\\()[*_~]{0,3}(?:${label})[*_~]{0,3}\\s?:[*_~]{0,3}\\s`, 'i')
  const alone = new RegExp(`^(?:${label})[\\s:.!]{0,3}$`, 'i')
  const found: Labelled[] = []
  const headings = reading.headingLabels.map((title) => alone.test(title))
  for (let index = reading.scope.from; index < reading.scope.to; index++) {
    const line = reading.lines[index]
    if (!line || !isRead(reading, index) || line.kind === 'html' || line.kind === 'image') continue
    if (line.kind !== 'heading' && headings[line.section] && (line.kind === 'item' ? line.depth === 0 : line.parent === -1)) {
      if (plainText(line.text) !== '') found.push({ text: line.text.trim(), index })
      continue
    }
    const words = wordsOf(reading, index)
    const lead = LEAD.exec(words)?.[0].length ?? 0
    const match = atStart.exec(words.slice(lead, lead + 120))
    const at = match ? lead + match[0].length : afterInside(inside, words)
    if (at === -1) continue
    const text = trimmed(line.text.slice(at))
    if (text === '') for (const one of listBelow(reading, index)) found.push(one)
    else found.push({ text: withContinuation(reading, index, text), index })
  }
  return found
}

function afterInside(inside: RegExp, words: string): number {
  if (!words.includes(':')) return -1
  const match = inside.exec(words)
  return match ? match.index + match[0].length : -1
}

/** Without the end of emphasis that began before the label; what begins behind it is whole. */
function trimmed(text: string): string {
  let rest = text.trim().replace(/^[*_~]{1,3}\s/, '')
  for (const sign of ['**', '__', '*', '_'])
    if (rest.endsWith(sign) && emphasisCount(rest, sign) % 2 === 1) rest = rest.slice(0, -sign.length)
  return rest.trim()
}

function listBelow(reading: ParsedPad, index: number): Labelled[] {
  const children = reading.children.get(index) ?? []
  const below = children.length > 0 ? children : followers(reading, index)
  return below.flatMap((child) => {
    const text = reading.lines[child]?.text.trim() ?? ''
    return isRead(reading, child) && plainText(text) !== '' ? [{ text, index: child }] : []
  })
}

const KINDS = [
  { kind: 'tl;dr', label: anyOf([/tl;? ?dr/, /too long;? didn.t read/, 'kurz gesagt, kurzfassung, headline']) },
  {
    kind: 'help-wanted',
    label: anyOf([
      'help (is )?(wanted|needed), helpers? wanted, volunteers? (wanted|needed), hilfe (gesucht|gebraucht|benötigt)',
      'freiwillige gesucht',
    ]),
  },
] as const

export function readHeadlines(reading: ParsedPad): Notes['headlines'] {
  return KINDS.flatMap(({ kind, label }) =>
    labelledLines(reading, label).map(({ text, index }) => ({ kind, text, line: reading.lines[index]?.number ?? 0 })),
  ).sort((a, b) => a.line - b.line)
}
