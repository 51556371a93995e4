/**
 * Words that mark an action item in a line (AI, TODO, Action item, Aufgabe) and headings of open ones: where a mark stands, what
 * follows it, and whether it is meant as one.
 */

import { phrases } from '../../../domain/text/phrases.ts'
import { oneOf } from '../../text/word-lists.ts'
import { isRead, type ParsedPad, wordsOf } from '../parsed-pad.ts'
import { bareOwnerAt, namedAt, nickAt, ownersAt, unknownAt } from './owners.ts'
export type Mark = {
  readonly start: number
  readonly end: number
  /** `AI` may mean artificial intelligence, and needs more proof than `TODO`. */
  readonly word: 'ai' | 'todo' | 'action item'
  /** Lower-case "to do" in prose is no mark, unless the line begins with it. */
  readonly spoken: boolean
  /** `#action ada to …`, as chat bots take it: the next word is a person. */
  readonly command: boolean
}

/** The first group is `AI`, the second `TODO`; all others name an action item. */
const MARK = phrases(
  [
    /(AIs?(?:['’]s)?)/,
    /([Tt][Oo][ -]?[Dd][Oo](?:['’]?s)?)/,
    /[Aa][Cc][Tt][Ii][Oo][Nn][ -]?(?:[Ii][Tt][Ee][Mm][Ss]?|[Pp][Oo][Ii][Nn][Tt][Ss]?)/,
    'Aufgaben?, AUFGABEN?, Maßnahmen?, To-Do-Punkte?',
    /(?:Actions?|ACTIONS?)(?=:|\s?\(@?[A-Za-z\d-]{1,39}\)\s?:|\s[-–—]\s)/,
    /(?:AP|A\.P\.|Tasks?|TASKS?|task)(?=\s?[:–-]?\s{0,2}[*_]{0,2}@)/,
    // Whom it is for stands before the colon: `Task for Kim: …`, `Bitte an Kim: …`.
    /(?:Tasks?|task|Action|Auftrag|Aufträge|Arbeitsauftrag|Bitte)(?=\s(?:for|to|für|an)\s[*_]{0,2}[A-ZÄÖÜ@][^:.,()]{0,40}:)/,
    /(?<=^[\s*_~[\]xX-]{0,8})actions?(?=:)/,
  ],
  { before: /(?<![A-Za-z\d@#/.\\-])@?/, after: /(?![A-Za-zäöü\d/-])/, flags: 'g' },
)
const COMMAND = /^\s{0,3}#(?:action|todo|task)(?![A-Za-z\d-])/i

export function marksIn(words: string): Mark[] {
  const command = COMMAND.exec(words)
  if (command) return [{ start: 0, end: command[0].length, word: 'action item', spoken: false, command: true }]
  const marks: Mark[] = []
  for (const match of words.matchAll(MARK)) {
    const word = match[1] ? 'ai' : match[2] ? 'todo' : 'action item'
    const spoken = word === 'todo' && /^to[ -]do/.test(match[0])
    marks.push({ start: match.index, end: match.index + match[0].length, word, spoken, command: false })
  }
  return marks
}

const KINDS = oneOf('check, review, pending, open, old, previous, remaining, new, current', 'offene, alte, neue, our, the, all, weitere')
const ITEMS = oneOf(
  "ais, ai's, action item(s), action point(s), actions, to do(s), todo(s), to do list, todo list",
  'follow up actions, assigned tasks',
  'aufgaben, aufgabenliste, aufgabenverteilung, offene punkte, maßnahmen, arbeitsaufträge, aktionspunkte',
)
const OPEN_ACTIONS = new RegExp(`^(?:${KINDS} ){0,3}${ITEMS}(?:$|[ :(,/])`, 'iu')

/** Also the name of a topic ("Next steps for the archive"): it opens a list of actions where it stands alone. */
const STEPS = oneOf(
  'next step(s), task(s), follow up(s), nächste schritte, nächster schritt, weiteres vorgehen, wer macht was, who does what',
)
const ONLY_ACTIONS = new RegExp(`^(?:${KINDS} ){0,1}${STEPS}[\\s:]{0,3}$`, 'iu')

/** A heading below which every item is an action item, marked or not. `AI` alone is a topic. */
export function opensActions(label: string): boolean {
  return (OPEN_ACTIONS.test(label) && label.split(' ').length <= 9) || opensPlans(label)
}

/** Below it only what names people, or has a box, is an action item: the rest is what may come. */
export function opensPlans(label: string): boolean {
  return ONLY_ACTIONS.test(label)
}

const INTELLIGENCE = oneOf(
  'artificial intelligence, künstliche intelligenz, machine learning, gen ai, genai, generative ai, llm(s)',
  'ai workload(s), ai model(s), ai act, ai coding, ai agent(s), ai policy, ai tool(s), ai use, ai working group',
  'ai group, ai wg, ai sig, ai strategy, ai assistant(s), ai ethics, ai systems, ai services, for ai, use of ai',
)
const ABOUT_INTELLIGENCE = new RegExp(`^(?:ai|ki|genai|llms?|ai/ml)$|(?<![a-z])${INTELLIGENCE}(?![a-z])`, 'u')

/** A heading under which AI means artificial intelligence. */
export function isAboutIntelligence(label: string): boolean {
  return ABOUT_INTELLIGENCE.test(label)
}

/** Words that may stand right before `AI:` and leave it an action item. */
const BEFORE = phrases(
  [
    /^/iu,
    /[^\p{L}\d\s]\s{0,3}/iu,
    phrases(
      [
        'new, open, old, next, another, first, second, third, my, our, an, one, and',
        /neue[rsn]?/iu,
        /offene[rsn]?/iu,
        /ein[en]?/iu,
        'und',
        /nächste[rsn]?/iu,
      ],
      { before: /(?<![\p{L}])/iu, after: /\s{1,3}/iu },
    ),
  ],
  { after: /[*_~[(]{0,3}$/iu },
)

/** `FOR AI:`, `Generative AI:`, `New in AI:`: a word leads into it, so it is what the line is about. */
export function isTopic(words: string, { word, start, end }: Mark): boolean {
  if (word !== 'ai') return false
  const before = words.slice(Math.max(0, start - 40), start)
  return /^[*_~]{0,3}\s?:/.test(words.slice(end, end + 6)) && before.trim() !== '' && !BEFORE.test(before)
}

/** `AI` needs people, a colon, or a name with a verb beside it; `TODO` and `Action item` need to stand as a label. */
export function isMeant(words: string, mark: Mark, tail: Tail, aboutIntelligence: boolean): boolean {
  if (mark.command) return true
  if (isTopic(words, mark)) return false
  if (tail.named && tail.owners.length > 0) return true
  const atStart = /^[\s*_~[\]xX(>=-]{0,10}$/.test(words.slice(Math.max(0, mark.start - 12), mark.start)) && mark.start <= 12
  if (mark.word === 'ai') return !aboutIntelligence && isMeantAsAi(words, mark, tail, atStart)
  if (mark.spoken && !atStart) return false
  if (tail.colon) return true
  return atStart && isLabelAtStart(words, mark)
}

/** `AI Kurt to make a proposal`, `AI VP04: check …`. */
const NAME_WITH_VERB_BEHIND_AI = /^ [A-Z][\p{L}\d]{1,20}(?: [A-Z][\p{L}\d]{1,20})?(?::| [-–—] | (?:to|will|soll|wird) [a-zäöü]{2})/u

function isMeantAsAi(words: string, mark: Mark, tail: Tail, atStart: boolean): boolean {
  if (tail.typed.length > 0) return true
  if (tail.unknown !== undefined) return false
  if (tail.named || tail.colon) return !/^[\s*_~]{0,3}:\/\//.test(words.slice(mark.end, mark.end + 6))
  const rest = words.slice(mark.end, mark.end + 80)
  if (NAME_WITH_VERB_BEHIND_AI.test(rest)) return true
  // `_AI reminder mail next week_` is set apart by its emphasis.
  return atStart && /[*_]/.test(words[mark.start - 1] ?? '') && /^ \p{L}/u.test(rest) && /[*_]\s{0,3}$/.test(words.slice(-4))
}

/** `ToDo Jürgen: …` */
const NAME_WITH_VERB = /^ \p{Lu}[\p{L}'’-]{1,20}(?: \p{Lu}[\p{L}'’-]{1,20})?(?::| [-–—] | (?:to|will|soll|wird) \p{Ll}{2})/u

function isLabelAtStart(words: string, { word, start, end }: Mark): boolean {
  if (word === 'action item') return /^[\s*_]{0,3}\s[-–—]{1,2}\s/.test(words.slice(end, end + 8))
  if (NAME_WITH_VERB.test(words.slice(end, end + 60))) return true
  return /^\s{1,2}\p{L}/u.test(words.slice(end)) ? words.slice(start, end) === 'TODO' : true
}

/** `AI for this week:`, `Action items from last week:`: a few words with a colon at the end, or `Action items` alone, and a list below. */
export function isLabelOfList(reading: ParsedPad, index: number, mark: Mark, tail: Tail): boolean {
  const line = reading.lines[index]
  if (!line || tail.named || tail.colon || mark.start > 4) return false
  const rest = line.text.slice(mark.end, mark.end + 80)
  const alone = mark.word === 'action item' && /^[\s*_]{0,4}$/.test(rest)
  if (!alone && (!/^s?[^:]{2,60}:[\s*_]{0,4}$/.test(rest) || rest.split(/\s+/).length > 8)) return false
  return (reading.children.get(index) ?? []).some((child) => isRead(reading, child))
}

/** People, what they hand on to whom, and where the text begins. */
export type Tail = {
  readonly owners: readonly string[]
  readonly for: readonly string[]
  readonly at: number
  readonly colon: boolean
  readonly named: boolean
  /** People without a handle, as typed. */
  readonly typed: readonly string[]
  /** Whom it is for, where that is nobody of the meeting. */
  readonly unknown?: string
}

export function tailOf(reading: ParsedPad, names: ReadonlySet<string>, words: string, { end, command }: Mark): Tail {
  // `AI (not officially): …`: what stands in brackets before the colon is said about the mark.
  const aside = /^\s?\([^()@]{1,40}\)(?=\s?:)/.exec(words.slice(end, end + 50))?.[0] ?? ''
  const colon = /^[\s*_~]{0,3}:/.test(words.slice(end + aside.length, end + aside.length + 6))
  const from = bareOwnerAt(words, end, reading.knownHandles) ? end : end + aside.length
  let at = from + (/^[)\]]?(?:[-=]>|[\s*_:.–—-]){0,8}/.exec(words.slice(from, from + 12))?.[0].length ?? 0)
  const addressed = addressedAt(words, end, names, reading.knownHandles)
  if (addressed) return addressed
  const preposition = /^(?:for|für|an|by|to|von)\s{1,2}(?=[*_~]{0,2}@)/i.exec(words.slice(at, at + 8))
  if (preposition) at += preposition[0].length
  const owners = ownersAt(words, at) ?? bareOwnerAt(words, at, reading.knownHandles) ?? nickAt(words, end, command)
  if (!owners) {
    const named = namedAt(words, at, names)
    return { owners: [], for: [], at: named?.end ?? at, colon, named: false, typed: named?.typed ?? [] }
  }
  let next = owners.end
  let others: readonly string[] = []
  const handedOn = /^[\s*_~]{0,3}(?:for|für|->|→|=>)\s{0,2}(?=[*_~]{0,2}@)/i.exec(words.slice(next, next + 10))
  if (handedOn) {
    const to = ownersAt(words, next + handedOn[0].length)
    if (to) {
      others = to.owners
      next = to.end
    }
  }
  return { owners: owners.owners, for: others, at: next, colon, named: true, typed: [] }
}

const ADDRESSED = /^\s(?:for|to|für|an)\s{1,2}(?=[^:@]{1,60}:)/

/** `Aufgabe für Kim: …`: people by their names or bare handles, and what names nobody of the meeting; null for other words. */
function addressedAt(words: string, end: number, names: ReadonlySet<string>, known: ReadonlySet<string>): Tail | null {
  const preposition = ADDRESSED.exec(words.slice(end, end + 80))?.[0]
  if (preposition === undefined) return null
  const at = end + preposition.length
  const handle = bareOwnerAt(words, at, known)
  if (handle) return { owners: handle.owners, for: [], at: handle.end, colon: true, named: true, typed: [] }
  const named = namedAt(words, at, names)
  if (named) return { owners: [], for: [], at: named.end, colon: true, named: false, typed: named.typed }
  const unknown = unknownAt(words, at)
  // It stays in the text: the item says then whom it is for.
  return unknown && { owners: [], for: [], at: end + 1, colon: true, named: false, typed: [], unknown: unknown.typed }
}

export type Marking = {
  readonly reading: ParsedPad
  /** Names of the people of the meeting, lower case. */
  readonly names: ReadonlySet<string>
  /** Lines that belong to an item above; the reader adds to them. */
  readonly taken: Set<number>
}

/** More on one line are no items; the bound keeps such a line cheap. */
const MAX_MARKS = 40

export function marksAt(words: string): Mark[] {
  return marksIn(words)
    .filter(({ spoken, start }) => !spoken || (start <= 12 && !/[\p{L}\d@]/u.test(words.slice(0, start))))
    .slice(0, MAX_MARKS)
}

/** true where a mark of the line is meant as one: "the AI chapter" in prose is not. */
export function carriesMark({ reading, names }: Pick<Marking, 'reading' | 'names'>, index: number, aboutIntelligence: boolean): boolean {
  const words = wordsOf(reading, index)
  return marksAt(words).some((mark) => {
    const tail = tailOf(reading, names, words, mark)
    return isMeant(words, mark, tail, aboutIntelligence) || isLabelOfList(reading, index, mark, tail)
  })
}

export type HeadingKind = { readonly opens: boolean; readonly marked: boolean; readonly aboutIntelligence: boolean }

export function headingKinds(marking: Marking): HeadingKind[] {
  const { reading } = marking
  const kinds = reading.headingLabels.map((label) => ({
    opens: opensActions(label),
    marked: opensPlans(label),
    aboutIntelligence: isAboutIntelligence(label),
  }))
  for (const [index, { section, kind }] of reading.lines.entries()) {
    const own = kinds[section]
    if (kind === 'heading' || !own?.opens || own.marked) continue
    // Where items carry their mark, the lines between them are remarks.
    own.marked = carriesMark(marking, index, own.aboutIntelligence)
  }
  return kinds
}
