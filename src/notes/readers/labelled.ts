/** What a label in front of a line, or in a heading, announces: `Decision: …`, `TL;DR: …`, alone with a list below, or as a heading. */

import type { Line } from '../structure/read-structure.ts'
import { labelOf, plainText } from '../text/plain-text.ts'
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
  const headings = reading.structure.headings.map(({ title }) => alone.test(labelOf(title.slice(0, 120))))
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
    if (text !== '') found.push({ text: withContinuation(reading, index, text), index })
    else for (const one of listBelow(reading, index)) found.push(one)
  }
  return found
}

function afterInside(inside: RegExp, words: string): number {
  if (!words.includes(':')) return -1
  const match = inside.exec(words)
  return match ? match.index + match[0].length : -1
}

function trimmed(text: string): string {
  return text
    .trim()
    .replace(/^[*_~]{1,3}\s/, '')
    .replace(/^((?:(?!\*\*|__).){1,2000}?)(?:\*\*|__)$/, '$1')
    .replace(/(?<![A-Za-z\d`])[*_]{1,2}$/, '')
    .trim()
}

/** A line of a paragraph may go on with the sentence above; what somebody says (`ada: yes`) and a correction (`s/a/b/`) do not. */
export function goesOn({ kind, marker, text }: Line): boolean {
  return kind === 'text' && marker === null && !/^(?:[\w-]{2,30}:\s|s\/[^/]{1,80}\/|#[a-z])/.test(text)
}

/** A sentence that goes on below its first line. */
export function withContinuation(reading: ParsedPad, index: number, text: string): string {
  let whole = text
  let last = index
  for (let next = index + 1; next < Math.min(index + 8, reading.scope.to); next++) {
    const line = reading.lines[next]
    if (!line || line.continues !== last || !goesOn(line) || !/^[\p{Ll}(]/u.test(line.text)) break
    whole += ` ${line.text.trim()}`
    last = next
  }
  return whole
}

function listBelow(reading: ParsedPad, index: number): Labelled[] {
  const children = reading.children.get(index) ?? []
  const below = children.length > 0 ? children : followers(reading, index)
  return below.flatMap((child) => {
    const text = reading.lines[child]?.text.trim() ?? ''
    return isRead(reading, child) && plainText(text) !== '' ? [{ text, index: child }] : []
  })
}

/** A label as a paragraph of its own goes for the list, or the lines, directly below it. */
export function followers(reading: ParsedPad, index: number): number[] {
  const line = reading.lines[index]
  if (line?.kind !== 'text') return []
  const found: number[] = []
  for (let next = index + 1; next < reading.scope.to; next++) {
    const other = reading.lines[next]
    if (!other || other.kind === 'heading') break
    if (other.kind === 'blank') {
      if (found.length > 0) break
      continue
    }
    if (other.kind === 'item' && other.depth < line.depth) break
    if (other.kind === 'item' && other.parent === line.parent) found.push(next)
    else if (other.kind === 'text' && found.length === 0 && other.continues === next - 1) found.push(next)
    else if (other.kind !== 'item') break
  }
  return found
}
