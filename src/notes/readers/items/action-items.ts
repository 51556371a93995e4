/**
 * Who will do what: marked items (AI, TODO, Action item), items below a heading of actions or in a table, and implicit ones
 * (`@x to …`, `@x will …`, `-> @x`).
 */

import type { ActionItem } from '../../../domain/notes/notes.ts'
import { withoutAdded } from '../../../domain/text/added-facts.ts'
import { dateIn } from '../../text/days.ts'
import { oneOf } from '../../text/word-lists.ts'
import { handlesIn, labelOf, plainText, uniqueOf } from '../../text/words.ts'
import { contextOf } from '../line-context.ts'
import { type Cell, isRead, type ParsedPad, type Table, wordsOf } from '../parsed-pad.ts'
import { isAboutIntelligence, opensActions, opensPlans } from './action-markers.ts'
import { dueIn } from './due-dates.ts'
import { implicitActionsIn, namedImplicitAction } from './implicit-actions.ts'
import { cleaned, isClear, isStruck, statusOf, withContext, withoutStatusMarks } from './item-text.ts'
import { boxedItem, isListed, listedItem, type Said } from './listed-items.ts'
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
    const table = reading.tables.get(index)
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

const column = (...words: readonly string[]) => new RegExp(`^${oneOf(...words)}(?![\\p{L}\\d])`, 'iu')
const ITEM = column(
  'action item(s), action(s), action point(s), task(s), to do(s), todo(s), next step(s), aufgabe(n), maßnahme(n), arbeitsauftrag',
)
const TASK = column(
  'item(s), what, description, topic, subject, text, title, issue, deliverable, was, beschreibung, thema, tätigkeit, punkt',
)
const OWNER = column(
  'owner(s), who, responsible, responsibility, assignee(s), assigned, assigned to, person, people, by whom, lead, name(s), handle(s), github, wer, verantwortlich~, zuständig~, zuständigkeit, person(en), durch wen',
)
const DUE = column(
  'due, due date, deadline, when, until, by when, by, target, target date, date, bis, bis wann, wann, frist, termin, fällig~, datum',
)
const STATE = column('status, state, progress, done, completed, closed, stand, erledigt, fertig, erl')

const DONE =
  /^(?:\[[xX]\]|x|✅|✔\uFE0F?|☑\uFE0F?|:white_check_mark:|:heavy_check_mark:|yes|y|ja|done|closed|completed?|finished|resolved|erledigt|fertig|abgeschlossen|umgesetzt)(?![\p{L}])/iu
const CANCELLED =
  /^(?:❌|:x:|cancel(?:l?ed)?|dropped|obsolete|won['’]?t do|entfällt|abgesagt|hinfällig|verworfen|gestrichen|nicht mehr)(?![\p{L}])/iu

/** The rows as items; null for a table of something else. `below`: it stands below a heading of actions. */
export function actionsIn(table: Table, below: boolean, meeting: string | null): readonly (Said & { readonly index: number })[] | null {
  const find = (pattern: RegExp) => table.columns.findIndex((name) => pattern.test(name))
  const strong = find(ITEM)
  const owner = find(OWNER)
  const due = find(DUE)
  const task = strong !== -1 ? strong : find(TASK)
  if (task === -1 || task === owner) return null
  // "What, who, until when" is a list of tasks wherever it stands; "Topic, who" is an agenda.
  const isTasks =
    strong !== -1 ? owner !== -1 || due !== -1 : /^(?:what|was)(?![\p{L}])/u.test(table.columns[task] ?? '') && owner !== -1 && due !== -1
  // A table of who is responsible for what in general names roles.
  const givesTasks = isTasks && (due !== -1 || table.rows.some(({ cells }) => (cells[owner]?.words ?? '').includes('@')))
  if (!below && !givesTasks) return null
  const state = table.columns.findIndex((name, at) => at !== task && STATE.test(name))
  return table.rows.flatMap(({ index, cells }) => {
    const text = cleaned(cells[task]?.text ?? '')
    if (plainText(text) === '' || /^[-–—.…\s]*$/.test(text)) return []
    const when = cells[due]?.text.trim() ?? ''
    return [
      {
        ...ownersOf(cells[owner]),
        ...{ for: [], text, kind: 'explicit' as const, index },
        due: isBlank(when) ? null : (dateIn(when, meeting) ?? dueIn(`until ${when}`, meeting) ?? when),
        status: stateOf(cells[state]?.text.trim() ?? '', cells[task]?.text ?? ''),
      },
    ]
  })
}

function ownersOf(cell: Cell | undefined): Pick<Said, 'owners' | 'typed'> {
  const owners = uniqueOf(handlesIn(cell?.words ?? '').map(({ handle }) => handle))
  const typed = plainText(cell?.words ?? '')
    .split(/\s?[,;&+/]\s?|\s(?:and|und)\s/)
    .filter((name) => /^\p{L}/u.test(name) && !/^(?:all|alle|tbd|n\/?a|open|offen|everyone|team)$/i.test(name))
  return owners.length > 0 ? { owners } : { owners: [], typed }
}

function isBlank(cell: string): boolean {
  return /^[\s.?–—_-]*$/.test(cell) || /^(?:tbd|n\/a|offen|open)$/i.test(cell)
}

function stateOf(state: string, task: string): 'open' | 'done' | 'cancelled' {
  if (CANCELLED.test(state) || /^~~.*~~$/.test(task.trim())) return 'cancelled'
  return DONE.test(state) || /^\[[xX]\]/.test(task.trim()) ? 'done' : 'open'
}
