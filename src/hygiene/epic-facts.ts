/** What the comment tells of an epic besides its findings: what is in order, lines to paste, whom not to name. Pure. */
import type { Finding } from '../domain/finding.ts'
import { parseRef, refKey } from '../domain/reference.ts'
import type { EpicFacts } from './comment.ts'
import { type HygieneInput, settingOf } from './evaluate.ts'
import { rules } from './registry.ts'
import { bodyDifferences } from './rules/epic-body-outdated.ts'
import { newStoryUrl } from './story-link.ts'
import { type BoardView, type ChildView, type EpicView, lastActivity } from './views.ts'

export type FactsInput = {
  readonly epic: EpicView
  readonly board: BoardView
  readonly findings: readonly Finding[]
  readonly weekday: string | null
  /** Of the team. */
  readonly rules: HygieneInput['rules']
}

export function factsOf(input: FactsInput): EpicFacts {
  const { epic, board, weekday } = input
  const hidden = new Set(epic.children.filter((child) => isHidden(child, epic)).map(({ ref }) => refKey(ref)))
  const asked = epic.asked[0]
  return {
    ref: epic.ref,
    progress: { done: epic.children.filter(({ item }) => item?.state === 'closed').length, all: epic.children.length },
    weekday,
    good: goodOf(input),
    pasteLines: pasteLinesOf(epic, board, hidden),
    newStoryUrl: newStoryUrl(epic.ref, asked ? { wish: asked.text } : {}),
    hidden,
  }
}

/** A public epic does not tell of private work, nor of what the app itself may not see. */
function isHidden(child: ChildView, epic: EpicView): boolean {
  return !epic.item.private && (child.item === null || child.item.private)
}

/**
 * What rules looked at and found nothing to say about: one that is off has looked at nothing. Never from the clock alone,
 * or the comment would have to be written anew for a day that passed.
 */
function goodOf({ epic, board, findings, rules: settings }: FactsInput): readonly string[] {
  const fired = new Set(findings.filter(({ story }) => story === null).map(({ rule }) => rule))
  const isFine = (id: string) => {
    const rule = rules.find((one) => one.id === id)
    const setting = rule && settingOf(rule, settings)
    return setting?.on === true && !setting.report && !fired.has(id)
  }
  const { listed, missing, wronglyTicked, wronglyOpen } = bodyDifferences(epic, board)
  const isListed = listed > 0 && missing.length + wronglyTicked.length + wronglyOpen.length === 0
  const isHeard = epic.children.some(({ item }) => item?.state === 'open') && epic.children.every(({ item }) => item && lastActivity(item))
  return [
    ...(epic.item.assignees.length > 0 ? ['an owner'] : []),
    ...(isHeard && isFine('epic-stories-quiet') ? ['news in its stories'] : []),
    ...(isListed ? ['the task list'] : []),
    ...(epic.item.milestone?.dueOn && isFine('milestone-overdue') ? ['the milestone'] : []),
    ...(board.isActive(epic.item) && isFine('status-contradicts-state') ? ['its place on the board'] : []),
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
