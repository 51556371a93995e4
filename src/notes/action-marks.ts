/** Words that mark an action item in a line: AI, TODO, Action item, Aufgabe; and headings of open ones. */

export type Mark = {
  readonly start: number
  readonly end: number
  /** `AI` may mean artificial intelligence, and needs more proof than `TODO`. */
  readonly word: 'ai' | 'todo' | 'action item'
  /** Lower-case "to do" in prose is no mark, unless the line begins with it. */
  readonly spoken: boolean
}

const MARK =
  /(?<![A-Za-z\d@#/.\\-])@?(?:(AIs?(?:['’]s)?)|([Tt][Oo][ -]?[Dd][Oo](?:['’]?s)?)|([Aa][Cc][Tt][Ii][Oo][Nn][ -]?(?:[Ii][Tt][Ee][Mm][Ss]?|[Pp][Oo][Ii][Nn][Tt][Ss]?)|Aufgaben?|AUFGABEN?|Maßnahmen?|To-Do-Punkte?|(?:Actions?|ACTIONS?)(?=:)))(?![A-Za-zäöü\d/-])/g

export function marksIn(words: string): Mark[] {
  const marks: Mark[] = []
  for (const match of words.matchAll(MARK)) {
    const word = match[1] ? 'ai' : match[2] ? 'todo' : 'action item'
    marks.push({ start: match.index, end: match.index + match[0].length, word, spoken: word === 'todo' && /^to[ -]do/.test(match[0]) })
  }
  return marks
}

const OPEN_ACTIONS =
  /^(?:(?:check|review|pending|open|old|previous|remaining|new|current|offene|alte|neue|our|the) ){0,3}(?:ais|ai['’]s|action[ -]?items?|action[ -]?points?|actions|to[ -]?dos?|to[ -]?do list|aufgaben|offene punkte|maßnahmen)(?:$|[ :(,/])/

/** A heading below which every item is an action item, marked or not. `AI` alone is a topic. */
export function opensActions(label: string): boolean {
  return OPEN_ACTIONS.test(label) && label.split(' ').length <= 9
}

/** A heading under which AI means artificial intelligence. */
export function isAboutIntelligence(label: string): boolean {
  return /^(?:ai|ki|genai|llms?|ai\/ml)$|(?<![a-z])(?:artificial intelligence|künstliche intelligenz|machine learning|gen(?:erative )?ai|llms?|ai (?:workloads?|models?|act|coding|agents?|policy|tools?|use))(?![a-z])/.test(
    label,
  )
}
