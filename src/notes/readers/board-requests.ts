/**
 * What a meeting wants changed about epics and stories (written, split, updated, refined, closed), and what it says to a story
 * that was asked for: not wanted, or written already.
 */

import type { LinesAbove, StoryAnswer, Wish } from '../../domain/notes/notes.ts'
import { anyOf, phrases } from '../../domain/text/phrases.ts'
import { isRead, type ParsedPad } from './parsed-pad.ts'

const STORY = '(?:(?:user[ -]?)?stor(?:y|ies)|userstor(?:y|ies))'
const EPIC = String.raw`(?:\(?meta\)? )?epics?`
const MISSING = anyOf([
  'missing, is missing, are missing, lacking, fehl(t|en)',
  '(is|are|still|also|noch)? ?(needed|wanted|required|requested|nötig|gewünscht)',
  '(needs?|has|have|should|must|still|yet) (to )?(be )?(written|created|added|defined|opened|filed|formulated)',
  'to be (written|created|added|defined|opened|filed|done)',
  '(muss|müssen|soll|sollte) (noch )?(geschrieben|angelegt|erstellt) werden',
  "(does not|doesn't|do not|don't) exist, not (yet )?(there|written|created)",
])
const NEEDS = '(?:needs?|we need|requires?|want(?:s|ed)?|missing|brauch(?:t|en)|fehlt)'
const WRITES = '(?:write(?: up| out| down)?|creat(?:e|ing)|add|open|todo:?)'
const SOME =
  '(?:a |an |the |new |separate |own |some |more |proper |further |missing |\\d{1,2} |(?:the )?(?:issues?|epics?) ?(?:and|&|/|,) ?){0,3}'

/** `[^.]` bounds: the two words must stand in one sentence. */
const PATTERNS: readonly { readonly kind: Wish['kind']; readonly pattern: RegExp }[] = [
  {
    kind: 'story-missing',
    pattern: new RegExp(
      `(?<![a-z])${STORY}(?![a-z])[^.]{0,80}?(?<![a-z])${MISSING}(?![a-z])|(?<![a-z])${NEEDS} [^.:?]{0,30}?(?<![a-z])${STORY}(?![a-z])|(?<![a-z])(?:${WRITES}|new) ${SOME}${STORY}(?![a-z])|(?<![a-z])(?:new|neue) (?:user[ -]?)?stor(?:y|ies) (?:for|needed|about|on|für)(?![a-z])|created as (?:a )?(?:user )?stor(?:y|ies)`,
      'i',
    ),
  },
  {
    kind: 'epic-missing',
    pattern: new RegExp(
      `(?<![a-z])${EPIC}(?![a-z])(?! needs? (?:an )?update)[^.]{0,60}?(?<![a-z])${MISSING}(?![a-z])|(?<![a-z])(?:${NEEDS}|${WRITES}) (?:an? |the |one |another |new |einen? |also |to write |more ){0,2}(?:new )?${EPIC}(?![a-z])`,
      'i',
    ),
  },
  {
    kind: 'split',
    pattern: phrases(
      [
        '(needs? to|has to|have to|should|must|to) be (further )?(broken down|broken up|split(ted)?|divided)',
        'needs? (further )?splitting',
        'broken down (further|into|in)',
        'break (this |it |that |them |the (epic|story|stories|issue) )?(further )?(down|up)',
        phrases([/\d{1,2}/i, 'two, three, four, several, multiple, smaller, stories, user'], {
          before: /(?<!was |were |been |is )split (?:[^.]{0,40}? )?in(?:to)? /,
          flags: 'i',
        }),
        /(?:story|epic|issue)[^.]{0,30}? (?:is |are )?too (?:big|large)/i,
        '(in|into) (further|smaller|several|multiple) (user )?stories',
        'aufteilen, aufgeteilt werden, runterbrechen, zu groß',
      ],
      { before: /(?<![a-z])/, after: /(?![a-z])/, flags: 'i' },
    ),
  },
  {
    kind: 'epic-update',
    pattern: phrases(
      [
        phrases(['updat(e|ed|ing), cleaned up, clean-?up, adjust(ed|ment)'], {
          before: /epic[^.]{0,60}? (?:needs?|requires?|should|has|must|to) (?:to )?(?:be |get |an? )?/,
          flags: 'i',
        }),
        '(update|clean up|adjust) (the |this |our )?epic',
        /epic[^.]{0,40}? (?:is |are )?(?:outdated|out of date|not up to date|veraltet)/i,
        /epic[^.]{0,40}? (?:muss|sollte) (?:noch )?aktualisiert/i,
      ],
      { before: /(?<![a-z])/, after: /(?![a-z])/, flags: 'i' },
    ),
  },
  {
    kind: 'refinement',
    pattern: phrases(
      [
        '(needs?|requires?|wants?|more|further|for|nach) (some |more |further |proper |to be )?(refine(ment|d)|refining)',
        'refinement (needed|required|missing|is needed|pending)',
        'to be refined',
        '(muss|müssen|sollte) (noch )?(verfeinert|refined)',
      ],
      { before: /(?<![a-z])/, after: /(?![a-z])/, flags: 'i' },
    ),
  },
  {
    kind: 'close',
    pattern: phrases(
      [
        '(can|could|should|may|must|needs? to|has to|have to|ready to|to) (probably |now |also |then |maybe |finally |already )?(be closed|be marked as done|close)',
        'close (this|the|that|it|these|those|both|as) ?(issue|epic|story|stories|one|ones|done|completed|duplicate)?',
        '(kann|können|sollte|sollten) (jetzt )?geschlossen werden',
        'closable',
      ],
      { before: /(?<![a-z])/, after: /(?![a-z])/, flags: 'i' },
    ),
  },
]
const SPLIT = PATTERNS.find(({ kind }) => kind === 'split')?.pattern ?? /(?!)/
const NOT_TO_CLOSE = phrases(
  [
    "can(not|'t|’t), can not, should(n't|n’t| not), not (yet )?(to )?be, won't, kann nicht, to close collaboration",
    'close to, closely',
    /closed[- ]source/i,
    'security gap, closed loop',
    'closed (automatically|if|when|once|unless)',
    'going to be closed, aim to close, closed beta',
  ],
  { before: /(?<![a-z])/, after: /(?![a-z])/, flags: 'i' },
)
const DONE_SIGN = /(?:✅|:white_check_mark:|✔)|(?:->|=>|→|[-–—:])\s?(?:done|erledigt)[\s.!)]*$/i

