/** The words by which lists of people are known, in English and German: who was there, who was not, and what ends a list. */

import { anywhere, atStart, oneOf } from '../../text/word-lists.ts'
import { plainText } from '../../text/words.ts'
import { BEHIND, REASONS } from '../off-record/absence-words.ts'

const PRESENT_WORDS = oneOf(
  'present+, in attendance, attendance list, roll call, members present, people present, on the call, anwesenheit~, anwesenheitsliste, wer war da, dabei, dabei waren, dabei sind',
)
const PRESENT = new RegExp(
  String.raw`^(?:(?:the |list of |liste der )?(?:parti?c[a-z]{3,9}|attende[a-z]{1,3}|attendance|attending|teilnehm[a-zä]{0,12}(?:[*:_]innen)?|teilnahme|anwesen[a-z]{1,8}|present|who(?: i|')s here|wer ist da)|${PRESENT_WORDS})(?![a-zäöü\d])`,
  'u',
)

const ABSENT_WORDS = oneOf(
  'excuse(s), excused, absent, absentees, absence(s), absences, apology, apologies, apologies for absence, regrets, regrets+, not present, not attending, not here, not available, not joining, could not attend, unable to attend, missing, declined, out of office, ooo, away',
  'entschuldigt, entschuldigte, entschuldigungen, unentschuldigt, entschuldigt fehlend, unentschuldigt fehlend, abwesen~, nicht dabei, nicht da, nicht anwesend, es fehlen, es fehlt, es fehlten, fehlend, fehlen, fehlt, verhindert, abgemeldet, absagen',
)
const ABSENT_LABEL = new RegExp(`^(?:${ABSENT_WORDS}|not)(?![\\p{L}\\d])`, 'iu')
const SAYS_ABSENT = anywhere(
  oneOf(
    'excused, excuses, absent, no show, not present, not attending, not here, not available, not there, not joining, not able to attend, unable to attend, unable to join, declined, regrets, apologies, ooo, out of office',
    "can't join, can't attend, can't make it, can't come, can't participate, cannot join, cannot attend, cannot make it, cannot come, cannot participate, could not join, could not attend, could not make it, could not come, will not join, will not attend, will not come, won't join, won't attend, won't make it, won't come",
    'entschuldigt, unentschuldigt, abwesend, nicht dabei, nicht da, nicht anwesend, fehlt, fehlen, verhindert, abgemeldet, abgesagt, hat abgesagt, kann nicht, kommt nicht',
  ),
)
const GROUP = atStart(
  oneOf(
    'remote, online, on site, onsite, in person, local, guest(s), observer(s), member(s), voting members, non voting members, voting, non voting, regular members, board, core team, maintainer(s), staff, host(s), others, also present, present, virtual, via, late, joined late',
    'vor ort, gast, gäste, anwesend, mitglieder, vorstand, beisitzer~, stimmberechtigt~, beratend, ohne stimmrecht, außerdem, weitere',
  ),
)
const ENDS = atStart(
  oneOf(
    'recurring item(s), agenda, housekeeping, topic(s), notes, summary, minutes, action items, decisions, discussion',
    'tagesordnung, themen, notizen, aufgaben, beschlüsse, ablauf',
  ),
)

/** What a label (lower case, plain) announces. */
export function listOf(label: string): 'present' | 'absent' | null {
  if (ABSENT_LABEL.test(label)) return 'absent'
  return PRESENT.test(label) ? 'present' : null
}

/** The label says nothing else: "Missing tests" and "Excused errors" are topics. */
export function namesAbsent(label: string): boolean {
  return ONLY_ABSENT.test(label)
}

const ONLY_ABSENT = new RegExp(
  `^(?!(?:missing|away|declined)(?![\\p{L}]))${ABSENT_WORDS}(?: (?:members|people|mitglieder))?(?:\\s?\\([^()]{0,40}\\))?[\\s:.]{0,3}$`,
  'iu',
)

/** Part of a list of people: `Remote`, `Members`, `Gäste`. */
export function isGroup(label: string): boolean {
  return GROUP.test(label)
}

export function endsList(label: string): boolean {
  return ENDS.test(label)
}

/** Said beside a person: absent today, whatever the reason. */
export function saysAbsent(words: string): boolean {
  return (SAYS_ABSENT.test(words) && !isLater(words)) || saysAbsentNow(words)
}

/** `Regrets:`, `excused @x`, `not: @x` at the begin of a piece of a line: its length, 0 for none. */
export function absentLabelIn(words: string): number {
  return LEADING_ABSENT.exec(words.slice(0, 80))?.[0].length ?? 0
}

const LEADING_ABSENT = new RegExp(`^[\\s*_]{0,4}(?:${ABSENT_WORDS}|not|nicht)(?:[*_]{0,3}\\s?[:=+]|(?=\\s{1,2}@))[\\s*_]{0,4}`, 'iu')
/** `Present:`, `Gäste:`, `Northwind:`. */
export function presentLabelIn(words: string): number {
  const label = /^[\s*_]{0,4}([\p{L}][\p{L} +*()-]{1,40}?)[*_]{0,3}\s?:[\s*_]{0,4}/u.exec(words.slice(0, 80))
  if (label) return absentLabelIn(words) > 0 ? 0 : label[0].length
  return /^\s{0,4}present\+\s{0,4}/i.exec(words)?.[0].length ?? 0
}

/** true when the words about a person say that he or she is absent now, with or without a reason. */
export function saysAbsentNow(words: string): boolean {
  if (isLater(words) || /(?<![\p{L}\d])(?:from|ab) \d/iu.test(words)) return false
  const text = plainText(words)
  return REASONS.some(({ pattern }) => [...text.matchAll(pattern)].some((found) => BEHIND.test(text.slice(found.index + found[0].length))))
}

/** Absent at another time, and here today. */
export function isLater(words: string): boolean {
  return LATER.test(words)
}

const LATER = /(?<![\p{L}\d])(?:next|starting|tomorrow|nächste[nr]?|morgen|back from|zurück aus)(?![\p{L}\d])/iu
