/** The week as it happens: who does what when, what the app answers, and what must be true afterwards. */
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { GitCommit } from '../sandbox/git.ts'
import type { Comment, Pull } from '../sandbox/model.ts'
import { DemoFailure, type Server } from './children.ts'
import { asked, items, lineWith, plain, section, short } from './reading.ts'
import { counted, healthy, lookedAgain } from './server-work.ts'
import { DRAWING, root, type Stage } from './stage.ts'
import type { Narrator } from './terminal.ts'

/** What was written where: the last table. */
export type Written = { readonly what: string; readonly where: string }

export type Told = {
  readonly written: readonly Written[]
  readonly server: Server /** Their names, by where they lie. */
  readonly files: ReadonlyMap<string, string>
}

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
const IAAS_AGENDA = 'iaas/20230118-agenda.md'
const SIG_AGENDA = 'sig-standardization/20260611-agenda.md'
const FILES = [IAAS_AGENDA, IAAS_MINUTES, CALL_NOTES, SIG_AGENDA, SIG_MINUTES]

/** For `--board` of other commands; Git ignores the folder. */
export const SAVED_BOARD = join(root, 'data/demo/board.json')

export async function tellTheWeek(stage: Stage, say: Narrator, folder: string): Promise<Told> {
  const scene: Scene = { stage, say, out: (path) => join(folder, path) }
  const server = await monday(scene)
  await tuesday(scene, server)
  await wednesday(scene)
  await thursday(scene)
  await standardization(scene)
  return { written: allWritten(scene), server, files: new Map(FILES.map((path) => [scene.out(path), path])) }
}

async function monday({ stage, say }: Scene): Promise<Server> {
  const { sandbox, launcher } = stage
  say.day('Monday, 16 January 2023: honest epics')
  const clock = stage.setClock('2023-01-16T07:00:00Z')
  // It needs a moment to make its database: that begins now, and is waited for when its turn comes.
  const starting = launcher.start({ ...clock, PORT: '0', LOG_LEVEL: 'info', DATA_DIR: stage.scratch('server') })
  starting.catch(() => {})
  const read = await say.step({ at: '08:00', what: 'The app reads the board of the teams', command: 'npx scs-sprint sync' }, () =>
    launcher.run(['sync', '--out', SAVED_BOARD], clock),
  )
  // Its clock stands still in the story; the step's own time stands at the right.
  say.lines(
    ...read.stdout
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('Saved as'))
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
  await say.step({ at: '08:40', what: '@fkr takes the label off again (issues.unlabeled, signed)' }, () =>
    lookedAgain(server, () => sandbox.edit('fkr').unlabel(IMAGES, 'release-notes')),
  )
  nothingWritten(stage, before, 'The second look at the epics')
  say.lines(`${same(say)} looked at again: nothing new, so nothing was written. ${stage.appComments().length} comments, as before.`)
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

  await say.step(
    {
      at: '15:00',
      what: 'The agenda: board, last minutes, open action items, rota',
      command: 'npx scs-sprint agenda --team iaas --date 2023-01-18',
    },
    () => launcher.run(['agenda', '--team', 'iaas', '--date', '2023-01-18', '--out', out(IAAS_AGENDA)], clock),
  )
  const text = readFileSync(out(IAAS_AGENDA), 'utf8')
  say.lines(
    `Who reports and writes next, ${lineWith(text, 'proposed: ')}`,
    `${section(text, 'AIs from last time').length} action items are still open, ${section(text, 'Epics needing attention').length} entries tell which epics need attention.`,
    ...fileLine({ out }, IAAS_AGENDA),
  )
}

