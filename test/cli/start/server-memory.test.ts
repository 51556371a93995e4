/** What the server stored, read by commands during and after its run, and restored after everything was lost. */
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type OwnDatabase, ownDatabase, postgresServer } from '../../postgres.ts'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { aFolder, scsSprint } from '../terminal.ts'
import { aDataDir } from './data-dir.ts'
import { eventually, killServers, startedServer } from './server-process.ts'

const EPIC = 'SovereignCloudStack/issues#28'
const NOW = '2023-01-17T07:00:00Z'
let sandbox: Sandbox
let env: Record<string, string>

beforeEach(async () => {
  sandbox = await startSandbox({ world: 'test/demo/world.yml', now: () => new Date(NOW) })
  env = { ...sandbox.env, SPRINT_NOW: NOW, SPRINT_CONFIG: 'minutes/sprint.yml', DATA_DIR: await aDataDir() }
})
afterEach(async () => {
  killServers()
  await sandbox.close()
})

const issues = () => [...(sandbox.world.repositories.get('sovereigncloudstack/issues')?.issues.values() ?? [])]
/** What the app may have changed on GitHub. */
const written = () =>
  issues().map(({ number, labels, comments }) => ({
    number,
    labels: labels.map(({ name }) => name),
    comments: comments.map(({ id, body, minimizedReason }) => ({ id, body, minimizedReason })),
  }))
const commentOnEpic = () =>
  issues()
    .find(({ number }) => number === 28)
    ?.comments.find(({ body }) => body.includes('scs-sprint:hygiene'))

/** A server, told of a change, that has looked at the board. */
async function serverThatLooked() {
  const server = await startedServer(env)
  sandbox.webhooks.target = { url: `${server.url}/api/github/webhooks`, secret: sandbox.env.WEBHOOK_SECRET }
  await sandbox.edit('fkr').label(EPIC, 'upstream')
  await sandbox.edit('fkr').unlabel(EPIC, 'upstream')
  await sandbox.webhooks.settled()
  await eventually(async () => /look-again",result="done"\} [1-9]/.test(await (await fetch(`${server.url}/metrics`)).text()))
  return server
}

const readable = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => (statSync(join(folder, name)).mode & 0o077) !== 0)

describe.each([
  ['embedded', null],
  ['PostgreSQL', postgresServer],
] as const)('%s', (kind, server) => {
  let own: OwnDatabase | null = null
  afterEach(async () => {
    await own?.drop()
    own = null
  })

  test.skipIf(kind !== 'embedded' && server === null)(
    'log and backup read what the server stored, during and after its run; after a restore, nothing is written again',
    async () => {
      if (server !== null) {
        own = await ownDatabase(server)
        env.DATABASE_URL = own.url
      }
      const first = await serverThatLooked()
      // Looks at other things that webhooks named may end before the one at the epic.
      await eventually(() => commentOnEpic() !== undefined)
      const comment = commentOnEpic()
      if (!comment) throw new Error('No comment on the epic.')
      // Somebody does not want it: it must not come back.
      await sandbox.edit('fkr').deleteComment(comment)
      const before = written()
      const running = await scsSprint(['log'], env)
      expect(running).toMatchObject({ code: 0, out: expect.stringContaining(`create-comment ${EPIC}: `) })
      const backup = join(aFolder(), 'backup.json')
      const saved = await scsSprint(['backup', backup], env)
      expect(saved.out).toMatch(/^[1-9]\d* snapshots? and [1-9]\d* log entr(?:y|ies), and [1-9]\d* known comments, saved as /)
      expect(statSync(backup).mode & 0o777).toBe(0o600)
      // Whoever gets hold of it can read the board, and act as nobody.
      const held = readFileSync(backup, 'utf8')
      for (const secret of [env.WEBHOOK_SECRET, env.PRIVATE_KEY?.split('\n')[1]])
        expect([secret === '', held.includes(secret ?? '')]).toEqual([false, false])
      expect(held).not.toMatch(/\bgh[a-z]_\w|PRIVATE KEY/)
      if (kind === 'embedded') {
        expect(readable(env.DATA_DIR ?? '')).toEqual([])
        expect(await scsSprint(['restore', backup], env)).toMatchObject({ code: 1, err: expect.stringContaining('in use by process') })
      }
      first.child.kill('SIGTERM')
      expect((await first.ended).code).toBe(0)
      expect(await scsSprint(['log'], env)).toEqual(running)

      await own?.drop()
      rmSync(env.DATA_DIR ?? '', { recursive: true, force: true })
      if (server !== null) {
        own = await ownDatabase(server)
        env.DATABASE_URL = own.url
      }
      const told = saved.out.replace(`saved as ${backup}`, '')
      expect(await scsSprint(['restore', backup], env)).toMatchObject({
        code: 0,
        out: `${told.trimEnd().replace(/\.$/, '')}restored from ${backup}.\n`,
      })
      expect((await scsSprint(['restore', backup], env)).out).toMatch(/^0 snapshots and 0 log entr(?:y|ies) restored/)
      const again = join(aFolder(), 'again.json')
      await scsSprint(['backup', again], env)
      expect(JSON.parse(readFileSync(again, 'utf8')).places).toEqual(JSON.parse(readFileSync(backup, 'utf8')).places)
      await serverThatLooked()
      expect(written()).toEqual(before)
    },
    240_000,
  )
})

test('a backup of an empty place is rejected: DATA_DIR is not the one used by the app', async () => {
  const file = join(aFolder(), 'backup.json')
  expect(await scsSprint(['backup', file], { ...env, DATA_DIR: join(aFolder(), 'data') })).toEqual({
    code: 1,
    out: '',
    err: expect.stringMatching(/data: expected data of a server or of the command line, found none\. Set DATA_DIR/),
  })
})
