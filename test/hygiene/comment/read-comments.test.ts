/** Which of the app's comments counts, and what became of the others. */
import { expect, test } from 'vitest'
import { isSnoozed, missingLabel, stateIn, surveyComments } from '../../../src/hygiene/comment/read-comments.ts'
import { aComment, cleared, EPIC, hidden, live, replaced, stateWith, TODAY } from './comment-cases.ts'

const KINDS: readonly [string, Parameters<typeof aComment>, string][] = [
  ['with findings', [live()], 'visible'],
  ['with findings, hidden by a person', [live(), { minimized: true }], 'hiddenByPerson'],
  ['an all-clear', [cleared(), { minimized: true }], 'cleared'],
  ['hidden by hide-comments', [hidden(), { minimized: true }], 'silenced'],
  ['hidden by hide-comments, and shown again by a person', [hidden()], 'visible'],
  ['replaced, but not hidden yet', [replaced()], 'halfReplaced'],
  ['replaced and hidden', [replaced(), { minimized: true }], ''],
  ['without its end, after an edit of a person', [live().replace('<!-- scs-sprint:end -->', ''), { editedByPerson: true }], 'takenOver'],
  ['of other work of the app', ['Minutes are ready.', { editedByPerson: true }], ''],
]

test.each(KINDS)('a comment %s', (_name, given, kind) => {
  const survey = surveyComments({ comments: [aComment(...given)], lastKnown: null })
  expect(Object.entries(survey).flatMap(([name, found]) => (found.length > 0 ? [name] : []))).toEqual(kind === '' ? [] : [kind])
})

test('a comment without any marker is taken over if the store knows it', () => {
  const comments = [aComment('Mine now.', { editedByPerson: true })]
  expect(surveyComments({ comments, lastKnown: { commentId: 'IC_1', findings: [] } }).takenOver).toHaveLength(1)
  expect(surveyComments({ comments, lastKnown: { commentId: 'IC_2', findings: [] } }).takenOver).toHaveLength(0)
})

test('the newest comment comes first', () => {
  const before = stateWith({ notifiedBefore: '2022-12-01T08:00:00Z' })
  const comments = [aComment(live()), aComment(live(before), { id: 'IC_2', createdAt: '2023-01-09T08:00:00Z' })]
  expect(surveyComments({ comments, lastKnown: null }).visible.map(({ comment }) => comment.id)).toEqual(['IC_2', 'IC_1'])
})

test('of two comments made at the same time the older one stays, with what people told both', () => {
  const ignored = [{ rule: 'epic-quiet', by: 'fkr', on: TODAY, reason: '' }]
  const comments = [aComment(live()), aComment(live(stateWith({ ignored })), { id: 'IC_2', createdAt: '2023-01-01T08:00:01Z' })]
  const [first] = surveyComments({ comments, lastKnown: null }).visible
  expect([first?.comment.id, first?.marked.state?.ignored, first?.marked.sha256]).toEqual(['IC_1', ignored, ''])
})

test.each([
  ['the last day', '2023-01-19', true],
  ['the day it ends', TODAY, false],
])('a snooze, on %s', (_name, until, holds) => {
  const state = stateWith({ snoozed: { until, by: 'fkr', reason: '' } })
  expect(isSnoozed(state, TODAY)).toBe(holds)
  const [entry] = surveyComments({ comments: [aComment(live(state))], lastKnown: null }).visible
  expect(entry && stateIn(entry, { facts: { ref: EPIC }, today: TODAY }).snoozed).toEqual(holds ? state.snoozed : null)
})

test('a state that nobody can read: nothing in the comment counts as new', () => {
  const body = live().replace(/state v1 [\w-]+/, 'state v1 e30')
  const [entry] = surveyComments({ comments: [aComment(body)], lastKnown: null }).visible
  expect(entry && stateIn(entry, { facts: { ref: EPIC }, today: TODAY })).toMatchObject({ notified: '2023-01-01T08:00:00.000Z', more: 1 })
})

test('a label that the comment names and the epic lacks', () => {
  const comments = [aComment(live(stateWith({ label: 'needs care' })))]
  expect(missingLabel(comments, ['epic'])).toEqual({ label: 'needs care', since: '2023-01-01T08:00:00Z' })
  expect(missingLabel(comments, ['Needs Care'])).toBeNull()
  expect(missingLabel([aComment(live())], [])).toBeNull()
})
