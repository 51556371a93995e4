/** `site` and `hygiene` from outside, on saved boards in which issues refer to themselves or to each other in a cycle. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { aBoardItem, anEpic, aSnapshot } from '../../builders.ts'
import { scsSprint } from '../../cli/terminal.ts'
import { aPlace } from './place.ts'

const child = (number: number) => ({ ref: `scs/issues#${number}`, sources: ['sub-issue' as const], readable: true })
const epicCard = (number: number, rest = {}) =>
  aBoardItem({ number, title: `Roof ${number}`, labels: ['epic', 'IaaS'], status: 'Doing', ...rest })
const story = (number: number, rest = {}) => aBoardItem({ number, labels: ['IaaS'], status: 'Doing', ...rest })
const all = (count: number) => ({ done: 0, all: count })

test.each([
  ['an epic that is its own child', [epicCard(1)], [anEpic({ children: [child(1)], progress: all(1) })], 'none'],
  [
    'one that is its own child and has another',
    [epicCard(1), story(2)],
    [anEpic({ children: [child(1), child(2)], progress: all(2) })],
    '0 of 1',
  ],
  [
    'one that names itself as parent and blocker',
    [epicCard(1, { parent: 'scs/issues#1', blockedBy: ['scs/issues#1'] })],
    [anEpic()],
    'none',
  ],
  [
    'two epics in a circle',
    [epicCard(1), epicCard(2)],
    [anEpic({ children: [child(2)], progress: all(1) }), anEpic({ number: 2, children: [child(1)], progress: all(1) })],
    '0 of 1',
  ],
  [
    'a story that waits for itself',
    [epicCard(1), story(2, { blockedBy: ['scs/issues#2'] })],
    [anEpic({ children: [child(2)], progress: all(1) })],
    '0 of 1',
  ],
])('%s', async (_what, items, epics, progress) => {
  const place = aPlace()
  const board = place.write('board.json', JSON.stringify(aSnapshot({ takenAt: '2023-01-19T08:00:00Z', items, epics })))
  const site = await place.site(['--board', board])
  expect(site.code, site.err).toBe(0)
  const page = place.page('epics/scs/issues/1/index.html')
  expect(page).toContain(progress)
  expect(page).not.toContain('<h2>Blocked</h2>')
  const hygiene = await scsSprint(['hygiene', '--json', '--board', board, '--config', join(place.folder, 'sprint.yml')], {
    SPRINT_NOW: '2023-01-19T09:00:00Z',
    DATA_DIR: place.data,
  })
  expect(hygiene.code, hygiene.err).toBe(0)
})
