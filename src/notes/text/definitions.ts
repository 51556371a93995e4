/** Link definitions and footnotes: `[label]: address "title"`, `[^1]: words`; what is named by their labels elsewhere is a link. */

import { phrases } from '../../domain/text/phrases.ts'
import { isUnsafeAddress } from './link-targets.ts'

const DEFINITION = phrases([/<[^<>]*>/, /[^\s<][^\s]*/], {
  before: /^\[((?:[^\]\\[]|\\.){1,999})\]:[ \t]*/,
  after: /(?:[ \t]+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?[ \t]*$/,
  flags: '',
})
const FOOTNOTE = /^\[(\^[^\]\s[]{1,200})\]:/

/** The label that the line defines; null for none. A footnote's definition has words behind it, a link's nothing else. */
export function definedLabel(line: string): string | null {
  if (line[0] !== '[') return null
  const [, label = '', address = ''] = (line[1] === '^' ? null : DEFINITION.exec(line)) ?? []
  // An address that runs a script stays text, here as in links.
  return label.trim() === '' || isUnsafeAddress(address.replace(/^<|>$/g, '')) ? null : normalLabel(label)
}

/** The sign of a footnote (`[^1]:`) with which the line begins; null for none. */
export function footnoteSign(line: string): string | null {
  return line[0] === '[' ? (FOOTNOTE.exec(line)?.[0] ?? null) : null
}

/** Labels are equal whatever their case and blanks. */
export function normalLabel(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase()
}

/** Where the reference ends that closes at `at` (a `]`), with its own label before it; -1 when no definition has its label. */
export function referenceEnd(text: string, at: number, label: string, labels: ReadonlySet<string>): number {
  if (labels.size === 0) return -1
  if (text[at + 1] === '[') {
    const close = text.indexOf(']', at + 2)
    const inner = close === -1 || close > at + 1000 ? null : text.slice(at + 2, close)
    if (inner !== null && !inner.includes('[')) {
      const named = inner.trim() === '' ? label : inner
      if (labels.has(normalLabel(named))) return close + 1
      if (inner.trim() === '') return -1
    }
  }
  return labels.has(normalLabel(label)) ? at + 1 : -1
}
