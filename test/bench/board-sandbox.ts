/** The sandbox's GraphQL with a board of the size given, in a process of its own: prints its address when it listens. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Actions } from '../sandbox/actions.ts'
import { runGraphql } from '../sandbox/graphql/execute.ts'
import { createWorld } from '../sandbox/model.ts'
import { checkWorld } from '../sandbox/world.ts'
import { BENCH_TOKEN, worldOfSize } from './board-size.ts'

const world = createWorld(checkWorld(worldOfSize(Number(process.argv[2]))))
const token = world.tokens.get(BENCH_TOKEN)
if (!token) throw new Error('The bench has no token in its world.')
// Nothing is written in the bench.
const actions = {} as Actions
const budget = { limit: 5000, remaining: 5000, used: 0, resetAt: new Date(Date.now() + 3_600_000).toISOString() }

const server = createServer(async (request, response) => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const { status, body } = runGraphql(world, token, actions, JSON.parse(Buffer.concat(parts).toString()), () => budget)
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v3\n`))
