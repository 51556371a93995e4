/** Teams by the folders of minutes, whatever these are called. */
import { expect, test } from 'vitest'
import { rules } from '../../../src/hygiene/registry.ts'
import type { OrganizationFacts } from '../../../src/init/facts.ts'
import { guessSettings } from '../../../src/init/guess-settings.ts'
import { writeSettings } from '../../../src/init/write/write-settings.ts'
import { parseSettings } from '../../../src/settings/parse.ts'

const filesIn = (folder: string) => ['2026-09-01', '2026-09-08', '2026-09-15', '2026-09-22'].map((day) => `${folder}/${day}.md`)

function factsOf(folders: readonly string[]): OrganizationFacts {
  return {
    organization: 'scs',
    today: '2026-09-24',
    machineZone: 'Europe/Berlin',
    boards: [],
    boardProblem: null,
    cards: {},
    labels: [],
    types: [],
    minutes: { repository: 'scs/minutes', branch: 'main', others: [], paths: folders.flatMap(filesIn), texts: [] },
    calendar: null,
  }
}

/** Ids and names of the teams in the file that is written. */
function teamsIn(...folders: readonly string[]): Readonly<Record<string, string>> {
  const { teams } = parseSettings(writeSettings(guessSettings(factsOf(folders))), 'sprint.yml', rules)
  return Object.fromEntries(Object.entries(teams).map(([id, { name }]) => [id, name]))
}

test.each([
  [
    ['iaas', 'IaaS', 'iaas-2'],
    ['iaas', 'iaas-2', 'iaas-3'],
  ],
  [
    ['iaas-2', 'iaas', 'IaaS', 'IAAS'],
    ['iaas', 'iaas-2', 'iaas-3', 'iaas-4'],
  ],
  [
    ['a b', 'a-b', 'a_b'],
    ['a-b', 'a-b-2', 'a-b-3'],
  ],
])('each team of the folders %j has an ID of its own', (folders, ids) => {
  expect(Object.keys(teamsIn(...folders)).sort()).toEqual(ids)
})

test('a folder without a word in its name is a team as well', () => {
  expect(teamsIn('---')).toEqual({ team: 'Team' })
})

test.each([
  'constructor',
  'toString',
  '__proto__',
  'null',
  'true',
  '2026',
  'a: b # c',
  '$\u007b{ secrets.X }}',
  'it\'s "q"',
  '&anchor',
  '*',
  '<<',
])('a folder called %j does no harm', (folder) => {
  expect(Object.keys(teamsIn(folder))).toHaveLength(1)
})

const board = { owner: 'scs', number: 1, title: 'Plan', items: 1, updatedAt: '2026-09-20T08:00:00Z' }
const withStatus = { ...board, fields: [{ name: 'Status', kind: 'single-select', options: ['Todo', 'Done'] }] } as const

/** The file that is written, with a board, for these files and labels. */
function written(paths: readonly string[], labels: readonly string[] = []) {
  const facts = factsOf([])
  const minutes = { repository: 'scs/minutes', branch: 'main', others: [], paths, texts: [] }
  const found = labels.map((name) => ({ name, description: null, repository: 'scs/issues' }))
  const text = writeSettings(guessSettings({ ...facts, boards: [withStatus], labels: found, minutes }))
  return { text, teams: parseSettings(text, 'sprint.yml', rules).teams }
}

test('a new team with one or two files is written down, and it is said that it may be none', () => {
  const { text, teams } = written([...filesIn('iaas'), 'network/2026-09-21.md', 'storage/2026-09-14.md', 'storage/2026-09-21.md'])
  expect(Object.keys(teams).sort()).toEqual(['iaas', 'network', 'storage'])
  expect(text.replaceAll(/\n *# /g, ' ')).toContain(
    '1 file in network/, 2026-09-21. So few files may be a new team, or none: remove it if it is none.',
  )
  expect(text.replaceAll(/\n *# /g, ' ')).toContain('2 files in storage/, 2026-09-14 to 2026-09-21. So few files')
})

test('where no team has more files, those with the first ones are the teams', () => {
  expect(Object.keys(written(['iaas/2026-09-21.md', 'network/2026-09-22.md']).teams).sort()).toEqual(['iaas', 'network'])
})

test('an old file, or one that is named otherwise than those of the teams, is no new team, and it is named', () => {
  const { text, teams } = written([...filesIn('iaas'), 'network/2024-09-21.md', 'events/2026/workshop-20260921.md'])
  expect(Object.keys(teams)).toEqual(['iaas'])
  const told = text.replaceAll(/\n *# /g, ' ')
  expect(told).toContain('Left out, because they have few or no recent minutes: network (1 file, the latest of 2024-09-21), events/')
})

test.each([
  ['no label names another team', [], true],
  ['a label names another team', ['Team Network'], false],
  ['only its own label is there', ['Team IaaS'], true],
])('the only team with minutes, where %s: the board is its own or off', (_what, labels, expected) => {
  expect(written(filesIn('iaas'), labels).teams.iaas?.board).toBe(expected)
})

test('a team that a person keeps of several does not get the whole board', () => {
  const minutes = { repository: 'scs/minutes', branch: 'main', others: [], paths: ['iaas', 'network'].flatMap(filesIn), texts: [] }
  const guessed = guessSettings({ ...factsOf([]), boards: [withStatus], minutes }, { teams: ['iaas'] })
  expect(parseSettings(writeSettings(guessed), 'sprint.yml', rules).teams).toMatchObject({ iaas: { board: false } })
})

test('where no team is found, the placeholder has no board', () => {
  expect(written(['readme.md']).teams).toMatchObject({ team: { name: 'Your team', board: false } })
})

test('a status called "constructor" has no known meaning, and that is told', () => {
  const status = { name: 'Status', kind: 'single-select', options: ['Todo', 'constructor', 'Done'] } as const
  const guessed = guessSettings({ ...factsOf(['iaas']), boards: [{ ...board, fields: [status] }] })
  expect(guessed.board?.unknown).toEqual(['constructor'])
})
