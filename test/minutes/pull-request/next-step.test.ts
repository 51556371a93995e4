/** What an open pull request of minutes needs next. */
import { expect, test } from 'vitest'
import { nextStep, type Standing } from '../../../src/minutes/pull-request/life/next-step.ts'
import type { PullLife } from '../../../src/minutes/pull-request/life/pull-life.ts'
import { markedBody, markedQuestion } from '../../../src/minutes/pull-request/managed-body.ts'

const answered = markedBody('Minutes.')
const asking = markedBody(`- [ ] ${markedQuestion('which repository?', '0123456789abcdef')}`)
const life: PullLife = {
  id: 'PR_1',
  head: 'abc',
  headAt: '2023-01-18T11:00:00Z',
  openedAt: '2023-01-18T11:00:00Z',
  isDraft: false,
  mergeState: 'clean',
  base: null,
  isApproved: false,
  changesRequested: false,
  labels: [],
  assignees: ['fkr'],
  waitsFor: [],
  wasLabeled: false,
  wasReviewRequested: false,
  threads: [],
  reviewsByApp: [],
}
const settings: Standing['settings'] = {
  ...{ merge: 'when-answered', mergeAfterHours: 24, clearance: null, labels: [], reviewers: [], remindAfterDays: 7 },
}

function stepOf({ pull = {}, life: own = {}, settings: wanted = {}, at = '2023-01-19T11:00:00Z', comments = [] }: Given): string[] {
  const standing: Standing = {
    repository: 'scs/minutes',
    pull: { number: 1, url: 'u', state: 'open', title: 't', body: answered, ...pull },
    life: { ...life, ...own },
    comments: comments.map((body, id) => ({ id, body })),
    settings: { ...settings, ...wanted },
    timezone: 'Europe/Berlin',
    now: new Date(at),
  }
  return nextStep(standing).map((action) => ('body' in action ? action.body : action.kind))
}
type Given = {
  pull?: Partial<Standing['pull']>
  life?: Partial<PullLife>
  settings?: Partial<Standing['settings']>
  at?: string
  comments?: readonly string[]
}

test('answered minutes are merged when the waiting time is over, and not a minute earlier', () => {
  expect(stepOf({ at: '2023-01-19T10:59:00Z' })).toEqual([])
  expect(stepOf({})).toEqual(['merge-pull'])
  expect(stepOf({ life: { headAt: '2023-01-19T09:00:00Z' } })).toEqual([])
})

test.each<[string, Given]>([
  ['the team merges by hand', { settings: { merge: 'by-hand' } }],
  ['a question is open', { pull: { body: asking } }],
  ['somebody rewrote the description', { pull: { body: 'Mine.' } }],
  ['somebody requested changes', { life: { changesRequested: true } }],
  ['checks are not green', { life: { mergeState: 'other' } }],
  ['it is a draft', { life: { isDraft: true } }],
  ['a talk is open', { life: { threads: [{ id: 'T', byApp: false, body: 'Really?', isResolved: false, isResolvedByPerson: false }] } }],
  ['it was closed', { pull: { state: 'closed' } }],
])('nothing is merged where %s', (_, given) => {
  expect(stepOf(given)).toEqual([])
})

test('minutes that wait for approval are merged on the day after', () => {
  const body = markedBody('**These minutes wait for approval until 2023-01-21.** <!-- scs-sprint:clearance v1 until=2023-01-21 -->')
  expect(stepOf({ pull: { body }, at: '2023-01-21T22:59:00Z' })).toEqual([])
  expect(stepOf({ pull: { body }, at: '2023-01-21T23:00:00Z' })).toEqual(['merge-pull'])
})

test('a label keeps them waiting, whatever its case', () => {
  const label = Buffer.from('Needs approval').toString('base64url')
  const body = markedBody(`Wait. <!-- scs-sprint:clearance v1 label=${label} -->`)
  expect(stepOf({ pull: { body }, life: { labels: ['needs APPROVAL'], wasLabeled: true } })).toEqual([])
  expect(stepOf({ pull: { body }, life: { labels: ['other'], wasLabeled: true } })).toEqual(['merge-pull'])
})

