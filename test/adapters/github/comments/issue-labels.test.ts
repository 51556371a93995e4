/** Labels of one issue: whether it has one, had one, and who set it. */
import { expect, test } from 'vitest'
import { hasLabel, isSameAccount, labelHistory, wasLabeled } from '../../../../src/adapters/github/comments/issue-labels.ts'
import { TryAgainError } from '../../../../src/errors.ts'
import { playTheNetwork } from '../../../nock.ts'
import { aClient, answerGraphql } from '../nock-client.ts'

playTheNetwork()

const ISSUE = { owner: 'scs', repo: 'issues', number: 7 }
const found = (thing: object | null, more = {}) => answerGraphql({ repository: { issueOrPullRequest: thing }, ...more })
const labels = (...names: (string | null)[]) => found({ labels: { nodes: names.map((name) => name && { name }) } })
const set = (name: string, createdAt: string, login: string | null = 'fkr', kind = 'LabeledEvent') => ({
  __typename: kind,
  createdAt,
  actor: login === null ? null : { login },
  label: { name },
})

test.each<[string, (string | null)[], boolean]>([
  ['the label', ['bug', 'needs refinement'], true],
  ['the label in other letters', ['Needs Refinement'], true],
  ['a label that only begins so', ['needs refinement soon'], false],
  ['an entry that may not be seen', [null], false],
  ['none', [], false],
])('an issue with %s', async (_name, names, has) => {
  const asked = labels(...names)
  expect(await hasLabel(aClient(), ISSUE, 'needs refinement')).toBe(has)
  expect(asked).toEqual([ISSUE])
})

test.each([
  ['issue', () => found(null)],
  ['repository', () => answerGraphql({ repository: null })],
])('without the %s there is no label and no history', async (_name, play) => {
  play()
  expect(await hasLabel(aClient(), ISSUE, 'x')).toBe(false)
  play()
  expect(await wasLabeled(aClient(), ISSUE, 'x', '2023-01-01T00:00:00Z')).toBe(false)
})

test.each([
  ['at that moment', '2023-01-10T00:00:00Z', true],
  ['a second earlier', '2023-01-09T23:59:59Z', false],
  ['at that moment, in another zone', '2023-01-10T01:00:00+01:00', true],
])('labeled %s', async (_name, createdAt, was) => {
  found({ timelineItems: { nodes: [null, { createdAt, label: { name: 'X' } }] } })
  expect(await wasLabeled(aClient(), ISSUE, 'x', '2023-01-10T00:00:00Z')).toBe(was)
})

test('the history of one label: set and taken off, by the app or by others', async () => {
  const nodes = [
    set('stale', '2023-01-01T00:00:00Z', 'scs-sprint'),
    null,
    set('other', '2023-01-02T00:00:00Z'),
    set('Stale', '2023-01-03T00:00:00Z', 'fkr', 'UnlabeledEvent'),
    set('stale', '2023-01-04T00:00:00Z', null),
  ]
  found({ timelineItems: { nodes } }, { viewer: { login: 'scs-sprint[bot]' } })
  expect(await labelHistory(aClient(), ISSUE, 'stale')).toEqual([
    { at: '2023-01-01T00:00:00Z', isSet: true, byApp: true },
    { at: '2023-01-03T00:00:00Z', isSet: false, byApp: false },
    { at: '2023-01-04T00:00:00Z', isSet: true, byApp: false },
  ])
})

test('an answer of another shape is not taken for an issue without labels', async () => {
  answerGraphql({ repository: { issueOrPullRequest: { labels: 'bug' } } })
  await expect(hasLabel(aClient(), ISSUE, 'bug')).rejects.toThrow(TryAgainError)
})

test.each([
  ['scs-sprint[bot]', 'scs-sprint', true],
  ['SCS-Sprint', 'scs-sprint[bot]', true],
  ['scs-sprint', 'scs-sprint2', false],
])('%j and %j', (a, b, same) => {
  expect(isSameAccount(a, b)).toBe(same)
})
