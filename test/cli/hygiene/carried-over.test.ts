/** A story that is planned ahead, moved to a wrong sprint by accident, or in a renamed sprint, is not carried over. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startSandbox } from '../../sandbox/github.ts'
import { smallConfig } from '../small-world.ts'
import { aFolder, scsSprint } from '../terminal.ts'

test('only sprints that were current while the story was in them count', async () => {
  const sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
  const folder = aFolder()
  smallConfig(folder, 'hygiene: { rules: { story-carried-over: { maxSprints: 1 } } }\n')
  const board = sandbox.world.boards.get('scs/6')
  const field = board?.fields.find(({ name }) => name === 'Sprint')
  // The third card is the one of scs/issues#3.
  const card = board?.cards[2]
  const look = async (at: string, sprint: string) => {
    card?.values.set('Sprint', field?.iterations.find(({ title }) => title === sprint)?.id ?? '')
    const env = { ...sandbox.env, DATA_DIR: join(folder, 'data'), SPRINT_NOW: at }
    return (await scsSprint(['hygiene', '--json', '--config', join(folder, 'sprint.yml')], env)).out
  }
  try {
    await look('2023-01-03T08:00:00Z', 'Sprint 2')
    await look('2023-01-10T08:00:00Z', 'Sprint 4')
    await look('2023-01-11T08:00:00Z', 'Sprint 3')
    await look('2023-01-11T08:05:00Z', 'Sprint 1')
    await look('2023-01-11T08:10:00Z', 'Sprint 2')
    for (const iteration of field?.iterations ?? []) if (iteration.title === 'Sprint 2') iteration.title = 'Jena'
    expect(await look('2023-01-12T08:00:00Z', 'Jena')).not.toContain('story-carried-over')
    await look('2023-01-17T08:00:00Z', 'Sprint 3')
    expect(await look('2023-01-24T08:00:00Z', 'Sprint 3')).toContain('Story scs/issues#3 has been in 2 sprints')
  } finally {
    await sandbox.close()
  }
})
