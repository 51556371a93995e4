/** Stories requested in past minutes, and the epic that was meant; unclear requests are ignored. */
import { expect, test } from 'vitest'
import { readPast } from '../../../src/minutes/meeting/past-meetings.ts'
import { storyRequestsIn } from '../../../src/minutes/meeting/story-requests.ts'
import { aBoardItem, anEpic, aSnapshot } from '../../builders.ts'
import { minutesSettings } from '../settings.ts'

const epics = [
  { number: 1, title: 'Cloud in a box' },
  { number: 2, title: 'Metering for operators' },
]
const snapshot = aSnapshot({
  items: [
    ...epics.map(({ number, title }) => aBoardItem({ number, ref: `acme/issues#${number}`, title, labels: ['epic'] })),
    aBoardItem({ number: 11, ref: 'acme/issues#11', title: 'A story' }),
  ],
  epics: [
    anEpic({ ref: 'acme/issues#1', children: [{ ref: 'acme/issues#11', sources: ['sub-issue'], readable: true }] }),
    anEpic({ ref: 'acme/issues#2' }),
  ],
})

const asked = (text: string) =>
  storyRequestsIn([{ date: '2023-01-11', path: 'iaas/20230111.md', notes: readPast(text, '2023-01-11', minutesSettings) }], snapshot).map(
    ({ epic }) => epic,
  )

test.each([
  [
    'by the epic’s link above it',
    '## Sprint planning\n\n- https://github.com/acme/issues/issues/1\n  - User story for networks missing?\n',
    'acme/issues#1',
  ],
  [
    'by a story of the epic',
    '## Sprint planning\n\n- https://github.com/acme/issues/issues/11\n  - User story for networks missing?\n',
    'acme/issues#1',
  ],
  [
    'by the heading’s reference',
    '## Box https://github.com/acme/issues/issues/1\n\nlong talk\n\n- a\n- b\n- c\n- d\n- e\n- User story for networks missing?\n',
    'acme/issues#1',
  ],
  ['by the heading’s title', '## Metering\n\n- User story for invoices missing?\n', 'acme/issues#2'],
  [
    'not by a topic far above in the same part',
    '## Sprint review\n\n- https://github.com/acme/issues/issues/1\n- a\n- b\n- c\n- d\n- e\n- User story for networks missing?\n',
    null,
  ],
  [
    'by what it hangs below, not by the epic further above, where that is on no board',
    '## Sprint planning\n\n- https://github.com/acme/issues/issues/1\n- https://github.com/osism/issues/issues/99\n  - User story for networks missing?\n',
    null,
  ],
  [
    'by the reference just above, where the list is flat',
    '## Sprint planning\n\n- https://github.com/acme/issues/issues/1\n- https://github.com/osism/issues/issues/99 talked\n- User story for networks missing?\n',
    null,
  ],
  [
    'by what it hangs below, not by a remark beside it',
    '## Sprint planning\n\n- https://github.com/acme/issues/issues/1\n  - see https://github.com/osism/issues/issues/99\n  - User story for networks missing?\n',
    'acme/issues#1',
  ],
  [
    'by what it hangs below, however long the list is',
    `## Sprint planning\n\n- https://github.com/acme/issues/issues/1\n${'  - talk\n'.repeat(9)}  - User story for networks missing?\n`,
    'acme/issues#1',
  ],
  [
    'not by a number that nobody can place',
    '## Sprint planning\n\n- https://github.com/acme/issues/issues/1\n- #4711\n  - User story missing?\n',
    null,
  ],
  [
    'by the full name in one’s own organization',
    '## Sprint planning\n\n- acme/issues#1\n  - User story for networks missing?\n',
    'acme/issues#1',
  ],
  ['not by a title that fits nothing', '## Backup\n\n- User story for networks missing?\n', null],
])('%s', (_how, text, epic) => {
  expect(asked(`# 2023-01-11\n\n${text}`)).toEqual([epic])
})

test.each([
  "user story isn't needed here",
  'User story missing? No.',
  'User story missing? nein',
  'User story missing? Not any more',
  'User story missing? Out of scope',
  'User story missing? We skip it',
  'User story missing? Already covered by acme/issues#11',
  'User story missing? Solved with the existing one',
  'Story needed? Consensus: no',
  'all stories are written',
  '[x] write user story',
])('a line that answers itself requests nothing: %s', (line) => {
  expect(asked(`## Sprint planning\n\n- https://github.com/acme/issues/issues/1\n  - ${line}\n`)).toEqual([])
})

test.each([
  'User story missing? Not yet written',
  'User story missing? Who writes it?',
  '[ ] write user story',
  'All stories are still to be written',
])('a line that only looks like an answer is still a request: %s', (line) => {
  expect(asked(`## Sprint planning\n\n- https://github.com/acme/issues/issues/1\n  - ${line}\n`)).toEqual(['acme/issues#1'])
})

test('text by the app in the summary requests nothing', () => {
  const summary =
    '## Summary\n\n### Epics needing attention\n\n- [acme/issues#1](https://github.com/acme/issues/issues/1) Cloud in a box: user story missing?\n'
  expect(asked(`# 2023-01-11\n\n## Topic\n\n- talk\n\n${summary}`)).toEqual([])
})

const meeting = (date: string, text: string) => ({
  date,
  path: `iaas/${date}.md`,
  notes: readPast(`# ${date}\n\n## Sprint planning\n\n- acme/issues#1\n${text}`, date, minutesSettings),
})
const first = meeting('2023-01-11', '  - User story for networks missing?\n')

test.each([
  '  - User story for networks: not wanted any more\n',
  '  - no user story needed\n',
  '  - decided against it\n',
  '  - the user story for networks was written\n',
  '  - User Story für networks: keine User Story nötig\n',
  '  - User story for networks missing? -> acme/issues#12\n',
])('an answer in the next minutes resolves the request: %j', (text) => {
  expect(storyRequestsIn([first], snapshot)).toHaveLength(1)
  expect(storyRequestsIn([meeting('2023-01-18', text), first], snapshot)).toEqual([])
  expect(storyRequestsIn([first], snapshot, meeting('2023-01-18', text))).toEqual([])
  // What was said before it was asked for is no answer.
  expect(storyRequestsIn([first, meeting('2023-01-04', text)], snapshot)).toHaveLength(1)
})

test.each([
  '  - User story for invoices: not wanted any more\n',
  '- acme/issues#2\n  - no user story needed\n',
  '  - the user story for networks is still to be written\n',
  '  - talked about it\n',
])('an answer to something else resolves nothing: %j', (text) => {
  expect(storyRequestsIn([meeting('2023-01-18', text), first], snapshot).filter(({ date }) => date === '2023-01-11')).toHaveLength(1)
})
