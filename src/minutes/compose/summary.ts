/** The last part of the minutes: items, decisions, epics that need a hand, and where notes and board differ. Pure. */

import type { Snapshot } from '../../domain/board/board.ts'
import type { Finding } from '../../domain/finding.ts'
import { refKey } from '../../domain/reference.ts'
import { saysMinutesFact } from '../../domain/text/added-facts.ts'
import { minuteIn } from '../../domain/time/dates.ts'
import { formatNotes } from '../../notes/format/house-format.ts'
import type { News } from '../board-facts/board-changes-since.ts'
import { NOT_READ, OLD_BOARD, sentenceFor } from '../board-facts/board-trust.ts'
import type { Contradiction } from '../board-facts/contradictions.ts'
import { linkOf } from '../meeting/issue-annotation.ts'
import { followItems } from '../meeting/open-items.ts'
import type { PadLine } from '../meeting/pad-lines.ts'
import { shortened } from '../pull-request/review-questions.ts'
import { type Attention, listAttention } from '../sections/attention.ts'
import { listItems } from '../sections/items-and-decisions.ts'
import { type MinutesContext, tidy } from './context.ts'
import type { SourceLinks } from './source-links.ts'

/** Characters of a line that are repeated; it stands in full where the link leads. */
const MAX_SAID = 240

/** What the rules found on the board of the meeting. */
export type Judged = {
  readonly findings: readonly Finding[]
  /** Some of it could not be judged: findings may be missing. */
  readonly isOpen: boolean
}

export type SummaryParts = {
  readonly places: SourceLinks
  readonly contradictions: readonly Contradiction[]
  readonly news: News | null
  readonly judged: Judged
}

export function renderSummary(context: MinutesContext, { places, contradictions, news, judged }: SummaryParts): string {
  const { team, board, notes, settings, past, render } = context
  const inline = (text: string) => inlineMarkdown(text, context)
  const carried = followItems(notes, past, { people: settings.people })
  const items = listItems({
    notes,
    carried,
    places,
    spelt: spellings(context.lines),
    inline,
  })
  const listed = listedInAgenda(context.lines)
  const attention = attentionOf(context, { listed, places, inline, judged })
  const level = '#'.repeat(team.firstHeading + 1)
  return tidy(
    render('minutes/summary', {
      h2: level,
      h3: `${level}#`,
      about: aboutLine(context, [...items.open, ...items.done].some(saysMinutesFact)),
      ...items,
      showsAttention: (board !== null && context.withheld === 'nothing' && listed.size === 0) || attention.lines.length > 0,
      attention: attention.lines,
      noAttention: attention.isOpen ? 'None among what can be judged.' : 'None.',
      attentionRest: attention.more === 0 ? '' : `And ${attention.more} more; \`scs-sprint hygiene --team ${team.id}\` lists them all.`,
      contradictions: contradictions.map(
        ({ line, said, item, board: told }) => `"${inline(shortened(said, MAX_SAID))}", but ${linkOf(item)} ${told}${places.linkTo(line)}`,
      ),
      notDiscussed: news && news.reviewLine === null ? news.review : '',
    }),
  )
}

/** Epics that the agenda named as needing attention: the list stands in these minutes, further up. */
function listedInAgenda(lines: readonly PadLine[]): ReadonlySet<string> {
  return new Set(
    lines.flatMap(({ seeded, heading, mentions }) => {
      const isListed = seeded && /^\W{0,9}epics needing attention/i.test(lines[heading]?.text ?? '')
      return isListed && mentions[0] ? [refKey(mentions[0].ref)] : []
    }),
  )
}

function attentionOf(
  { wishes, lines, topics, board, discussed }: MinutesContext,
  {
    listed,
    places,
    inline,
    judged,
  }: { listed: ReadonlySet<string>; places: SourceLinks; inline: (text: string) => string; judged: Judged },
): Attention & { readonly isOpen: boolean } {
  const fresh = judged.findings.filter(({ epic }) => epic === null || !listed.has(refKey(epic)))
  return { ...listAttention({ findings: fresh, wishes, lines, topics, places, board, discussed, inline }), isOpen: judged.isOpen }
}

/** What the app has added to the lines of people, how to tell it, and of what time it is; why there is none. */
function aboutLine({ team, settings, snapshot, boardRemark, withheld, notes }: MinutesContext, hasAges: boolean): string {
  const hasBoard = team.board && settings.board !== null
  const remarks = [
    ...(hasBoard && snapshot === null ? [withheld === 'board' ? sentenceFor(withheld) : NOT_READ] : []),
    ...(hasBoard && snapshot !== null && boardRemark !== null ? [OLD_BOARD] : []),
    ...(hasBoard && snapshot !== null && withheld !== 'nothing' ? [sentenceFor(withheld)] : []),
  ]
  const told = [
    ...(hasBoard && snapshot !== null ? [`brackets with “board:” ${fromBoard(snapshot, settings.timezone)}`] : []),
    ...(hasAges ? ['brackets with “minutes:” from these and earlier minutes'] : []),
    ...(notes.handleProposals.length > 0 ? ['names with a question mark as suggestions'] : []),
  ]
  const last = told.at(-1)
  const listed = told.length > 1 ? `${told.slice(0, -1).join(', ')}, and ${last}` : last
  return [...(listed === undefined ? [] : [`The app added ${listed}.`]), ...remarks].join(' ')
}

function fromBoard({ board, takenAt }: Snapshot, timezone: string): string {
  const url = board.url ?? `https://github.com/orgs/${board.owner}/projects/${board.number}`
  return `from the [board](${url}) as of ${minuteIn(timezone, new Date(takenAt))}`
}

/** The same minutes but for the time the board was read, and whether it could be: nothing worth a commit. */
export function isSameMinutes(a: string, b: string): boolean {
  return withoutLook(a) === withoutLook(b)
}

function withoutLook(text: string): string {
  return text.replaceAll(` ${OLD_BOARD}`, '').replace(/(\]\(\S{1,500}\) as of) \d{4}-\d{2}-\d{2} \d{2}:\d{2}(?=[., ])/g, '$1 then')
}

/** Words of a pad line with their links, as the house format makes them. */
function inlineMarkdown(text: string, { knowledge, notes }: MinutesContext): string {
  const { date: _date, evidence = [], ...rest } = knowledge
  // What was proved in the pad is proved in a piece of it.
  const known = { ...rest, evidence: [...evidence, ...notes.references] }
  const { text: formatted } = formatNotes(`- ${text.replace(/\s+/g, ' ').trim()}\n`, known)
  // Behind a bullet a tag begins HTML, and words behind it stand there: the sign is shown instead.
  const made = formatted.replace(/^- <(?!https?:|mailto:|[^\s<>]{1,100}@)/i, '- \\<')
  // A text without a title gets one; only the line itself is wanted.
  const lines = made.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'))
  return lines
    .map((line) => line.trim())
    .join(' ')
    .replace(/^[-*] /, '')
}

/** Handles keep the case people gave them; where it differs within the pad, the first one. */
function spellings(lines: readonly PadLine[]): (handle: string) => string {
  const spelt = new Map<string, string>()
  for (const { text } of lines) {
    for (const [, handle = ''] of text.matchAll(/@([\w-]{1,40})/g))
      if (!spelt.has(handle.toLowerCase())) spelt.set(handle.toLowerCase(), handle)
  }
  return (handle) => spelt.get(handle) ?? handle
}
