/** What the comment tells of an epic besides its findings: what is in order, lines to paste, whom not to name. Pure. */
import type { Finding } from '../domain/finding.ts'
import { parseRef, refKey } from '../domain/reference.ts'
import type { EpicFacts } from './comment.ts'
import { bodyDifferences } from './rules/epic-body-outdated.ts'
import { newStoryUrl } from './story-link.ts'
import type { BoardView, ChildView, EpicView } from './views.ts'

export function factsOf(epic: EpicView, board: BoardView, findings: readonly Finding[], weekday: string | null): EpicFacts {
  const hidden = new Set(epic.children.filter((child) => isHidden(child, epic)).map(({ ref }) => refKey(ref)))
  const asked = epic.asked[0]
  return {
    ref: epic.ref,
    progress: { done: epic.children.filter(({ item }) => item?.state === 'closed').length, all: epic.children.length },
    weekday,
    good: goodOf(epic, board, findings),
    pasteLines: pasteLinesOf(epic, board, hidden),
    newStoryUrl: newStoryUrl(epic.ref, asked ? { wish: asked.text } : {}),
    hidden,
  }
}

/** A public epic does not tell of private work, nor of what the app itself may not see. */
function isHidden(child: ChildView, epic: EpicView): boolean {
  return !epic.item.private && (child.item === null || child.item.private)
}

function goodOf(epic: EpicView, board: BoardView, findings: readonly Finding[]): readonly string[] {
  const fired = new Set(findings.filter(({ story }) => story === null).map(({ rule }) => rule))
  const lists = epic.taskLines.some(({ ref }) => ref !== null)
  const isLively = epic.children.some(({ item }) => item?.state === 'open') && !fired.has('epic-stories-quiet')
  return [
    ...(epic.item.assignees.length > 0 ? ['an owner'] : []),
    ...(isLively ? ['news in its stories'] : []),
    ...(lists && !fired.has('epic-body-outdated') ? ['the task list'] : []),
    ...(epic.item.milestone && !fired.has('milestone-overdue') ? ['the milestone'] : []),
    ...(board.isActive(epic.item) && !fired.has('status-contradicts-state') ? ['its place on the board'] : []),
  ]
}

/** The lines a task list misses; GitHub shows each with its title and state. A wrong tick is set where it stands: pasted, the line would be there twice. */
function pasteLinesOf(epic: EpicView, board: BoardView, hidden: ReadonlySet<string>): readonly string[] {
  if (epic.inGrace) return []
  return bodyDifferences(epic, board)
    .missing.filter(({ ref }) => !hidden.has(refKey(ref)))
    .map(({ ref, item }) => `- [${item?.state === 'closed' ? 'x' : ' '}] ${shortRef(ref, epic.ref)}`)
}

function shortRef(ref: string, epic: string): string {
  const [own, other] = [parseRef(epic), parseRef(ref)]
  const same = own && other && refKey(`${own.owner}/${own.repo}`) === refKey(`${other.owner}/${other.repo}`)
  return same ? `#${other.number}` : ref
}
