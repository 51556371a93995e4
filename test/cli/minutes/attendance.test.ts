/** `attendance`: from a folder of minutes, for people and as JSON. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { aFolder, scsSprint } from '../terminal.ts'

const folder = aFolder()
const config = join(folder, 'sprint.yml')
writeFileSync(
  config,
  'organization: acme\nminutes: { repository: acme/minutes }\npeople: { brunno: bruno }\nteams: { core: { name: Core } }\n',
)
mkdirSync(join(folder, 'core'))
const write = (day: string, people: string) =>
  writeFileSync(
    join(folder, 'core', `${day.replaceAll('-', '')}.md`),
    `# ${day}\n\n## Participants\n\n${people}\n## Agenda\n\n- we talked\n`,
  )
write('2023-11-01', '- @dora\n')
write('2025-12-03', '- @alba\n- @brunno\n')
write('2026-01-07', '- @alba\n')
write('2026-01-14', '')
write('2026-02-04', '- @carla\n')

const attendance = (...args: readonly string[]) =>
  scsSprint(['attendance', '--config', config, '--minutes', folder, ...args], { SPRINT_NOW: '2026-01-20T12:00:00Z' })

test('the last year, with shares, and what was not counted', async () => {
  const { code, out } = await attendance()
  expect(code).toBe(0)
  expect(out).toBe(
    [
      'Core, 2025-01-20 to 2026-01-20: 2 meetings with known participants',
      '  @alba   2 of 2 (100 %)',
      '  @bruno  1 of 2 (50 %)',
      'Not counted, because their participants could not be read: core/20260114.md',
      '',
    ].join('\n'),
  )
})

test('--since and --json', async () => {
  const { code, out } = await attendance('--since', '2023-01-01', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({
    team: 'core',
    since: '2023-01-01',
    until: '2026-01-20',
    people: [{ handle: 'alba', share: 0.667 }, { handle: 'bruno' }, { handle: 'dora', present: ['2023-11-01'] }],
  })
})

test('a day to come is no beginning', async () => {
  const { code, err } = await attendance('--since', '2027-01-01')
  expect([code, err]).toEqual([2, expect.stringContaining('--since: expected a day in the past, found 2027-01-01')])
})
