/** The week as it happens: who does what when, what the app answers, and what must be true afterwards. */
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Comment, Pull } from '../sandbox/model.ts'
import { DemoFailure, type Server } from './children.ts'
import { asked, items, lineWith, plain, section, short } from './reading.ts'
import { counted, healthy, lookedAgain } from './server-work.ts'
import type { Stage } from './stage.ts'
import { root } from './stage.ts'
import type { Narrator } from './terminal.ts'

/** What was written where: the last table. */
export type Written = { readonly what: string; readonly where: string }

export type Told = { readonly written: readonly Written[]; readonly server: Server }

type Scene = {
  readonly stage: Stage
  readonly say: Narrator
  /** `iaas/20230118.md` -> where it goes on this machine. */
  readonly out: (path: string) => string
}

const IMAGES = 'SovereignCloudStack/issues#168'
const UBUNTU = 'SovereignCloudStack/issues#142'
const IAAS_PAD = '2023-scs-team-iaas'
const SIG_PAD = 'sig-std'
const SIG_MINUTES = 'sig-standardization/20260611.md'
const IAAS_MINUTES = 'iaas/20230118.md'
const CALL_NOTES = 'community-call/20230119.md'

export async function tellTheWeek(stage: Stage, say: Narrator, folder: string): Promise<Told> {
  const scene: Scene = { stage, say, out: (path) => join(folder, path) }
  const server = await monday(scene)
  await tuesday(scene, server)
  await wednesday(scene)
  await thursday(scene)
  await standardization(scene)
  return { written: allWritten(scene), server }
}

async function monday({ stage, say }: Scene): Promise<Server> {
  const { sandbox, launcher } = stage
  say.day('Monday, 16 January 2023: honest epics')
  const clock = stage.setClock('2023-01-16T07:00:00Z')
  // It needs a moment to make its database: that begins now, and is waited for when its turn comes.
  const starting = launcher.start({ ...clock, PORT: '0', LOG_LEVEL: 'info', DATA_DIR: stage.scratch('server') })
  starting.catch(() => {})
  const read = await say.step({ at: '08:00', what: 'The app reads the board of the teams', command: 'npx scs-sprint sync' }, () =>
    launcher.run(['sync'], clock),
  )
  // Its clock stands still in the story; the step's own time stands at the right.
  say.lines(
    ...read.stdout
      .trim()
      .split('\n')
      .map((line) => line.replace(/ in [\d.]+ s\.$/, '.')),
  )

  const server = await say.step({ at: '08:10', what: 'The server is started', command: 'npm start' }, () => starting)
  await healthy(server)
  sandbox.webhooks.target = { url: `${server.url}/api/github/webhooks`, secret: sandbox.env.WEBHOOK_SECRET }
  say.lines('It listens for webhooks; /health, /ready and /metrics answer.')

  await say.step({ at: '08:15', what: '@fkr labels an epic; GitHub tells the app (issues.labeled, signed)' }, () =>
    lookedAgain(server, () => sandbox.edit('fkr').label(IMAGES, 'release-notes')),
  )
  const told = stage.appComments()
  if (told.length < 2) throw new DemoFailure(`Expected comments on at least two epics, found ${told.length}.`)
  say.lines(`It looks at all epics and writes one comment on ${told.length} of them, no more on the first day:`)
  for (const { on, comment } of told) say.lines(...commentLines(say, stage, on, comment))

  const text = '/epic snooze 1 week we talk about the crawler on Wednesday'
  const snoozed = await answered(stage, server, say, { at: '08:30', who: 'garloff', on: IMAGES, text })
  say.lines(snoozed)

  const before = sandbox.requests.length
  await say.step({ at: '08:40', what: 'A second look', command: 'npx scs-sprint hygiene --apply' }, () =>
    launcher.run(['hygiene', '--apply'], clock),
  )
  nothingWritten(stage, before, 'The second look at the epics')
  say.lines(`${same(say)} nothing new, so nothing was written: ${stage.appComments().length} comments, as before.`)
  return server
}

