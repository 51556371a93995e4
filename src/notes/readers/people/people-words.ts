/** The words by which lists of people are known, in English and German: who was there, who was not, and what ends a list. */

import { anyOf, phrases, sequence } from '../../../domain/text/phrases.ts'
import { anywhere, atStart, oneOf } from '../../text/word-lists.ts'

const PRESENT_WORDS = oneOf(
  'present+, in attendance, attendance list, roll call, members present, people present, on the call, anwesenheit~',
  'anwesenheitsliste, wer war da, dabei, dabei waren, dabei sind',
)
export const PRESENT_LABEL = sequence(
  [
    /^/,
    anyOf([
      sequence([
        /(?:the |list of |liste der )?/,
        anyOf([
          /parti?c[a-z]{3,9}/,
          /attende[a-z]{1,3}/,
          'attendance, attending',
          /teilnehm[a-zä]{0,12}(?:[*:_]innen)?/,
          'teilnahme',
          /anwesen[a-z]{1,8}/,
          "present, who( i|')s here, wer ist da",
        ]),
      ]),
      sequence([PRESENT_WORDS], 'u'),
    ]),
    /(?![a-zäöü\d])/,
  ],
  'u',
)

const ABSENT_WORDS = oneOf(
  'excuse(s), excused, absent, absentees, absence(s), absences, apology, apologies, apologies for absence, regrets',
  'regrets+, not present, not attending, not here, not available, not joining, could not attend, unable to attend',
  'missing, declined, out of office, ooo, away',
  'entschuldigt, entschuldigte, entschuldigungen, unentschuldigt, entschuldigt fehlend, unentschuldigt fehlend',
  'abwesen~, nicht dabei, nicht da, nicht anwesend, es fehlen, es fehlt, es fehlten, fehlend, fehlen, fehlt',
  'verhindert, abgemeldet, absagen',
)
export const ABSENT_LABEL = new RegExp(`^(?:${ABSENT_WORDS}|not)(?![\\p{L}\\d])`, 'iu')
export const SAYS_ABSENT = anywhere(
  oneOf(
    'excused, excuses, absent, no show, not present, not attending, not here, not available, not there, not joining',
    'not able to attend, unable to attend, unable to join, declined, regrets, apologies, ooo, out of office',
    "can't join, can't attend, can't make it, can't come, can't participate, cannot join, cannot attend",
    'cannot make it, cannot come, cannot participate, could not join, could not attend, could not make it',
    "could not come, will not join, will not attend, will not come, won't join, won't attend, won't make it",
    "won't come",
    'entschuldigt, unentschuldigt, abwesend, nicht dabei, nicht da, nicht anwesend, fehlt, fehlen, verhindert',
    'abgemeldet, abgesagt, hat abgesagt, kann nicht, kommt nicht',
  ),
)
/** Part of a list of people: `Remote`, `Members`, `Gäste`. */
export const GROUP = atStart(
  oneOf(
    'remote, online, on site, onsite, in person, local, guest(s), observer(s), member(s), voting members',
    'non voting members, voting, non voting, regular members, board, core team, maintainer(s), staff, host(s), others',
    'also present, present, virtual, via, late, joined late',
    'vor ort, gast, gäste, anwesend, mitglieder, vorstand, beisitzer~, stimmberechtigt~, beratend, ohne stimmrecht',
    'außerdem, weitere',
  ),
)
/** Labels that end a list of people. */
export const LIST_END = atStart(
  oneOf(
    'recurring item(s), agenda, housekeeping, topic(s), notes, summary, minutes, action items, decisions, discussion',
    'tagesordnung, themen, notizen, aufgaben, beschlüsse, ablauf',
  ),
)

/** The label says nothing else: "Missing tests" and "Excused errors" are topics. */
export const ONLY_ABSENT = new RegExp(
  `^(?!(?:missing|away|declined)(?![\\p{L}]))${ABSENT_WORDS}(?: (?:members|people|mitglieder))?(?:\\s?\\([^()]{0,40}\\))?[\\s:.]{0,3}$`,
  'iu',
)

/** At the beginning of a piece of a line. */
export const LEADING_ABSENT = new RegExp(`^[\\s*_]{0,4}(?:${ABSENT_WORDS}|not|nicht)(?:[*_]{0,3}\\s?[:=+]|(?=\\s{1,2}@))[\\s*_]{0,4}`, 'iu')
/** Absent at another time. */
export const LATER = /(?<![\p{L}\d])(?:next|starting|tomorrow|nächste[nr]?|morgen|back from|zurück aus)(?![\p{L}\d])/iu

/** Columns of a table of who was there, and what its cells say. */
export const PERSON_COLUMN = atStart(
  oneOf(
    'name(s), handle(s), github, github handle, nick, nickname, participant(s), attendee(s), member(s), person, who',
    'people, teilnehm~, wer, mitglied~, user, account',
  ),
)

export const ABSENT_CELL = new RegExp(
  `^(?:[\\s|.–—_-]{0,6}|${oneOf('no, n, nein, absent, excused, regrets, missing, abwesend, entschuldigt, fehlt, nicht da, 0, false, x')}|❌|✖|✗|✘|:x:|\\[ ?\\])$`,
  'iu',
)

export const PRESENT_COLUMN = atStart(
  oneOf(
    'present, attending, attended, attendance, presence, here, joined, status',
    'anwesend, anwesenheit, da, dabei, teilnahme, ✓, ✔, ✅',
  ),
)
export const ABSENT_COLUMN = atStart(
  oneOf('absent, excused, not present, regrets, apologies, missing, abwesend, entschuldigt, fehlt, fehlend'),
)

export const PIECES = phrases(
  [
    /\([^()]{0,300}\)?/iu,
    /\[[^[\]]{0,100}\](?!\()/iu,
    /[,;|&]/iu,
    /[+/](?=\s?@)/iu,
    /\s(?:and|und|sowie)\s/iu,
    /\.\s(?=[\p{L} ]{2,24}:)/iu,
    /\s[-–—]\s(?=[\p{L} ]{2,24}:)/iu,
  ],
  { flags: 'giu' },
)
