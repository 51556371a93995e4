/**
 * What was decided: labelled (`Decision: …`, `RESOLVED: …`, `#agreed …`), said (`it was decided to …`), put to the group (`no
 * objections`), or voted on (`Passed 7-0`). Opinions, conditions, questions, news of others and tasks are none.
 */
import type { ActionItem, Notes } from '../../domain/notes/notes.ts'
import { headingDate } from '../structure/read-structure.ts'
import { dateIn } from '../text/days.ts'
import { plainText, withoutStruck } from '../text/plain-text.ts'
import { anywhere, oneOf } from '../text/word-lists.ts'
import { marksIn } from './items/action-markers.ts'
import { isStruck } from './items/item-status.ts'
import { withContext } from './items/item-text.ts'
import { labelledLines, withContinuation } from './labelled.ts'
import { contextOf } from './line-context.ts'
import { isRead, type ParsedPad, wordsOf } from './parsed-pad.ts'
import { tableAt } from './tables.ts'

const LABEL = oneOf(
  'decision(s), decisions made, decisions taken, decided, final decision, agreed, agreement(s), conclusion(s), resolution(s), resolved, approved, adopted, accepted, consensus, #agreed, #accepted, #decision, #resolved',
  'entscheidung(en), beschluss, beschlüsse, beschluß, beschlossen, entschieden, konsens, vereinbarung(en), vereinbart, fazit, ergebnis, angenommen, genehmigt',
)
const COMMAND = /^\s{0,3}#(?:agreed|accepted|decision|resolved)\s{1,3}/i
/** `DECISION we take blue`: in capitals the word is a label without a colon, too. */
const SHOUTED =
  /^\W{0,6}(?:DECISION|DECIDED|RESOLVED|AGREED|BESCHLUSS|BESCHLOSSEN|ENTSCHEIDUNG|ENTSCHIEDEN)\s{1,2}(?!\p{Lu}{2}|\d)(?=[\p{L}@[`*_"“„])/u
const SAID =
  /(?<![a-z])(?:(?:we|it|team|group|board|sig|everyone|everybody|all|people|room|participants)\W{1,3}(?:was |has been |have |has |is |are |were |all |therefore |then |also |finally |unanimously |generally ){0,2}(?:decided?s?|agreed?s?|resolved)|(?:was|were|been|is|are) (?:unanimously |generally |jointly )?(?:decided|agreed)|^\W{0,6}(?:decided|agreed)|(?:wurde |wird |haben |ist )?(?:beschlossen|vereinbart|entschieden)),? ?(?:to|that|on|upon|against|for|in favou?r|not to|we|dass|zu|:|, )(?![a-z])|(?<![a-z])(?:wurde|wurden|haben|hat|ist) (?:[^.?!]{0,60} )?(?:beschlossen|vereinbart|entschieden)(?![a-zäöü])|(?<![a-z])(?:beschlossen|vereinbart|entschieden)[.!)\s]{0,3}$/i
const GROUP =
  /(?<![a-z])(?:no objections?|no vetos?|no vetoes|no opposition|without objections?|nobody objects|no one objects|keine einwände|ohne gegenstimmen?|einstimmig|mehrheitlich|unanimous(?:ly)?|motion (?:is |was |has been )?(?:carried|accepted|passed|adopted|approved|withdrawn)|(?:rough )?consensus (?:reached|in (?:the )?room|in (?:this|the) group|that|to|is|was|on)|(?:we|group) (?:voted|vote) (?:to|for|against|in favou?r))(?![a-z])/i
const COUNT = String.raw`\(?\d{1,3} ?[-–:/] ?\d{1,3}(?: ?[-–:/] ?\d{1,3})?\)?`
const VOTED = new RegExp(
  String.raw`(?<![\p{L}\d])(?:(?:passed|passes|carried|carries|approved|adopted|accepted|angenommen|beschlossen|genehmigt)(?: unanimously| by consensus)?[,:]?(?: with| by| mit)? ${COUNT}|(?:mit|with) ${COUNT} (?:stimmen |votes )?(?:angenommen|beschlossen|genehmigt|passed|approved|adopted)|(?:vote|abstimmung|votes|result|ergebnis): .{0,60}[ ,(](?:passed|approved|angenommen|accepted|adopted|carried)|(?:antrag|vorschlag|motion|proposal) (?:ist |wurde |wird |was |is )?(?:angenommen|passed|carried|approved|accepted))(?![\p{L}\d])`,
  'iu',
)
/** Announced, wished for, or missing: nothing was decided. */
const NOT_YET =
  /(?<![a-z])(?:to be (?:decided|agreed)|tbd|not (?:yet )?(?:been )?(?:decided|agreed)|nothing (?:was )?decided|undecided|no (?:decision|consensus|agreement)|needs? to (?:be )?(?:decided?|agreed?)|(?:must|should|can|could|may|might|will|would|if|when|once|until|whether|unless|before) (?:be |we |it is |all |someone )?(?:decided?|agreed?|objects?)|lack of consensus|nicht (?:entschieden|beschlossen)|noch zu (?:entscheiden|beschließen)|(?:muss|müssen|soll|sollte|sollten|kann|könnte) .{0,40}(?:entschieden|beschlossen|vereinbart) werden|if there (?:are|is) no|after (?:we|it)|(?:what|which) (?:we|was)|unless there are objections|kein(?:e|en)? (?:konsens|einigung|entscheidung|beschluss))(?![a-z])/i
const CONDITION = anywhere(
  oneOf(
    'if, unless, provided, as soon as, once we, in case, whether, depending on, assuming, wenn, falls, sofern, sobald, ob, vorausgesetzt, unter der bedingung',
  ),
)
const OPINION =
  /(?<![\p{L}'’])(?:I|I['’]d|I['’]m|ich) (?:\p{L}{1,12} ){0,2}?(?:would|could|think|guess|believe|hope|suggest|propose|have no|see no|do not|don['’]t|am|würde|denke|glaube|finde|hätte|habe keine|schlage)(?![\p{L}])|(?<![\p{L}])(?:would have|would be|hätte|wäre|would like|personally|meiner meinung|imo|imho)(?![\p{L}])/iu
/** Decided by others, or long ago. */
const NEWS =
  /(?<![\p{L}])(?:they|last (?:year|month|week|time|quarter)|years? ago|months? ago|previously|earlier this|back then|in (?:19|20)\d\d|letzte[nsrm]? (?:jahr|monat|woche|mal)|voriges jahr|damals|seinerzeit|(?:things|points|topics|items|list) (?:that|which) (?:was|were)|(?:upstream|vendor|customer|government|ministry|parliament|company|foundation|steering committee|council|court|bundestag|regierung|ministerium|hersteller|kunde) (?:has |have |had |hat |haben )?(?:decided|agreed|resolved|entschieden|beschlossen))(?![\p{L}])/iu
/** How it went, not what about. */
const ONLY_VOTE =
  /^(?:unanimous(?:ly)?|einstimmig|mehrheitlich|no objections?|no vetos?|keine einwände|passed|approved|adopted|accepted|carried|agreed|angenommen|beschlossen|genehmigt|decided|yes|ja|votes?|stimmen|with|mit|by|in|this|the|group|from|\d{1,3}|[-–/:.,()\s*_]){1,20}$/iu
const EMPTY = /^(?:tbd|tba|pending|open|none|n\/a|keine?|nichts|no decisions?.{0,20}|keine beschlüsse.{0,20}|-+|\.{2,}|…)[.!]?$/i

export function readDecisions(reading: ParsedPad, items: readonly ActionItem[] = []): Notes['decisions'] {
  const found = new Map<number, { text: string; line: number }>()
  const today = reading.options.date ?? headingDate(reading.structure)
  const tasks = new Map(items.map((item) => [item.line, item]))
  const lineOf = (index: number) => reading.lines[index]?.number ?? 0
  const keep = (index: number, typed: string) => {
    const text = withoutTask(typed, tasks.get(lineOf(index)))
    if (text === null) return
    found.set(index, { text: ONLY_VOTE.test(text) ? withContext(contextOf(reading, index), text) : text, line: lineOf(index) })
  }
  for (const { text, index } of labelledLines(reading, LABEL)) {
    // A task below "Decision:" is a task.
    if ((marksIn(wordsOf(reading, index))[0]?.start ?? 9) < 4 || isOlder(reading, index, today)) continue
    if (/\?\s*$/.test(text) || EMPTY.test(plainText(text)) || isStruck(text) || NOT_YET.test(text.slice(0, 60))) continue
    // Words directly below a table stand in its last row.
    if (reading.lines[index]?.kind === 'table' && reading.lines[index].text.includes('|')) continue
    keep(index, text)
  }
  for (let index = reading.scope.from; index < reading.scope.to; index++) {
    const line = reading.lines[index]
    if (found.has(index) || !line || !isRead(reading, index) || !['item', 'text', 'quote'].includes(line.kind)) continue
    const words = wordsOf(reading, index)
    const shouted = SHOUTED.exec(words)
    const command = COMMAND.exec(words) ?? (shouted && !NOT_YET.test(words) && !/\?\s*$/.test(words) ? shouted : null)
    if (command) keep(index, line.text.slice(command[0].length).trim())
    else if (isDecided(withoutStruck(words).slice(0, 2000)) && !isOlder(reading, index, today))
      keep(index, withContinuation(reading, index, line.text.trim()))
  }
  for (const [index, text] of tableDecisions(reading)) keep(index, text)
  return [...found.entries()].sort(([a], [b]) => a - b).map(([, decision]) => decision)
}

/** The sentence that tells of a decision tells of nothing that would take it back. */
function isDecided(words: string): boolean {
  if (NOT_YET.test(words) || /\?\s*$/.test(words)) return false
  if (!SAID.test(words) && !GROUP.test(words) && !VOTED.test(words)) return false
  return words.split(/(?<=[.!?;])\s/).some((sentence) => {
    if (VOTED.test(sentence)) return true
    if (!SAID.test(sentence) && !GROUP.test(sentence)) return false
    if (/\?\s*$/.test(sentence) || NEWS.test(sentence)) return false
    // "Agreed to wait, if it takes long": a condition behind the decision is a part of it.
    const at = Math.min(...[SAID, GROUP].map((pattern) => pattern.exec(sentence)?.index ?? sentence.length))
    const lead = sentence.slice(0, at + 12)
    return !CONDITION.test(lead) && !OPINION.test(lead)
  })
}

/** A decision of another day is told of, not taken: `Decision (2022-03-01): …`, `on 2022-03-01 it was decided to …`. */
function isOlder(reading: ParsedPad, index: number, today: string | null): boolean {
  const words = wordsOf(reading, index).slice(0, 60)
  const told = /^\W{0,6}[\p{L} ]{0,30}\(([^()]{4,30})\)|^\W{0,6}(?:on|at|am|vom|from)\s(.{8,24}?)\s/u.exec(words)
  const day = told ? dateIn(told[1] ?? told[2] ?? '') : null
  return day !== null && today !== null && day < today
}

/** What is left of a decision beside a task on the same line; null where the line gives a task and decides nothing else. */
function withoutTask(text: string, task: ActionItem | undefined): string | null {
  if (!task) return text
  const mark = marksIn(text).find(({ start }) => start > 8)
  if (mark) return text.slice(0, mark.start).replace(/[\s(,;:–—>=*_-]{1,10}$/, '')
  const begin = text.indexOf(task.text.slice(0, 24))
  const sentence = text.slice(0, Math.max(0, begin)).search(/[.;!]\s(?!.*[.;!]\s)/)
  return sentence > 8 ? text.slice(0, sentence + 1) : null
}

const DECISION_COLUMN = new RegExp(
  `^${oneOf('decision(s), resolution(s), agreement(s), beschluss, beschlüsse, entscheidung(en)')}(?![\\p{L}])`,
  'iu',
)

function tableDecisions(reading: ParsedPad): readonly (readonly [number, string])[] {
  const found: [number, string][] = []
  for (let index = reading.scope.from; index < reading.scope.to; index++) {
    const table = tableAt(reading, index)
    const column = table?.columns.findIndex((name) => DECISION_COLUMN.test(name)) ?? -1
    if (!table || column === -1) continue
    for (const { index: row, cells } of table.rows) {
      const text = cells[column]?.text ?? ''
      if (/\p{L}{2}/u.test(text) && !EMPTY.test(plainText(text)) && !/\?\s*$/.test(text)) found.push([row, text])
    }
    index = table.to - 1
  }
  return found
}
