/** Whether a mark of an action item is meant as one. */
import { isRead, type ParsedPad } from '../parsed-pad.ts'
import { isTopic, type Mark } from './action-markers.ts'
import type { Tail } from './mark-tail.ts'

/** `AI` needs people, a colon, or a name with a verb beside it; `TODO` and `Action item` need to stand as a label. */
export function isMeant(words: string, mark: Mark, tail: Tail, aboutIntelligence: boolean): boolean {
  if (mark.command) return true
  if (isTopic(words, mark)) return false
  if (tail.named && tail.owners.length > 0) return true
  const atStart = /^[\s*_~[\]xX(>=-]{0,10}$/.test(words.slice(Math.max(0, mark.start - 12), mark.start)) && mark.start <= 12
  if (mark.word === 'ai') return !aboutIntelligence && isMeantAsAi(words, mark, tail, atStart)
  if (mark.spoken && !atStart) return false
  if (tail.colon) return true
  return atStart && isLabelAtStart(words, mark)
}

/** `AI Kurt to make a proposal`, `AI VP04: check …`. */
const NAME_WITH_VERB_BEHIND_AI = /^ [A-Z][\p{L}\d]{1,20}(?: [A-Z][\p{L}\d]{1,20})?(?::| [-–—] | (?:to|will|soll|wird) [a-zäöü]{2})/u

function isMeantAsAi(words: string, mark: Mark, tail: Tail, atStart: boolean): boolean {
  if (tail.typed.length > 0) return true
  if (tail.named || tail.colon) return !/^[\s*_~]{0,3}:\/\//.test(words.slice(mark.end, mark.end + 6))
  const rest = words.slice(mark.end, mark.end + 80)
  if (NAME_WITH_VERB_BEHIND_AI.test(rest)) return true
  // `_AI reminder mail next week_` is set apart by its emphasis.
  return atStart && /[*_]/.test(words[mark.start - 1] ?? '') && /^ \p{L}/u.test(rest) && /[*_]\s{0,3}$/.test(words.slice(-4))
}

/** `ToDo Jürgen: …` */
const NAME_WITH_VERB = /^ \p{Lu}[\p{L}'’-]{1,20}(?: \p{Lu}[\p{L}'’-]{1,20})?(?::| [-–—] | (?:to|will|soll|wird) \p{Ll}{2})/u

function isLabelAtStart(words: string, { word, start, end }: Mark): boolean {
  if (word === 'action item') return /^[\s*_]{0,3}\s[-–—]{1,2}\s/.test(words.slice(end, end + 8))
  if (NAME_WITH_VERB.test(words.slice(end, end + 60))) return true
  return /^\s{1,2}\p{L}/u.test(words.slice(end)) ? words.slice(start, end) === 'TODO' : true
}

/** `AI for this week:`, `Action items from last week:`: a few words with a colon at the end, or `Action items` alone, and a list below. */
export function isLabelOfList(reading: ParsedPad, index: number, mark: Mark, tail: Tail): boolean {
  const line = reading.lines[index]
  if (!line || tail.named || tail.colon || mark.start > 4) return false
  const rest = line.text.slice(mark.end, mark.end + 80)
  const alone = mark.word === 'action item' && /^[\s*_]{0,4}$/.test(rest)
  if (!alone && (!/^s?[^:]{2,60}:[\s*_]{0,4}$/.test(rest) || rest.split(/\s+/).length > 8)) return false
  return (reading.children.get(index) ?? []).some((child) => isRead(reading, child))
}
