/** How a team writes its minutes: the headings, bullets and item forms of its latest ones, for the next agenda. Pure. */

import type { NotesSection } from '../../domain/notes/notes.ts'
import type { PastMeeting } from '../../domain/notes/past-meeting.ts'
import { phrases } from '../../domain/text/phrases.ts'
import { isListOfItems } from '../meeting/open-items.ts'
export type AgendaDialect = {
  readonly bullet: '-' | '*'
  /** Headings as the team types them; null where it has none of that kind. */
  readonly participants: string | null
  readonly recurring: string | null
  /** A heading that itself asks who writes and reports (`:telephone: Community call and minutes transfer`). */
  readonly asking: string | null
  readonly agenda: string | null
  readonly housekeeping: string | null
  readonly items: { readonly title: string; readonly isBelowHousekeeping: boolean } | null
  readonly chores: string | null
  readonly lastTopic: string | null
  /** Items are written `_AI @x: …_`. */
  readonly slanted: boolean
}

/** The meetings that are asked: newer habits count, a heading forgotten once is still one. */
const ASKED = 5

/** What each heading is, by how it begins; decoration (`:family:`, `1.`) is passed over. */
const KINDS: Readonly<Record<'participants' | 'recurring' | 'asking' | 'agenda' | 'housekeeping' | 'chores' | 'lastTopic', RegExp>> = {
  participants: /^(?:parti?c[a-z]{3,9}|attendees?|teilnehm[a-zä*:]{0,12}|anwesende?)(?![a-z])/,
  recurring: /^(?:recurring items?|wiederkehrend[a-z]{0,3})(?![a-z])/,
  asking: phrases(
    [
      'community call (report )?(and|&) minutes, minutes? taking',
      'report(ing|s)?( in (the )?community call)? ?(and|&) minutes, who (is|are) (reporting|presenting)',
    ],
    { before: /^/, after: /(?![a-z])/, flags: '' },
  ),
  agenda: /^(?:agenda|tagesordnung)$/,
  housekeeping: /^(?:housekeeping|organisatorisches)(?![a-z])/,
  chores: /^designate people(?![a-z])/,
  lastTopic: /^(?:aob|any other business|verschiedenes|sonstiges)$/,
}

export function teamStyleOf(past: readonly PastMeeting[]): AgendaDialect {
  const meetings = [...past].sort((a, b) => (a.date < b.date ? 1 : -1)).slice(0, ASKED)
  const find = (kind: keyof typeof KINDS) => {
    for (const { notes } of meetings) {
      const section = notes.sections.find(({ title, depth }) => depth > 1 && KINDS[kind].test(labelOf(title)))
      if (section) return plainHeading(section.title)
    }
    return null
  }
  const texts = meetings.flatMap(({ text }) => text ?? [])
  return {
    bullet: bulletOf(texts),
    participants: find('participants'),
    recurring: find('recurring'),
    asking: find('asking'),
    agenda: find('agenda'),
    housekeeping: find('housekeeping'),
    items: itemsHeading(meetings),
    chores: find('chores'),
    lastTopic: find('lastTopic'),
    slanted: texts.some((text) => /(?:^|[\s(*-])_AI @/m.test(text)),
  }
}

function itemsHeading(meetings: readonly PastMeeting[]): AgendaDialect['items'] {
  for (const { notes } of meetings) {
    const at = notes.sections.findIndex(({ title }) => isListOfItems(title))
    const section = notes.sections[at]
    if (!section) continue
    const above = notes.sections.slice(0, at).findLast(({ depth }) => depth < section.depth)
    return { title: plainHeading(section.title), isBelowHousekeeping: above !== undefined && isHousekeeping(above) }
  }
  return null
}

function isHousekeeping({ title }: NotesSection): boolean {
  return KINDS.housekeeping.test(labelOf(title))
}

/** Lower case, without emoji, their codes and signs in front. */
function labelOf(title: string): string {
  return plainHeading(title)
    .toLowerCase()
    .replace(/:[a-z\d_+-]{1,40}:/g, ' ')
    .replace(/^[^\p{L}]{1,20}/u, '')
    .replace(/[\s:]{1,9}$/, '')
    .trim()
}

/** One line, no HTML, and no more than what it is called: `Housekeeping: retro` was about that day. */
function plainHeading(title: string): string {
  return title
    .slice(0, 120)
    .replace(/<[^<>]{0,120}>/g, '')
    .replace(/\s+/g, ' ')
    .replace(/^((?::[a-z\d_+-]{1,40}: ?)?[^:]{3,80}): .*$/, '$1')
    .replace(/[\s.,;:!]{1,20}$/, '')
    .trim()
}

function bulletOf(texts: readonly string[]): '-' | '*' {
  // The newest minutes decide.
  for (const text of texts) {
    const stars = text.match(/^\s{0,20}\* /gm)?.length ?? 0
    const dashes = text.match(/^\s{0,20}- /gm)?.length ?? 0
    if (stars !== dashes) return stars > dashes ? '*' : '-'
  }
  return '-'
}
