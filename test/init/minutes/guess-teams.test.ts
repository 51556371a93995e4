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

test('a status called "constructor" has no known meaning, and that is told', () => {
  const board = { owner: 'scs', number: 1, title: 'Plan', items: 1, updatedAt: '2026-09-20T08:00:00Z' }
  const status = { name: 'Status', kind: 'single-select', options: ['Todo', 'constructor', 'Done'] } as const
  const guessed = guessSettings({ ...factsOf(['iaas']), boards: [{ ...board, fields: [status] }] })
  expect(guessed.board?.unknown).toEqual(['constructor'])
})
