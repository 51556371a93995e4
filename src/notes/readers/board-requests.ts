/**
 * What a meeting wants changed about epics and stories (written, split, updated, refined, closed), and what it says to a story
 * that was asked for: not wanted, or written already.
 */

import type { LinesAbove, StoryAnswer, Wish } from '../../domain/notes/notes.ts'
import { anyOf, phrases, sequence } from '../../domain/text/phrases.ts'
import { isRead, type ParsedPad } from './parsed-pad.ts'
import { answersTheLineAbove, asksForNone, isNotWanted, SHORT_ANSWER, tellsOfNewStory } from './story-answers.ts'

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
const SOME = sequence([
  '(?:',
  /a |an |the |new |separate |own |some |more |proper |further |missing |\d{1,2} /,
  /|(?:the )?(?:issues?|epics?) ?(?:and|&|\/|,) ?/,
  '){0,3}',
]).source
/** As whole words; `[^.]` between two of them: they must stand in one sentence. */
const word = (source: string): string => `(?<![a-z])${source}(?![a-z])`

const PATTERNS: readonly { readonly kind: Wish['kind']; readonly pattern: RegExp }[] = [
  {
    kind: 'story-missing',
    pattern: phrases(
      [
        sequence([word(STORY), /[^.]{0,80}?/, word(MISSING)]),
        sequence([/(?<![a-z])/, NEEDS, / [^.:?]{0,30}?/, word(STORY)]),
        sequence([/(?<![a-z])/, `(?:${WRITES}|new) ${SOME}${STORY}`, /(?![a-z])/]),
        sequence([word('(?:new|neue) (?:user[ -]?)?stor(?:y|ies) (?:for|needed|about|on|für)')]),
        'created as (a )?(user )?stor(y|ies)',
      ],
      { flags: 'i' },
    ),
  },
  {
    kind: 'epic-missing',
    pattern: phrases(
      [
        sequence([word(EPIC), /(?! needs? (?:an )?update)[^.]{0,60}?/, word(MISSING)]),
        sequence([
          `(?<![a-z])(?:${NEEDS}|${WRITES}) `,
          /(?:an? |the |one |another |new |einen? |also |to write |more ){0,2}(?:new )?/,
          EPIC,
          /(?![a-z])/,
        ]),
      ],
      { flags: 'i' },
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
        sequence([
          /(?:can|could|should|may|must|needs? to|has to|have to|ready to|to) /,
          /(?:probably |now |also |then |maybe |finally |already )?(?:be closed|be marked as done|close)/,
        ]),
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
export function readStoryAnswers(reading: ParsedPad): StoryAnswer[] {
  const answers: StoryAnswer[] = []
  for (let index = reading.scope.from; index < reading.scope.to; index++) {
    const line = reading.lines[index]
    if (!line || !isRead(reading, index) || !['item', 'text', 'heading', 'quote', 'table'].includes(line.kind)) continue
    const words = (reading.plain[index] ?? '').slice(0, 1000)
    const isOfStory = SPEAKS_OF_STORY.test(words)
    const isAnswer = isOfStory
      ? asksForNone(words) || tellsOfNewStory(words)
      : words.length <= SHORT_ANSWER && !/\?/.test(words) && isNotWanted(words)
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
