/** Which lines ask for, or name, the person who reports in the community call and the one who writes the minutes. */

import { phrases } from '../../../domain/text/phrases.ts'

export type Roles = { readonly reporter: boolean; readonly scribe: boolean }

const CALL = phrases(
  [
    phrases(['community, comm.?, communitycall, team, ops, tech', /thu\w{0,6}/, 'weekly, scs, public'], {
      before: /(?<![a-z])/,
      after: /[ -]{0,2}(?:\w{1,10}[ -]){0,1}(?:call|calls|meeting|weekly)(?![a-z])/,
      flags: '',
    }),
    /(?<![a-z])communitycall/,
    /(?<![a-z])communityanruf/,
  ],
  { flags: '' },
)
const REPORTS = phrases(
  [
    'present(s|er|ers|ing|ation|ed)?',
    'report(s|er|ers|ing|ed)?',
    /summar(?:y|ies|i[sz]e[sd]?|i[sz]ing)/,
    'bericht(et|en|e)?',
    /vorstell\w{0,4}/,
    'stellt',
    /präsentier\w{0,4}/,
    'zusammenfassung',
    /moderat\w{0,4}/,
    'speak(s|er|ing), tells?',
  ],
  { before: /(?<![a-z])/, after: /(?![a-z])/, flags: '' },
)
const MINUTES = /(?<![a-z])(?:minutes?|protokolls?|protokolle|mitschrift|notes|pad|etherpad|hedgedoc)(?![a-z])/
const WRITES = phrases(
  [
    /transf\w{2,12}/,
    'tak(e|es|en|er|ers|ing), writ(e|es|ing|er|ten)',
    /responsib\w{2,6}/,
    /submit\w{0,4}/,
    /creat\w{1,5}/,
    /feed\w{0,3}/,
    /convert\w{0,4}/,
    /push\w{0,4}/,
    /upload\w{0,4}/,
    /commit\w{0,4}/,
    /merg\w{1,4}/,
    /bring\w{0,3}/,
    'mov(e|es|ing)',
    /turn\w{0,3}/,
    'copy, copies, copying, cop(y|ies)',
    /keep\w{0,3}/,
    'does, do, doing, github, gitlab, repo, repository, for',
    /schreib\w{0,3}/,
    'führt',
    /übertr\w{2,6}/,
    'überträgt, macht',
    /erstell\w{0,3}/,
  ],
  { before: /(?<![a-z])/, after: /(?![a-z])/, flags: '' },
)
const SCRIBE =
  /(?<![a-z])(?:scribes?|note[- ]?tak(?:er|ers|ing)|minutes?[- ]?tak(?:er|ers|ing)|minute[- ]?writer|protokoll(?:ant(?:in)?|führ\w{1,6}|führung|führer)?|schriftführ\w{0,6})(?![a-z])/
/** How a line begins that asks for a person. */
const ASKS = phrases(
  [
    'who, wer, report, reporting, reporter, reporters, responsible, minute, minutes, community, comm.?, communitycall',
    'summary, transfer, transferring, transfering, designate, volunteers?, present, presents, presenter, presenters',
    'presenting, presentation',
    /protokoll[a-zäöü]{0,10}/,
    'scribes?, note, notes, notetaker, write, writing, verantwortlich, zuständig',
    /bericht\w{0,3}/,
    'vorstellung, weekly, team, find, choose, pick, determine, wen',
    /schriftführ\w{0,6}/,
    'minutes-transfer',
    /facilitat\w{2,5} and/,
  ],
  { before: /^/, after: /(?![a-zäöü])/, flags: '' },
)

/** What the label of a line (lower case, plain) asks for; null when it asks for neither. */
export function rolesAskedFor(label: string): Roles | null {
  const question = questionOf(label)
  if (question.length > 220 || !ASKS.test(question)) return null
  const call = CALL.test(question)
  const reports = REPORTS.test(question)
  const minutes = MINUTES.test(question)
  const reporter =
    (call && (reports || isShort(question) || /^(?:who|wer)\b/.test(question))) ||
    /^(?:reporting|report|reporter|presenter|presenting|summary) ?(?:&|and|und|\/|\+) ?(?:minutes?|protokoll)/.test(question) ||
    /^(?:reporters?|presenters?|reporting)$/.test(question.replace(/[:?\s]+$/, ''))
  const scribe =
    SCRIBE.test(question) ||
    (minutes && WRITES.test(question.replace(/(?<![a-z])(?:report\w{0,3}|present\w{0,3})(?![a-z])/g, ' '))) ||
    /^(?:reporting|report|presenting|summary) ?(?:&|and|und|\/|\+) ?(?:github )?(?:minutes?|protokoll)/.test(question) ||
    /^(?:minutes?|protokoll)(?: (?:by|von|durch))?$/.test(question.replace(/[:?\s]+$/, ''))
  return reporter || scribe ? { reporter, scribe } : null
}

export function asksForPresenter(label: string): boolean {
  return rolesAskedFor(label) !== null
}

/** `community call: @x` needs no verb; a sentence about the call does. */
function isShort(question: string): boolean {
  return question.split(' ').length <= 7
}

/** The part before the answer: up to the last question mark or the colon, or the first handle. */
function questionOf(label: string): string {
  return label.slice(0, answerStart(label))
}

/** Where the answer begins on the question's own line; its length when there is none. */
export function answerStart(text: string): number {
  const at = text.search(/(?<![A-Za-z\d])@/)
  const limit = at === -1 ? text.length : at
  const question = text.lastIndexOf('?', limit)
  if (question > 0 && question < limit) return question + 1
  const mark = text.indexOf('?')
  if (mark > 0) return mark < limit ? mark + 1 : limit
  const colon = text.indexOf(': ')
  if (colon > 0 && colon < limit) return colon + 1
  return limit
}
