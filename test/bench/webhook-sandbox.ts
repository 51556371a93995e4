/** GitHub on localhost with a board of the size given, in a process of its own: prints what the server needs, and some webhooks. */
import { startSandbox } from '../sandbox/github.ts'
import { createWorld } from '../sandbox/model.ts'
import { checkWorld } from '../sandbox/world.ts'
import { BENCH_OWNER, worldOfSize } from './board-size.ts'

const WEBHOOKS = 200
const input = worldOfSize(Number(process.argv[2]))
const installations = { [BENCH_OWNER]: { id: 77, repositories: 'all' } }
const sandbox = await startSandbox({ world: createWorld(checkWorld({ ...input, installations } as never)) })
// A hundred webhooks a second are looked at without a pause, which no hour's points would allow.
sandbox.limits.points = 2 ** 31 - 1
const editor = sandbox.edit('fkr')
for (let number = 1; number <= WEBHOOKS; number++) await editor.editIssue(`${BENCH_OWNER}/issues#${number}`, { title: `Edited ${number}` })
await sandbox.webhooks.settled()
const webhooks = sandbox.webhooks.deliveries.map(({ event, payload }) => ({ event, body: JSON.stringify(payload) }))
process.stdout.write(`${JSON.stringify({ env: sandbox.env, webhooks })}\n`)
