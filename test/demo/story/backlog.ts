/** Friday, and a week later: minutes that were forgotten, and pull requests that nobody looked at. */
import type { Pull } from '../../sandbox/model.ts'
import { dueLines, plain, short } from '../reading.ts'
import { seen } from '../server-work.ts'
import { IAAS_PAD, type Stage } from '../stage.ts'
import { fileAt, pullOf, talkLines, talksOf } from './pulls.ts'
import { demand, IAAS_MINUTES, placeless, refOf, type Scene, type ServedScene, same, shown } from './scene.ts'

const FORGOTTEN = 'iaas/20230104.md'
const MOVED = 'iaas/20230105.md'
/** Numbers without a repository, as people write them who know what they mean. */
const MERGED = ['1187', '1190', '1191', '1195', '1196', '1202', '1204', '1209', '1210', '1211', '1215', '1216']
const NOTES = `
# 2023-01-04

## Participants

* @garloff
* @matfechner
* @berendt

## Recurring items

* Who is presenting in weekly community call and transforming etherpad to minutes in GitHub?
  * @garloff

## Agenda

* short one, many are still on holiday
* merged since we last met
${MERGED.map((number) => `  * #${number}`).join('\n')}
`

/** Returns the pull request that nobody looks at. */
export async function backlog(scene: ServedScene): Promise<Pull> {
  const { stage, say } = scene
  say.day('Friday, 20 January 2023: what was forgotten')
  stage.pads.edit(IAAS_PAD, `${stage.pads.text(IAAS_PAD) ?? ''}${NOTES}`, '2023-01-20T06:40:00.000Z')
  stage.setClock('2023-01-20T07:30:00Z')
  const pull = await made(scene)
  await renamed(scene, pull)
  await aWeekLater(scene, pull)
  return pull
}

/** Listed first, then made: one pull request a meeting. */
async function made(scene: Scene): Promise<Pull> {
  const { stage, say } = scene
  const missing = ['missing', '--since', '2022-12-01']
  const what = 'Somebody has found notes, and put them at the end of the pad'
  const found = await say.step({ at: '08:30', what, command: shown(missing, stage) }, () => stage.launcher.run(missing, stage.clock()))
  const lines = found.stdout.split('\n').filter((line) => /^(?:Team IaaS: | {2}\d)/.test(line))
  demand(lines.length === 2 && lines.join().includes('2023-01-04'), 'one meeting without minutes', lines.join(' ') || 'none')
  say.lines(...lines.map((line) => placeless(line, stage)))

  const command = ['minutes', '--team', 'iaas', '--since', '2022-12-01', '--apply']
  await say.step({ at: '08:35', what: 'Minutes of all of them', command: shown(command, stage) }, () =>
    stage.launcher.run(command, stage.clock()),
  )
  const pull = pullOf(stage, `Add ${FORGOTTEN}`)
  const asked = pull.body.split('\n').filter((line) => line.startsWith('- [ ]')).length
  const talks = talksOf(pull)
  demand(asked === MERGED.length && talks.length === 10, `${MERGED.length} questions, 10 of them at lines`, `${asked} and ${talks.length}`)
  say.lines(
    `${say.style('bold', pull.title)}  ${asked} questions in the description, the first ${talks.length} also at their lines`,
    ...talks.slice(0, 1).flatMap(talkLines),
  )
  return pull
}

/** The notes were under the wrong day. */
async function renamed({ stage, say, server }: ServedScene, pull: Pull): Promise<void> {
  const text = `/minutes rename ${MOVED}`
  await say.step({ at: '08:40', what: `They met on Thursday: @garloff comments ${text}` }, async () => {
    const asked = await stage.sandbox.edit('garloff').comment(refOf(pull), text)
    await seen(server, `a reaction to "${text}"`, () => asked.reactions.find(({ content }) => content === '+1') ?? null)
  })
  const [heading = ''] = fileAt(pull, MOVED).split('\n')
  demand(heading === '# 2023-01-05' && fileAt(pull, FORGOTTEN) === '', `the minutes in ${MOVED} alone`, heading || 'no file')
  say.lines(`${same(say)} the file is ${MOVED} now, its heading "${heading}", the pull request "${pull.title}"`)
}

/** One is answered, the other one is not. */
async function aWeekLater({ stage, say }: Scene, forgotten: Pull): Promise<void> {
  say.day('Friday, 27 January 2023: a week later')
  const correction = pullOf(stage, `Update ${IAAS_MINUTES}`)
  const otto = stage.sandbox.edit('o-otte')
  await otto.editIssue(refOf(correction), { body: correction.body.replaceAll('- [ ]', '- [x]') })
  for (const { thread } of talksOf(correction)) await otto.resolveThread(thread)
  const clock = stage.setClock('2023-01-27T08:02:00Z')
  const command = ['run', '--since', '2023-01-27T08:55', '--apply']
  const what = '@o-otte has answered the questions of the correction, nobody those of 5 January'
  const before = new Set(discussedOn(stage))
  const { stdout } = await say.step({ at: '09:02', what, command: shown(command, stage) }, () => stage.launcher.run(command, clock))
  demand(correction.mergedBy === stage.sandbox.world.app.bot, `"${correction.title}" merged by the app`, correction.state.toLowerCase())
  const reminders = remindersOn(forgotten)
  const added = discussedOn(stage).filter((on) => !before.has(on))
  demand(reminders.length === 1, 'one reminder', `${reminders.length}; ${dueLines(stdout).join(' ')}`)
  say.lines(
    `${same(say)} "${correction.title}" is merged by the app: its questions are answered, and no approval is missing`,
    `${same(say)} "${forgotten.title}" has one reminder: ${plain(reminders[0] ?? '')}`,
    ...added.map((on) => `${say.style('bold', short(on))} now also has a list of the meetings that spoke of it.`),
  )
}

/** Issues with a list of the meetings that spoke of them. */
const discussedOn = (stage: Stage): readonly string[] =>
  stage
    .appComments()
    .filter(({ comment }) => comment.body.includes('scs-sprint:discussed'))
    .map(({ on }) => on)

/** Comments of the app that remind people. */
export const remindersOn = ({ comments }: Pull): readonly string[] =>
  comments.map(({ body }) => body).filter((body) => body.includes('scs-sprint:reminder'))
