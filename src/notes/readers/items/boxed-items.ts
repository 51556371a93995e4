/** Boxes that somebody owns: `- [ ] @ada: numbers`, `- [x] Ada: send it`, `- [ ] @ada update the wiki` are to-dos wherever they stand. */

import { labelOf, plainText } from '../../text/plain-text.ts'
import { oneOf } from '../../text/word-lists.ts'
import type { ParsedPad } from '../parsed-pad.ts'
import { wordsOf } from '../parsed-pad.ts'
import { listOf } from '../people/people-words.ts'
import { namedAt } from './item-owners.ts'
import { cleaned } from './item-text.ts'
import type { Said } from './listed-items.ts'
import { ownersAt } from './owners.ts'

const BOX = /^\[[ xX]?\]\s+/
/** What people answer in a poll or write beside a name: no task. */
const ANSWER = new RegExp(
  `^(?:${oneOf('yes, no, ja, nein, ok, okay, y, n, maybe, vielleicht, abstain, enthaltung, present, absent, here, da, remote, online, on site, vor ort, excused, entschuldigt, late, später, in favour, in favor, against, dafür, dagegen')}|[+±-]?[01]|[👍👎✅❌]|\\(.{0,80}\\))[\\s.!]{0,3}$`,
  'iu',
)
/** An issue, as agendas list them with whoever brings them. */
const REFERENCE = /^(?:\[[^\]]{0,200}\]\(|<?https?:|[\w.-]{0,60}(?:\/[\w.-]{1,100}){0,2}\/?#\d)/

/** null for a box without an owner, and where boxes mean something else: who is there, who is for it, which issues are next. */
export function boxedItem(reading: ParsedPad, index: number, names: ReadonlySet<string>): Said | null {
  const line = reading.lines[index]
  const box = BOX.exec(line?.text ?? '')
  if (line?.kind !== 'item' || !box || isOfPeople(reading, index)) return null
  const words = wordsOf(reading, index)
  const owners = ownersAt(words, box[0].length)
  const named = owners === null ? namedAt(words, box[0].length, names) : null
  const end = owners?.end ?? named?.end
  if (end === undefined || (owners !== null && owners.owners.length === 0)) return null
  const text = cleaned(line.text.slice(end))
  const plain = plainText(text)
  if (!/\p{L}{2}/u.test(plain) || ANSWER.test(plain) || REFERENCE.test(text) || /\?\s*$/.test(plain)) return null
  return { owners: owners?.owners ?? [], ...(named ? { typed: named.typed } : {}), for: [], text, kind: 'explicit' }
}

/** Below a heading or label of who was there. */
function isOfPeople(reading: ParsedPad, index: number): boolean {
  const line = reading.lines[index]
  if (!line) return false
  const title = reading.structure.headings[line.section]?.title ?? ''
  if (listOf(labelOf(title)) !== null) return true
  for (let at = index - 1; at >= 0 && index - at < 100; at--) {
    const above = reading.lines[at]
    if (!above || above.kind === 'heading') return false
    if (above.kind === 'blank' || (above.kind === 'item' && above.depth >= line.depth)) continue
    // `Present: @ada, @bob` names them itself, and the list below is another.
    return /^[^:@]{1,60}:?[\s*_]{0,4}$/.test(above.text) && listOf(labelOf(above.text)) !== null
  }
  return false
}