async function tuesday({ stage, say, out }: Scene, server: Server): Promise<void> {
  const { sandbox, launcher } = stage
  say.day('Tuesday, 17 January 2023: before the meeting')
  const clock = stage.setClock('2023-01-17T14:00:00Z')
  const count = stage.appComments().length
  await say.step({ at: '14:50', what: '@berendt takes the epic that nobody owned (issues.assigned, signed)' }, () =>
    lookedAgain(server, () => sandbox.edit('berendt').assign(UBUNTU, 'berendt')),
  )
  const edited = stage.appComments().find(({ on }) => on === UBUNTU)?.comment
  if (!edited?.body.includes('~~') || stage.appComments().length !== count)
    throw new DemoFailure(`Expected the comment on ${UBUNTU} to be ticked.`)
  say.lines('The same comment, edited in place: nobody is notified again.', ...items(edited.body).filter((line) => line.startsWith('✓')))

  const agenda = 'iaas/20230118-agenda.md'
  await say.step(
    {
      at: '15:00',
      what: 'The agenda: board, last minutes, open action items, rota',
      command: 'npx scs-sprint agenda --team iaas --date 2023-01-18',
    },
    () => launcher.run(['agenda', '--team', 'iaas', '--date', '2023-01-18', '--out', out(agenda)], clock),
  )
  const text = readFileSync(out(agenda), 'utf8')
  say.lines(
    `Who reports and writes next, ${lineWith(text, 'proposed: ')}`,
    `${section(text, 'AIs from last time').length} action items are still open, ${section(text, 'Epics needing attention').length} entries tell which epics need attention.`,
    ...fileLine({ out }, agenda),
  )
}

async function wednesday({ stage, say, out }: Scene): Promise<void> {
  const { launcher, sandbox, pads } = stage
  say.day('Wednesday, 18 January 2023: after the meeting')
  const clock = stage.setClock('2023-01-18T11:15:00Z')
  await threeExports({ stage, say, out }, clock, { team: 'iaas', date: '2023-01-18', pad: IAAS_PAD, path: IAAS_MINUTES, at: '12:15' })

  const pad = `${pads.url}/${IAAS_PAD}`
  const command = ['minutes', '--team', 'iaas', '--date', '2023-01-18', '--pad', pad, '--apply']
  const pull = await published({ stage, say, out }, clock, { command, at: '12:20', path: IAAS_MINUTES })

  const before = sandbox.requests.length
  await say.step({ at: '12:25', what: 'Once more', command: shown(command, stage) }, () => launcher.run(command, clock))
  nothingWritten(stage, before, 'A second run of the minutes')
  say.lines(`${same(say)} the same minutes, the same pull request, nothing written.`)

  await say.step({ at: '13:00', what: '@o-otte reads it, and merges' }, async () => {
    const ref = `${pull.repository.nameWithOwner}#${pull.number}`
    await sandbox.edit('o-otte').review(ref, 'approved', 'Thanks, that was quick.')
    await sandbox.edit('o-otte').mergePull(ref)
  })
  say.lines(`Minutes in the repository two hours after the meeting: ${blob(pull, IAAS_MINUTES)}`)
}

async function thursday(scene: Scene): Promise<void> {
  const { stage, say, out } = scene
  say.day('Thursday, 19 January 2023: the community call')
  const clock = stage.setClock('2023-01-19T11:00:00Z')
  const command = ['digest', '--date', '2023-01-19', '--out', out(CALL_NOTES), '--apply']
  await published(scene, clock, { command, at: '12:00', path: CALL_NOTES })
  say.lines('What will be read out:', ...section(readFileSync(out(CALL_NOTES), 'utf8'), 'Team IaaS').map((line) => `  ${line}`))
  say.lines(...fileLine(scene, CALL_NOTES))
}

