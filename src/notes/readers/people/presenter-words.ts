/** The words of the questions who reports in the community call and who writes the minutes, in English and German. */

import { phrases } from '../../../domain/text/phrases.ts'
export const CALL = phrases(
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

export const REPORTS = phrases(
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

export const MINUTES = /(?<![a-z])(?:minutes?|protokolls?|protokolle|mitschrift|notes|pad|etherpad|hedgedoc)(?![a-z])/

export const WRITES = phrases(
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

export const SCRIBE = phrases(
  [
    'scribes?',
    /note[- ]?tak(?:er|ers|ing)/,
    /minutes?[- ]?tak(?:er|ers|ing)/,
    /minute[- ]?writer/,
    /protokoll(?:ant(?:in)?|führ\w{1,6}|führung|führer)?/,
    /schriftführ\w{0,6}/,
  ],
  { before: /(?<![a-z])/, after: /(?![a-z])/, flags: '' },
)

/** How a line begins that asks for a person. */
export const ASKS = phrases(
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
