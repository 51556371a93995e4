import { expect, test } from 'vitest'
import { rules } from '../../../src/hygiene/registry.ts'
import { neededPermissions } from '../../../src/service/schedule/needed-permissions.ts'
import type { DueWork } from '../../../src/service/schedule/schedule.ts'
import { parseSettings } from '../../../src/settings/parse.ts'

const BOARD = 'board: { owner: scs, number: 6 }\n'
const settings = (more: string) =>
  parseSettings(
    `organization: scs\nminutes: { repository: scs/minutes }\nteams: { iaas: { name: Team IaaS } }\n${more}`,
    'sprint.yml',
    rules,
  )
const read = { contents: 'read', issues: 'read', pull_requests: 'read', organization_projects: 'read', members: '' }

test.each<readonly [readonly DueWork['kind'][], string, Record<string, string>]>([
  [[], BOARD, read],
  [['sync'], BOARD, read],
  [['hygiene'], BOARD, { ...read, issues: 'write' }],
  [['hygiene'], `${BOARD}hygiene: { rules: { owner-left: on } }\n`, { ...read, issues: 'write', members: 'read' }],
  [['agenda'], '', { ...read, issues: 'write', organization_projects: '' }],
  [['minutes'], BOARD, { ...read, contents: 'write', issues: 'write', pull_requests: 'write' }],
  [['follow-up'], `${BOARD}afterMeeting: { discussed: comment }\n`, { ...read, issues: 'write', pull_requests: 'write' }],
  [
    ['follow-up'],
    `${BOARD}afterMeeting: { boardStatus: write }\n`,
    { ...read, issues: 'write', pull_requests: 'write', organization_projects: 'write' },
  ],
  [['pulls'], BOARD, { ...read, contents: 'write', pull_requests: 'write' }],
  [['digest'], BOARD, { ...read, contents: 'write', pull_requests: 'write' }],
])('a token for %j can do what this work writes, and no more', (kinds, more, expected) => {
  expect(neededPermissions(settings(more), kinds)).toEqual(expected)
})

test('a label that is taken away from a pull request needs the right to write issues', () => {
  const text = 'organization: scs\nminutes: { repository: scs/minutes, clearance: needs approval }\nteams: { iaas: { name: Team IaaS } }\n'
  const { issues, pull_requests } = neededPermissions(parseSettings(text, 'sprint.yml', rules), ['pulls'])
  expect([issues, pull_requests]).toEqual(['write', 'write'])
})
