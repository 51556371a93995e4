/** A verdict becomes writes, in an order that survives a crash after any of them. */
import { expect, test } from 'vitest'
import { MAX_BODY } from '../../../src/hygiene/comment/comment.ts'
import { readMarks } from '../../../src/hygiene/comment/comment-body.ts'
import type { CommentInput, Verdict } from '../../../src/hygiene/comment/comment-input.ts'
import { surveyComments } from '../../../src/hygiene/comment/read-comments.ts'
import { type CommentAction, finishReplaced, writeVerdict } from '../../../src/hygiene/comment/write-comment.ts'
import { aComment, aFinding, anInput, cleared, live, replaced, stateWith } from './comment-cases.ts'

const findings = [aFinding('epic-unowned')]
const LABEL = 'needs care'
const labelled = stateWith({ label: LABEL })
const surveyOf = (...given: Parameters<typeof aComment>) => surveyComments({ comments: [aComment(...given)], lastKnown: null })

function liveAt(...given: Parameters<typeof aComment>) {
  const [entry] = surveyOf(...given).visible
  if (entry === undefined) throw new Error('It is no live comment.')
  return entry
}

function clearedAt(...given: Parameters<typeof aComment>) {
  const [entry] = surveyOf(...given).cleared
  if (entry === undefined) throw new Error('It is no all-clear.')
  return entry
}

const create = { kind: 'create', findings, replaces: null, why: 'first findings' } as const
const edit = { kind: 'edit', findings, known: null } as const
const clear = { kind: 'clear', known: null } as const
const back = { kind: 'bring-back', findings, known: { commentId: 'IC_1', findings: [] } } as const
const MINIMIZED = { minimized: true }
const THANKS = `${live()}\n\nThanks!`

const CASES: readonly [string, Verdict, Partial<CommentInput>, readonly CommentAction['kind'][]][] = [
  ['leave', { kind: 'leave', remark: 'snoozed', known: null }, {}, []],
  ['hide', { kind: 'hide', at: clearedAt(cleared()) }, {}, ['minimize-comment']],
  ['create', { ...create, state: stateWith() }, {}, ['create-comment']],
  ['create, with a label', { ...create, state: stateWith() }, { label: LABEL }, ['create-comment', 'add-label']],
  ['create, the label is set', { ...create, state: stateWith() }, { label: LABEL, epicLabels: ['Needs Care'] }, ['create-comment']],
  ['create, a person took the label off', { ...create, state: labelled }, { label: LABEL, labelTakenOff: true }, ['create-comment']],
  [
    'create, in place of one',
    { ...create, state: stateWith(), replaces: liveAt(live()) },
    {},
    ['create-comment', 'update-comment', 'minimize-comment'],
  ],
  [
    'create, in place of one with words of a person',
    { ...create, state: stateWith(), replaces: liveAt(THANKS) },
    {},
    ['create-comment', 'update-comment'],
  ],
  ['edit', { ...edit, at: liveAt(live()), state: stateWith() }, {}, ['update-comment']],
  [
    'edit, the label is no longer configured',
    { ...edit, at: liveAt(live(labelled)), state: labelled },
    { epicLabels: [LABEL] },
    ['remove-label', 'update-comment'],
  ],
  ['clear', { ...clear, at: liveAt(live()), state: stateWith() }, {}, ['update-comment', 'minimize-comment']],
  ['clear, with words of a person', { ...clear, at: liveAt(THANKS), state: stateWith() }, {}, ['update-comment']],
  [
    'clear, with the label of the app',
    { ...clear, at: liveAt(live(labelled)), state: labelled },
    { label: LABEL, epicLabels: [LABEL] },
    ['remove-label', 'update-comment', 'minimize-comment'],
  ],
  ['bring back', { ...back, at: clearedAt(cleared(), MINIMIZED), state: stateWith() }, {}, ['unminimize-comment', 'update-comment']],
  ['bring back one that is visible', { ...back, at: clearedAt(cleared()), state: stateWith() }, {}, ['update-comment']],
  ['remember', { kind: 'remember', at: liveAt(live()), state: labelled, why: 'a command' }, {}, ['update-comment']],
  ['all clear, new', { kind: 'all-clear', at: null, state: stateWith(), why: 'a command' }, {}, ['create-comment']],
  ['all clear, again', { kind: 'all-clear', at: clearedAt(cleared()), state: labelled, why: 'a command' }, {}, ['update-comment']],
]

test.each(CASES)('%s', (_name, verdict, given, kinds) => {
  expect(writeVerdict(verdict, anInput(given)).actions.map(({ kind }) => kind)).toEqual(kinds)
})

test('what a comment says already is not written again', () => {
  const [first] = writeVerdict({ ...create, state: stateWith() }, anInput()).actions
  const body = first?.kind === 'create-comment' ? first.body : ''
  const verdict: Verdict = { ...edit, at: liveAt(body), state: stateWith() }
  expect(writeVerdict(verdict, anInput({ lookedAt: '2023-01-19 09:00' })).actions).toEqual([])
})

test('a comment that words of people make too long stays unchanged, its label too, and a remark says so', () => {
  const at = liveAt(`${live(labelled)}\n\n${'x'.repeat(MAX_BODY)}`)
  const decision = writeVerdict({ ...clear, at, state: labelled }, anInput({ label: LABEL, epicLabels: [LABEL] }))
  expect(decision.actions).toEqual([])
  expect(decision.remark).toMatch(/would exceed 65536 characters; it stays unchanged/)
})

test('words of people around the part of the app stay to the letter', () => {
  const [update] = writeVerdict({ ...clear, at: liveAt(`Hello\n\n${THANKS}`), state: stateWith() }, anInput()).actions
  const body = update?.kind === 'update-comment' ? update.body : ''
  expect(body).toMatch(/^Hello\n\n<!-- scs-sprint:cleared.*-->\n\nThanks!$/s)
  expect(readMarks(body).kind).toBe('cleared')
})

test('a replaced comment is hidden, but not one that a person wrote into', () => {
  const { halfReplaced } = surveyOf(replaced())
  expect(finishReplaced(halfReplaced, anInput()).map(({ kind }) => kind)).toEqual(['minimize-comment'])
  expect(finishReplaced(surveyOf(`${replaced()}\n\nWhy?`).halfReplaced, anInput())).toEqual([])
})
