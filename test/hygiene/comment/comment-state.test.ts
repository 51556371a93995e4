import { expect, test } from 'vitest'
import {
  type CommentState,
  decodeState,
  encodeState,
  firstReportedOn,
  foldFindings,
  freshState,
  inFull,
  MAX_STATE,
} from '../../../src/hygiene/comment/comment-state.ts'

const EPIC = 'scs/issues#1'
const everywhere = () => true
const finding = (rule: string, story: string | null = null) => ({ rule, story, since: null })

test('stored state is read back unchanged', () => {
  const ignored = [{ rule: 'nested-epic', by: 'fkr', on: '2023-01-18', reason: 'meta epic, ünïcode 🎉' }]
  const state = foldFindings(
    { ...freshState, ignored, label: 'needs refinement' },
    [finding('epic-quiet'), finding('story-unowned', 'osism/issues#2')],
    '2023-01-18',
    everywhere,
  ).state
  expect(decodeState(encodeState(state))).toEqual(state)
  expect(firstReportedOn(state, finding('story-unowned', 'OSISM/issues#2'))).toBe('2023-01-18')
})

test('stories have their full reference, also those that an earlier version shortened', () => {
  const old = {
    ...freshState,
    seen: { 'story-unowned': { '#2': '2023-01-18', '': '2023-01-18' } },
    dismissed: ['epic-quiet ', 'story-unowned #3'],
  }
  const full = inFull(old, EPIC)
  expect(firstReportedOn(full, finding('story-unowned', 'scs/issues#2'))).toBe('2023-01-18')
  expect(full.dismissed).toEqual(['epic-quiet ', 'story-unowned scs/issues#3'])
  expect(inFull(full, 'osism/issues#7')).toEqual(full)
})

test('missing items are not checked off, and a transferred story keeps its date', () => {
  const seen = { 'story-unowned': { 'scs/issues#2': '2023-01-01', 'scs/issues#3': '2023-01-01' }, 'epic-quiet': { '': '2023-01-01' } }
  const moved = [finding('story-unowned', 'osism/issues#9'), finding('epic-quiet')]
  const { state, gone } = foldFindings(
    { ...freshState, seen },
    moved,
    '2023-01-18',
    (_rule, story) => story === '' || story.startsWith('osism'),
  )
  expect([gone, state.fixed]).toEqual([0, []])
  expect(state.seen).toEqual({ 'story-unowned': { 'osism/issues#9': '2023-01-01' }, 'epic-quiet': { '': '2023-01-01' } })
})

test.each(['', 'e30', 'not base64 at all!', 'bnVsbA', Buffer.from('{"snoozed":1}').toString('base64url'), 'A'.repeat(MAX_STATE + 1)])(
  '%j is not a state',
  (text) => {
    expect(decodeState(text)).toBeNull()
  },
)

test.each([
  ['a login', { snoozed: { until: '2023-02-01', by: 'x\n\n@fkr', reason: '' } }],
  ['a login', { ignored: [{ rule: 'epic-quiet', by: '@fkr', on: '2023-01-18', reason: '' }] }],
  ['a rule', { ignored: [{ rule: 'x` @fkr `', by: 'fkr', on: '2023-01-18', reason: '' }] }],
  ['a rule', { seen: { 'epic quiet': {} } }],
  ['a story', { fixed: [{ rule: 'epic-quiet', story: 'a/b#1 @fkr', on: '2023-01-18' }] }],
  ['a day', { snoozed: { until: '2023-99-99', by: 'fkr', reason: '' } }],
])('state that is not %s is ignored: someone else wrote it', (_what, part) => {
  expect(decodeState(Buffer.from(JSON.stringify({ ...freshState, ...part })).toString('base64url'))).toBeNull()
})

test('unknown keys are rejected: someone else wrote them', () => {
  expect(decodeState(Buffer.from(JSON.stringify({ ...freshState, extra: 1 })).toString('base64url'))).toBeNull()
})

test('a state is at most 4 KiB, and what people told the app is dropped last', () => {
  const ignored = Array.from({ length: 19 }, (_, index) => ({
    rule: `some-rule-of-some-length-${index}`,
    by: `somebody-with-a-long-name-${index}`,
    on: '2023-01-18',
    reason: 'x'.repeat(200),
  }))
  const many = Array.from({ length: 500 }, (_, index) => finding('story-unowned', `scs/issues#${index}`))
  const state: CommentState = foldFindings(
    { ...freshState, ignored, dismissed: Array.from({ length: 100 }, (_, index) => `story-unowned #${index}`) },
    many,
    '2023-01-18',
    everywhere,
  ).state
  const text = encodeState(state)
  const kept = decodeState(text)
  expect(text.length).toBeLessThanOrEqual(MAX_STATE)
  expect(kept?.ignored.map(({ rule }) => rule)).toEqual(ignored.map(({ rule }) => rule))
  expect(kept?.more).toBeGreaterThan(0)
})

test('a state is at most 4 KiB, whatever characters people type', () => {
  const ignored = Array.from({ length: 40 }, (_, index) => ({
    rule: `${'r'.repeat(50)}${index}`,
    by: 'u'.repeat(50),
    on: '2023-01-18',
    reason: '\u4e2d'.repeat(200),
  }))
  const dismissed = Array.from({ length: 100 }, (_, index) => `story-unowned ${'o'.repeat(150)}#${index}`)
  const snoozed = { until: '2023-02-01', by: 'fkr', reason: '\u4e2d'.repeat(200) }
  const text = encodeState({ ...freshState, ignored, dismissed, snoozed })
  expect(text.length).toBeLessThanOrEqual(MAX_STATE)
  expect(decodeState(text)).toMatchObject({ snoozed: { until: '2023-02-01', by: 'fkr' } })
})
