/** The summary that `sync` prints. */

import { type Audience, everybody } from '../../domain/audience.ts'
import type { Snapshot } from '../../domain/board/board.ts'
import type { BoardChanges, ItemChange } from '../../domain/board/board-changes.ts'
import { boardDoubts, doubtSentences, type StatusNames } from '../../domain/board/board-status.ts'
import { refKey } from '../../domain/reference.ts'
import { countOf } from '../../domain/text/count-of.ts'
import { minuteIn } from '../../domain/time/dates.ts'

/** A few lines of plain text: items, epics, stories, unreadable, cost, time, what changed since last time. */
export function boardSummary({
  snapshot,
  changes,
  milliseconds,
  status = null,
  history = [],
  audience = everybody,
}: {
  readonly snapshot: Snapshot
  readonly changes: BoardChanges | null
  readonly milliseconds: number
  /** What sprint.yml says the status values mean; null: it names no board. */
  readonly status?: StatusNames | null
  /** Earlier snapshots: whether a field was rebuilt since. */
  readonly history?: readonly Snapshot[]
  readonly audience?: Audience
}): string {
  const { board, counts } = snapshot
  const stories = new Set(snapshot.epics.flatMap(({ children }) => children.map(({ ref }) => refKey(ref))))
  const hidden = new Set(
    snapshot.epics.flatMap(({ children }) => children.filter(({ readable }) => !readable).map(({ ref }) => refKey(ref))),
  )
  const unreadable = [
    ...(counts.unreadable > 0 ? [countOf(counts.unreadable, 'card')] : []),
    ...(hidden.size > 0 ? [countOf(hidden.size, 'story', 'stories')] : []),
  ]
  const doubts = status === null ? [] : doubtSentences(boardDoubts(snapshot, history, status), status)
  // Statuses are judged anew: sprint.yml may have changed since the board was read.
  const judged = new Set(status === null ? [] : (snapshot.statusProblems ?? []))
  return [
    `Board "${board.title}" (${board.owner}, number ${board.number}): ${countOf(counts.items, 'item')}, ${countOf(snapshot.epics.length, 'epic')} with ${countOf(stories.size, 'story', 'stories')}, ${countOf(counts.drafts, 'draft')}.`,
    ...(unreadable.length > 0 ? [`The app cannot read: ${unreadable.join(', ')}.`] : []),
    `Read with ${countOf(counts.requests, 'request')} and ${countOf(counts.points, 'point')} of GitHub's rate limit in ${(milliseconds / 1000).toFixed(1)} s.`,
    ...changeLines(changes, audience),
    ...doubts,
    ...(snapshot.complete ? [] : ['This snapshot is incomplete, so findings are omitted.']),
    ...(snapshot.problems ?? []).filter((problem) => !judged.has(problem)).map((problem) => `- ${audience.withoutUnknown(problem)}`),
  ].join('\n')
}

/** What `sync --at` tells a person. */
export function pastSummary({ board, counts, epics, takenAt, complete }: Snapshot, timezone: string): string {
  return [
    `Board "${board.title}" (${board.owner}, number ${board.number}) as read on ${minuteIn(timezone, new Date(takenAt))}: ${countOf(counts.items, 'item')}, ${countOf(epics.length, 'epic')}.`,
    ...(complete ? [] : ['This snapshot is incomplete, so findings are omitted.']),
  ].join('\n')
}

function changeLines(changes: BoardChanges | null, audience: Audience): readonly string[] {
  if (changes === null) return ['First snapshot. Changes are reported from the next one.']
  const kinds: [string, readonly ItemChange[]][] = [
    ['new', changes.added],
    ['gone', changes.dropped],
    ['moved', changes.moved],
    ['done', changes.done],
    ['reopened', changes.reopened],
    ['carried over', changes.carriedOver],
    ['re-assigned', changes.reassigned],
    ['re-parented', changes.reparented],
  ]
  const told = kinds.filter(([, list]) => list.length > 0).map(([word, list]) => `${list.length} ${word}${few(list, audience)}`)
  const since = changes.since.slice(0, 16).replace('T', ' ')
  return [told.length === 0 ? `Nothing changed since ${since} UTC.` : `Since ${since} UTC: ${told.join(', ')}.`]
}

/** A few are named, many only counted. */
function few(list: readonly ItemChange[], { mayName }: Audience): string {
  const named = list.flatMap(({ ref }) => (ref === null || !mayName(ref) ? [] : [ref]))
  return named.length > 0 && named.length <= 3 && named.length === list.length ? ` (${named.join(', ')})` : ''
}
