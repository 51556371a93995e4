/** Action items in a table: a column for the task, one for who does it, and perhaps when and how far it is. */
import { dateIn } from '../../text/days.ts'
import { handlesIn, uniqueOf } from '../../text/handles.ts'
import { plainText } from '../../text/plain-text.ts'
import { oneOf } from '../../text/word-lists.ts'
import type { Cell, Table } from '../tables.ts'
import { dueIn } from './due-dates.ts'
import { cleaned } from './item-text.ts'
import type { Said } from './listed-items.ts'

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
