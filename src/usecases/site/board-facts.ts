/** The board as everybody may read it, with what hygiene and `explain` say of it. */
import { type Audience, showableBoard, showableFindings } from '../../domain/audience.ts'
import type { Snapshot } from '../../domain/board/board.ts'
import { compareSnapshots } from '../../domain/board/board-changes.ts'
import { statusReader, usualStatus } from '../../domain/board/board-status.ts'
import { epicsByMarks } from '../../domain/board/epics.ts'
import { publishedFinding } from '../../domain/finding.ts'
import type { StoryRequest } from '../../domain/notes/story-request.ts'
import type { Clock, Members } from '../../ports.ts'
import type { Settings } from '../../settings/settings.ts'
import type { BoardFacts, RuleLook } from '../../site/facts.ts'
import { remarksOnPicture, type Seen } from '../hygiene/build-hygiene-input.ts'
import { checkHygiene } from '../hygiene/check-hygiene.ts'
import { explainEpics } from '../hygiene/explain-epic.ts'
import { asksForOwners, readOwnerStandings } from '../hygiene/read-owner-standings.ts'
import type { LoadedBoard } from '../load-board.ts'
import { plainTitle } from './plain-words.ts'

export type BoardFactsPorts = { readonly members: Members | null; readonly clock: Clock }

export type BoardFactsInput = {
  readonly settings: Settings
  readonly board: LoadedBoard
  readonly asked: readonly StoryRequest[]
  /** Knows the boards already. */
  readonly audience: Audience
}

const DAY_MS = 24 * 60 * 60 * 1000
/** What moved is told since the earlier snapshot nearest to so long ago. */
const CHANGES_SINCE_MS = 7 * DAY_MS

/** `remark`: what a reader has to know of the picture; null: nothing. */
export async function boardFacts(
  { members, clock }: BoardFactsPorts,
  { settings, board, asked, audience }: BoardFactsInput,
): Promise<{ readonly facts: BoardFacts | null; readonly remark: string | null }> {
  const { snapshot, history, isUnnamed } = board
  const told = board.remark === null || isUnnamed ? [] : [board.remark]
  const remarkOf = (sentences: readonly string[]) =>
    sentences.length === 0 ? null : audience.withoutUnknown([...new Set(sentences)].join(' '))
  if (snapshot === null) return { facts: null, remark: remarkOf(told) }
  const now = clock.now()
  const owners = await readOwnerStandings(asksForOwners(settings) ? members : null, settings, snapshot)
  const seen: Seen = { snapshot, history, asked, standings: owners.standings }
  const { findings } = await checkHygiene({ comments: null, clock }, { settings, ...seen, render: () => '' })
  const publicBoard = (one: Snapshot) => cleaned(showableBoard({ ...one, epics: epicsByMarks(one, settings.epics) }, audience))
  const days = lastOfEachDay(history, snapshot)
  return {
    facts: {
      snapshot: publicBoard(snapshot),
      history: days.map(publicBoard),
      status: settings.board?.status ?? usualStatus,
      findings: showableFindings(findings, audience).shown.map(publishedFinding),
      changes: changesSince(weekBefore(history, snapshot), snapshot, settings, publicBoard),
      explained: publicLooks(explainEpics(settings, seen, now), audience),
    },
    remark: remarkOf([...told, ...remarksOnPicture(settings, seen, now), ...owners.remarks]),
  }
}

/** Titles as one line of signs that can be seen. */
function cleaned(snapshot: Snapshot): Snapshot {
  return { ...snapshot, items: snapshot.items.map((item) => ({ ...item, title: plainTitle(item.title) })) }
}

/** Oldest first, complete ones: charts and stays count days. */
function lastOfEachDay(history: readonly Snapshot[], { takenAt }: Snapshot): readonly Snapshot[] {
  const byDay = new Map<string, Snapshot>()
  const ordered = [...history].sort((a, b) => (a.takenAt < b.takenAt ? -1 : 1))
  for (const one of ordered) if (one.complete && one.takenAt < takenAt) byDay.set(one.takenAt.slice(0, 10), one)
  return [...byDay.values()]
}

function weekBefore(history: readonly Snapshot[], { takenAt }: Snapshot): Snapshot | null {
  const wanted = Date.parse(takenAt) - CHANGES_SINCE_MS
  const distance = ({ takenAt: at }: Snapshot) => Math.abs(Date.parse(at) - wanted)
  const earlier = history.filter((one) => one.complete && one.takenAt < takenAt)
  return earlier.reduce<Snapshot | null>((best, one) => (best === null || distance(one) < distance(best) ? one : best), null)
}

/** Cards that cannot be read in one of the two tell of nothing. */
function changesSince(
  earlier: Snapshot | null,
  snapshot: Snapshot,
  settings: Settings,
  publicBoard: (one: Snapshot) => Snapshot,
): BoardFacts['changes'] {
  if (earlier === null) return null
  const [before, after] = [publicBoard(earlier), publicBoard(snapshot)]
  const unread = new Set([...before.items, ...after.items].flatMap(({ kind, itemId }) => (kind === 'unreadable' ? [itemId] : [])))
  const readable = (one: Snapshot) => ({ ...one, items: one.items.filter(({ itemId }) => itemId === null || !unread.has(itemId)) })
  const meaning = statusReader(settings.board?.status ?? usualStatus)
  return compareSnapshots(readable(before), readable(after), (status) => meaning({ status }) !== 'unknown')
}

function publicLooks(explained: ReturnType<typeof explainEpics>, audience: Audience): ReadonlyMap<string, readonly RuleLook[]> {
  return new Map(
    [...explained]
      .filter(([epic]) => audience.mayName(epic))
      .map(([epic, looks]) => [
        epic,
        looks
          .filter(({ at }) => audience.mayName(at))
          .map((look) => ({ ...look, saw: audience.withoutUnknown(look.saw), messages: look.messages.map(audience.withoutUnknown) })),
      ]),
  )
}