/** What the box says was done. */
const TICKED = /^[\s>]{0,40}(?:(?:[-*+]|\d{1,9}[.)])\s{1,4})?\[[xX]\]\s/

export function readBoardRequests(reading: ParsedPad): Wish[] {
  const wishes: Wish[] = []
  for (let index = reading.scope.from; index < reading.scope.to; index++) {
    const line = reading.lines[index]
    if (!line || !isRead(reading, index) || !['item', 'text', 'heading', 'quote', 'table'].includes(line.kind)) continue
    const words = (reading.plain[index] ?? '').slice(0, 1000)
    if (words.length < 8 || DONE_SIGN.test(words) || TICKED.test(line.text)) continue
    for (const { kind, pattern } of PATTERNS) {
      if (!pattern.test(words)) continue
      if (kind === 'close' && NOT_TO_CLOSE.test(words)) continue
      // "Broken down in further stories" asks for the split, not for another story beside it.
      if (kind === 'story-missing' && SPLIT.test(words)) continue
      if (kind === 'story-missing' && (asksForNone(words) || isAnsweredBelow(reading, index))) continue
      wishes.push({ kind, text: line.text.trim(), line: line.number, above: linesAbove(reading, index) })
    }
  }
  return wishes
}

/** "User story missing?", and one level deeper: "not wanted any more". */
function isAnsweredBelow(reading: ParsedPad, index: number): boolean {
  const below = reading.children.get(index) ?? []
  return below.some((child) => isRead(reading, child) && answersTheLineAbove((reading.plain[child] ?? '').slice(0, 1000)))
}

const SPEAKS_OF_STORY = /(?<![a-z])(?:user[ -]?)?stor(?:y|ies)(?![a-z])/i
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
  `(?:no|keine[rn]?|kein) (?:${ANY} ){0,3}${STORIES}(?![a-z])(?! yet)[^.?!,;]{0,60}?(?<![a-zäöüß])${NEEDED}`,
  `(?:no|without) (?:need|reason) (?:for|to (?:write|create|open|add|have)) (?:${ANY} ){0,3}${STORIES}`,
  `(?:needs?|requires?|wants?|braucht|brauchen|benötigt|benötigen|need|require|want) (?:wir |man |we )?(?:no|keine[rn]?) (?:${ANY} ){0,2}${STORIES}`,
  `(?:do|does|did|will|would|should) ?(?:not|n['’]t) (?:really |actually |any ?more )?(?:need|require|want|write|create|have|be) (?:${ANY} ){0,3}${STORIES}`,
  `(?:don|doesn|didn|won|wouldn|shouldn)['’]?t (?:really |actually )?(?:need|require|want|write|create|have) (?:${ANY} ){0,3}${STORIES}`,
  `(?:verzicht(?:en|et)?|verzichtet) auf (?:${ANY} ){0,2}${STORIES}`,
])