async function wednesday(scene: Scene): Promise<void> {
  const { stage, say } = scene
  const { launcher, sandbox } = stage
  say.day('Wednesday, 18 January 2023: after the meeting')
  const clock = stage.setClock('2023-01-18T11:15:00Z')
  const meeting: Meeting = { team: 'iaas', date: '2023-01-18', pad: IAAS_PAD, path: IAAS_MINUTES, at: '12:15' }
  const pull = await published(scene, meeting)

  const { repository, head, number } = pull
  const ours = fileAt(pull, IAAS_MINUTES)
  const corrected = ours.replace('@mfechner (matfechner?)', '@matfechner')
  if (corrected === ours) throw new DemoFailure(`Expected a handle to correct in ${IAAS_MINUTES}, found none.`)
  await sandbox.edit('o-otte').push(repository.nameWithOwner, head, 'Write the handle right', { [IAAS_MINUTES]: corrected })
  const before = sandbox.requests.length
  const command = applied(stage, meeting)
  await say.step({ at: '12:25', what: '@o-otte corrects a handle on the branch; the same once more', command: shown(command, stage) }, () =>
    launcher.run(command, clock),
  )
  const writes = withoutChecks(stage.writesSince(before))
  const expected = ['PATCH /repos/{owner}/{repo}/pulls/{pull_number}', 'mutation MinutesResolve']
  if (writes.toSorted().join() !== expected.join())
    throw new DemoFailure(`A second run of the minutes: expected ${expected.join(' and ')}, found ${writes.join(', ')}.`)
  if (fileAt(pull, IAAS_MINUTES) !== corrected) throw new DemoFailure('Expected the edit on the branch to stay.')
  const ticked = pull.body.split('\n').filter((line) => line.startsWith('- [x]'))
  if (ticked.length !== 1) throw new DemoFailure(`Expected one answered question, found ${ticked.length}.`)
  const third = sandbox.requests.length
  await launcher.run(command, clock)
  nothingWritten(stage, third, 'A third run of the minutes')
  say.lines(`${same(say)} the same pull request: the edit stays, and its question is ticked. Once more: nothing was written.`)

  await addDrawing(scene, { pull, command })

  await say.step({ at: '13:00', what: '@o-otte merges' }, async () => {
    const ref = `${repository.nameWithOwner}#${number}`
    await sandbox.edit('o-otte').review(ref, 'approved', 'Thanks, that was quick.')
    await sandbox.edit('o-otte').mergePull(ref)
  })
  say.lines(`Minutes in the repository two hours after the meeting: ${blob(pull, IAAS_MINUTES)}`)
}

const DECIDED = '    - Decision: CiaB follows stable, v4.x.0 gets pinned\n'

/** Somebody adds an image to the pad: it comes into the same pull request, and edits on the branch stay. */
async function addDrawing({ stage, say }: Scene, { pull, command }: { pull: Pull; command: readonly string[] }): Promise<void> {
  const typed = stage.pads.text(IAAS_PAD) ?? ''
  const drawn = typed.replace(DECIDED, `${DECIDED}    - for the slides: ![Layers of Cloud-in-a-box](${DRAWING})\n`)
  stage.pads.edit(IAAS_PAD, drawn, '2023-01-18T11:05:00.000Z')
  await say.step({ at: '12:40', what: '@berendt adds a drawing to the pad; the same once more', command: shown(command, stage) }, () =>
    stage.launcher.run(command, stage.clock()),
  )
  const stored = [...headOf(pull).files.keys()].find((path) => path.startsWith('iaas/assets/'))
  const text = fileAt(pull, IAAS_MINUTES)
  if (stored === undefined || !text.includes(`![Layers of Cloud-in-a-box](${stored.slice('iaas/'.length)})`))
    throw new DemoFailure(`Expected the drawing beside the minutes, found ${stored ?? 'none'}.`)
  if (!text.includes('@matfechner')) throw new DemoFailure('Expected the corrected handle to stay.')
  say.lines(`${same(say)} the drawing is stored beside the minutes, in the same pull request: ${stored}`)
}

async function thursday(scene: Scene): Promise<void> {
  const { stage, say, out } = scene
  say.day('Thursday, 19 January 2023: the community call')
  const clock = stage.setClock('2023-01-19T11:00:00Z')
  const command = ['digest', '--date', '2023-01-19', '--out', out(CALL_NOTES), '--apply']
  await say.step({ at: '12:00', what: 'The notes of the call, from the minutes of all teams', command: shown(command, stage) }, () =>
    stage.launcher.run(command, clock),
  )
  tellPull(scene, CALL_NOTES)
  say.lines('What will be read out:', ...section(readFileSync(out(CALL_NOTES), 'utf8'), 'Team IaaS').map((line) => `  ${line}`))
  say.lines(...fileLine(scene, CALL_NOTES))
}

async function standardization(scene: Scene): Promise<void> {
  const { stage, say, out } = scene
  const { launcher } = stage
  say.day('June 2026, SIG Standardization and Certification: no board, no sprint, open items instead')
  const before = stage.setClock('2026-06-10T13:00:00Z')
  await say.step(
    {
      at: '15:00',
      what: 'The agenda, with what was left open and for how long',
      command: 'npx scs-sprint agenda --team sig-standardization --date 2026-06-11',
    },
    () => launcher.run(['agenda', '--team', 'sig-standardization', '--date', '2026-06-11', '--out', out(SIG_AGENDA)], before),
  )
  const carried = section(readFileSync(out(SIG_AGENDA), 'utf8'), 'Pending action items')
  if (carried.length < 4) throw new DemoFailure(`Expected the four open items of last time in the agenda, found ${carried.length}.`)
  say.lines(...carried.slice(0, 8).map(plain), ...fileLine(scene, SIG_AGENDA))

  stage.setClock('2026-06-11T14:20:00Z')
  await published(scene, { team: 'sig-standardization', date: '2026-06-11', pad: SIG_PAD, path: SIG_MINUTES, at: '16:20' })
}

