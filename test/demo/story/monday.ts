/** Monday: the board is read, the server starts, and epics get their comments. */
import type { Comment } from '../../sandbox/model.ts'
import type { Server } from '../children.ts'
import { items, plain, short } from '../reading.ts'
import { counted, healthy, lookedAgain } from '../server-work.ts'
import type { Stage } from '../stage.ts'
import type { Narrator } from '../terminal.ts'
import { demand, nothingWritten, SAVED_BOARD, type Scene, type ServedScene, same } from './scene.ts'

const IMAGES = 'SovereignCloudStack/issues#168'

export async function monday(scene: Scene): Promise<Server> {
  const { stage, say } = scene
  const { sandbox } = stage
  say.day('Monday, 16 January 2023: honest epics')
  const server = await started(scene)

  await say.step({ at: '08:15', what: '@fkr labels an epic; GitHub tells the app (issues.labeled, signed)' }, () =>
    lookedAgain(server, () => sandbox.edit('fkr').label(IMAGES, 'release-notes')),
  )
  const told = stage.appComments()
  demand(told.length >= 2, 'comments on at least two epics', String(told.length))
  say.lines(`It looks at all epics and writes one comment on ${told.length} of them, no more on the first day:`)
  for (const { on, comment } of told) say.lines(...commentLines(say, stage, on, comment))

  await snoozed({ ...scene, server })

  const before = sandbox.requests.length
  await say.step({ at: '08:40', what: '@fkr takes the label off again (issues.unlabeled, signed)' }, () =>
    lookedAgain(server, () => sandbox.edit('fkr').unlabel(IMAGES, 'release-notes')),
  )
  nothingWritten(stage, before, 'the second look at the epics')
  say.lines(`${same(say)} looked at again: nothing new, so nothing was written. ${stage.appComments().length} comments, as before.`)
  return server
}

async function started({ stage, say }: Scene): Promise<Server> {
  const { sandbox, launcher } = stage
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
  say.lines(
    'It listens for webhooks; /health, /ready and /metrics answer. In the demo, its clock stays here, so that commands do what is due.',
  )
  return server
}

/** A person's command on an epic, and the reaction that answers it. */
async function snoozed({ stage, say, server }: ServedScene): Promise<void> {
  const text = '/epic snooze 1 week we talk about the crawler on Wednesday'
  let asked: Comment | null = null
  await say.step({ at: '08:30', what: `@garloff answers on ${short(IMAGES)} (issue_comment.created, signed)` }, async () => {
    await counted(server, 'look-again', () =>
      counted(server, 'epic-command', async () => {
        asked = await stage.sandbox.edit('garloff').comment(IMAGES, text)
      }),
    )
  })
  const reactions = (asked as Comment | null)?.reactions.map(({ content }) => content) ?? []
  const body = stage.appComments().find(({ on }) => on === IMAGES)?.comment.body ?? ''
  const line = body.split('\n').find((one) => one.startsWith('Snoozed until'))
  demand(reactions.includes('+1') && line !== undefined, `a reaction to "${text}"`, reactions.join(', ') || 'none')
  say.lines(`${text}  →  👍, and the comment says: ${plain(line)}`)
}

/** The comment as a reader sees it, its links left out. */
function commentLines(say: Narrator, stage: Stage, on: string, comment: Comment): readonly string[] {
  const head = comment.body.split('\n').find((line) => line.startsWith('**')) ?? ''
  return [
    `${say.style('bold', `${short(on)} ${stage.issue(on).title}`)}`,
    `  ${plain(head)}`,
    ...items(comment.body).map((line) => `  ${line}`),
  ]
}