/** Said of whatever the line, or the line above, is about. */
const NOT_WANTED = any([
  `(?:not|(?:is|are|was|were|do|does|did)n['’]?t|no longer|never|nicht(?: mehr| länger)?) (?:really |actually |doch )?(?:${NEEDED})`,
  '(?:nicht|not) (?:any ?more|any longer|mehr) (?:needed|wanted|nötig)',
  '(?:decided|agreed|voted|spoke|speaking) against(?: (?:it|that|this|one|them|a|the|having|writing|creating|such)(?![a-z])|(?=[\\s.,;!)]*$))',
  "(?:decided|agreed) (?:not to|to not|that (?:no|none|it is not|we do not|we don['’]t))",
  'dagegen (?:entschieden|ausgesprochen|gestimmt)|entschieden (?:uns |haben uns )?dagegen',
  "(?:won['’]t|will not|wird nicht|werden nicht|wollen (?:wir )?nicht(?: mehr)?) (?:be )?(?:do|done|write|written|happen|need|needed|gemacht|geschrieben|angelegt|erstellt|gebraucht|benötigt)",
  "entfällt|hinfällig|erübrigt sich|never ?mind|wontfix|won['’]t ?fix",
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
const ANSWERED = new RegExp(
  `(?:✅|:white_check_mark:|✔)|(?:->|=>|→|[-–—:?])\\s{0,3}(?:(?:is|was|has|been|already|now|it|one|ist|wurde|schon|bereits|see|siehe)\\s{1,3}){0,4}(?:${MADE}|there is one|gibt es(?: schon| bereits)?|(?:covered|solved|handled|abgedeckt|gelöst) (?:by|with|in|through|durch|mit|von)(?![a-z])[^?]{1,60}|${MADE}:? [\\w./:-]{0,80}#?\\d{1,7})[\\s.!)]{0,9}$|(?:->|=>|→)\\s{0,3}(?:(?:see|siehe|now|it is|jetzt)\\s{0,3}){0,2}[\\w./-]{0,80}(?:#\\d{1,7})?[\\s.!)]{0,9}$`,
  'i',
)
const STORY_MADE = new RegExp(
  `(?<![a-z])${STORIES}(?![a-z])[^.?!]{0,80}?(?<![a-z])(?:was|were|is|are|has been|have been|wurden?|ist|sind|gibt es) (?:now |already |meanwhile |jetzt |bereits |schon |inzwischen |mittlerweile ){0,2}${MADE}(?![a-z])|(?<![a-z])(?:wrote|created|opened|added|filed) (?:${ANY} ){0,3}${STORIES}(?![a-z])|(?<![a-z])${STORIES}(?![a-z])[^.?!]{0,80}? (?:written|created|opened|filed|geschrieben|angelegt|erstellt)[\\s.!)]{0,9}$`,
  'i',
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

function any(patterns: readonly string[]): RegExp {
  return new RegExp(patterns.map((pattern) => `(?<![a-zäöüß])(?:${pattern})(?![a-zäöüß])`).join('|'), 'i')
}

/** The line asks for no story, though it speaks of one. */
export function asksForNone(words: string): boolean {
  return NO_STORY.test(words) || NOT_WANTED.test(words) || PREDICATE.test(words) || ANSWERED.test(words)
}

/** More words tell of something else. */
const SHORT_ANSWER = 60

/** A line below a wish that answers it, without a word of what it is about. */
export function answersTheLineAbove(words: string): boolean {
  const answer = `-> ${words.trim()}`
  return words.trim().length > 0 && words.length <= SHORT_ANSWER && !/\?/.test(words) && asksForNone(answer)
}

export function readStoryAnswers(reading: ParsedPad): StoryAnswer[] {
  const answers: StoryAnswer[] = []
  for (let index = reading.scope.from; index < reading.scope.to; index++) {
    const line = reading.lines[index]
    if (!line || !isRead(reading, index) || !['item', 'text', 'heading', 'quote', 'table'].includes(line.kind)) continue
    const words = (reading.plain[index] ?? '').slice(0, 1000)
    const isOfStory = SPEAKS_OF_STORY.test(words)
    const isAnswer = isOfStory
      ? asksForNone(words) || (STORY_MADE.test(words) && !STILL_TO_DO.test(words))
      : words.length <= SHORT_ANSWER && !/\?/.test(words) && NOT_WANTED.test(words)
    if (isAnswer) answers.push({ text: line.text.trim(), line: line.number, above: linesAbove(reading, index) })
  }
  return answers
}

const MOST_ABOVE = 40

/** Where a line stands among the lines above it; of a long list only the end. */
function linesAbove({ lines }: ParsedPad, index: number): LinesAbove {
  const number = (at: number) => lines[at]?.number ?? 0
  const parents: number[] = []
  for (let at = lines[index]?.parent ?? -1; at >= 0 && parents.length < MOST_ABOVE; at = lines[at]?.parent ?? -1) parents.push(at)
  const neighbors: number[] = []
  const siblingParents = new Set([...parents.map((at) => lines[at]?.parent ?? -1), lines[index]?.parent ?? -1])
  for (let at = index - 1; at >= Math.max(0, index - MOST_ABOVE); at -= 1) {
    const line = lines[at]
    if (line === undefined || line.kind === 'heading') break
    if (line.kind !== 'blank' && siblingParents.has(line.parent) && !parents.includes(at)) neighbors.push(at)
  }
  return { parents: parents.map(number), neighbors: neighbors.map(number) }
}
