/** Restores the new content of a comment that the app overwrote at the moment someone edited it. Pure. */

import { mergeEdits } from '../../domain/text/three-way-merge.ts'
import { keptLines, type Marked, type Revision, readMarks, rewritten, withState } from './comment-body.ts'
import type { CommentState } from './comment-state.ts'

export type Versions = {
  /** What the app had read when it decided. */
  readonly before: string
  /** What came between. */
  readonly lost: Revision
  /** What stands there now. */
  readonly current: string
}

/** The text to write; equal to `current` where nothing is missing in it. */
export function recovered({ before, lost, current }: Versions): string {
  const [old, gone, now] = [readMarks(before), readMarks(lost.body), readMarks(current)]
  if (!isOwn(old) || !isOwn(gone)) return lost.body
  const edited = { body: lost.body, revisions: [lost, { by: null, byApp: true, body: before }] }
  const theirs = lost.byApp ? lost.body : rewritten(edited, gone.own, before.slice(old.own.start, old.own.end))
  // The app took its part away: the next decision sees it once more, with what is new.
  if (!isOwn(now)) return theirs
  const kept = lost.byApp ? '' : keptLines(edited)
  const head = both(before.slice(0, old.own.start), lost.body.slice(0, gone.own.start), current.slice(0, now.own.start))
  const tail = both(before.slice(old.own.end), lost.body.slice(gone.own.end), current.slice(now.own.end))
  const own = current.slice(now.own.start, now.own.end)
  const state = now.state && gone.state ? inState(old.state, gone.state, now.state) : now.state
  const hasKept = kept === '' || tail.includes(kept.trim())
  const isSame = JSON.stringify(state) === JSON.stringify(now.state)
  return head + (state && !isSame ? withState(own, state) : own) + (hasKept ? '' : kept) + tail
}

type Own = Extract<Marked, { kind: 'live' | 'cleared' }>

function isOwn(marked: Marked): marked is Own {
  return marked.kind === 'live' || marked.kind === 'cleared'
}

/** Line by line; where both changed the same place both stay. */
function both(base: string, lost: string, current: string): string {
  if (base === lost) return current
  const { text, conflicts } = mergeEdits(base, lost, current)
  const missing = conflicts.flatMap(({ ours }) => ours).filter((line) => line.trim() !== '' && !text.includes(line))
  return missing.length === 0 ? text : `${text.trimEnd()}\n\n${missing.join('\n')}\n`
}

/** What commands asked for: the later command counts. */
function inState(old: CommentState | null, lost: CommentState, now: CommentState): CommentState {
  const isNew = (rule: string) => !(old?.ignored ?? []).some((entry) => entry.rule === rule)
  const added = lost.ignored.filter(({ rule }) => isNew(rule) && !now.ignored.some((entry) => entry.rule === rule))
  const removed = new Set((old?.ignored ?? []).map(({ rule }) => rule).filter((rule) => !lost.ignored.some((entry) => entry.rule === rule)))
  const hasSnooze = JSON.stringify(lost.snoozed) !== JSON.stringify(old?.snoozed ?? null)
  return {
    ...now,
    snoozed: hasSnooze ? lost.snoozed : now.snoozed,
    ignored: [...now.ignored.filter(({ rule }) => !removed.has(rule)), ...added],
  }
}
