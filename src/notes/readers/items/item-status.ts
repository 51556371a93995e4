/** Whether something is open, done or called off: marks on its line, and what is said directly below it. */

import type { ActionItem } from '../../../domain/notes/notes.ts'
import { phrases } from '../../../domain/text/phrases.ts'
import { plainText } from '../../text/plain-text.ts'
import type { ParsedPad } from '../parsed-pad.ts'

type Status = ActionItem['status']

const DONE_SIGN = /✅|✔|☑|:white_check_mark:|:heavy_check_mark:|:ballot_box_with_check:/
const CANCELLED_SIGN = /❌|✖|🚫|:x:|:no_entry(?:_sign)?:/
const DONE_WORD = '(?:done|erledigt|fertig|finished|completed|resolved|closed|abgeschlossen|umgesetzt)'
const DONE_SAID = new RegExp(`^[\\s*_~(=>-]{0,8}(?:is |was |ist |wurde |already |all |bereits |schon )?${DONE_WORD}(?![\\p{L}\\d-])`, 'iu')
const CANCELLED_SAID = phrases(
  [
    /won['’]?t (?:do|fix|happen)/iu,
    'wont do, cancel(l?ed)?, abgesagt, obsolete, obsolet, dropped, hinfällig, entfällt, gestrichen, verworfen',
    'not needed, no longer, nicht mehr',
  ],
  { before: /^[\s*_~(=>-]{0,8}/u, after: /(?![\p{L}\d-])/u },
)
const OPEN_SAID = /^[\s*_~(=>-]{0,8}(?:still |noch )?(?:open|offen|ongoing|in progress|wip|in arbeit|läuft|pending)(?![\p{L}\d-])/iu
/** At the end of its own line: `… -> done`, `… (erledigt)`, `… - DONE`. */
const DONE_AT_END = new RegExp(`(?:[-–—=>:(]\\s?|[.;,]\\s|\\s\\*{1,2})${DONE_WORD}[\\s)*_!.]{0,5}$`, 'iu')
/** Set apart within its line: `… - done - see …`, `… (done 2023-02-08)`. */
const DONE_APART = /\s[-–—]\s(?:done|erledigt)\s[-–—:(]|\((?:done|erledigt)(?![a-z])/i
const DONE_SHOUTED = /(?<![A-Za-z\d])(?:DONE|ERLEDIGT)(?![A-Za-z\d])/
const NOT_DONE =
  /(?<![a-z])(?:not|nearly|almost|partly|partially|half|nicht|fast|teilweise|to be) (?:yet )?(?:done|finished|completed|erledigt|fertig)/i

/** `text` is the item's part of its line; what is nested in the line may report on it. */
export function statusOf(reading: ParsedPad, index: number, text: string): Status {
  const line = reading.lines[index]
  const below = [...(reading.children.get(index) ?? [])].map((child) => reportOf(reading, child)).findLast((status) => status !== null)
  if (below) return below
  const typed = line?.text ?? ''
  if (DONE_SIGN.test(typed) || /^\[[xX]\]/.test(typed)) return 'done'
  if (CANCELLED_SIGN.test(typed)) return 'cancelled'
  if (!NOT_DONE.test(typed.slice(0, 2000)) && (DONE_AT_END.test(typed.slice(-40)) || DONE_SHOUTED.test(typed) || DONE_APART.test(typed)))
    return 'done'
  return isStruck(text) ? 'cancelled' : 'open'
}

function reportOf(reading: ParsedPad, child: number): Status | null {
  const said = plainText((reading.lines[child]?.text ?? '').slice(0, 200))
  if (NOT_DONE.test(said)) return null
  if (DONE_SAID.test(said) || /^(?:✅|✔|☑|:white_check_mark:|:heavy_check_mark:)/u.test(said)) return 'done'
  if (CANCELLED_SAID.test(said)) return 'cancelled'
  return OPEN_SAID.test(said) ? 'open' : null
}

/** Struck out as a whole, but for signs around. */
export function isStruck(text: string): boolean {
  const trimmed = text.trim().replace(/^[*_\s]{1,6}|[*_\s.]{1,6}$/g, '')
  if (!trimmed.startsWith('~~') || !trimmed.endsWith('~~') || trimmed.length < 5) return false
  return trimmed.indexOf('~~', 2) === trimmed.length - 2
}

/** The text without marks of its status at the end, which the status tells already. */
export function withoutStatusMarks(text: string): string {
  let rest = text.trim()
  for (let i = 0; i < 4; i++) {
    const next = rest
      .replace(/(?:\s?[-–—:(]{1,2}\s?|\s)?(?:✅|✔\uFE0F?|☑\uFE0F?|❌|✖\uFE0F?|:white_check_mark:|:heavy_check_mark:|:x:)[\s)*_]{0,4}$/u, '')
      .replace(/\s?(?:->|=>|-{1,2}|[–—(])\s?(?:done|erledigt|DONE)[)!.]{0,2}$/i, '')
      .replace(/\s(?:DONE|ERLEDIGT)[!.]{0,2}$/, '')
    if (next === rest) break
    rest = next
  }
  return rest
}
