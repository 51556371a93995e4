/** Words that mark an action item in a line: AI, TODO, Action item, Aufgabe; and headings of open ones. */
import { oneOf } from '../../text/word-lists.ts'

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

const MARK =
  /(?<![A-Za-z\d@#/.\\-])@?(?:(AIs?(?:['’]s)?)|([Tt][Oo][ -]?[Dd][Oo](?:['’]?s)?)|([Aa][Cc][Tt][Ii][Oo][Nn][ -]?(?:[Ii][Tt][Ee][Mm][Ss]?|[Pp][Oo][Ii][Nn][Tt][Ss]?)|Aufgaben?|AUFGABEN?|Maßnahmen?|To-Do-Punkte?|(?:Actions?|ACTIONS?)(?=:|\s?\(@?[A-Za-z\d-]{1,39}\)\s?:|\s[-–—]\s)|(?:AP|A\.P\.|Tasks?|TASKS?|task)(?=\s?[:–-]?\s{0,2}[*_]{0,2}@)|(?<=^[\s*_~[\]xX-]{0,8})actions?(?=:)))(?![A-Za-zäöü\d/-])/g
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

const KINDS = oneOf('check, review, pending, open, old, previous, remaining, new, current, offene, alte, neue, our, the, all, weitere')
const ITEMS = oneOf(
  "ais, ai's, action item(s), action point(s), actions, to do(s), todo(s), to do list, todo list, follow up actions, assigned tasks",
  'aufgaben, aufgabenliste, aufgabenverteilung, offene punkte, maßnahmen, arbeitsaufträge, aktionspunkte',
)
const OPEN_ACTIONS = new RegExp(`^(?:${KINDS} ){0,3}${ITEMS}(?:$|[ :(,/])`, 'iu')

/** Also the name of a topic ("Next steps for the archive"): it opens a list of actions where it stands alone. */
const ONLY_ACTIONS = new RegExp(
  `^(?:${KINDS} ){0,1}${oneOf('next step(s), task(s), follow up(s), nächste schritte, weiteres vorgehen, wer macht was, who does what')}[\\s:]{0,3}$`,
  'iu',
)

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
  'ai workload(s), ai model(s), ai act, ai coding, ai agent(s), ai policy, ai tool(s), ai use, ai working group, ai group, ai wg, ai sig, ai strategy, ai assistant(s), ai ethics, ai systems, ai services, for ai, use of ai',
)
const ABOUT_INTELLIGENCE = new RegExp(`^(?:ai|ki|genai|llms?|ai/ml)$|(?<![a-z])${INTELLIGENCE}(?![a-z])`, 'u')

/** A heading under which AI means artificial intelligence. */
export function isAboutIntelligence(label: string): boolean {
  return ABOUT_INTELLIGENCE.test(label)
}

/** Words that may stand right before `AI:` and leave it an action item. */
const BEFORE =
  /(?:^|[^\p{L}\d\s]\s{0,3}|(?<![\p{L}])(?:new|open|old|next|another|first|second|third|my|our|an|one|and|neue[rsn]?|offene[rsn]?|ein[en]?|und|nächste[rsn]?)\s{1,3})[*_~[(]{0,3}$/iu

/** `FOR AI:`, `Generative AI:`, `New in AI:`: a word leads into it, so it is what the line is about. */
export function isTopic(words: string, { word, start, end }: Mark): boolean {
  if (word !== 'ai') return false
  const before = words.slice(Math.max(0, start - 40), start)
  return /^[*_~]{0,3}\s?:/.test(words.slice(end, end + 6)) && before.trim() !== '' && !BEFORE.test(before)
}
