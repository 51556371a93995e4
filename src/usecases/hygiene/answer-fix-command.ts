/** `/epic fix <rule>` and `/epic undo`: what is to be changed, by what the rules found, or why nothing is. Writes nothing itself. */
import type { Finding } from '../../domain/finding.ts'
import type { GithubWeb } from '../../domain/github-web.ts'
import { quietHandle } from '../../domain/text/escape.ts'
import type { BoardView, EpicView } from '../../hygiene/board-view.ts'
import { type EpicFacts, publicFindings, type Render } from '../../hygiene/comment/comment.ts'
import { readMarks, replyText } from '../../hygiene/comment/comment-body.ts'
import { planRepairs } from '../../hygiene/repair/plan-repairs.ts'
import type { LeftToPeople } from '../../hygiene/repair/repair.ts'
import { fitsRecord, type RepairRecord, readRepair, repairMark, undoneBy, undoneMark } from '../../hygiene/repair/repair-record.ts'
import { fixedData, leftLines, undoneData } from '../../hygiene/repair/repair-words.ts'
import type { AppComment } from '../../ports.ts'
import type { RepairAction } from '../apply-repairs.ts'

export type FixAsked = {
  /** `owner/repo#1` of the epic. */
  readonly on: string
  /** Of the comment with the command. */
  readonly commentId: string
  readonly author: string
  readonly render: Render
}

/** An epic with what the rules found on it. */
export type JudgedEpic = {
  readonly findings: readonly Finding[]
  readonly epic: EpicView
  readonly board: BoardView
  readonly facts: EpicFacts
}

/** A text: why nothing is changed, as it goes on after the name of who asked. */
export function planFix(asked: FixAsked, rules: readonly string[], judged: JudgedEpic): RepairAction | string {
  const { epic, board, facts } = judged
  const { repairs, left } = planRepairs({ rules, findings: publicFindings(judged.findings, facts), epic, board, hidden: facts.hidden })
  if (repairs.length === 0) return nothingDone('nothing was changed', left, facts.github)
  return {
    kind: 'fix-epic',
    on: asked.on,
    repairs,
    github: facts.github,
    why: `${rules.join(', ')}: on request`,
    reply: ({ changes, left: refused }) => {
      const all = [...left, ...refused]
      if (changes.length === 0) return shortReply(asked, nothingDone('nothing was changed', all, facts.github))
      const record: RepairRecord = { by: asked.author, rules: [...rules], changes: [...changes] }
      const isKept = fitsRecord(record)
      const words = tidy(asked.render('hygiene/fixed', fixedData({ record, left: all, isKept }, facts.github)))
      return replyText(asked.commentId, isKept ? `${repairMark(record)}\n${words}` : words)
    },
  }
}

/** `own`: the app's comments on the epic, oldest first. null: this command was carried out already. */
export function planUndo(
  asked: FixAsked,
  own: readonly AppComment[],
  at: { readonly now: Date; readonly timezone: string; readonly github: GithubWeb },
): RepairAction | string | null {
  if (own.some(({ body }) => undoneBy(body) === asked.commentId)) return null
  const last = own.findLast(({ body }) => readRepair(body) !== null)
  const record = last === undefined ? null : readRepair(last.body)
  if (last === undefined || record === null) return 'there is no fix to take back on this epic.'
  // Whoever edits it could have the app change anything.
  if (last.editedByPerson) return 'somebody edited the comment that says what was fixed. Please take it back by hand.'
  const words = tidy(asked.render('hygiene/undone', undoneData(record, { by: asked.author, ...at })))
  const marked = readMarks(last.body)
  return {
    kind: 'undo-fix',
    on: asked.on,
    changes: record.changes,
    commentId: last.id,
    body: replyText(marked.kind === 'reply' ? marked.to : asked.commentId, `${undoneMark(asked.commentId)}\n${words}`),
    why: `${record.rules.join(', ')}: taken back on request`,
    refusal: (left) => shortReply(asked, nothingDone('nothing was taken back', left, at.github)),
  }
}

function nothingDone(what: string, left: readonly LeftToPeople[], github: GithubWeb): string {
  return `${what}. ${leftLines(left, github).join(' ')}`.trim()
}

function shortReply({ commentId, author, render }: FixAsked, text: string): string {
  return replyText(commentId, render('hygiene/reply', { text: `${quietHandle(author)}: ${text}` }))
}

function tidy(text: string): string {
  return text.replace(/\n{3,}/g, '\n\n').trim()
}
