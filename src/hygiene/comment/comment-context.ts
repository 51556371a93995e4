/** What a comment says besides findings: what looks good, lines to paste, and whom not to name. Pure. */

import type { KnownItem } from '../../domain/board/board-index.ts'
import { type Progress, progressOf } from '../../domain/board/progress.ts'
import { ASPECTS, type Finding } from '../../domain/finding.ts'
import { webOf } from '../../domain/github-web.ts'
import { type IssueTemplates, templatesBeside } from '../../domain/issue-template.ts'
import { parseRef, refKey } from '../../domain/reference.ts'
import type { BoardView, ChildView, EpicView } from '../board-view.ts'
import { type HygieneInput, settingOf } from '../evaluate.ts'
import { rules } from '../registry.ts'
import { planRepairs } from '../repair/plan-repairs.ts'
import type { Rule } from '../rule.ts'
import { compareTaskList } from '../stories/task-list.ts'
import { type EpicFacts, publicFindings } from './comment.ts'
import { newStoryLinks } from './new-story-url.ts'

export type FactsInput = {
  readonly epic: EpicView
  readonly board: BoardView
  readonly findings: readonly Finding[]
  readonly weekday: string | null
  /** Of the team. */
  readonly rules: HygieneInput['rules']
  readonly templates?: IssueTemplates | undefined
}

export function factsOf(input: FactsInput): EpicFacts {
  const { epic, board, weekday } = input
  const github = webOf(epic.item.url)
  const hidden = new Set(epic.children.filter((child) => isHidden(child, epic)).map(({ ref }) => refKey(ref)))
  const asked = epic.asked[0]
  return {
    ref: epic.ref,
    progress: progressIn(epic),
    weekday,
    owners: epic.item.assignees,
    stories: new Set(epic.children.map(({ ref }) => refKey(ref))),
    onBoard: new Set(board.issues.map(({ item }) => refKey(item.ref))),
    good: goodOf(input),
    blocked: blockedIn(epic, board)
      .filter(({ ref }) => !hidden.has(refKey(ref)))
      .map(({ ref, by }) => ({ ref, by: by.map((blocker) => (mayNameHere(blocker, epic, board) ? blocker : null)) })),
    pasteLines: pasteLinesOf(epic, board, hidden),
    unlinked: epic.named().filter((ref) => mayNameHere(ref, epic, board)),
    fixable: fixableIn(input, hidden),
    github,
    newStory: newStoryLinks(epic.ref, { github, wish: asked?.text ?? '', templates: templatesBeside(epic.ref, input.templates) }),
    hidden,
  }
}

/** Only rules whose fix changes something here: a command that answers "nothing was changed" is no help. */
function fixableIn({ epic, board, findings }: FactsInput, hidden: ReadonlySet<string>): readonly string[] {
  return [...new Set(findings.map(({ rule }) => rule))].filter(
    (rule) => planRepairs({ rules: [rule], findings: publicFindings(findings, { hidden }), epic, board, hidden }).repairs.length > 0,
  )
}

/** A public epic does not tell of private work, nor of what the app itself may not see. */
function isHidden(child: ChildView, epic: EpicView): boolean {
  return !epic.item.private && (child.item === null || child.item.private)
}

/** What cannot be read counts as not done. */
export function progressIn({ children }: EpicView): Progress {
  const items = children.flatMap(({ item }) => item ?? [])
  return progressOf({ done: items.filter(({ state }) => state === 'closed').length, all: children.length }, items)
}

/** The epic itself and its stories that wait for other issues, by GitHub's own relation; closed ones wait for nothing. */
export function blockedIn(
  epic: { readonly item: KnownItem; readonly children: readonly Pick<ChildView, 'item'>[] },
  board: Pick<BoardView, 'itemOf'>,
): readonly { readonly ref: string; readonly by: readonly string[] }[] {
  return [epic.item, ...epic.children.flatMap(({ item }) => item ?? [])].flatMap((item) => {
    const by = (item.blockedBy ?? []).filter((ref) => board.itemOf(ref)?.state !== 'closed')
    return item.state === 'open' && by.length > 0 ? [{ ref: item.ref, by }] : []
  })
}

/** Known to be public, or beside the epic itself. */
function mayNameHere(ref: string, epic: EpicView, board: BoardView): boolean {
  const item = board.itemOf(ref)
  const isBeside = refKey(ref).split('#')[0] === refKey(epic.ref).split('#')[0]
  return epic.item.private || (item === null ? isBeside : !item.private)
}

/**
 * What rules looked at and found nothing to say about, in the epic or in one of its stories: one that is off has looked at
 * nothing.
 */
function goodOf({ epic, board, findings, rules: settings }: FactsInput): readonly string[] {
  const reported = new Set(findings.map(({ aspect }) => aspect))
  const isOn = (rule: Rule) => {
    const { on, report } = settingOf(rule, settings)
    return on && !report
  }
  return rules
    .filter((rule) => !reported.has(rule.aspect) && isOn(rule))
    .sort((a, b) => ASPECTS.indexOf(a.aspect) - ASPECTS.indexOf(b.aspect))
    .flatMap(({ praise }) => (praise?.isSo(epic, board) ? [praise.words] : []))
}

/** The lines a task list misses; GitHub shows each with its title and state. A wrong tick is set where it stands: pasted, the line would be there twice. */
function pasteLinesOf(epic: EpicView, board: BoardView, hidden: ReadonlySet<string>): readonly string[] {
  if (epic.inGrace) return []
  return compareTaskList(epic, board)
    .missing.filter(({ ref }) => !hidden.has(refKey(ref)))
    .map(({ ref, item }) => `- [${item?.state === 'closed' ? 'x' : ' '}] ${shortRef(ref, epic.ref)}`)
}

function shortRef(ref: string, epic: string): string {
  const [own, other] = [parseRef(epic), parseRef(ref)]
  const same = own && other && refKey(`${own.owner}/${own.repo}`) === refKey(`${other.owner}/${other.repo}`)
  return same ? `#${other.number}` : ref
}
