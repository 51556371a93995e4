/** What an agenda is rendered from: the team's own headings, its open items, the board, the proposed presenter. Pure. */
import type { OpenItem, PastMeeting } from '../../domain/notes/past-meeting.ts'
import { fileText } from '../../domain/text/escape.ts'
import { handleCase } from '../meeting/handles.ts'
import { plain } from '../meeting/issue-annotation.ts'
import { isListOfItems } from '../meeting/open-items.ts'
import type { AgendaBoard } from './agenda-board.ts'
import { itemLine } from './agenda-text.ts'
import type { AgendaTopics } from './agenda-topics.ts'
import { ATTENTION_TITLE, forSprint, NO_SPRINT } from './agenda-words.ts'
import { teamStyleOf } from './team-style.ts'

export type AgendaInput = {
  readonly date: string
  /** "deep dive", of a team with meetings of several kinds; null: of one kind. */
  readonly kind: string | null
  readonly firstHeading: 1 | 2
  readonly past: readonly PastMeeting[]
  readonly items: readonly OpenItem[]
  /** What is to be talked about beside the board. */
  readonly topics: AgendaTopics
  /** How the issues ended that an item names; null: they did not, or it names none. */
  readonly endOfIssues?: (item: OpenItem) => string | null
  /** How to see the items that are not shown. */
  readonly allItems: string
  /** The question for the presenter as the team puts it; left out where a heading of the team's asks. */
  readonly question: string
  readonly proposal: { readonly reporter: string | null; readonly scribe: string | null }
  /** false: nobody is asked who writes or reports (the team never does). */
  readonly communityCall: boolean
}

/** Data for `agenda/topics`, and the base of `agenda/sprint`. */
export function agendaData(input: AgendaInput) {
  const { date, kind, firstHeading, past } = input
  const dialect = teamStyleOf(past)
  const spelled = handleCase(past)
  const level = (deeper: number) => '#'.repeat(firstHeading + deeper)
  const proposal = proposalLine(input.proposal, spelled)
  return {
    h1: level(0),
    h2: level(1),
    h3: level(2),
    date,
    kind: kind === null ? '' : fileText(kind),
    bullet: dialect.bullet,
    participants: dialect.participants ?? 'Participants',
    recurring: dialect.recurring ?? dialect.asking ?? 'Recurring items',
    question: dialect.recurring === null && dialect.asking !== null ? null : input.question,
    proposal,
    agenda: dialect.agenda ?? 'Agenda',
    housekeeping: dialect.housekeeping ?? 'Housekeeping',
    chores: dialect.chores,
    // Where no heading of the team is for the duties, the question stands there.
    housekeepingQuestion: dialect.chores === null ? input.question : null,
    duties: dutiesOf(input, spelled),
    itemsTitle: dialect.items?.title ?? (firstHeading === 2 ? 'Pending action items' : 'AIs from last time'),
    itemsHeading: level(dialect.items?.isBelowHousekeeping ? 2 : 1),
    items: itemLines(input, dialect.slanted, spelled),
    lastTopic: dialect.lastTopic,
    ...input.topics,
  }
}

/** Data for `agenda/sprint`. */
export function sprintAgendaData(
  input: AgendaInput,
  board: { readonly note: string; readonly found: AgendaBoard | null; readonly noFindings: string },
) {
  const base = agendaData(input)
  const { found } = board
  return {
    ...base,
    itemsTitle: teamStyleOf(input.past).items?.title ?? 'AIs from last time',
    board: board.note,
    review: orEmpty(found?.review ?? []),
    sprint: found === null ? '' : found.sprint === null ? NO_SPRINT : forSprint(found.sprint),
    planning: orEmpty(found?.planning ?? []),
    attention: found?.attention ?? [],
    attentionTitle: ATTENTION_TITLE,
    noAttention: board.noFindings,
  }
}

/** A bullet to type at where there is nothing to show. */
function orEmpty(entries: AgendaBoard['review']): AgendaBoard['review'] {
  return entries.length > 0 ? entries : [{ line: '', below: [] }]
}

type Spelled = (handle: string) => string

/** To be filled in. An empty bullet directly below text would make a heading of the text. */
const UNKNOWN = '@'

/** A proposal, not an answer: who takes it over takes the word away, or types another name. */
function proposalLine({ reporter, scribe }: AgendaInput['proposal'], spelled: Spelled): string {
  if (reporter === null && scribe === null) return UNKNOWN
  if (reporter === null || scribe === null || reporter === scribe) return `proposed: @${spelled(reporter ?? scribe ?? '')}`
  return `proposed: @${spelled(reporter)} (report), @${spelled(scribe)} (minutes)`
}

function dutiesOf({ proposal, communityCall }: AgendaInput, spelled: Spelled) {
  const proposed = (handle: string | null) => (handle === null ? UNKNOWN : `proposed: @${spelled(handle)}`)
  return [
    { duty: 'minutes transfer:', proposal: proposed(proposal.scribe) },
    ...(communityCall ? [{ duty: 'community call:', proposal: proposed(proposal.reporter) }] : []),
  ]
}

/** More than a meeting can go through. */
const ITEMS_SHOWN = 15

function itemLines(
  { date, items, allItems, past, endOfIssues = () => null }: AgendaInput,
  slanted: boolean,
  spelled: Spelled,
): readonly string[] {
  const shown = items.length > ITEMS_SHOWN + 1 ? items.slice(0, ITEMS_SHOWN) : items
  const rest = items.length - shown.length
  return [
    ...shown.map((item) => itemLine(item, { slanted, spelled, topic: topicOf(item, past), ended: endOfIssues(item), date })),
    ...(rest > 0 ? [`… and ${rest} older ones: \`${allItems}\``] : []),
  ]
}

/** The heading an item stood under, where it is that of a topic. */
function topicOf({ path, line }: OpenItem, past: readonly PastMeeting[]): string | null {
  const section = past.find((meeting) => meeting.path === path)?.notes.sections.findLast((heading) => heading.line < line)
  if (!section || section.depth < 3 || isListOfItems(section.title) || FRAME.test(section.title)) return null
  const title = plain(section.title.replace(/[()]/g, ' '))
  return title === '' || title.length > 80 ? null : title
}

/** Headings that hold topics and are none. */
const FRAME = /^\W{0,9}(?:sprint|agenda|housekeeping|recurring|action items|summary|decisions|topics?$)/i
