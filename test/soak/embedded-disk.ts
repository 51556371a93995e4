/** A server on the embedded database whose disk is full again and again while webhooks come in. What ends is started again, as by a restart policy. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { aDataDir } from '../cli/start/data-dir.ts'
import { eventually, type Harm, harmTo, startedServer } from '../cli/start/server-process.ts'
import { aFolder } from '../cli/terminal.ts'
import { startSandbox } from '../sandbox/github.ts'
import { type Comment, thingAt } from '../sandbox/model.ts'
import type { DatabaseFound } from './database-cuts.ts'
import { none, told } from './part.ts'

const NOW = '2023-01-17T07:00:00Z'
const EPICS = [28, 168, 116, 90, 236, 247].map((number) => `SovereignCloudStack/issues#${number}`)
const HARMS: readonly Harm[] = ['full', 'log full', 'full', 'log full', 'full', 'log full']
/** Long enough that work begins which cannot be written. */
const FULL_MS = 5000
const QUIET_S = 20

/** `comments`: of the app, on each of the epics. */
type Played = {
  readonly comments: readonly number[]
  readonly reactions: readonly number[]
  readonly endings: readonly string[]
  readonly webhooks: number
  readonly refused: number
}

export async function embeddedDiskRows(print: (line: string) => void): Promise<DatabaseFound> {
  const undisturbed = await play([null], print)
  const { comments, reactions, endings, webhooks, refused } = await play(HARMS, print)
  const different = EPICS.filter((_, at) => comments[at] !== undisturbed.comments[at])
  return {
    did: `Embedded database: ${webhooks} webhooks in ${HARMS.length} rounds, in half of which no file could grow and in the others nothing be written to the database's log.`,
    rows: [
      told('Embedded database: webhooks refused while the disk was full', refused),
      none('Embedded database: endings of the server with another exit code than 3, or without the reason', endings.length),
      none('Embedded database: epics with other comments than those of an undisturbed run', different.length),
      none('Embedded database: commands without exactly one reaction', reactions.filter((count) => count !== 1).length),
    ],
    failures: endings,
  }
}

/** Rounds of webhooks, in each of which the disk is harmed; null: it is not. */
async function play(harms: readonly (Harm | null)[], print: (line: string) => void): Promise<Played> {
  const folder = aFolder()
  const when = join(folder, 'when')
  const config = join(folder, 'sprint.yml')
  const example = readFileSync('minutes/sprint.yml', 'utf8')
  writeFileSync(config, example.replace('maxNewCommentsPerTeamAndDay: 3', 'maxNewCommentsPerTeamAndDay: 50'))
  const sandbox = await startSandbox({ world: 'test/demo/world.yml', now: () => new Date(NOW) })
  const { webhooks } = sandbox
  const env = { ...sandbox.env, SPRINT_NOW: NOW, SPRINT_CONFIG: config, DATA_DIR: await aDataDir(), ...harmTo('lite-worker', when) }
  const start = async () => {
    const started = await startedServer(env)
    webhooks.target = { url: `${started.url}/api/github/webhooks`, secret: sandbox.env.WEBHOOK_SECRET }
    return started
  }
  let server = await start()
  const commands: Comment[] = []
  const endings: string[] = []
  try {
    for (const [round, harm] of harms.entries()) {
      const work = EPICS.map((epic) => sandbox.edit('fkr').label(epic, `label ${round}`))
      if (harm !== null) writeFileSync(when, harm)
      commands.push(await sandbox.edit('garloff').comment(EPICS[round % EPICS.length] ?? '', '/epic ignore epic-quiet it is known'))
      await Promise.all([...work, pause(FULL_MS), webhooks.settled()])
      rmSync(when, { force: true })
      const isOver = await Promise.race([server.ended.then(() => true), pause(FULL_MS).then(() => false)])
      if (isOver) {
        const { code, err } = await server.ended
        if (code !== 3 || !/No space left on device/.test(err)) endings.push(`${harm}: ended with ${code}: ${err}`)
        server = await start()
      }
      print(`embedded database, ${harm ?? 'undisturbed'}: ${isOver ? 'the server ended' : 'the server went on'}`)
    }
    // Asks GitHub for what it did not take.
    server.child.kill('SIGTERM')
    await server.ended
    server = await start()
    const isAnswered = () => commands.every(({ reactions }) => reactions.length > 0)
    const comments = () =>
      EPICS.map((epic) => thingAt(sandbox.world, epic).comments.filter(({ body }) => body.includes('scs-sprint:hygiene')).length)
    await eventually(isAnswered, 600_000).catch(() => {})
    await settled(comments)
    return {
      ...{ endings, comments: comments(), webhooks: webhooks.deliveries.length },
      reactions: commands.map((command) => command.reactions.length),
      refused: webhooks.deliveries.filter(({ status }) => status !== 202).length,
    }
  } finally {
    server.child.kill('SIGTERM')
    await server.ended
    await sandbox.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Waits until nothing was added for a while: an epic about which there is nothing to say gets no comment. */
async function settled(counts: () => readonly number[]): Promise<void> {
  for (let before = '', quiet = 0; quiet < QUIET_S; ) {
    await pause(1000)
    const now = counts().join()
    quiet = now === before ? quiet + 1 : 0
    before = now
  }
}
