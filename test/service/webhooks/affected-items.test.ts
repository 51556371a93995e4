/** Webhooks as recorded from GitHub, and the items they name. */
import examples from '@octokit/webhooks-examples'
import { expect, test } from 'vitest'
import { affectedBy, mergeNamed, namesNothing } from '../../../src/service/webhooks/affected-items.ts'
import { aBoardItem, aSnapshot } from '../../builders.ts'

type Recorded = { name: string; examples: { action?: string }[] }
const recorded = ((examples as { default?: unknown }).default ?? examples) as Recorded[]
const all = (event: string) => recorded.find(({ name }) => name === event)?.examples ?? []
const one = (event: string, action: string) => all(event).find((payload) => payload.action === action)

const events = ['issues', 'issue_comment', 'pull_request', 'pull_request_review', 'projects_v2_item']
test.each(events)('every recorded %s names something', (event) => {
  expect(all(event).length).toBeGreaterThan(3)
  for (const payload of all(event)) expect(namesNothing(affectedBy(event, payload, null))).toBe(false)
})

test('every recorded webhook of any kind is accepted', () => {
  for (const { name, examples: payloads } of recorded) {
    for (const payload of payloads) expect(Array.isArray(affectedBy(name, payload, null).refs)).toBe(true)
  }
})

test('an issue is named by reference and ID; a transferred one by both references', () => {
  expect(affectedBy('issues', one('issues', 'opened'), null)).toMatchObject({
    refs: ['Codertocat/Hello-World#1'],
    nodeIds: ['MDU6SXNzdWU0NDQ1MDAwNDE='],
  })
  const transferred = affectedBy('issues', one('issues', 'transferred'), null)
  expect(transferred.refs.length).toBeGreaterThanOrEqual(2)
  expect(transferred.refs).toContain('Codertocat/Hello-World#1')
})

test('a card is named with its issue, a draft alone', () => {
  const card = { node_id: 'PVTI_1', content_node_id: 'I_1', content_type: 'Issue' }
  expect(affectedBy('projects_v2_item', { action: 'deleted', projects_v2_item: card }, null)).toMatchObject({
    itemIds: ['PVTI_1'],
    nodeIds: ['I_1'],
  })
  expect(affectedBy('projects_v2_item', one('projects_v2_item', 'created'), null)).toMatchObject({
    itemIds: ['PVTI_lAAEAQ8'],
    nodeIds: [],
  })
})

test('sub-issues name parent and child, in other repositories too', () => {
  const issue = (number: number, repo: string) => ({
    number,
    node_id: `I_${number}`,
    html_url: `https://github.com/${repo}/issues/${number}`,
  })
  const payload = {
    action: 'sub_issue_added',
    parent_issue: issue(1, 'scs/issues'),
    sub_issue: issue(2, 'osism/issues'),
    repository: { full_name: 'scs/issues' },
  }
  expect(affectedBy('sub_issues', payload, null)).toMatchObject({ refs: ['scs/issues#1', 'osism/issues#2'], nodeIds: ['I_1', 'I_2'] })
})

const previous = aSnapshot({
  items: [
    aBoardItem({
      number: 1,
      nodeId: 'I_1',
      ref: 'Codertocat/Hello-World#1',
      labels: [':BUG: Bugfix'],
      milestone: { title: 'v1.0', dueOn: null },
    }),
    aBoardItem({ number: 2, nodeId: 'I_2', ref: 'Codertocat/Hello-World#2', milestone: { title: 'v2.0', dueOn: null } }),
    aBoardItem({
      number: 3,
      nodeId: 'I_3',
      ref: 'Codertocat/Other#3',
      labels: [':bug: Bugfix'],
      milestone: { title: 'v1.0', dueOn: null },
    }),
  ],
})

test('milestones and labels name the items that have them, in their repository', () => {
  expect(affectedBy('milestone', one('milestone', 'deleted'), previous).nodeIds).toEqual(['I_1'])
  expect(affectedBy('label', one('label', 'edited'), previous).nodeIds).toEqual(['I_1'])
  const renamed = {
    action: 'edited',
    milestone: { title: 'v3' },
    changes: { title: { from: 'v2.0' } },
    repository: { full_name: 'codertocat/hello-world' },
  }
  expect(affectedBy('milestone', renamed, previous).nodeIds).toEqual(['I_2'])
})

test('a renamed or transferred repository names its items under the old name', () => {
  expect(affectedBy('repository', one('repository', 'renamed'), { ...previous, items: previous.items.slice(0, 2) })).toMatchObject({
    whole: false,
  })
  const renamed = {
    action: 'renamed',
    repository: { full_name: 'Codertocat/New' },
    changes: { repository: { name: { from: 'Hello-World' } } },
  }
  expect(affectedBy('repository', renamed, previous).nodeIds).toEqual(['I_1', 'I_2'])
  const transferred = {
    action: 'transferred',
    repository: { full_name: 'scs/Other' },
    changes: { owner: { from: { organization: { login: 'Codertocat' } } } },
  }
  expect(affectedBy('repository', transferred, previous).nodeIds).toEqual(['I_3'])
})

test('a change of the board itself leads to a full read; invalid and other events to nothing', () => {
  expect(affectedBy('projects_v2', { action: 'edited' }, previous).whole).toBe(true)
  expect(namesNothing(affectedBy('star', { action: 'created' }, previous))).toBe(true)
  expect(namesNothing(affectedBy('issues', { issue: 'what?' }, previous))).toBe(true)
  expect(namesNothing(affectedBy('issues', null, previous))).toBe(true)
})

test('names from several webhooks are merged', () => {
  const twice = affectedBy('issues', one('issues', 'opened'), null)
  expect(mergeNamed([twice, twice, affectedBy('projects_v2', {}, null)])).toEqual({ ...twice, whole: true })
})
