/** What a section is built from, with only what a test is about, and what is understood of minutes that hold one. */
import { createTemplates } from '../../src/adapters/templates/templates.ts'
import type { BoardItem, Snapshot } from '../../src/domain/board/board.ts'
import type { Finding } from '../../src/domain/finding.ts'
import { refKey } from '../../src/domain/reference.ts'
import { markSection } from '../../src/domain/text/section-marks.ts'
import { boardFactsOf } from '../../src/minutes/board-facts/board-facts.ts'
import type { HygieneFacts } from '../../src/minutes/board-facts/hygiene-facts.ts'
import { NO_ITEMS } from '../../src/minutes/compose/listed-items.ts'
import { type MinutesInput, readMeeting } from '../../src/minutes/compose/read-meeting.ts'
import { readPast } from '../../src/minutes/meeting/past-meetings.ts'
import type { Section, SectionInput } from '../../src/minutes/sections/section.ts'
import { aBoardItem, aSnapshot } from '../builders.ts'
import { iaasTeam, minutesSettings } from './settings.ts'

const DAY = '2023-01-18'

export type Given = Partial<MinutesInput> & {
  /** Below the heading of the agenda. */
  readonly typed?: string
  readonly hygiene?: Partial<HygieneFacts>
  readonly items?: Partial<SectionInput['items']>
}

/** Links lead to `#line-<n>`, so that a test says from which line of the pad a line comes. Every card is the team's. */
export function sectionInput({ typed = '- Topic', hygiene = {}, items = {}, ...more }: Given = {}): SectionInput {
  const context = readMeeting({
    settings: minutesSettings,
    team: iaasTeam,
    date: DAY,
    pad: { text: padOf(typed), format: 'markdown', editedAt: null, source: null, warnings: [] },
    snapshot: null,
    history: [],
    past: [],
    boardRemark: null,
    now: new Date('2023-01-18T11:15:00Z'),
    render: createTemplates().render,
    ...more,
  })
  const teamRefs = refsOn(more.snapshot)
  const earlierTeamRefs = refsOn(context.previousBoard.before)
  const facts = boardFactsOf(context, { findings: [], isOpen: false, teamRefs, earlierTeamRefs, ...hygiene })
  return {
    ...facts,
    context,
    places: { linkTo: (line) => ` ([Topic](#line-${line}))`, lineOf: (line) => line },
    items: { ...NO_ITEMS, ...items },
    inline: (text) => text,
  }
}

function refsOn(snapshot: Snapshot | null | undefined): ReadonlySet<string> {
  return new Set((snapshot?.items ?? []).flatMap(({ ref }) => (ref === null ? [] : [refKey(ref)])))
}

/** Line 1 is the title, 5 to 7 the participants; what is typed begins on line 11. */
function padOf(typed: string): string {
  return `# ${DAY}\n\n## Participants\n\n- @ada-l\n- @grace-h\n- @eve\n\n## Agenda\n\n${typed}\n`
}

/** A card of the organization, in progress. */
export function aCard(number: number, rest: Partial<BoardItem> = {}): BoardItem {
  return aBoardItem({ number, ref: `acme/issues#${number}`, status: 'In progress', createdAt: '2022-06-01T08:00:00Z', ...rest })
}

export function aBoard(items: readonly BoardItem[], rest: Partial<Snapshot> = {}): Snapshot {
  return aSnapshot({ board: { owner: 'acme', number: 6, title: 'Board' }, items, ...rest })
}

export function aFinding(rest: Partial<Finding> & Pick<Finding, 'says'>): Finding {
  return {
    ...{ rule: 'a-rule', severity: 'warning', team: 'iaas', epic: 'acme/issues#9', story: null, lead: '', since: null },
    ...{ message: '', evidence: [], fix: '', aspect: 'owner', group: 'attention', nextStep: null, wish: null, label: null },
    ...rest,
  }
}

/** A section as it stands in minutes, with whatever people wrote into it behind what the app did. */
export function shownIn(section: Section, text: string, added = ''): string {
  const heading = section.heading === '' ? '' : `### ${section.heading}\n\n`
  return markSection(section.id, `${heading}${text}${added === '' ? '' : `\n${added}`}`)
}

/** Everything that is taken for words of people in minutes of this meeting with `more` at their end. */
export function understood(more = '') {
  const notes = readPast(`${padOf('- Flavors')}\n## Summary\n\n${more}\n`, DAY, minutesSettings)
  const { participants, presenters, references, unresolved, wishes, headlines } = notes
  return {
    ...{ participants, presenters, headlines, unresolved },
    references: references.map(({ owner, repo, number }) => `${owner}/${repo}#${number}`),
    wishes: wishes.map(({ kind, text }) => `${kind}: ${text}`),
    actionItems: notes.actionItems.map(({ owners, status, text }) => `${owners.join()} ${status} ${text}`),
    decisions: notes.decisions.map(({ text }) => text),
  }
}