async function standardization(scene: Scene): Promise<void> {
  const { stage, say, out } = scene
  const { launcher, pads } = stage
  say.day('June 2026, SIG Standardization and Certification: no board, no sprint, open items instead')
  const agenda = 'sig-standardization/20260611-agenda.md'
  const before = stage.setClock('2026-06-10T13:00:00Z')
  await say.step(
    {
      at: '15:00',
      what: 'The agenda, with what was left open and for how long',
      command: 'npx scs-sprint agenda --team sig-standardization --date 2026-06-11',
    },
    () => launcher.run(['agenda', '--team', 'sig-standardization', '--date', '2026-06-11', '--out', out(agenda)], before),
  )
  const carried = section(readFileSync(out(agenda), 'utf8'), 'Pending action items')
  if (carried.length < 4) throw new DemoFailure(`Expected the four open items of last time in the agenda, found ${carried.length}.`)
  say.lines(...carried.slice(0, 8).map(plain), ...fileLine(scene, agenda))

  const after = stage.setClock('2026-06-11T14:20:00Z')
  const meeting = { team: 'sig-standardization', date: '2026-06-11', pad: SIG_PAD, path: SIG_MINUTES, at: '16:20' }
  await threeExports(scene, after, meeting)
  const command = ['minutes', '--team', meeting.team, '--date', meeting.date, '--pad', `${pads.url}/${SIG_PAD}`, '--apply']
  await published(scene, after, { command, at: '16:25', path: SIG_MINUTES })
}

type Clock = Readonly<Record<string, string>>
type Meeting = { readonly team: string; readonly date: string; readonly pad: string; readonly path: string; readonly at: string }

/** One pad, read in three ways by three runs side by side. The minutes of the first are kept. */
async function threeExports(scene: Scene, clock: Clock, { team, date, pad, path, at }: Meeting): Promise<void> {
  const { stage, say, out } = scene
  const base = stage.pads.url
  const exports = [
    ['HedgeDoc, Markdown', `${base}/${pad}`, out(path)],
    ['Etherpad, text', `${base}/p/${pad}/export/txt`, stage.scratch(`${team}-text.md`)],
    ['Etherpad, HTML', `${base}/p/${pad}/export/html`, stage.scratch(`${team}-html.md`)],
  ] as const
  await say.step(
    { at, what: 'The pad is read in three ways', command: `npx scs-sprint minutes --team ${team} --date ${date} --pad …` },
    () =>
      Promise.all(
        exports.map(([, address, file]) =>
          stage.launcher.run(['minutes', '--team', team, '--date', date, '--pad', address, '--out', file], clock),
        ),
      ),
  )
  const [first = '', ...others] = exports.map(([, , file]) => readFileSync(file, 'utf8'))
  for (const [index, text] of others.entries()) {
    if (text === first) continue
    const line = first.split('\n').findIndex((one, at) => one !== text.split('\n')[at]) + 1
    throw new DemoFailure(`${exports[0][0]} and ${exports[index + 1]?.[0]} give different minutes, from line ${line} on.`)
  }
  say.lines(`${same(say)} ${exports.map(([name]) => name).join(' = ')}: the same minutes, byte for byte`, ...fileLine(scene, path))
}

/** A command that ends in a pull request with one signed-off commit. */
async function published(
  scene: Scene,
  clock: Clock,
  { command, at, path }: { command: readonly string[]; at: string; path: string },
): Promise<Pull> {
  const { stage, say } = scene
  await say.step({ at, what: 'A pull request for the minutes repository', command: shown(command, stage) }, () =>
    stage.launcher.run(command, clock),
  )
  const pull = stage.pulls().find(({ title }) => title === `Add ${path}`)
  if (!pull)
    throw new DemoFailure(
      `Expected a pull request "Add ${path}", found ${
        stage
          .pulls()
          .map(({ title }) => `"${title}"`)
          .join(', ') || 'none'
      }.`,
    )
  const { git } = pull.repository
  const commit = git.commits.get(git.branches.get(pull.head) ?? '')
  const signature = commit?.message.split('\n').find((line) => line.startsWith('Signed-off-by: '))
  const author = `${commit?.author.name} <${commit?.author.email}>`
  if (signature !== `Signed-off-by: ${author}`)
    throw new DemoFailure(`Expected the commit to be signed off by its author ${author}, found ${signature ?? 'no line'}.`)
  say.lines(`${say.style('bold', pull.title)}  ${url(pull)}`, `  ${signature}`, ...asked(pull.body).map((line) => `  ${line}`))
  return pull
}