type Meeting = { readonly team: string; readonly date: string; readonly pad: string; readonly path: string; readonly at: string }

const applied = ({ pads }: Stage, { team, date, pad }: Meeting): readonly string[] => [
  'minutes',
  ...['--team', team, '--date', date],
  ...['--pad', `${pads.url}/${pad}`],
  '--apply',
]

/** One pad, read in three ways by three runs side by side; the first one's minutes go into a pull request. */
async function published(scene: Scene, meeting: Meeting): Promise<Pull> {
  const { stage, say, out } = scene
  const { team, date, pad, path, at } = meeting
  const etherpad = (kind: string) => ['minutes', '--team', team, '--date', date, '--pad', `${stage.pads.url}/p/${pad}/export/${kind}`]
  const runs = [
    { name: 'HedgeDoc, Markdown', args: applied(stage, meeting), file: out(path) },
    { name: 'Etherpad, text', args: etherpad('txt'), file: stage.scratch(`${team}.txt.md`) },
    { name: 'Etherpad, HTML', args: etherpad('html'), file: stage.scratch(`${team}.html.md`) },
  ]
  const what = 'The pad, read in three ways, becomes minutes and a pull request'
  await say.step({ at, what, command: shown(applied(stage, meeting), stage) }, () =>
    Promise.all(runs.map(({ args, file }) => stage.launcher.run([...args, '--out', file], stage.clock()))),
  )
  const [first, ...others] = runs.map(({ name, file }) => ({ name, text: readFileSync(file, 'utf8') }))
  for (const { name, text } of others) {
    if (text === first?.text) continue
    const lines = first?.text.split('\n') ?? []
    const line = lines.findIndex((one, index) => one !== text.split('\n')[index]) + 1
    throw new DemoFailure(`${first?.name} and ${name} give different minutes, from line ${line} on.`)
  }
  say.lines(`${same(say)} ${runs.map(({ name }) => name).join(' = ')}: the same minutes, byte for byte`, ...fileLine(scene, path))
  return tellPull(scene, path)
}

/** The pull request of a file, with one commit that its author signed off. */
function tellPull({ stage, say }: Scene, path: string): Pull {
  const pull = stage.pulls().find(({ title }) => title === `Add ${path}`)
  if (!pull) {
    const found = stage.pulls().map(({ title }) => `"${title}"`)
    throw new DemoFailure(`Expected a pull request "Add ${path}", found ${found.join(', ') || 'none'}.`)
  }
  const commit = headOf(pull)
  const signature = commit.message.split('\n').find((line) => line.startsWith('Signed-off-by: '))
  const author = `${commit.author.name} <${commit.author.email}>`
  if (signature !== `Signed-off-by: ${author}`) {
    throw new DemoFailure(`Expected the commit to be signed off by its author ${author}, found ${signature ?? 'no line'}.`)
  }
  say.lines(`${say.style('bold', pull.title)}  ${url(pull)}`, `  ${signature}`, ...asked(pull.body).map((line) => `  ${line}`))
  return pull
}

function headOf({ repository: { git }, head }: Pull): GitCommit {
  const commit = git.commits.get(git.branches.get(head) ?? '')
  if (!commit) throw new DemoFailure(`Expected a branch ${head}, found none.`)
  return commit
}

const fileAt = (pull: Pull, path: string): string => headOf(pull).files.get(path)?.toString('utf8') ?? ''

function allWritten({ stage, out }: Scene): readonly Written[] {
  return [
    ...stage.appComments().map(({ on, comment }) => ({ what: `comment on ${short(on)}`, where: commentUrl(stage, on, comment) })),
    ...stage.pulls().map((pull) => ({ what: `pull request, ${pull.state === 'MERGED' ? 'merged' : 'open'}`, where: url(pull) })),
    ...FILES.map((path) => ({ what: 'file', where: near(out(path)) })),
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

/** The server checks each commit of the pull request when it comes to it, beside what a command writes. */
const withoutChecks = (writes: readonly string[]) => writes.filter((write) => !write.includes('/check-runs'))

function nothingWritten(stage: Stage, since: number, what: string): void {
  const writes = withoutChecks(stage.writesSince(since))
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
