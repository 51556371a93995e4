/** After the meeting, what is typed into the pad is in the minutes within ten minutes. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aPullWorld, type PullWorld } from './pull-world.ts'

const PAD = '# 2023-01-18\n\n## Participants\n\n- @fkr\n- @o-otte\n\n## Agenda\n\n- the migration is done\n'
const BEFORE_LAST_EDIT = '2023-01-18T10:01:00.000Z'

let world: PullWorld
beforeEach(async () => {
  world = await aPullWorld({ pad: PAD, editedAt: BEFORE_LAST_EDIT })
})
afterEach(async () => {
  await world.close()
})

const typed = (line: string, at: string) => world.pads.edit('iaas', `${PAD}- ${line}\n`, `2023-01-18T${at}.000Z`)

test('minutes come five minutes after the meeting if nobody types any more', async () => {
  await world.lookAt('2023-01-18T10:09:00Z')
  expect(world.repository().pulls.size).toBe(0)
  await world.lookAt('2023-01-18T10:10:00Z')
  expect(world.text()).toContain('the migration is done')
})

test('a line that is added hours later is waited for until nobody types, then added once', async () => {
  await world.lookAt('2023-01-18T10:20:00Z')
  await world.lookAt('2023-01-18T15:30:00Z')
  world.writes()
  typed('the mirror is back', '15:31:00')
  await world.lookAt('2023-01-18T15:35:00Z')
  expect(world.writes()).toEqual([])
  await world.lookAt('2023-01-18T15:40:00Z')
  expect(world.text()).toContain('the mirror is back')
  expect(world.writes().length).toBeGreaterThan(0)
  await world.lookAt('2023-01-18T15:45:00Z')
  expect(world.pull().isDraft).toBe(false)
  world.writes()
  const asked = world.pads.requests.length
  await world.lookAt('2023-01-18T15:50:00Z')
  // Of a pad that was not edited, GitHub is not asked.
  expect(world.pads.requests.slice(asked)).toEqual(['GET /iaas/info'])
  expect(world.writes()).toEqual([])
  expect(world.warnings).toEqual([])
})

test('a pad that cannot be read is left to the looks at fixed times, which tell of it', async () => {
  await world.lookAt('2023-01-18T10:20:00Z')
  await world.lookAt('2023-01-18T15:30:00Z')
  world.writes()
  world.pads.faults.add({ kind: 'status', status: 403, json: {} }, { match: '/iaas/', times: 5 })
  await world.lookAt('2023-01-18T15:35:00Z')
  expect(world.writes()).toEqual([])
  expect(world.warnings).toEqual([])
})
