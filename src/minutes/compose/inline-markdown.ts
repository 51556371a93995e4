/** A piece of a pad line as it stands in a section: links made, handles as people spelt them. Pure. */
import { formatNotes } from '../../notes/format/house-format.ts'
import type { PadLine } from '../meeting/pad-lines.ts'
import type { MinutesContext } from './context.ts'

/** Words of a pad line with their links, as the house format makes them. */
export function inlineMarkdown(text: string, { knowledge, notes }: MinutesContext): string {
  const { date: _date, evidence = [], ...rest } = knowledge
  // What was proved in the pad is proved in a piece of it.
  const known = { ...rest, evidence: [...evidence, ...notes.references] }
  const { text: formatted } = formatNotes(`- ${text.replace(/\s+/g, ' ').trim()}\n`, known)
  // Behind a bullet a tag begins HTML, and words behind it stand there: the sign is shown instead.
  const made = formatted.replace(/^- <(?!https?:|mailto:|[^\s<>]{1,100}@)/i, '- \\<')
  // A text without a title gets one; only the line itself is wanted.
  const lines = made.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'))
  return lines
    .map((line) => line.trim())
    .join(' ')
    .replace(/^[-*] /, '')
}

/** Handles keep the case people gave them; where it differs within the pad, the first one. */
export function spellings(lines: readonly PadLine[]): (handle: string) => string {
  const spelt = new Map<string, string>()
  for (const { text } of lines) {
    for (const [, handle = ''] of text.matchAll(/@([\w-]{1,40})/g))
      if (!spelt.has(handle.toLowerCase())) spelt.set(handle.toLowerCase(), handle)
  }
  return (handle) => spelt.get(handle) ?? handle
}
