/** What a meeting says to a story that was asked for: not wanted, or written already. English and German. Pure. */
import { anyOf, phrases, sequence } from '../../domain/text/phrases.ts'

const NEEDED = anyOf([
  'needed, necessary, required, wanted, planned, intended, missing, called for, nötig, notwendig, erforderlich',
  'gewünscht, gewollt, gebraucht, benötigt, geplant, vorgesehen, vonnöten',
])
const ANY = anyOf([
  'a, an, any, another, further, more, new, own, separate, additional, extra, the, that, this, weitere',
  'weiteren, neue, neuen, eigene, eigenen, user',
  /[a-z]{1,12}/,
])
const STORIES = '(?:user[ -]?)?stor(?:y|ies)'

/** A story of which somebody says that it is not to be. Bounded, so that long lines cost little. */
const NO_STORY = any([
  sequence([/(?:no|keine[rn]?|kein) /, upTo(3), STORIES, /(?![a-z])(?! yet)[^.?!,;]{0,60}?(?<![a-zäöüß])/, NEEDED]),
  sequence([/(?:no|without) (?:need|reason) (?:for|to (?:write|create|open|add|have)) /, upTo(3), STORIES]),
  sequence([
    anyOf(['needs?, requires?, wants?, braucht, brauchen, benötigt, benötigen, need, require, want']),
    / (?:wir |man |we )?(?:no|keine[rn]?) /,
    upTo(2),
    STORIES,
  ]),
  sequence([
    /(?:do|does|did|will|would|should) ?(?:not|n['’]t) (?:really |actually |any ?more )?/,
    /(?:need|require|want|write|create|have|be) /,
    upTo(3),
    STORIES,
  ]),
  sequence([
    /(?:don|doesn|didn|won|wouldn|shouldn)['’]?t (?:really |actually )?(?:need|require|want|write|create|have) /,
    upTo(3),
    STORIES,
  ]),
  sequence([/(?:verzicht(?:en|et)?|verzichtet) auf /, upTo(2), STORIES]),
])

/** Said of whatever the line, or the line above, is about. */
const NOT_WANTED = any([
  sequence([
    /(?:not|(?:is|are|was|were|do|does|did)n['’]?t|no longer|never|nicht(?: mehr| länger)?) /,
    /(?:really |actually |doch )?/,
    NEEDED,
  ]),
  '(nicht|not) (any ?more|any longer|mehr) (needed|wanted|nötig)',
  sequence([
    /(?:decided|agreed|voted|spoke|speaking) against/,
    /(?: (?:it|that|this|one|them|a|the|having|writing|creating|such)(?![a-z])|(?=[\s.,;!)]*$))/,
  ]),
  "(decided|agreed) (not to|to not|that (no|none|it is not|we do not|we don('|’)t))",
  'dagegen (entschieden|ausgesprochen|gestimmt), entschieden (uns |haben uns )?dagegen',
  sequence([
    /(?:won['’]t|will not|wird nicht|werden nicht|wollen (?:wir )?nicht(?: mehr)?) (?:be )?/,
    anyOf(['do, done, write, written, happen, need, needed, gemacht, geschrieben, angelegt, erstellt, gebraucht', 'benötigt']),
  ]),
  "entfällt, hinfällig, erübrigt sich, never ?mind, wontfix, won('|’)t ?fix",
])

/** Words that say so only where nothing follows: "User story for obsolete images missing" asks for one. */
const PREDICATE = phrases(
  [
    'obsolete, dropped, rejected, abandoned, superseded, withdrawn, discarded, skipped',
    /cancell?ed/i,
    'unnecessary, out of scope, not any ?more, not really, nicht mehr, (we )?skip(ped)?( it| this| that)?',
    /(?:consensus|decision|result|answer|ergebnis): {0,3}(?:no|nein)/i,
    'nope, no, nein, none, verworfen, abgelehnt, gestrichen, überflüssig, unnötig, obsolet, zurückgezogen',
  ],
  {
    before: phrases(['->, =>, →', /[-–—:,;(?]/, /(?<![a-z])(?:is|are|was|were|been|got|now|ist|sind|wird|wurde|wurden|jetzt)/], {
      after: /\s{0,3}(?:now |already |jetzt |bereits |inzwischen )?/,
      flags: '',
    }),
    after: /[\s.!)]{0,9}$/,
    flags: 'i',
  },
)

/** The story is there: told behind an arrow, or of the story itself. */
const MADE = anyOf([
  'done, written, created, opened, added, filed, made, there, exists?, erledigt, geschrieben, angelegt',
  'erstellt, vorhanden, aufgemacht',
])
const ARROW = /(?:->|=>|→)\s{0,3}/
const END = /[\s.!)]{0,9}$/
/** "Done", "there is one already", "covered by the other story", "written: #12". */
const ANSWER = anyOf([
  sequence([MADE]),
  'there is one, gibt es( schon| bereits)?',
  /(?:covered|solved|handled|abgedeckt|gelöst) (?:by|with|in|through|durch|mit|von)(?![a-z])[^?]{1,60}/,
  sequence([MADE, /:? [\w./:-]{0,80}#?\d{1,7}/]),
])
const ANSWERED = phrases(
  [
    /(?:✅|:white_check_mark:|✔)/,
    sequence([
      /(?:->|=>|→|[-–—:?])\s{0,3}/,
      /(?:(?:is|was|has|been|already|now|it|one|ist|wurde|schon|bereits|see|siehe)\s{1,3}){0,4}/,
      ANSWER,
      END,
    ]),
    sequence([ARROW, /(?:(?:see|siehe|now|it is|jetzt)\s{0,3}){0,2}[\w./-]{0,80}(?:#\d{1,7})?/, END]),
  ],
  { flags: 'i' },
)
const A_STORY = sequence([/(?<![a-z])/, STORIES, /(?![a-z])/])
const STORY_MADE = phrases(
  [
    sequence([
      A_STORY,
      /[^.?!]{0,80}?(?<![a-z])(?:was|were|is|are|has been|have been|wurden?|ist|sind|gibt es) /,
      /(?:now |already |meanwhile |jetzt |bereits |schon |inzwischen |mittlerweile ){0,2}/,
      MADE,
      /(?![a-z])/,
    ]),
    sequence([/(?<![a-z])(?:wrote|created|opened|added|filed) /, upTo(3), STORIES, /(?![a-z])/]),
    sequence([A_STORY, /[^.?!]{0,80}? (?:written|created|opened|filed|geschrieben|angelegt|erstellt)/, END]),
  ],
  { flags: 'i' },
)
/** What is to be made is not made. */
const STILL_TO_DO = phrases(
  [
    phrases(
      [
        'to be, be, must, should, needs?, not',
        /n['’]t/i,
        'until, when, if, once, yet, muss, müssen, soll, sollte, sollten, noch, nicht, sobald, wenn, missing',
        'fehlt, fehlen',
      ],
      { before: /(?<![a-z])/i, after: /(?![a-z])/i, flags: 'i' },
    ),
    /\?/i,
  ],
  { flags: 'i' },
)

/** One of the phrases as whole words. */
function any(list: readonly (string | RegExp)[]): RegExp {
  return phrases(list, { before: /(?<![a-zäöüß])/, after: /(?![a-zäöüß])/, flags: 'i' })
}

/** Up to so many words before "story". */
function upTo(most: number): string {
  return `(?:${ANY} ){0,${most}}`
}

/** The line asks for no story, though it speaks of one. */
export function asksForNone(words: string): boolean {
  return NO_STORY.test(words) || NOT_WANTED.test(words) || PREDICATE.test(words) || ANSWERED.test(words)
}

/** More words tell of something else. */
export const SHORT_ANSWER = 60

/** A line below a wish that answers it, without a word of what it is about. */
export function answersTheLineAbove(words: string): boolean {
  const answer = `-> ${words.trim()}`
  return words.trim().length > 0 && words.length <= SHORT_ANSWER && !/\?/.test(words) && asksForNone(answer)
}

/** A story is there now. */
export function tellsOfNewStory(words: string): boolean {
  return STORY_MADE.test(words) && !STILL_TO_DO.test(words)
}

/** Said of a story named elsewhere: it is not wanted. */
export function isNotWanted(words: string): boolean {
  return NOT_WANTED.test(words)
}
