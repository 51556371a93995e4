/** Stories asked for in past minutes, and the epic that was meant; where nobody can tell, nobody is blamed. */
import { expect, test } from 'vitest'
import { askedStories } from '../../src/usecases/asked-stories.ts'
import { readPast } from '../../src/usecases/past-meetings.ts'
import { aBoardItem, anEpic, aSnapshot } from '../builders.ts'
import { minutesSettings } from '../minutes/settings.ts'

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
  askedStories([{ date: '2023-01-11', path: 'iaas/20230111.md', notes: readPast(text, '2023-01-11', minutesSettings) }], snapshot).map(
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
  ['not by a title that fits nothing', '## Backup\n\n- User story for networks missing?\n', null],
])('%s', (_how, text, epic) => {
  expect(asked(`# 2023-01-11\n\n${text}`)).toEqual([epic])
})

test('what the app itself wrote into the summary asks for nothing', () => {
  const summary =
    '## Summary\n\n### Epics needing attention\n\n- [acme/issues#1](https://github.com/acme/issues/issues/1) Cloud in a box: user story missing?\n'
  expect(asked(`# 2023-01-11\n\n## Topic\n\n- talk\n\n${summary}`)).toEqual([])
})
