/**
 * Who will do what: marked items (AI, TODO, Action item), items below a heading of actions or in a table, and implicit ones
 * (`@x to …`, `@x will …`, `-> @x`).
 */

import type { ActionItem, NotesWarning } from '../../../domain/notes/notes.ts'
import { phrases } from '../../../domain/text/phrases.ts'
import { dateIn } from '../../text/days.ts'
import { oneOf } from '../../text/word-lists.ts'
import { handlesIn, plainText } from '../../text/words.ts'
import { type Cell, isRead, type ParsedPad, type Table, wordsOf } from '../parsed-pad.ts'
import { type HeadingKind, headingKinds, type Marking } from './action-markers.ts'
import { dueIn } from './due-dates.ts'
import { cleaned, isClear, itemOf, type Said } from './item-text.ts'
import { labelledSteps } from './labelled-steps.ts'
import { isListed, listedItem } from './listed-items.ts'
import { markedItems } from './marked-items.ts'
import { boxedItem, implicitActionsIn, isRequestOfUnknown, namedImplicitAction, requestedAction } from './unmarked-items.ts'
/** All items of the scope. `answered`: lines that ask or answer who presents or writes; `names`: of the people of the meeting. */
export function readActionItems(reading: ParsedPad, answered: ReadonlySet<number>, names: ReadonlySet<string>): ActionItem[] {
  const items: ActionItem[] = []
  const marking: Marking = { reading, names, taken: new Set() }
  const headings = headingKinds(marking)
  for (let index = reading.scope.from; index < reading.scope.to; index++) {
    const line = reading.lines[index]
    if (!line || !isRead(reading, index) || marking.taken.has(index) || line.kind === 'html' || line.kind === 'image') continue
    const section = line.section >= 0 ? headings[line.section] : undefined
    const rows = rowsAt(marking, index, section?.opens ?? false)
    for (const one of rows ?? saidBy(marking, index, section, answered.has(index))) {
      const item = itemOf(reading, one.index ?? index, one)
      // "AI: yes" with nothing around it asks nobody for anything.
      if (rows !== null || isClear(item.text) || item.owners.length > 0) items.push(item)
    }
  }
  return items
}

/** Lines that ask somebody whom nobody in the notes is called: a person, or something that is only named like one. They are no `items`. */
export function requestsOfUnknown(
  reading: ParsedPad,
  answered: ReadonlySet<number>,
  items: readonly Pick<ActionItem, 'line'>[],
): readonly NotesWarning[] {
  const taken = new Set(items.map(({ line }) => line))
  const warnings: NotesWarning[] = []
  for (let index = reading.scope.from; index < reading.scope.to; index++) {
    const line = reading.lines[index]
    if (!line || !isRead(reading, index) || answered.has(index) || taken.has(line.number)) continue
    if (!isRequestOfUnknown(reading, index, wordsOf(reading, index))) continue
    const message = 'Is this an action item? If so, write the handle of its owner there, as @handle.'
    warnings.push({ code: 'unknown-owner', message, line: line.number })
  }
  return warnings
}

function saidBy(marking: Marking, index: number, section: HeadingKind | undefined, isAnswer: boolean): readonly Said[] {
  const { reading, names } = marking
  const explicit = markedItems(marking, index, section?.aboutIntelligence ?? false)
  // In a line about the minutes only a mark with people makes an item.
  if (isAnswer) return explicit.filter(({ owners }) => owners.length > 0)
  if (explicit.length > 0) return explicit
  const steps = labelledSteps(reading, index, names, marking.taken)
  if (steps.length > 0) return steps
  const isInList = section?.opens === true && isListed(reading, index, names, section.marked)
  const words = wordsOf(reading, index)
  const promised = isInList && /^(?:\[[ xX]?\]\s*)?~~/.test(words) ? [] : implicitActionsIn(reading, index, words)
  if (promised.length > 0) return promised.map(({ owners, text }) => ({ owners, for: [], text, kind: 'implicit' as const }))
  const listed = isInList ? listedItem(reading, index, names) : null
  if (listed) return [listed]
  const boxed = boxedItem(reading, index, names)
  if (boxed) return [boxed]
  const named = namedImplicitAction(reading, index, words, names)
  if (named) return [{ owners: [], typed: named.typed, for: [], text: named.text, kind: 'implicit' }]
  const requested = requestedAction(reading, index, words)
  return requested ? [{ ...requested, for: [], kind: 'implicit' }] : []
}

const column = (...words: readonly string[]) => new RegExp(`^${oneOf(...words)}(?![\\p{L}\\d])`, 'iu')
const ITEM = column(
  'action item(s), action(s), action point(s), task(s), to do(s), todo(s), next step(s), aufgabe(n), maßnahme(n), arbeitsauftrag',
)
const TASK = column(
  'item(s), what, description, topic, subject, text, title, issue, deliverable, was, beschreibung, thema, tätigkeit, punkt',
)
const OWNER = column(
  'owner(s), who, responsible, responsibility, assignee(s), assigned, assigned to, person, people, by whom, lead',
  'name(s), handle(s), github, wer, verantwortlich~, zuständig~, zuständigkeit, person(en), durch wen',
)
const DUE = column(
  'due, due date, deadline, when, until, by when, by, target, target date, date, bis, bis wann, wann, frist, termin, fällig~, datum',
)
const STATE = column('status, state, progress, done, completed, closed, stand, erledigt, fertig, erl')

const DONE = phrases(
  [
    /\[[xX]\]/iu,
    'x, ✅',
    /✔\uFE0F?/iu,
    /☑\uFE0F?/iu,
    ':white_check_mark:, :heavy_check_mark:, yes, y, ja, done, closed, completed?, finished, resolved',
    'erledigt, fertig, abgeschlossen, umgesetzt',
  ],
  { before: /^/iu, after: /(?![\p{L}])/iu },
)
const CANCELLED = phrases(
  ['❌, :x:, cancel(l?ed)?, dropped, obsolete', /won['’]?t do/iu, 'entfällt, abgesagt, hinfällig, verworfen, gestrichen, nicht mehr'],
  { before: /^/iu, after: /(?![\p{L}])/iu },
)

/** The rows of the table that begins at `index`; null where none begins, or one of something else. `below`: below a heading of actions. */
function rowsAt({ reading, taken }: Marking, index: number, below: boolean): readonly Said[] | null {
  const table = reading.tables.get(index)
  const rows = table ? actionsIn(table, below, reading.options.date ?? null) : null
  if (!table || !rows) return null
  for (let row = table.from; row < table.to; row++) taken.add(row)
  return rows
}

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
    const people = ownersOf(cells[owner])
    const status = stateOf(cells[state]?.text.trim() ?? '', cells[task]?.text ?? '')
    const when = cells[due]?.text.trim() ?? ''
    const hasDay = !isBlank(when)
    const text = cleaned(cells[task]?.text ?? '')
    if (plainText(text) === '' || /^[-–—.…\s]*$/.test(text)) return []
    const day = hasDay ? (dateIn(when, meeting) ?? dueIn(`until ${when}`, meeting) ?? when) : null
    return [{ ...people, for: [], text, kind: 'explicit' as const, index, due: day, status }]
  })
}

function ownersOf(cell: Cell | undefined): Pick<Said, 'owners' | 'typed'> {
  const owners = [...new Set(handlesIn(cell?.words ?? '').map(({ handle }) => handle))]
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
