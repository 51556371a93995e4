/** `site` from outside: what is private in any snapshot of the board is private on every page, and no secret is published. */
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderArchive } from '../../../src/adapters/files/folder-archive.ts'
import type { Snapshot } from '../../../src/domain/board/board.ts'
import { aBoardItem, anEpic, aSnapshot } from '../../builders.ts'
import { aFolder } from '../../cli/terminal.ts'
import { aPlace, holding, keepBoards } from './place.ts'

const sprint = { name: 'Sprint Jena', startsOn: '2023-01-09', endsOn: '2023-01-22' }
const labels = ['IaaS']

function boardOf(takenAt: string, rest: Partial<Snapshot>): Snapshot {
  const epic = aBoardItem({ number: 1, title: 'Roof for everybody', labels: ['epic', ...labels], type: null, status: 'Doing' })
  return aSnapshot({ takenAt, sprints: [sprint], epics: [anEpic({ number: 1 })], ...rest, items: [epic, ...(rest.items ?? [])] })
}

const inSprint = (number: number, title: string, rest = {}) =>
  aBoardItem({ number, title, labels, type: null, status: 'Doing', sprint: sprint.name, ...rest })

test('a story that was public last week and is private now is on no page, whatever the earlier snapshot says', async () => {
  const story = (rest: object) =>
    inSprint(2, 'Zugzwang takeover of a rival', { ref: 'scs/plans#2', url: 'https://github.com/scs/plans/issues/2', ...rest })
  const other = inSprint(3, 'Lay the tiles')
  const place = aPlace({ 'minutes/iaas/20230111.md': '# 2023-01-11\n\n## Roof\n\n- Decision: stop the Zugzwang takeover of a rival\n' })
  await keepBoards(place, [
    boardOf('2023-01-10T08:00:00Z', { items: [other] }),
    boardOf('2023-01-12T08:00:00Z', { items: [other, story({})] }),
    boardOf('2023-01-14T08:00:00Z', { items: [other, story({})] }),
  ])
  const board = boardOf('2023-01-19T08:00:00Z', { items: [other, story({ private: true, title: 'Renamed plan of the board' })] })
  const ran = await place.site(['--board', place.write('board.json', JSON.stringify(board))])
  expect(ran.code, ran.err).toBe(0)
  expect(place.page('teams/iaas/index.html')).toContain('Lay the tiles')
  expect(holding(place.out, /zugzwang|renamed plan|scs\/plans/i)).toEqual([])
})

test('an item that left the board before its repository became private is not named either', async () => {
  const gone = inSprint(2, 'Zugzwang takeover of a rival', { ref: 'scs/plans#2' })
  const place = aPlace()
  await keepBoards(place, [boardOf('2023-01-12T08:00:00Z', { items: [gone] })])
  const later = inSprint(4, 'Budget of the board', { ref: 'scs/plans#4', private: true })
  const ran = await place.site(['--board', place.write('board.json', JSON.stringify(boardOf('2023-01-19T08:00:00Z', { items: [later] })))])
  expect(ran.code, ran.err).toBe(0)
  expect(holding(place.out, /zugzwang|scs\/plans/i)).toEqual([])
})

const privateBoard = JSON.stringify(
  boardOf('2023-01-19T08:00:00Z', { items: [inSprint(2, 'Zugzwang takeover of a rival', { private: true })] }),
)

test('no field typed in minutes names a private issue, shows an address or keeps markup', async () => {
  const rows = (due: string) => `| Who | What | Due |\n| --- | --- | --- |\n| @ada | buy tiles | ${due} |\n`
  const minutes = (due: string) => `# 2023-01-18\n\n## Action items\n\n${rows(due)}\n## Roof\n\n- AI @ben: call the roofer until ${due}\n`
  const place = aPlace({
    'board.json': privateBoard,
    'minutes/iaas/20230118.md': minutes('after the Zugzwang takeover of a rival'),
    'minutes/iam/20230118.md': minutes('**soon**, ask [ben](mailto:ben@example.org) about scs/issues#2'),
  })
  const ran = await place.site(['--board', join(place.folder, 'board.json')])
  expect(ran.code, ran.err).toBe(0)
  expect(place.page('actions/index.html')).toContain('buy tiles')
  expect(place.page('actions/index.html')).toContain('after the (private issue)')
  expect(holding(place.out, /zugzwang|ben@example|\*\*soon|scs\/issues#2/i)).toEqual([])
})

const TOKEN = `ghp_${'a1B2'.repeat(9)}`

test('the place of a secret is reported to whoever runs the command, on each run, and to no page or file', async () => {
  const place = aPlace({ 'minutes/iaas/20230118.md': `# 2023-01-18\n\n## Roof\n\n- Decision: slate\n- key ${TOKEN}\n` })
  for (const run of ['first', 'second']) {
    const ran = await place.site()
    expect([run, ran.code]).toEqual([run, 0])
    expect(ran.err).toMatch(/iaas\/20230118\.md, line 6: a (GitHub token|key or token for GitHub) was omitted/)
    expect(place.page('index.html')).toContain('1 secret is left out of the pages')
    expect(place.page('decisions/index.html')).toContain('slate')
    expect(holding(place.out, new RegExp(`${TOKEN}|line 6|of GitHub is left out`))).toEqual([])
  }
})

test('an unreadable file is named as in its folder, with its full message', async () => {
  const folder = join(aFolder(), 'my minutes of a team')
  mkdirSync(join(folder, 'iaas'), { recursive: true })
  symlinkSync('/etc/hostname', join(folder, 'iaas/20230118.md'))
  mkdirSync(join(folder, 'iaas/20230111.md'))
  const told = (path: string) =>
    folderArchive(folder)
      .read(path)
      .catch((error: Error) => error.message)
  expect(await told('iaas/20230118.md')).toBe(
    'iaas/20230118.md: expected minutes in this folder, found a link that points outside it. Replace the link with the file itself.',
  )
  expect(await told('iaas/20230111.md')).toBe('iaas/20230111.md: expected minutes, found a folder. Check the path.')
})

test('titles of the board show neither tokens nor email addresses, on no page and in no index', async () => {
  const epic = aBoardItem({
    number: 1,
    title: `Roof: ask ben@example.org, key ${TOKEN}`,
    labels: ['epic', ...labels],
    type: null,
    status: 'Doing',
    milestone: { title: `R5 by ada@example.org`, dueOn: '2023-01-02' },
  })
  const items = [epic, inSprint(2, 'Lay the tiles, says c\u200bleo@example.org'), inSprint(3, 'Lay the floor')]
  const of = (takenAt: string, rest: object) => aSnapshot({ takenAt, sprints: [sprint], epics: [anEpic({ number: 1 })], items, ...rest })
  const place = aPlace()
  await keepBoards(place, [of('2023-01-12T08:00:00Z', { items: items.slice(0, 2) })])
  const ran = await place.site(['--board', place.write('board.json', JSON.stringify(of('2023-01-19T08:00:00Z', {})))])
  expect(ran.code, ran.err).toBe(0)
  expect(holding(place.out, new RegExp(`${TOKEN}|(ben|ada|leo)@example`))).toEqual([])
  expect(place.page('epics/index.html')).toContain('Roof: ask ‹e-mail-removed›, key ‹secret-removed›')
  expect(place.page('teams/iaas/index.html')).toContain('Lay the floor')
})
