/** What a template asks in HTML comments of the people who fill it in. Pure. */
import { oneOf } from './word-lists.ts'

/** A longer text is no hint. */
const LONGEST = 120
const PLEASE = '(?:(?:please|bitte)[,:]? )?'
const FILL_IN = oneOf('add, fill in, enter, insert, list, write, replace, note down, put, type')
const OBJECT = oneOf(
  'yourself, yourselves, your name, your names, your handle, your handles',
  'your topic, your topics, name, names, handles',
  'topics, topic, participants, attendees, agenda, agenda items, items, action items, decisions',
)
const PLACE = oneOf('here, below, above, in this list, to the list')
const OBJECT_DE = oneOf(
  'dich, euch, namen, name, deinen namen, eure namen, handles',
  'themen, thema, deine themen, eure themen, teilnehmer, teilnehmende',
  'agenda, tagesordnung, punkte, protokoll, notizen, datum',
)
const PLACE_DE = oneOf('hier, unten, oben')
const FILL_IN_DE = oneOf('eintragen, ergänzen, einfügen, ausfüllen, hinzufügen, notieren, auflisten, ersetzen')

/** With nothing else beside it: any other word may be somebody's remark. */
const HINT = new RegExp(
  `^(?:${[
    `${PLEASE}${FILL_IN} (?:(?:the|all|any|more|new) )?${OBJECT}(?: ${PLACE})?(?:,? please)?`,
    `${PLEASE}replace this(?: (?:text|line|example))?`,
    `${PLEASE}${FILL_IN} ${PLACE}(?:,? please)?`,
    `${PLEASE}(?:${OBJECT_DE} )?(?:bitte )?${PLACE_DE} (?:bitte )?${FILL_IN_DE}`,
    `${PLEASE}${OBJECT_DE} (?:bitte )?(?:${PLACE_DE} )?${FILL_IN_DE}`,
  ].join('|')})[.!:\\s]{0,3}$`,
  'iu',
)

/** `comment` is the text between the signs. */
export function isTemplateHint(comment: string): boolean {
  return comment.length <= LONGEST && HINT.test(comment.trim().replace(/\s+/g, ' '))
}
