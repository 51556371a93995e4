/** How many topics a reader would count in a pad. Pure. */
import type { PadLine } from './pad-lines.ts'
import { isAboutMeetingTitle, isFrameTitle, type Topics } from './topics.ts'

/** "Storage:" or "**Storage**" above a list. */
const LABEL = /^(?:[^:]{2,80}:|\*\*[^*]{2,80}\*\*:?|__[^_]{2,80}__:?)[*_]{0,2}\s*$/

/**
 * Headings that are topics, and in a part that only orders ("Agenda") each item. A line that names the list below it is
 * the topic, not its items; where a part has items, the paragraphs between them are none.
 */
export function countTopics(lines: readonly PadLine[], topics: Topics): number {
  const withItems = new Set(lines.flatMap(({ kind, parent, heading }) => (kind === 'item' && parent === -1 ? [heading] : [])))
  let label: 'topic' | 'frame' | 'none' | null = null
  let part = -1
  let count = 0
  for (const [index, line] of lines.entries()) {
    if (line.kind === 'other' || line.parent !== -1) continue
    if (line.kind === 'heading' || line.heading !== part) label = null
    part = line.heading
    const isOwn = topics.topicOf(index)?.at === index
    if (line.kind === 'text' && isOwn) {
      label = labelAt(line, lines, index)
      if (label === 'topic' || (label === null && !withItems.has(line.heading))) count += 1
    } else if (isOwn && (line.kind === 'heading' || label === null || label === 'frame')) count += 1
  }
  return count
}

function labelAt({ text }: PadLine, lines: readonly PadLine[], index: number): 'topic' | 'frame' | 'none' | null {
  const title = text.replace(/[*_]/g, '').trim()
  if (isAboutMeetingTitle(title)) return 'none'
  const next = lines.slice(index + 1, index + 4).find(({ kind }) => kind !== 'other')
  if (!LABEL.test(text) || next?.kind !== 'item') return null
  return isFrameTitle(title.replace(/:$/, ''), 0) ? 'frame' : 'topic'
}
