/** A server on PostgreSQL whose connections are cut, and whose database goes away and comes back, while webhooks come in. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { openDatabase } from '../../src/adapters/store/database/database.ts'
import { eventually, startedServer } from '../cli/start/server-process.ts'
import { aFolder } from '../cli/terminal.ts'
import { buildIfStale } from '../fresh-build.ts'
import { ownDatabase } from '../postgres.ts'
import { startSandbox } from '../sandbox/github.ts'
import { type Comment, thingAt } from '../sandbox/model.ts'
import { none, type Row, told } from './part.ts'

const NOW = '2023-01-17T07:00:00Z'
const EPICS = [28, 168, 116, 90, 236, 247, 39, 251, 121].map((number) => `SovereignCloudStack/issues#${number}`)
const ROUNDS = 12

export type DatabaseFound = { readonly did: string; readonly rows: readonly Row[]; readonly failures: readonly string[] }

export async function databaseRows(postgres: string, print: (line: string) => void): Promise<DatabaseFound> {
  buildIfStale()
  const own = await ownDatabase(postgres)
  const sandbox = await startSandbox({ world: 'test/demo/world.yml', now: () => new Date(NOW) })
  const config = join(aFolder(), 'sprint.yml')
  writeFileSync(
    config,
    readFileSync('minutes/sprint.yml', 'utf8').replace('maxNewCommentsPerTeamAndDay: 3', 'maxNewCommentsPerTeamAndDay: 50'),
  )
  const env = { ...sandbox.env, SPRINT_NOW: NOW, SPRINT_CONFIG: config, DATABASE_URL: own.url, DATA_DIR: aFolder() }
  const server = await startedServer(env)
  try {
    const { webhooks } = sandbox
    webhooks.target = { url: `${server.url}/api/github/webhooks`, secret: sandbox.env.WEBHOOK_SECRET }
    const commands: Comment[] = []
    for (let round = 0; round < ROUNDS; round++) {
      // Cut in every round but the first, away in every fourth.
      const cut = round % 4 === 3 ? own.goAway() : round > 0 ? own.endConnections() : null
      await Promise.all(EPICS.map((epic) => sandbox.edit('fkr').label(epic, `label ${round}`)))
      const epic = EPICS[round % EPICS.length] ?? ''
      commands.push(await sandbox.edit('garloff').comment(epic, '/epic ignore epic-quiet it is known'))
      await cut
      await webhooks.settled()
      if (round % 4 === 3) await own.comeBack()
      print(`round ${round + 1} of ${ROUNDS}: ${webhooks.deliveries.length} webhooks`)
    }
    const ready = async () => (await fetch(`${server.url}/ready`)).status === 200
    await eventually(ready)
    const refused = webhooks.deliveries.filter(({ status }) => status !== 202)
    // As GitHub is asked for on the next start.
    for (const delivery of refused) await webhooks.redeliver(delivery)
    const database = await openDatabase({ url: own.url, dataDir: '' })
    const open = async () => {
      const { rows } = await sql<{ count: string }>`select count(*) from (select id::text from deliveries where finished_at is null
        union all select id::text from pgboss.job where state < 'completed' and name = 'look-again') open`.execute(database.db)
      return Number(rows[0]?.count)
    }
    await eventually(async () => (await open()) === 0, 240_000).catch(() => {})
    const left = await open()
    await database.close()
    const lives = EPICS.map(
      (epic) =>
        thingAt(sandbox.world, epic).comments.filter(
          ({ body }) => body.startsWith('<!-- scs-sprint:') && !body.startsWith('<!-- scs-sprint:waiting'),
        ).length,
    )
    const answers = commands.map(({ reactions }) => reactions.length)
    return {
      did: `PostgreSQL: ${webhooks.deliveries.length} webhooks in ${ROUNDS} rounds, connections cut in ${ROUNDS - 1 - ROUNDS / 4} of them, the database away in ${ROUNDS / 4}.`,
      rows: [
        told('PostgreSQL: webhooks refused while the database was away, sent again afterwards', refused.length),
        none('PostgreSQL: webhooks and looks that are not done in the end', left),
        none('PostgreSQL: epics without exactly one comment', lives.filter((count) => count !== 1).length),
        none('PostgreSQL: commands without exactly one reaction', answers.filter((count) => count !== 1).length),
        none('PostgreSQL: server ended', server.child.exitCode === null ? 0 : 1),
      ],
      failures: EPICS.flatMap((epic, index) => (lives[index] === 1 ? [] : [`${epic}: ${lives[index]} comments`])),
    }
  } finally {
    server.child.kill('SIGTERM')
    await server.ended
    await sandbox.close()
    await own.drop()
  }
}