test('minutes whose label for approval could not be set are not merged', () => {
  const label = Buffer.from('Needs approval').toString('base64url')
  const body = markedBody(`Wait. <!-- scs-sprint:clearance v1 label=${label} -->`)
  expect(stepOf({ pull: { body }, life: { labels: [], wasLabeled: false } })).toEqual([])
})

test('a branch that is behind is updated before anything else', () => {
  expect(stepOf({ life: { mergeState: 'behind' }, at: '2023-03-01T00:00:00Z' })).toEqual(['update-branch'])
})

test.each<[string, Partial<PullLife>, readonly string[]]>([
  ['the repository demands it', { base: { isBehind: true, demandsUpToDate: true } }, ['update-branch']],
  ['it demands it, and somebody approved', { base: { isBehind: true, demandsUpToDate: true }, isApproved: true }, ['update-branch']],
  ['the repository does not demand it', { base: { isBehind: true, demandsUpToDate: false } }, []],
  ['GitHub does not tell', { base: { isBehind: true, demandsUpToDate: null } }, ['update-branch']],
  ['GitHub does not tell, and somebody approved', { base: { isBehind: true, demandsUpToDate: null }, isApproved: true }, []],
  ['it is up to date', { base: { isBehind: false, demandsUpToDate: true } }, []],
  ['its base is gone', { base: null }, []],
])('a branch that is blocked and behind, where %s', (_, given, steps) => {
  expect(stepOf({ life: { mergeState: 'blocked', ...given } })).toEqual(steps)
})

test.each<[string, Given]>([
  ['questions are open', { pull: { body: asking } }],
  ['it is a draft', { life: { isDraft: true } }],
  ['somebody requested changes', { life: { changesRequested: true } }],
  ['the branch was changed, or brought up to date, a moment ago', { life: { headAt: '2023-01-19T10:00:00Z' } }],
])('a branch that is behind, and perhaps may be, is left as it is where %s', (_, given) => {
  const unknown: Partial<PullLife> = { mergeState: 'blocked', base: { isBehind: true, demandsUpToDate: null } }
  expect(stepOf({ ...given, life: { ...unknown, ...given.life } })).toEqual([])
  expect(stepOf({ ...given, life: { ...unknown, base: { isBehind: true, demandsUpToDate: true }, ...given.life } })).toEqual([
    'update-branch',
  ])
})

test('by hand or not: what may have to be up to date is brought up to date once it is ready', () => {
  const life: Partial<PullLife> = { mergeState: 'blocked', base: { isBehind: true, demandsUpToDate: null } }
  expect(stepOf({ life, settings: { merge: 'by-hand' } })).toEqual(['update-branch'])
})

test('after a week one person is reminded, once', () => {
  const later = { at: '2023-01-25T11:00:00Z', pull: { body: asking } }
  expect(stepOf({ ...later, at: '2023-01-25T10:00:00Z' })).toEqual([])
  const [body = ''] = stepOf(later)
  expect(body).toBe(
    '<!-- scs-sprint:reminder v1 -->\n@fkr: These minutes have waited for 7 days. 1 question is still open. Answer it, or check its box in the description, and merge.\n',
  )
  expect(stepOf({ ...later, comments: [body] })).toEqual([])
  expect(stepOf({ ...later, settings: { remindAfterDays: null } })).toEqual([])
  expect(stepOf({ ...later, life: { assignees: [] } })).toEqual([])
})

test('where everything is answered, the reviewer who was asked is reminded', () => {
  const [body = ''] = stepOf({ at: '2023-01-25T11:00:00Z', settings: { merge: 'by-hand' }, life: { waitsFor: ['garloff'] } })
  expect(body).toContain('@garloff: These minutes have waited for 7 days. All questions are answered. Please review and merge')
})
