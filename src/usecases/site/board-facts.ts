/** The public part of the board, with the results of hygiene and `explain`. */
import { type Audience, showableBoard, showableFindings } from '../../domain/audience.ts'
import type { Snapshot } from '../../domain/board/board.ts'
import { compareSnapshots } from '../../domain/board/board-changes.ts'
import { statusReader, usualStatus } from '../../domain/board/board-status.ts'
import { epicsByMarks } from '../../domain/board/epics.ts'
import { publishedFinding } from '../../domain/finding.ts'
import type { StoryRequest } from '../../domain/notes/story-request.ts'
import { withoutMarks } from '../../domain/text/withheld.ts'
import { dayIn } from '../../domain/time/dates.ts'
import { explainEpics } from '../../hygiene/explain/explain-epic.ts'
import { type HygieneFacts, hygieneTeams, judgeTeam, remarksOnSnapshot } from '../../hygiene/hygiene-input.ts'
import type { Clock, Members, Screen } from '../../ports.ts'
import type { Settings } from '../../settings/settings.ts'
import { type Change, withBoardTexts } from '../../site/facts/board-texts.ts'
import type { BoardFacts, RuleResult } from '../../site/facts/facts.ts'
import { plainTitle, withoutEmails } from '../../site/facts/plain-words.ts'
import { withTexts } from '../../site/facts/public-record.ts'
import { readOwnerStandings } from '../hygiene/read-owner-standings.ts'
import type { LoadedBoard } from '../load-board.ts'

export type BoardFactsPorts = { readonly members: Members | null; readonly screen: Screen; readonly clock: Clock }

/** With the history of a year: charts and pages of epics show it. */
export type ReadBoard = Omit<LoadedBoard, 'history'> & { readonly history: readonly Snapshot[] }

export type BoardFactsInput = {
  readonly settings: Settings
  readonly board: ReadBoard
  readonly asked: readonly StoryRequest[]
  /** Knows the boards already. */
  readonly audience: Audience
}

const DAY_MS = 24 * 60 * 60 * 1000
/** Changes are shown since the earlier snapshot nearest to so long ago. */
const CHANGES_SINCE_MS = 7 * DAY_MS

/** `remark`: what a reader has to know of the snapshot; null: nothing. */
export async function boardFacts(
  { members, screen, clock }: BoardFactsPorts,
  { settings, board, asked, audience }: BoardFactsInput,
): Promise<{ readonly facts: BoardFacts | null; readonly remark: string | null }> {
  const { snapshot, history, isUnnamed } = board
  const told = board.remark === null || isUnnamed ? [] : [board.remark]
  const remarkOf = (sentences: readonly string[]) =>
    sentences.length === 0 ? null : audience.withoutUnknown([...new Set(sentences)].join(' '))
  if (snapshot === null) return { facts: null, remark: remarkOf(told) }
  const now = clock.now()
  const owners = await readOwnerStandings(members && (() => members), settings, snapshot)
  const seen: HygieneFacts = { snapshot, history, asked, standings: owners.standings }
  // One evaluation serves the findings and what each rule saw.
  const judged = hygieneTeams(settings).map((team) => ({ team, ...judgeTeam(settings, team, seen, now) }))
  const findings = judged.flatMap((one) => one.dated(one.findings))
  const publicBoard = (one: Snapshot) => showableBoard({ ...one, epics: epicsByMarks(one, settings.epics) }, audience)
  const before = weekBefore(history, snapshot)
  const open: OpenBoard = {
    snapshot: publicBoard(snapshot),
    history: lastOfEachDay(history, snapshot, settings.timezone).map(publicBoard),
    before: before === null ? null : publicBoard(before),
    findings: showableFindings(findings, audience).shown.map(publishedFinding),
    explained: publicLooks(explainEpics(settings, seen, judged), audience),
    remark: remarkOf([...told, ...remarksOnSnapshot(settings, seen, now), ...owners.remarks]),
  }
  const { remark, ...clean } = await cleaned(open, screen)
  return {
    facts: {
      snapshot: clean.snapshot,
      history: clean.history,
      status: settings.board?.status ?? usualStatus,
      findings: clean.findings,
      changes: changesSince(clean.before, clean.snapshot, settings),
      explained: clean.explained,
    },
    remark,
  }
}