function allWritten({ stage, out }: Scene): readonly Written[] {
  const files = ['iaas/20230118-agenda.md', IAAS_MINUTES, CALL_NOTES, 'sig-standardization/20260611-agenda.md', SIG_MINUTES]
  return [
    ...stage.appComments().map(({ on, comment }) => ({ what: `comment on ${short(on)}`, where: commentUrl(stage, on, comment) })),
    ...stage.pulls().map((pull) => ({ what: `pull request, ${pull.state === 'MERGED' ? 'merged' : 'open'}`, where: url(pull) })),
    ...files.map((path) => ({ what: 'file', where: near(out(path)) })),
  ]
}

/** A person's command on an epic, and the reaction that answers it. */
async function answered(
  stage: Stage,
  server: Server,
  say: Narrator,
  told: { at: string; who: string; on: string; text: string },
): Promise<string> {
  let asked: Comment | null = null
  await say.step({ at: told.at, what: `@${told.who} answers on ${short(told.on)} (issue_comment.created, signed)` }, async () => {
    await counted(server, 'look-again', () =>
      counted(server, 'epic-command', async () => {
        asked = await stage.sandbox.edit(told.who).comment(told.on, told.text)
      }),
    )
  })
  const reactions = (asked as Comment | null)?.reactions.map(({ content }) => content) ?? []
  const snoozed = stage.appComments().find(({ on }) => on === told.on)?.comment.body ?? ''
  const line = snoozed.split('\n').find((one) => one.startsWith('Snoozed until'))
  if (!reactions.includes('+1') || line === undefined)
    throw new DemoFailure(`Expected a reaction to "${told.text}", found ${reactions.join(', ') || 'none'}.`)
  return `${told.text}  →  👍, and the comment says: ${plain(line)}`
}

function nothingWritten(stage: Stage, since: number, what: string): void {
  const writes = stage.writesSince(since)
  if (writes.length > 0) throw new DemoFailure(`${what}: expected no writes, found ${writes.join(', ')}.`)
}

const same = (say: Narrator) => say.style('green', '✓')

/** The comment as a reader sees it, its links left out. */
function commentLines(say: Narrator, stage: Stage, on: string, comment: Comment): readonly string[] {
  const head = comment.body.split('\n').find((line) => line.startsWith('**')) ?? ''
  return [
    `${say.style('bold', `${short(on)} ${stage.issue(on).title}`)}`,
    `  ${say.style('dim', commentUrl(stage, on, comment))}`,
    `  ${plain(head)}`,
    ...items(comment.body).map((line) => `  ${line}`),
  ]
}

function fileLine({ out }: Pick<Scene, 'out'>, path: string): readonly string[] {
  const text = readFileSync(out(path), 'utf8')
  return [`→ ${near(out(path))}, ${text.trimEnd().split('\n').length} lines`]
}

/** Paths as one types them from where the demo runs. */
export const near = (path: string) => (relative(root, path).startsWith('..') ? path : relative(root, path))

/** The command as a person would type it: a pad of this machine has an address that nobody types, files lie where they are told. */
function shown(command: readonly string[], { pads }: Stage): string {
  return `npx scs-sprint ${command.map((word) => (word.startsWith(pads.url) ? '…' : word.startsWith('/') ? near(word) : word)).join(' ')}`
}

const url = ({ repository, number }: Pull) => `https://github.com/${repository.nameWithOwner}/pull/${number}`
const blob = ({ repository, base }: Pull, path: string) => `https://github.com/${repository.nameWithOwner}/blob/${base}/${path}`

function commentUrl(stage: Stage, on: string, comment: Comment | undefined): string {
  const { repository, number } = stage.issue(on)
  return `https://github.com/${repository.nameWithOwner}/issues/${number}${comment ? `#issuecomment-${comment.databaseId}` : ''}`
}
