/** June 2026: a group without a board, whose pad is on Etherpad. */
import { readFileSync } from 'node:fs'
import type { Pull } from '../../sandbox/model.ts'
import { dueLines, plain, section } from '../reading.ts'
import { notes, SIG_PAD } from '../stage.ts'
import { remindersOn } from './backlog.ts'
import { peopleOf, pullOf, tellPull } from './pulls.ts'
import { demand, fileLine, placeless, type Scene, SIG_AGENDA, SIG_MINUTES, same, shown } from './scene.ts'

/** `forgotten`: a pull request that has been open ever since. */
export async function standardization(scene: Scene, forgotten: Pull): Promise<void> {
  scene.say.day('June 2026, SIG Standardization and Certification: no board, no sprint, open items instead')
  await agenda(scene)
  await waits(scene, forgotten)
  await published(scene)
}

async function agenda(scene: Scene): Promise<void> {
  const { stage, say, out } = scene
  const clock = stage.setClock('2026-06-10T13:00:00Z')
  const typed = stage.pads.text(SIG_PAD)
  const command = ['agenda', '--team', 'sig-standardization', '--date', '2026-06-11', '--out', out(SIG_AGENDA), '--apply']
  const what = 'The agenda, with what was left open and for how long'
  const { stderr } = await say.step({ at: '15:00', what, command: shown(command, stage), files: [out(SIG_AGENDA)] }, () =>
    stage.launcher.run(command, clock, 1),
  )
  const carried = section(readFileSync(out(SIG_AGENDA), 'utf8'), 'Pending action items')
  demand(carried.length >= 4, 'the four open items of last time in the agenda', String(carried.length))
  demand(stage.pads.text(SIG_PAD) === typed, 'the pad as people typed it', 'another text')
  const refusal = stderr.split('\n').find((line) => line.includes('someone has typed')) ?? ''
  demand(refusal !== '', 'a sentence that somebody has typed in the pad', stderr)
  say.lines(
    ...carried.slice(0, 8).map(plain),
    `${same(say)} Somebody has typed in the pad …/p/${SIG_PAD}, so the agenda is not written there.`,
    fileLine(scene, SIG_AGENDA),
  )
}

/** Etherpad tells by its API when somebody typed last, and how many have the pad open. */
async function waits({ stage, say }: Scene, forgotten: Pull): Promise<void> {
  stage.pads.edit(SIG_PAD, notes.standardization, '2026-06-11T13:18:00.000Z')
  const count = stage.pulls().length
  const command = ['run', '--since', '2026-06-11T14:55', '--apply']
  const what = 'What is due; two people have the Etherpad open, one typed two minutes ago'
  const early = stage.setClock('2026-06-11T13:20:00Z')
  const { stdout } = await say.step({ at: '15:20', what, command: shown(command, stage) }, () => stage.launcher.run(command, early))
  const due = dueLines(stdout).find((line) => line.includes('is still being edited')) ?? ''
  demand(due !== '' && stage.pulls().length === count, 'a run that waits for the pad', stdout)
  const asked = ['getLastEdited', 'padUsersCount'].filter((verb) => stage.pads.requests.includes(`POST /api/1/${verb}`))
  demand(asked.length === 2, 'getLastEdited and padUsersCount asked of Etherpad', asked.join() || 'none')
  demand(remindersOn(forgotten).length === 1, 'no second reminder', String(remindersOn(forgotten).length))
  say.lines(placeless(due, stage), `${same(say)} "${forgotten.title}" is still open, and nobody is reminded a second time`)

  const again = ['run', '--since', '2026-06-11T15:10', '--apply']
  const later = stage.setClock('2026-06-11T13:26:00Z')
  const quiet = 'The pad has been quiet for eight minutes'
  await say.step({ at: '15:26', what: quiet, command: shown(again, stage) }, () => stage.launcher.run(again, later))
  const pull = pullOf(stage, `Add ${SIG_MINUTES}`)
  demand(pull.isDraft, 'a draft', 'a pull request that is ready')
  say.lines(`${say.style('bold', pull.title)}: ${peopleOf(pull)}; people may go on typing`)
}

async function published(scene: Scene): Promise<void> {
  const { stage, say, out } = scene
  const clock = stage.setClock('2026-06-11T14:20:00Z')
  const command = ['minutes', '--team', 'sig-standardization', '--date', '2026-06-11', '--apply', '--out', out(SIG_MINUTES)]
  const what = 'Nobody types any more: the minutes are ready for review'
  await say.step({ at: '16:20', what, command: shown(command, stage), files: [out(SIG_MINUTES)] }, () => stage.launcher.run(command, clock))
  const pull = tellPull(scene, `Add ${SIG_MINUTES}`)
  demand(!pull.isDraft, 'a pull request that is ready', 'a draft')
  say.lines(`${same(say)} no draft any more`, fileLine(scene, SIG_MINUTES))
}
