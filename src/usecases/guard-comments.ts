/**
 * Reads comments again right before each write, so that edits by people or other runs since the decision are never overwritten.
 * GitHub has no conditional edits, so edits in the remaining moment are detected afterwards.
 */
import { refKey } from '../domain/reference.ts'
import { isSameText } from '../domain/text/same-text.ts'
import { recovered } from '../hygiene/comment/recover-comment.ts'
import type { CommentRevision, Comments } from '../ports.ts'
import type { Action, CommentVersion } from './plan.ts'

type Write = Extract<Action, { kind: 'create-comment' | 'update-comment' | 'minimize-comment' | 'unminimize-comment' }>

const WRITES: ReadonlySet<Action['kind']> = new Set(['create-comment', 'update-comment', 'minimize-comment', 'unminimize-comment'])

export function isCommentWrite(action: Action): action is Write {
  return WRITES.has(action.kind)
}

export type CommentGuard = {
  /** false: decide again. Issues that nobody looked at before are not watched. */
  readonly isAsDecided: (action: Write) => Promise<boolean>
  /** After the write; false: something came between, decide again. `created`: id of a new comment. */
  readonly isAsWritten: (action: Write, created: string | null) => Promise<boolean>
}

export function createCommentGuard(comments: Comments, seen: ReadonlyMap<string, readonly CommentVersion[]>): CommentGuard {
  const views = new Map([...seen].map(([on, list]) => [refKey(on), list]))

  return {
    isAsDecided: async ({ on }) => {
      const view = views.get(refKey(on))
      return view === undefined || isSame(view, await comments.byApp(on))
    },
    isAsWritten: async (action, created) => {
      const key = refKey(action.on)
      const view = views.get(key)
      if (view === undefined) return true
      views.set(key, after(view, action, created))
      if (action.kind === 'create-comment') return isSame(views.get(key) ?? [], await comments.byApp(action.on))
      return (
        action.kind !== 'update-comment' ||
        nothingLost(
          comments,
          action,
          view.find(({ id }) => id === action.commentId),
        )
      )
    },
  }
}

/** Writes one after the other that each came upon somebody else's are a busy moment; then the next run looks again. */
const MAX_RECOVERIES = 5

/** The version before ours must be the one that was read; what is new in another one is brought back. */
async function nothingLost(
  comments: Comments,
  { on, commentId, body }: Extract<Write, { kind: 'update-comment' }>,
  read: CommentVersion | undefined,
): Promise<boolean> {
  if (!read) return true
  let [before, written] = [read.body, body]
  for (let count = 0; count < MAX_RECOVERIES; count++) {
    const revisions = await comments.revisions(on, commentId)
    const between = versionsBetween(revisions, written, before)
    if (between.length === 0) return count === 0
    const current = revisions[0]?.body ?? written
    const text = between.reduce((body, version) => recovered({ ...version, current: body }), current)
    if (isSameText(text, current)) return false
    await comments.update(on, commentId, text)
    before = current
    written = text
  }
  return false
}

/** GitHub is asked for so many versions; further back nobody looks. */
const MAX_VERSIONS = 20

/**
 * Versions that came after `before` and that `text` may have written over, oldest first, each with what it was made from:
 * a person's from the one before it, another run's from what was read here.
 */
function versionsBetween(revisions: readonly CommentRevision[], text: string, before: string) {
  const ours = revisions.findIndex(({ body }) => isSameText(body, text))
  if (ours === -1) return []
  const older = revisions.slice(ours + 1)
  const read = older.findIndex(({ body }) => isSameText(body, before))
  const between = older.slice(0, read !== -1 ? read : revisions.length < MAX_VERSIONS ? older.length : 1)
  return between
    .map((lost, index) => ({ lost, before: lost.byApp ? before : (older[index + 1]?.body ?? before) }))
    .filter(({ lost }) => !isSameText(lost.body, text))
    .reverse()
}

function after(view: readonly CommentVersion[], action: Write, created: string | null): readonly CommentVersion[] {
  if (action.kind === 'create-comment') return created === null ? view : [...view, { id: created, body: action.body, minimized: false }]
  return view.map((comment) => {
    if (comment.id !== action.commentId) return comment
    if (action.kind === 'update-comment') return { ...comment, body: action.body }
    return { ...comment, minimized: action.kind === 'minimize-comment' }
  })
}

function isSame(view: readonly CommentVersion[], now: readonly CommentVersion[]): boolean {
  if (view.length !== now.length) return false
  const byId = new Map(now.map((comment) => [comment.id, comment]))
  return view.every(({ id, body, minimized }) => {
    const other = byId.get(id)
    return other !== undefined && other.minimized === minimized && isSameText(other.body, body)
  })
}
