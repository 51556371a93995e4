/** Who will do what: marked items (AI, TODO, Action item, a heading of open ones) and promises (`@x to …`, `@x will …`, `-> @x`). */

import type { ActionItem } from '../../../domain/notes/notes.ts'
import { withoutAdded } from '../../../domain/text/added-facts.ts'
import { labelOf } from '../../text/plain-text.ts'
import { contextOf } from '../line-context.ts'
import { isRead, type ParsedPad, wordsOf } from '../parsed-pad.ts'
import { tableAt } from '../tables.ts'
import { isAboutIntelligence, opensActions, opensPlans } from './action-markers.ts'
import { actionsIn } from './action-tables.ts'
import { boxedItem } from './boxed-items.ts'
import { dueIn } from './due-dates.ts'
import { implicitActionsIn, namedImplicitAction } from './implicit-actions.ts'
import { isStruck, statusOf, withoutStatusMarks } from './item-status.ts'
import { isClear, withContext } from './item-text.ts'
import { isListed, listedItem, type Said } from './listed-items.ts'
import { carriesMark, type Marking, markedItems } from './marked-items.ts'

/** All items of the scope. `answered`: lines that ask or answer who presents or writes; `names`: of the people of the meeting. */
export function readActionItems(reading: ParsedPad, answered: ReadonlySet<number>, names: ReadonlySet<string>): ActionItem[] {
  const items: ActionItem[] = []
  const marking: Marking = { reading, names, taken: new Set() }
  const headings = headingKinds(marking)
  for (let index = reading.scope.from; index < reading.scope.to; index++) {
    const line = reading.lines[index]
    if (!line || !isRead(reading, index) || marking.taken.has(index) || line.kind === 'html' || line.kind === 'image') continue
    const section = line.section >= 0 ? headings[line.section] : undefined
    const table = tableAt(reading, index)
    const rows = table ? actionsIn(table, section?.opens ?? false, reading.options.date ?? null) : null
    if (table && rows) {
      for (const row of rows) items.push(itemOf(reading, row.index, row))
      for (let row = table.from; row < table.to; row++) marking.taken.add(row)
      continue
    }
    for (const one of saidBy(marking, index, section, answered.has(index))) {
      const item = itemOf(reading, one.index ?? index, one)
      // "AI: yes" with nothing around it asks nobody for anything.
      if (isClear(item.text) || item.owners.length > 0) items.push(item)
    }
  }
  return items
}

type HeadingKind = { readonly opens: boolean; readonly marked: boolean; readonly aboutIntelligence: boolean }

function headingKinds(marking: Marking): HeadingKind[] {
  const { reading } = marking
  const kinds = reading.structure.headings.map(({ title }) => {
    const label = labelOf(title.slice(0, 200))
    return { opens: opensActions(label), marked: opensPlans(label), aboutIntelligence: isAboutIntelligence(label) }
  })
  for (const [index, { section, kind }] of reading.lines.entries()) {
    const own = kinds[section]
    if (kind === 'heading' || !own?.opens || own.marked) continue
    // Where items carry their mark, the lines between them are remarks.
    own.marked = carriesMark(marking, index, own.aboutIntelligence)
  }
  return kinds
}

function saidBy(marking: Marking, index: number, section: HeadingKind | undefined, isAnswer: boolean): readonly Said[] {
  const { reading, names } = marking
  const explicit = markedItems(marking, index, section?.aboutIntelligence ?? false)
  // In a line about the minutes only a mark with people makes an item.
  if (isAnswer) return explicit.filter(({ owners }) => owners.length > 0)
  if (explicit.length > 0) return explicit
  const isInList = section?.opens === true && isListed(reading, index, names, section.marked)
  const words = wordsOf(reading, index)
  const promised = isInList && /^(?:\[[ xX]?\]\s*)?~~/.test(words) ? [] : implicitActionsIn(reading, index, words)
  if (promised.length > 0) return promised.map(({ owners, text }) => ({ owners, for: [], text, kind: 'implicit' as const }))
  const listed = isInList ? listedItem(reading, index, names) : null
  if (listed) return [listed]
  const boxed = boxedItem(reading, index, names)
  if (boxed) return [boxed]
  const named = namedImplicitAction(reading, index, words, names)
  return named ? [{ owners: [], typed: named.typed, for: [], text: named.text, kind: 'implicit' }] : []
}

function itemOf(reading: ParsedPad, index: number, said: Said): ActionItem {
  const struck = isStruck(said.text)
  const typed = withoutAdded(said.text)
  const own = withoutStatusMarks(struck ? typed.replaceAll('~~', '') : typed)
  const text = isClear(own) ? own : withContext(contextOf(reading, index), own)
  return {
    owners: said.owners,
    ...(said.typed && said.typed.length > 0 ? { ownersTyped: said.typed } : {}),
    for: said.for,
    text,
    due: said.due === undefined ? dueIn(typed, reading.options.date ?? null) : said.due,
    status: said.status ?? statusOf(reading, index, struck ? said.text : wholeIfStruck(reading, index, said.text)),
    kind: said.kind,
    line: reading.lines[index]?.number ?? 0,
  }
}

/** `- ~~AI @x: …~~`: the line is struck out, mark and all. */
function wholeIfStruck(reading: ParsedPad, index: number, text: string): string {
  const line = reading.lines[index]
  return line && isStruck(line.raw.trim().replace(/^(?:~~)?[-*+]\s/, (bullet) => (bullet.startsWith('~~') ? '~~' : '')))
    ? '~~struck~~'
    : text
}
