/**
 * Words that agendas put between the topics. Minutes keep them as people left them, without the agenda's mark, so whoever looks
 * for topics must know them: they stand here once, for both. Pure.
 */

export const WITHOUT_EPIC = 'Without an epic'
export const WAITING_FOR_STORIES = 'Epics that wait for stories'
export const LARGER_THAN_SPRINT = 'Larger than a sprint'
/** Heading of the list of epics that need a hand. */
export const ATTENTION_TITLE = 'Epics needing attention'

export function stillOpenIn(sprint: string): string {
  return `Still open in ${sprint}: carry over or drop?`
}

/** `rest`: what it is compared with. */
export function boardAsOf(time: string, rest: string): string {
  return `Board as of ${time}${rest}.`
}

export function forSprint(sprint: string): string {
  return `For ${sprint}.`
}

const GROUPS = new Set([WITHOUT_EPIC, WAITING_FOR_STORIES, LARGER_THAN_SPRINT].map((words) => words.toLowerCase()))
const LINE = /^(?:still open in .{1,60}: carry over or drop\?|board as of \d{4}-.{1,200}|for .{1,60}, \d{4}-\d{2}-\d{2} to .{10,12})$/i

/** A whole line, without bullet and markup. */
export function isAgendaLine(words: string): boolean {
  return GROUPS.has(words.toLowerCase()) || LINE.test(words)
}

/** Decoration before it (`:warning:`, `1.`) is passed over. */
export function isAttentionTitle(heading: string): boolean {
  return heading
    .replace(/^\W{0,9}/, '')
    .toLowerCase()
    .startsWith(ATTENTION_TITLE.toLowerCase())
}
