/** What merged minutes say of the issues of the board: which meetings spoke of an epic, and what came out of a topic. Pure. */
import type { BoardIndex } from '../../domain/board/board-index.ts'
import { refKey } from '../../domain/reference.ts'

/** A sentence of minutes; plain words. `line` counts from 1 in the file, `topic` is the title it stands under. */
export type SaidLine = { readonly text: string; readonly line: number; readonly topic: string | null }

/** Merged minutes, as read. */
export type MergedMeeting = {
  /** Key in sprint.yml. */
  readonly team: string
  readonly date: string
  /** In the repository of the minutes. */
  readonly path: string
  /** Places that name an issue with proof. */
  readonly mentions: readonly (SaidLine & { readonly ref: string })[]
  readonly decisions: readonly SaidLine[]
  readonly items: readonly (SaidLine & { readonly owners: readonly string[] })[]
}

export type Discussion = Pick<MergedMeeting, 'team' | 'date' | 'path'> & { readonly line: number; readonly text: string }

/** By epic: a meeting each, newest first, with the first sentence about the epic or one of its stories. */
export function discussionsOf(meetings: readonly MergedMeeting[], board: BoardIndex): ReadonlyMap<string, readonly Discussion[]> {
  const found = new Map<string, Map<string, Discussion>>()
  const newestFirst = [...meetings].sort((a, b) => (a.date === b.date ? (a.path < b.path ? -1 : 1) : a.date < b.date ? 1 : -1))
  for (const { team, date, path, mentions } of newestFirst) {
    for (const { ref, line, text, topic } of mentions) {
      const epic = epicOf(ref, board)
      if (epic === null) continue
      const ofEpic = found.get(epic) ?? new Map<string, Discussion>()
      found.set(epic, ofEpic)
      // The words around a bare reference say nothing: the title above does.
      const words = /\p{L}{3}/u.test(text.replace(/https?:\/\/\S+|(?:[\w.-]+\/)?[\w.-]*#\d+/g, '')) ? text : (topic ?? text)
      if (!ofEpic.has(path)) ofEpic.set(path, { team, date, path, line, text: words })
    }
  }
  return new Map([...found].map(([epic, ofEpic]) => [epic, [...ofEpic.values()]]))
}

export type Outcome = {
  /** `owner/repo#1` of the epic or story. */
  readonly on: string
  /** Of the first of the lines below. */
  readonly line: number
  readonly decisions: readonly SaidLine[]
  readonly items: MergedMeeting['items']
}

/** Decisions and action items of one meeting, by the issue they are about. What is about none, or about none of the board, is left out. */
export function outcomesOf(meeting: MergedMeeting, board: BoardIndex): readonly Outcome[] {
  const outcomes = new Map<string, { decisions: SaidLine[]; items: MergedMeeting['items'][number][] }>()
  const outcomeOn = (said: SaidLine) => {
    const on = aboutOf(said, meeting, board)
    if (on === null) return null
    const known = outcomes.get(on) ?? { decisions: [], items: [] }
    outcomes.set(on, known)
    return known
  }
  for (const decision of meeting.decisions) outcomeOn(decision)?.decisions.push(decision)
  for (const item of meeting.items) outcomeOn(item)?.items.push(item)
  return [...outcomes].map(([on, { decisions, items }]) => ({
    on,
    line: Math.min(...[...decisions, ...items].map(({ line }) => line)),
    decisions: once(decisions),
    items: once(items),
  }))
}

/** Named on the line itself; else above it under the same title, the nearest first; else below it there. */
function aboutOf({ line, topic }: SaidLine, { mentions }: MergedMeeting, board: BoardIndex): string | null {
  const known = mentions.flatMap((mention) => {
    const item = board.itemOf(mention.ref)
    return item !== null && item.kind === 'issue' && (board.epicOf(item.ref) ?? board.parentOf(item.ref) ?? item.itemId) !== null
      ? [{ ...mention, ref: item.ref }]
      : []
  })
  const own = known.find((mention) => mention.line === line)
  if (own !== undefined || topic === null) return own?.ref ?? null
  const near = known.filter((mention) => mention.topic === topic)
  return (near.findLast((mention) => mention.line < line) ?? near[0])?.ref ?? null
}

/** Minutes often repeat a decision in their summary. */
function once<One extends SaidLine>(lines: readonly One[]): readonly One[] {
  return [...new Map([...lines].reverse().map((one) => [one.text.toLowerCase(), one])).values()].reverse()
}

function epicOf(ref: string, board: BoardIndex): string | null {
  return (board.epicOf(ref) ?? board.parentOf(ref))?.ref ?? null
}

/** Epics and stories that one of these meetings named. */
export function epicsNamed(meetings: readonly MergedMeeting[], board: BoardIndex): ReadonlySet<string> {
  return new Set(meetings.flatMap(({ mentions }) => mentions.flatMap(({ ref }) => epicOf(ref, board) ?? [])).map((ref) => refKey(ref)))
}
