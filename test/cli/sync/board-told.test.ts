/** How minutes and agenda report changes of the board since the last meeting, from the command line. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { BoardItem } from '../../../src/domain/board/board.ts'
import { aBoardItem, aSnapshot } from '../../builders.ts'
import { aFolder, scsSprint } from '../terminal.ts'

const folder = aFolder()
const sprints = [
  { name: 'Sprint 3', startsOn: '2023-01-02', endsOn: '2023-01-17' },
  { name: 'Sprint 4', startsOn: '2023-01-18', endsOn: '2023-01-31' },
]
const body = 'As a user, I want it, so that it works.'
const item = (number: number, more: Partial<BoardItem>) =>
  aBoardItem({ number, title: `Story number ${number}`, status: 'Doing', createdAt: '2022-11-01T08:00:00Z', body, ...more })
const closed = { state: 'closed', closedAt: '2023-01-15T08:00:00Z' } as const

const before = aSnapshot({
  takenAt: '2023-01-11T11:30:00Z',
  sprints,
  items: [
    item(1, {}),
    item(2, {}),
    item(3, {}),
    item(4, { kind: 'pull' }),
    item(5, {}),
    item(6, { sprint: 'Sprint 4' }),
    item(7, {}),
    item(8, {}),
  ],
})
const now = aSnapshot({
  takenAt: '2023-01-18T11:15:00Z',
  sprints,
  items: [
    item(1, { ...closed, stateReason: 'completed' }),
    item(2, { ...closed, stateReason: 'not_planned' }),
    item(3, { ...closed, stateReason: 'duplicate' }),
    item(4, { ...closed, kind: 'pull', stateReason: null }),
    // 5 is not on the board any more.
    item(6, { sprint: null }),
    item(7, { sprint: 'Sprint 4' }),
    item(8, { sprint: 'Sprint 4' }),
  ],
})

const run = (command: string, ...more: string[]) =>
  scsSprint([command, '--config', join(folder, 'sprint.yml'), '--team', 'iaas', '--board', join(folder, 'board.json'), ...more], {
    DATA_DIR: join(folder, 'data'),
    SPRINT_NOW: '2023-01-18T11:20:00Z',
  })

beforeAll(() => {
  writeFileSync(
    join(folder, 'sprint.yml'),
    `organization: scs
minutes: { repository: scs/minutes }
board: { owner: scs, number: 6, fields: { status: Status, sprint: Sprint } }
teams: { iaas: { name: Team IaaS, meeting: { weekday: wednesday, time: "10:05", minutes: 60 } } }
`,
  )
  writeFileSync(join(folder, 'board.json'), JSON.stringify(now))
  mkdirSync(join(folder, 'data/snapshots/scs-6'), { recursive: true })
  writeFileSync(join(folder, 'data/snapshots/scs-6/2023-01-11T113000.000Z.json'), JSON.stringify(before))
  mkdirSync(join(folder, 'past/iaas'), { recursive: true })
  writeFileSync(
    join(folder, 'past/iaas/20230111.md'),
    '# 2023-01-11\n\n## Agenda\n\n- AI @fkr: finish scs/issues#1\n- AI @fkr: ask about scs/issues#2\n- AI @fkr: review scs/issues#7\n',
  )
})

describe('minutes', () => {
  const pad =
    '# 2023-01-18\n\n## Agenda\n\n### Sprint review\n\n- nothing new\n\n### Sprint planning\n\n- https://github.com/scs/issues/issues/7\n- Story number 8\n'
  const made = async () => {
    writeFileSync(join(folder, 'pad.md'), pad)
    return (await run('minutes', '--date', '2023-01-18', '--pad', join(folder, 'pad.md'))).out
  }
  const group = (text: string, title: string) => text.split('\n').find((line) => line.startsWith(`- ${title}: `)) ?? ''

  test('only finished items are reported as done; items closed otherwise are reported as such', async () => {
    const text = await made()
    expect(group(text, 'Done').match(/#\d/g)).toEqual(['#1'])
    const other = group(text, 'Closed without being done')
    expect(other).toMatch(/#2\].*\(as not planned\).*#3\].*\(as duplicate\).*#4\].*\(without merging\)/)
  })

  test('items removed from the board or their sprint are reported', async () => {
    const text = await made()
    expect(group(text, 'Removed from the board')).toContain('scs/issues#5')
    expect(group(text, 'Removed from Sprint 4')).toContain('scs/issues#6')
  })

  test('items named on a line, by link or title, are not listed as not mentioned', async () => {
    const text = await made()
    const unnamed = text.slice(text.indexOf('not named here:')).split('\n\n')[1] ?? ''
    expect(text.includes('not named here:') ? unnamed : '').not.toMatch(/issues#(?:7|8)\b/)
  })
})

describe('an agenda', () => {
  const made = async () => (await run('agenda', '--date', '2023-01-18', '--minutes', join(folder, 'past'))).out

  test('reports how items ended, and what was removed', async () => {
    const text = await made()
    expect(text).toMatch(/issues#1\]\([^)]*\): done/)
    expect(text).toMatch(/issues#2\]\([^)]*\): closed as not planned/)
    expect(text).toMatch(/issues#3\]\([^)]*\): closed as duplicate/)
    expect(text).toMatch(/issues#4\]\([^)]*\): closed without merging/)
    expect(text).toMatch(/issues#6\]\([^)]*\): removed from Sprint 4/)
    expect(text).toMatch(/- Removed from the board\n {2}- Story number 5 /)
  })

  test('an item whose issue is closed says so, instead of being carried over unchanged', async () => {
    const items = (await made()).split('\n').filter((line) => /AI @fkr/.test(line))
    expect(items).toEqual([
      expect.stringMatching(/issues#1 \(minutes: open since 2023-01-11, .*but its issue is done: tick it off\?\)/),
      expect.stringMatching(/issues#2 \(minutes: open since 2023-01-11, .*but its issue is closed as not planned: tick it off\?\)/),
      expect.not.stringContaining('tick it off'),
    ])
  })
})
