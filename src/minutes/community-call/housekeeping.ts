/** Headings and lines about the meeting itself: who takes notes, what is on the agenda. Pure. */
import { anyOf, phrases, sequence } from '../../domain/text/phrases.ts'

/** The community call can do without them. */
export const HOUSEKEEPING = phrases(
  [
    'participants?, attendees, attendance, present, excused, absent, teilnehmer(innen)?, teilnehmende, anwesende?',
    'entschuldigt, abwesend, roll call, agenda, tagesordnung, recurring items?, housekeeping, organisatorisches',
    'formalia, welcome, begrüßung, introductions?, vorstellungsrunde',
    '(any )?(more|other|further) topics?( for today)?, weitere themen, any other business, aob, sonstiges',
    'verschiedenes, misc(ellaneous)?, next meeting, nächstes (meeting|treffen), nächste sitzung, time ?keeper',
    '(minute|note)s? ?taker, scribe, moderat(or|ion), protokoll(ant(in)?)?',
    sequence([
      /(?:who|wer) (?:is |will |wants to )?(?:\S{1,20} ){0,2}?/,
      anyOf(['present, report, moderat, writ, transform, tak, bericht, schreib, protokoll, präsent']),
      /\S{0,8}\b.{0,160}/,
    ]),
    'presenters?, reporters?',
    /presenter (?:of|in|for) .{1,60}/,
    /(?:approve|approval of) (?:the )?(?:last )?(?:minutes|agenda).{0,40}/,
  ],
  { before: /^/, after: /[\s:?.!]*$/, flags: 'i' },
)
