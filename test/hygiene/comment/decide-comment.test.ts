/** What becomes of the comment on an epic: each row is one situation and the writes it leads to. */
import { expect, test } from 'vitest'
import type { CommentInput } from '../../../src/hygiene/comment/comment-input.ts'
import { decideComment } from '../../../src/hygiene/comment/decide-comment.ts'
import { aComment, aFinding, anInput, cleared, hidden, live, stateWith, TODAY } from './comment-cases.ts'

const findings = [aFinding('epic-unowned')]
const seen = { 'epic-unowned': { '': '2023-01-01' } }
const told = stateWith({ seen })
const snoozed = { until: '2023-02-01', by: 'fkr', reason: '' }
const ignored = [{ rule: 'epic-unowned', by: 'fkr', on: '2023-01-02', reason: '' }]
const recent = stateWith({ notified: '2023-01-16T08:00:00Z' })
const isHidden = { minimized: true }

const CASES: readonly [string, Partial<CommentInput>, readonly string[]][] = [
  ['no comment, nothing found', {}, []],
  ['no comment, first findings', { findings }, ['create-comment']],
  ['no comment, not eligible', { findings, eligible: false }, []],
  ['no comment, daily limit reached', { findings, mayCreate: false }, []],
  ['no comment, comments were hidden', { findings, isSilenced: true }, []],
  ['told already', { findings, comments: [aComment(live(told))] }, ['update-comment']],
  ['something new', { findings, comments: [aComment(live())] }, ['create-comment', 'update-comment', 'minimize-comment']],
  ['something new, notified two days ago', { findings, comments: [aComment(live(recent))] }, ['update-comment']],
  ['something new, not eligible', { findings, eligible: false, comments: [aComment(live())] }, ['update-comment']],
  ['all fixed', { comments: [aComment(live(told))] }, ['update-comment', 'minimize-comment']],
  ['snoozed', { findings, comments: [aComment(live(stateWith({ seen, snoozed })))] }, []],
  ['all ignored', { findings, comments: [aComment(live(stateWith({ ignored })))] }, ['update-comment', 'minimize-comment']],
  ['nobody can tell', { withheld: [{ rule: 'epic-unowned', story: null }], comments: [aComment(live(told))] }, []],
  ['all clear and hidden', { comments: [aComment(cleared(), isHidden)] }, []],
  ['all clear, not hidden yet', { comments: [aComment(cleared())] }, ['minimize-comment']],
  ['back after an all-clear', { findings, comments: [aComment(cleared(), isHidden)] }, ['create-comment', 'update-comment']],
  ['back, notified two days ago', { findings, comments: [aComment(cleared(recent), isHidden)] }, ['unminimize-comment', 'update-comment']],
  ['hidden by hide-comments', { findings, comments: [aComment(hidden(), isHidden)] }, []],
  ['hidden by a person, the same findings', { findings, comments: [aComment(live(told), isHidden)] }, []],
  ['hidden by a person, other findings', { findings, comments: [aComment(live(), isHidden)] }, ['create-comment']],
  ['deleted, the same findings', { findings, lastKnown: { commentId: 'IC_9', findings: ['epic-unowned '] } }, []],
  ['deleted, other findings', { findings, lastKnown: { commentId: 'IC_9', findings: ['epic-quiet '] } }, ['create-comment']],
  ['deleted, without a store', { findings, deletedAt: '2023-01-10T08:00:00Z' }, []],
]

test.each(CASES)('%s', (_name, given, kinds) => {
  const decision = decideComment(anInput(given))
  expect(decision.actions.map(({ kind }) => kind)).toEqual(kinds)
  expect(decision.creates).toBe(kinds.includes('create-comment'))
})

test.each([
  [0, '2023-01-11T08:00:00Z', true],
  [0, '2023-01-12T08:00:00Z', false],
  [1, '2023-01-04T08:00:00Z', true],
  [1, '2023-01-05T08:00:00Z', false],
  [2, '2022-12-21T08:00:00Z', true],
  [2, '2022-12-22T08:00:00Z', false],
  [3, '2022-11-23T08:00:00Z', true],
  [9, '2022-11-23T08:00:00Z', true],
  [9, '2022-11-24T08:00:00Z', false],
])(`after %i notifications without a reaction, the last one at %s: notified again on ${TODAY}: %s`, (unanswered, notified, creates) => {
  const comments = [aComment(live(stateWith({ unanswered, notified })))]
  expect(decideComment(anInput({ findings, comments })).creates).toBe(creates)
})
