/**
 * Hides all comments of the app on epics, and shows them again. A hidden comment keeps its text but loses the markers of an active
 * one. Its own marker tells later runs, with or without a store, that someone has turned hygiene comments off.
 */
import type { Snapshot } from '../../domain/board/board.ts'
import { othersWith, tellOutOfReach } from '../../domain/others-comments.ts'
import { refKey } from '../../domain/reference.ts'
import { countOf } from '../../domain/text/count-of.ts'
import { UserError } from '../../errors.ts'
import { hiddenPart, readMarks, withOwnPart } from '../../hygiene/comment/comment-body.ts'
import { inFull } from '../../hygiene/comment/comment-state.ts'
import type { AppComment, Comments } from '../../ports.ts'
import type { Action, Plan } from '../plan.ts'

const WHY = 'all comments of the app are hidden'
const READ_AT_ONCE = 6

export type HidingInput = {
  readonly snapshot: Snapshot
  /** The other way round. */
  readonly isShown?: boolean
  /** Some epics only. */
  readonly only?: readonly string[]
}

/** Looks at every epic of the snapshot, open or closed. */
export async function planHiding(comments: Comments, input: HidingInput): Promise<Plan> {
  const { snapshot, isShown = false, only } = input
  const actions: Action[] = []
  const versions = new Map<string, readonly AppComment[]>()
  const remarks: string[] = []
  const others: ByOther[] = []
  const epics = only ?? snapshot.epics.map(({ ref }) => ref)
  for (let start = 0; start < epics.length; start += READ_AT_ONCE) {
    const read = await Promise.all(epics.slice(start, start + READ_AT_ONCE).map((epic) => planned(comments, epic, isShown)))
    for (const found of read) {
      if (typeof found === 'string') remarks.push(found)
      else {
        actions.push(...found.actions)
        others.push(...found.others.map((other) => ({ epic: found.epic, other })))
        versions.set(found.epic, found.comments)
      }
    }
  }
  remarks.push(...tellOthers(others, snapshot, isShown))
  return { actions, remarks, versions, again: (issues) => planHiding(comments, { ...input, only: issues }) }
}

/** No access to one epic is no reason to leave the others visible. */
async function planned(comments: Comments, epic: string, isShown: boolean) {
  const actionsOn = isShown ? show : hide
  const isMeant = (body: string) => (isShown ? readMarks(body).kind === 'hidden' : ['live', 'cleared'].includes(readMarks(body).kind))
  try {
    const [own, byOthers] = await Promise.all([comments.byApp(epic), comments.byOthers(epic)])
    const others = othersWith(byOthers, { isHidden: isShown, isMeant })
    return { epic, comments: own, others, actions: own.flatMap((comment) => actionsOn(epic, comment)) }
  } catch (error) {
    if (error instanceof UserError) return error.message
    throw error
  }
}

type ByOther = { readonly epic: string; readonly other: ReturnType<typeof othersWith>[number] }

/** A sentence for each account. Private epics are counted, for a remark may be public. */
function tellOthers(found: readonly ByOther[], { items }: Snapshot, isShown: boolean): readonly string[] {
  const isPrivate = new Set(items.flatMap((item) => (item.private && item.ref !== null ? [refKey(item.ref)] : [])))
  const command = `scs-sprint hide-comments${isShown ? ' --show' : ''} --apply`
  return [...new Set(found.map(({ other }) => other.by))].flatMap((by) => {
    const own = found.filter(({ other }) => other.by === by)
    const named = own.filter(({ epic }) => !isPrivate.has(refKey(epic)))
    const [first] = named.length > 0 ? named : own
    if (first === undefined) return []
    const names = named.length > 0 ? ` (${named.map(({ epic }) => epic).join(', ')})` : ''
    return [tellOutOfReach(`${countOf(own.length, 'epic')}${names}`, first.other, command)]
  })
}

function hide(on: string, { id, body, minimized }: AppComment): readonly Action[] {
  const marked = readMarks(body)
  const isLive = marked.kind === 'live' || marked.kind === 'cleared'
  const hiddenText = isLive
    ? withOwnPart(body, marked.own, hiddenPart(body.slice(marked.own.start, marked.own.end), marked.state && inFull(marked.state, on)))
    : body
  return [
    ...(hiddenText === body ? [] : [{ kind: 'update-comment' as const, on, commentId: id, body: hiddenText, why: WHY }]),
    ...(minimized ? [] : [{ kind: 'minimize-comment' as const, on, commentId: id, reason: 'OUTDATED' as const, why: WHY }]),
  ]
}

/** What `hide-comments` hid and nobody showed since is shown again; the next run brings it up to date. */
function show(on: string, { id, body, minimized }: AppComment): readonly Action[] {
  if (!minimized || readMarks(body).kind !== 'hidden') return []
  return [{ kind: 'unminimize-comment', on, commentId: id, why: 'hygiene comments are resumed' }]
}
