/** The list of meetings without minutes, in words. */
import { expect, test } from 'vitest'
import { missingAsText } from '../../../src/cli/backlog/missing-minutes.ts'
import { UserError } from '../../../src/errors.ts'
import { rules } from '../../../src/hygiene/registry.ts'
import { parseSettings } from '../../../src/settings/parse.ts'

const settings = parseSettings(
  'organization: scs\nminutes: { repository: scs/minutes }\nteams: { iaas: { name: Team IaaS } }\n',
  'x',
  rules,
)
const team = settings.teams.iaas
if (team === undefined) throw new Error('no team')

const meeting = (date: string, told: string | null) => {
  const place = { team: 'iaas', path: `iaas/${date}.md`, time: '10:05', meeting: 1, pad: 'https://pad.example/iaas' }
  return { ...place, date, from: 'sprint.yml' as const, notes: 'unreadable' as const, told, near: null }
}
const none = { team, missing: [], waiting: [], notHeld: [], held: 0, unknown: null, notPlanned: null, remarks: [] }
type Team = Parameters<typeof missingAsText>[0]['teams'][number]
const text = (found: Partial<Team>) =>
  missingAsText({ teams: [{ ...none, ...found } as Team], pullsFailure: null, since: '2023-01-01', until: '2023-02-01' })

test('one reason for many meetings is told once, another one again', () => {
  const [first, ...more] = [
    meeting('2023-01-04', 'a long reason'),
    meeting('2023-01-11', 'a long reason'),
    meeting('2023-01-18', 'another'),
  ]
  if (first === undefined) throw new Error('no meeting')
  const told = text({ missing: [first, ...more], held: 3 })
  expect(told).toContain('2023-01-04 10:05  the pad could not be read (a long reason)\n')
  expect(told).toContain('2023-01-11 10:05  the pad could not be read (as above)\n')
  expect(told).toContain('2023-01-18 10:05  the pad could not be read (another)\n')
})

test('a search that failed is not told as a team without a plan', () => {
  expect(text({ unknown: new UserError('No access.') })).toContain('Team IaaS: its meetings could not be looked for\n')
  expect(text({ notPlanned: 'Add `teams.iaas.meeting`.' })).toContain('Team IaaS: not known when it meets\n')
})
