/**
 * Words that agendas put between the topics. Minutes keep them as people left them, without the agenda's marker, so whoever
 * looks for topics must know them. Each form stands here once: what is written and what is recognized are made of it. Whoever
 * changes the words of a form keeps the old ones behind the new ones, for the minutes that have them. Pure.
 */

/** The words written now first, then those of earlier versions: minutes still hold them. */
type Form = readonly [written: string, ...former: readonly string[]]

const FORMS = {
  withoutEpic: ['Without an epic'],
  waitingForStories: ['Epics to plan stories for', 'Epics without stories', 'Epics that wait for stories'],
  largerThanSprint: ['Larger than a sprint'],
  stillOpen: ['Still open in {sprint}: carry over or drop?'],
  boardAsOf: ['Board as of {time}{rest}.'],
  forSprint: ['For {period}.'],
  noSprint: ['The board has no sprint for this date.', 'The board knows no sprint for this day.'],
  removedFromBoard: ['Removed from the board', 'Taken off the board'],
  moreEpics: ['… and {count} more epics on the board'],
  timeBoxes: ['Time boxes: {minutes}.'],
} as const satisfies Record<string, Form>

/** Heading of the list of epics that need a hand. */
const ATTENTION_TITLES: Form = ['Epics needing attention']

export const WITHOUT_EPIC = FORMS.withoutEpic[0]
export const WAITING_FOR_STORIES = FORMS.waitingForStories[0]
export const LARGER_THAN_SPRINT = FORMS.largerThanSprint[0]
export const NO_SPRINT = FORMS.noSprint[0]
export const REMOVED_FROM_BOARD = FORMS.removedFromBoard[0]
export const ATTENTION_TITLE = ATTENTION_TITLES[0]

/** What stands in the places of a form. */
const PLACES: Readonly<Record<string, string>> = {
  sprint: '.{1,60}',
  time: String.raw`\d{4}-.{1,40}`,
  rest: '.{0,200}',
  period: String.raw`.{1,60}, \d{4}-\d{2}-\d{2} to .{10,12}`,
  count: String.raw`\d{1,6}`,
  minutes: String.raw`\d{1,5} .{1,60}`,
}

export function stillOpenIn(sprint: string): string {
  return filled(FORMS.stillOpen[0], { sprint })
}

/** `rest`: what it is compared with. */
export function boardAsOf(time: string, rest: string): string {
  return filled(FORMS.boardAsOf[0], { time, rest })
}

/** `period`: name and days of the sprint. */
export function forSprint(period: string): string {
  return filled(FORMS.forSprint[0], { period })
}

/** `sum` and `length` in minutes; `length` null: nobody knows how long the meeting is. */
export function timeBoxesOf(sum: number, length: number | null): string {
  const minutes =
    length === null
      ? `${sum} minutes`
      : sum <= length
        ? `${sum} of ${length} minutes`
        : `${sum} minutes, ${sum - length} more than the meeting has`
  return filled(FORMS.timeBoxes[0], { minutes })
}

export function moreEpics(count: number): string {
  return filled(FORMS.moreEpics[0], { count: `${count}` })
}

function filled(form: string, values: Readonly<Record<string, string>>): string {
  return form.replace(/\{(\w+)\}/g, (_whole, name: string) => values[name] ?? '')
}

/** In any case; the period at the end may be missing. */
function patternOf(form: string): string {
  const parts = form.replace(/\.$/, '').split(/\{(\w+)\}/)
  return parts.map((part, index) => (index % 2 === 1 ? (PLACES[part] ?? '') : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))).join('')
}

const LINE = new RegExp(`^(?:${Object.values(FORMS).flat().map(patternOf).join('|')})\\.?$`, 'i')

/** A whole line, without bullet and markup. */
export function isAgendaLine(words: string): boolean {
  return LINE.test(words)
}

/** Decoration before it (`:warning:`, `1.`) is passed over. */
export function isAttentionTitle(heading: string): boolean {
  const words = heading.replace(/^(?::[a-z_]{1,40}:|\W){0,9}/, '').toLowerCase()
  return ATTENTION_TITLES.some((title) => words.startsWith(title.toLowerCase()))
}
