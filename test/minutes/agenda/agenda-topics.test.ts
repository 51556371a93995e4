/** Topics beside the board, and their time boxes. */

import { expect, test } from 'vitest'
import { GITHUB_COM } from '../../../src/domain/github-web.ts'
import { rules } from '../../../src/hygiene/registry.ts'
import { type AskedTopic, agendaTopics, boxedMinutes, isTopicOf, mergeTopics } from '../../../src/minutes/agenda/agenda-topics.ts'
import { parseSettings } from '../../../src/settings/parse.ts'
import { aMeeting } from '../meetings.ts'

const topic = (ref: string, title: string, wishes: AskedTopic['wishes'] = []): AskedTopic => ({ ref, kind: 'issue', title, wishes })
const last = {
  ...aMeeting('2026-01-07'),
  text: '# 2026-01-07\n\n## Names of flavors (10 min)\n\n- tabled\n\n## Disks\n\n- we chose\n\n# Off the record\n\n## Salaries\n\n- tabled\n',
}

test('issues with what people want there, then what the last meeting postponed; off the record stays there', () => {
  const { topics } = agendaTopics(
    [topic('acme/standards#7', 'Names <of> @images', [{ text: "a decision [15'] @bruno", author: 'alba' }])],
    [last, aMeeting('2025-12-17')],
    { minutes: 60, github: GITHUB_COM },
  )
  expect(topics).toEqual([
    {
      line: 'Names \\<of> @images [standards#7](https://github.com/acme/standards/issues/7)',
      below: [expect.stringMatching(/^a decision .*15'.* @bruno \(@alba\)$/)],
    },
    { line: 'Names of flavors (10 min) (minutes: postponed on 2026-01-07)', below: [] },
  ])
})

test.each([
  [60, 'Time boxes: 25 of 60 minutes.'],
  [20, 'Time boxes: 25 minutes, 5 more than the meeting has.'],
  [null, 'Time boxes: 25 minutes.'],
])('boxes are added up against %j minutes', (minutes, told) => {
  expect(
    agendaTopics([topic('acme/x#1', 'Images (5 min)', [{ text: "names [15']", author: 'alba' }])], [last], { minutes, github: GITHUB_COM })
      .time,
  ).toBe(told)
})

test('without a box there is nothing to add up', () => {
  expect(agendaTopics([topic('acme/x#1', 'Images')], [], { minutes: 60, github: GITHUB_COM }).time).toBe(null)
})

test.each([
  ['Images (10 min)', 10],
  ["Images [15'], Disks (5 Minuten)", 20],
  ['Images (ca. 20 min.)', 20],
  ['Images (5 minutes)', 5],
  ['Images (10)', 0],
  ['Images (10 mint)', 0],
  ['10 min', 0],
])('%j is boxed to %i minutes', (text, minutes) => {
  expect(boxedMinutes(text)).toBe(minutes)
})

test('the same issue from two places is one topic, with the wishes of both', () => {
  const wish = { text: 'soon', author: 'alba' }
  expect(mergeTopics([topic('acme/x#1', 'Images')], [topic('Acme/X#1', 'Images', [wish])])).toEqual([topic('acme/x#1', 'Images', [wish])])
})

const settings = parseSettings(
  `organization: acme
minutes: { repository: acme/minutes }
agenda: { label: agenda }
teams:
  iaas: { name: IaaS, label: IaaS }
  rest: { name: Rest }
  sig: { name: SIG, agendaLabel: topic SIG }
`,
  'sprint.yml',
  rules,
)
test.each([
  [['Agenda', 'iaas'], ['iaas']],
  [['agenda'], ['rest']],
  [
    ['agenda', 'topic sig'],
    ['rest', 'sig'],
  ],
  [['IaaS'], []],
])('labels %j make it a topic of %j', (labels, teams) => {
  const found = Object.values(settings.teams).filter((team) => isTopicOf({ labels }, settings, team))
  expect(found.map(({ id }) => id)).toEqual(teams)
})
