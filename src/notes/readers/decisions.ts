/**
 * What was decided: labelled (`Decision: …`, `RESOLVED: …`, `#agreed …`), said (`it was decided to …`), put to the group (`no
 * objections`), or voted on (`Passed 7-0`). Opinions, conditions, questions, news of others and tasks are none.
 */

import type { ActionItem, Notes } from '../../domain/notes/notes.ts'
import { dateIn } from '../text/days.ts'
import { oneOf } from '../text/word-lists.ts'
import { plainText, withoutStruck } from '../text/words.ts'
import {
  COMMAND,
  CONDITION,
  DECISION_WORD,
  EMPTY,
  GROUP,
  LABEL,
  NEWS,
  NOT_YET,
  ONLY_VOTE,
  OPINION,
  PROVISIONAL,
  SAID,
  SHOUTED,
  UNDECIDED,
  VOTED,
} from './decision-words.ts'
import { marksIn } from './items/action-markers.ts'
import { isStruck, withContext } from './items/item-text.ts'
import { labelledLines } from './labelled.ts'
import { contextOf, withContinuation } from './line-context.ts'
import { isRead, type ParsedPad, wordsOf } from './parsed-pad.ts'
export function readDecisions(reading: ParsedPad, items: readonly ActionItem[] = []): Notes['decisions'] {
  const found = new Map<number, { text: string; line: number }>()
  const today = reading.options.date ?? reading.headingDate
  const tasks = new Map(items.map((item) => [item.line, item]))
  const lineOf = (index: number) => reading.lines[index]?.number ?? 0
  const keep = (index: number, typed: string) => {
    const text = withoutTask(typed, tasks.get(lineOf(index)))
    if (text === null) return
    found.set(index, { text: ONLY_VOTE.test(text) ? withContext(contextOf(reading, index), text) : text, line: lineOf(index) })
  }
  for (const { text, index } of labelledLines(reading, LABEL)) {
    if (tellsDecision(reading, index, text) && !isOlder(reading, index, today)) keep(index, text)
  }
  for (let index = reading.scope.from; index < reading.scope.to; index++) {
    const line = reading.lines[index]
    if (found.has(index) || !line || !isRead(reading, index) || !['item', 'text', 'quote'].includes(line.kind)) continue
    const words = wordsOf(reading, index)
    const command = commandIn(words)
    if (command !== null) {
      const text = line.text.slice(command.length).trim()
      if (!tellsNothing(text)) keep(index, text)
    } else if (isDecided(withoutStruck(words).slice(0, 2000)) && !isOlder(reading, index, today))
      keep(index, withContinuation(reading, index, line.text.trim()))
  }
  for (const [index, text] of tableDecisions(reading)) keep(index, text)
  return [...found.entries()].sort(([a], [b]) => a - b).map(([, decision]) => decision)
}

/** The text behind a label of decisions is one: no task, question, gap, or something that was struck out or waits. */
function tellsDecision(reading: ParsedPad, index: number, text: string): boolean {
  // A task below "Decision:" is a task.
  if ((marksIn(wordsOf(reading, index))[0]?.start ?? 9) < 4) return false
  if (/\?\s*$/.test(text) || isStruck(text) || tellsNothing(text)) return false
  const line = reading.lines[index]
  // Words directly below a table stand in its last row.
  return line?.kind !== 'table' || !line.text.includes('|')
}

/** What stands in the place of a decision says that there is none. */
function tellsNothing(text: string): boolean {
  return EMPTY.test(plainText(text)) || isUndecided(text.slice(0, 60))
}

/** What follows the first word of a decision is what was decided, and may hold any negation. */
function isUndecided(sentence: string): boolean {
  const first = DECISION_WORD.exec(sentence)
  if (first === null) return false
  const end = first.index + first[0].length
  // "No decisions without a quorum" is a rule.
  return UNDECIDED.test(sentence.slice(0, end)) && !/^ (?:without|ohne)(?!\p{L})/iu.test(sentence.slice(end, end + 10))
}

/** `#agreed `, `DECISION `: what stands before the decision; null for none. */
function commandIn(words: string): string | null {
  const typed = COMMAND.exec(words)
  if (typed) return typed[0]
  const shouted = SHOUTED.exec(words)
  return shouted && !isUndecided(words) && !/\?\s*$/.test(words) ? shouted[0] : null
}

/** The sentence that tells of a decision tells of nothing that would take it back. */
function isDecided(words: string): boolean {
  if (/\?\s*$/.test(words)) return false
  if (!SAID.test(words) && !GROUP.test(words) && !VOTED.test(words)) return false
  return words.split(/(?<=[.!?;])\s/).some((sentence) => {
    if (isNotYet(sentence) || isUndecided(sentence)) return false
    if (VOTED.test(sentence)) return true
    if (!SAID.test(sentence) && (!GROUP.test(sentence) || PROVISIONAL.test(sentence))) return false
    if (/\?\s*$/.test(sentence) || NEWS.test(sentence)) return false
    // "Agreed to wait, if it takes long": a condition behind the decision is a part of it.
    const at = Math.min(...[SAID, GROUP].map((pattern) => pattern.exec(sentence)?.index ?? sentence.length))
    const lead = sentence.slice(0, at + 12)
    return !CONDITION.test(lead) && !OPINION.test(lead)
  })
}

/** What was decided may hold such words: `we agreed that users can decide`. */
function isNotYet(sentence: string): boolean {
  const at = NOT_YET.exec(sentence)?.index ?? -1
  if (at === -1) return false
  const ends = [SAID, VOTED].flatMap((pattern) => {
    const said = pattern.exec(sentence)
    return said ? [said.index + said[0].length] : []
  })
  return at < Math.min(...ends, sentence.length)
}

/** A decision of another day is told of, not taken: `Decision (2022-03-01): …`, `on 2022-03-01 it was decided to …`. */
function isOlder(reading: ParsedPad, index: number, today: string | null): boolean {
  const words = wordsOf(reading, index).slice(0, 60)
  const typedDay = /^\W{0,6}[\p{L} ]{0,30}\(([^()]{4,30})\)|^\W{0,6}(?:on|at|am|vom|from)\s(.{8,24}?)\s/u.exec(words)
  const day = typedDay ? dateIn(typedDay[1] ?? typedDay[2] ?? '') : null
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
    const table = reading.tables.get(index)
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
