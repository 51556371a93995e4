/** A piece of a pad line as Markdown of the house: its links made, nothing else changed. Pure. */
import { formatNotes } from '../../notes/format/house-format.ts'
import type { MinutesContext } from './read-meeting.ts'

/** Words of a pad line with their links, as the house format makes them. */
export function inlineMarkdown(text: string, { knowledge, notes }: Pick<MinutesContext, 'knowledge' | 'notes'>): string {
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
