/** A pad that is slow to screen does not delay other requests to the server. */

import { afterEach, expect, test } from 'vitest'
import { createMetrics } from '../../../src/adapters/metrics/metrics.ts'
import { createService } from '../../../src/service/service.ts'
import { createWiring } from '../../../src/wiring.ts'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { startPadServer } from '../../sandbox/pads/pad-server.ts'
import { memoryLookAgain } from '../../service/memory-look-again.ts'
import { smallPadConfig } from '../small-world.ts'
import { aFolder } from '../terminal.ts'
import { aDataDir } from './data-dir.ts'
import { killServers, startedServer } from './server-process.ts'

const TYPED = '# 2023-01-18\n\n## Participants\n\n- @fkr\n\n## Agenda\n\n- the migration took four hours\n'
/** Every name and its value are looked at: the most work that is known for a line of this length. */
const HOSTILE = `${TYPED}- ${'?pw='.repeat(240_000)}\n`

let sandbox: Sandbox
afterEach(async () => {
  killServers()
  await sandbox.close()
})

test('/health answers while a hostile pad is screened', async () => {
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
  const pads = await startPadServer({ pads: [{ name: 'iaas', markdownTyped: TYPED, editedAt: '2023-01-18T10:12:00.000Z' }] })
  const folder = aFolder()
  const config = smallPadConfig(folder, pads)
  const now = new Date('2023-01-18T10:20:00Z')
  const env = { ...sandbox.env, DATA_DIR: folder, SPRINT_CONFIG: config, SPRINT_NOW: now.toISOString() }
  const wiring = createWiring(env, { log: { info: () => {}, warn: () => {} } })
  await createService({ ports: wiring, metrics: createMetrics(), lookAgain: memoryLookAgain() }).runSchedule(
    new Date(now.getTime() - 60_000),
    now,
  )
  const pull = [...(sandbox.world.repositories.get('scs/minutes')?.pulls.values() ?? [])][0]
  pads.edit('iaas', HOSTILE, '2023-01-18T16:00:00.000Z')

  const { url } = await startedServer({ ...env, DATA_DIR: await aDataDir() })
  sandbox.webhooks.target = { url: `${url}/api/github/webhooks`, secret: sandbox.env.WEBHOOK_SECRET }
  const asked = await sandbox.edit('o-otte').comment(`scs/minutes#${pull?.number}`, '/minutes refresh')
  const isAnswered = () =>
    asked.reactions.length > 0 || (pull?.comments.some(({ body }) => body.startsWith(`<!-- scs-sprint:reply v1 to=${asked.id}`)) ?? false)
  // Screened where requests are answered, the pad would let one through at most until the app speaks to GitHub again.
  let [asks, answers, most] = [0, 0, 0]
  while (!isAnswered()) {
    expect((await fetch(`${url}/health`)).status).toBe(200)
    answers = sandbox.requests.length === asks ? answers + 1 : 0
    asks = sandbox.requests.length
    most = Math.max(most, answers)
  }
  await pads.close()
  expect(most).toBeGreaterThan(20)
})
