/**
 * Words that agendas put between the topics. Minutes keep them as people left them, without the agenda's marker, so whoever
 * looks for topics must know them. Each form stands here once: what is written and what is recognized are made of it, and
 * whoever words one anew adds the old form to the former ones, for the minutes that have it. Pure.
 */

export const WITHOUT_EPIC = 'Without an epic'
export const WAITING_FOR_STORIES = 'Epics without stories'
export const LARGER_THAN_SPRINT = 'Larger than a sprint'
/** Heading of the list of epics that need a hand. */
export const ATTENTION_TITLE = 'Epics needing attention'
const STILL_OPEN = 'Still open in {sprint}: carry over or drop?'
const BOARD_AS_OF = 'Board as of {time}{rest}.'
const FOR_SPRINT = 'For {period}.'

/** What stands in the places of a form. */
const PLACES: Readonly<Record<string, string>> = {
  sprint: '.{1,60}',
  time: String.raw`\d{4}-.{1,40}`,
  rest: '.{0,200}',
  period: String.raw`.{1,60}, \d{4}-\d{2}-\d{2} to .{10,12}`,
}

/** Forms that agendas no longer write. */
const FORMER: readonly string[] = []
/** The heading first, then its former words. */
const ATTENTION_TITLES: readonly string[] = [ATTENTION_TITLE]

export function stillOpenIn(sprint: string): string {
  return filled(STILL_OPEN, { sprint })
}

/** `rest`: what it is compared with. */
export function boardAsOf(time: string, rest: string): string {
  return filled(BOARD_AS_OF, { time, rest })
}

/** `period`: name and days of the sprint. */
export function forSprint(period: string): string {
  return filled(FOR_SPRINT, { period })
}

function filled(form: string, values: Readonly<Record<string, string>>): string {
  return form.replace(/\{(\w+)\}/g, (_whole, name: string) => values[name] ?? '')
}

/** In any case; the period at the end may be missing. */
function patternOf(form: string): string {
  const parts = form.replace(/\.$/, '').split(/\{(\w+)\}/)
  return parts.map((part, index) => (index % 2 === 1 ? (PLACES[part] ?? '') : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))).join('')
}

const FORMS = [WITHOUT_EPIC, WAITING_FOR_STORIES, LARGER_THAN_SPRINT, STILL_OPEN, BOARD_AS_OF, FOR_SPRINT, ...FORMER]
const LINE = new RegExp(`^(?:${FORMS.map(patternOf).join('|')})\\.?$`, 'i')

/** A whole line, without bullet and markup. */
export function isAgendaLine(words: string): boolean {
  return LINE.test(words)
}

/** Decoration before it (`:warning:`, `1.`) is passed over. */
export function isAttentionTitle(heading: string): boolean {
  const words = heading.replace(/^(?::[a-z_]{1,40}:|\W){0,9}/, '').toLowerCase()
  return ATTENTION_TITLES.some((title) => words.startsWith(title.toLowerCase()))
}
