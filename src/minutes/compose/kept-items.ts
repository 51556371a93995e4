/** Action items and decisions in lines that the pad lost and the minutes keep: the lists of the minutes name them, too. Pure. */
import { markedSections } from '../../domain/text/section-marks.ts'
import { readNotes } from '../../notes/read-notes.ts'
import { readStructure } from '../../notes/structure/read-structure.ts'
import { followItems } from '../meeting/open-items.ts'
import { padLines } from '../meeting/pad-lines.ts'
import { findTopics } from '../meeting/topics.ts'
import { actions } from '../sections/actions.ts'
import { decisions } from '../sections/decisions.ts'
import { inlineMarkdown } from './inline-markdown.ts'
import { type ListedItems, listItems } from './listed-items.ts'
import type { MinutesContext } from './read-meeting.ts'
import { createSourceLinks } from './source-links.ts'
import { stripGenerated } from './strip-generated.ts'

/** `text`: minutes with the kept lines in them. The lists stay as they are but for what is missing. */
export function withKeptItems(context: MinutesContext, text: string, kept: readonly string[]): string {
  const { all, missing } = itemsIn(context, text, kept)
  const written = (list: keyof ListedItems) => ({ all: all[list], missing: missing[list] })
  let changed = text
  if (missing.open.length + missing.done.length > 0) {
    changed =
      withBullets(changed, actions.id, [written('open'), written('done')]) ??
      withBody(changed, actions.id, context.render('minutes/actions', { open: all.open, done: all.done }))
  }
  if (missing.decisions.length > 0) {
    changed =
      withBullets(changed, decisions.id, [written('decisions')]) ??
      withBody(changed, decisions.id, context.render('minutes/decisions', { decisions: all.decisions }))
  }
  return changed
}

/** Read as a later run reads them. */
function itemsIn(
  context: MinutesContext,
  text: string,
  kept: readonly string[],
): { readonly all: ListedItems; readonly missing: ListedItems } {
  const { knowledge, settings, past, board } = context
  const typed = stripGenerated(text)
  const structure = readStructure(typed)
  const notes = readNotes(typed, knowledge)
  const lines = padLines(structure, notes)
  const same = text.split('\n').map((_, index) => index + 1)
  const places = createSourceLinks(lines, findTopics(lines, board), text, same)
  const carried = followItems(notes, past, { people: settings.people })
  const inline = (words: string) => inlineMarkdown(words, { knowledge, notes })
  const keptLines = new Set(kept)
  const written = text.split('\n')
  const isKept = ({ line }: { readonly line: number }) => keptLines.has(written[line - 1] ?? '')
  const list = (wanted: Pick<typeof notes, 'actionItems' | 'decisions'>) => listItems({ notes: wanted, lines, carried, places, inline })
  const ofKept = { actionItems: notes.actionItems.filter(isKept), decisions: notes.decisions.filter(isKept) }
  return { all: list(notes), missing: list(ofKept) }
}

type Bullets = { readonly all: readonly string[]; readonly missing: readonly string[] }

/** Each missing bullet behind the one before it in the list, or above the one behind it; null where the part names neither. */
function withBullets(text: string, id: string, lists: readonly Bullets[]): string | null {
  const lines = text.split('\n')
  for (const { all, missing } of lists) {
    for (const bullet of missing) {
      const part = markedSections(lines).find((section) => section.id === id)
      if (part === undefined) return text
      const lineOf = (wanted: string) =>
        lines.findIndex((line, at) => at > part.from && at < part.to && line.replace(BULLET, '') === wanted)
      if (lineOf(bullet) !== -1) continue
      const place = all.indexOf(bullet)
      const before = all.slice(0, place).findLast((one) => lineOf(one) !== -1)
      const behind = before === undefined ? all.slice(place + 1).find((one) => lineOf(one) !== -1) : undefined
      const neighbor = before ?? behind
      if (neighbor === undefined) return null
      const at = lineOf(neighbor)
      lines.splice(before === undefined ? at : at + 1, 0, `${BULLET.exec(lines[at] ?? '')?.[0] ?? '- '}${bullet}`)
    }
  }
  return lines.join('\n')
}

const BULLET = /^\s*[-*+] /

/** The part with another text below its heading. */
function withBody(text: string, id: string, body: string): string {
  const lines = text.split('\n')
  const part = markedSections(lines).find((section) => section.id === id)
  if (part === undefined) return text
  const heading = lines.findIndex((line, at) => at > part.from && at < part.to && /^#{1,6} /.test(line))
  const from = heading === -1 ? part.from : heading
  const said = body.replace(/\n{3,}/g, '\n\n').trim()
  return [...lines.slice(0, from + 1), '', said, '', ...lines.slice(part.to)].join('\n')
}