/** For everybody, its texts still as typed. `before`: a week ago. */
type OpenBoard = Pick<BoardFacts, 'snapshot' | 'history' | 'findings' | 'explained'> & {
  readonly before: Snapshot | null
  readonly remark: string | null
}

/** The texts are looked at once, whatever the number of snapshots that hold them. */
async function cleaned(open: OpenBoard, screen: Screen): Promise<OpenBoard> {
  const texts = new Set<string>()
  textsChanged(open, (text) => {
    texts.add(text)
    return text
  })
  return textsChanged(open, await screenedTexts(texts, screen))
}

function textsChanged({ snapshot, history, before, findings, explained, remark }: OpenBoard, change: (text: string) => string): OpenBoard {
  return {
    snapshot: withBoardTexts(snapshot, change),
    history: history.map((one) => withBoardTexts(one, change)),
    before: before === null ? null : withBoardTexts(before, change),
    findings: withTexts(findings, change),
    explained: new Map([...explained].map(([epic, looks]) => [epic, withTexts(looks, change)])),
    remark: remark === null ? null : change(remark),
  }
}

/** Oldest first, complete ones: charts and stays count days, those of the time zone. */
function lastOfEachDay(history: readonly Snapshot[], { takenAt }: Snapshot, timezone: string): readonly Snapshot[] {
  const byDay = new Map<string, Snapshot>()
  const ordered = [...history].sort((a, b) => (a.takenAt < b.takenAt ? -1 : 1))
  for (const one of ordered) if (one.complete && one.takenAt < takenAt) byDay.set(dayIn(timezone, new Date(one.takenAt)), one)
  return [...byDay.values()]
}

function weekBefore(history: readonly Snapshot[], { takenAt }: Snapshot): Snapshot | null {
  const wanted = Date.parse(takenAt) - CHANGES_SINCE_MS
  const distance = ({ takenAt: at }: Snapshot) => Math.abs(Date.parse(at) - wanted)
  const earlier = history.filter((one) => one.complete && one.takenAt < takenAt)
  return earlier.reduce<Snapshot | null>((best, one) => (best === null || distance(one) < distance(best) ? one : best), null)
}

/** Cards that cannot be read in one of the two tell of nothing. */
function changesSince(earlier: Snapshot | null, snapshot: Snapshot, settings: Settings): BoardFacts['changes'] {
  if (earlier === null) return null
  const unread = new Set([...earlier.items, ...snapshot.items].flatMap(({ kind, itemId }) => (kind === 'unreadable' ? [itemId] : [])))
  const readable = (one: Snapshot) => ({ ...one, items: one.items.filter(({ itemId }) => itemId === null || !unread.has(itemId)) })
  const meaning = statusReader(settings.board?.status ?? usualStatus)
  return compareSnapshots(readable(earlier), readable(snapshot), (status) => meaning({ status }) !== 'unknown')
}

function publicLooks(explained: ReturnType<typeof explainEpics>, audience: Audience): ReadonlyMap<string, readonly RuleResult[]> {
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

/** Takes out of the texts what is not for everybody, by the same rules as of minutes; such a text becomes one line. */
async function screenedTexts(texts: ReadonlySet<string>, screen: Screen): Promise<Change> {
  const given = [...texts]
  const lines = given.map(plainTitle)
  // All in one go: the rules cost more a call than a line.
  const screened = (await screen(lines.join('\n'), WHERE)).split('\n')
  const known = new Map<string, string>()
  for (const [index, line] of lines.entries()) {
    // A line beside others may be taken for a part of what they hold: alone it tells what it is.
    const own = screened[index] === line ? line : await screen(line, WHERE)
    const clean = withoutEmails(withoutMarks(own))
    // What is clean stays as it is: statuses and labels are compared with those of sprint.yml.
    if (clean !== line) known.set(given[index] ?? '', clean)
  }
  return (text) => known.get(text) ?? text
}

/** In messages. */
const WHERE = 'the board'
