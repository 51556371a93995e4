/** Wednesday: the pad becomes minutes, and their pull request is answered, kept up to date and merged. */
import { readFileSync } from 'node:fs'
import type { Pull } from '../../sandbox/model.ts'
import { DemoFailure } from '../children.ts'
import { asked, dueLines, items, plain } from '../reading.ts'
import { IAAS_PAD, notes, UPLOADS } from '../stage.ts'
import { byHand } from './by-hand.ts'
import { fileAt, headOf, type Talk, talkLines, talksOf, tellPull } from './pulls.ts'
import {
  blobOf,
  demand,
  fileLine,
  IAAS_MINUTES,
  nothingWritten,
  placeless,
  refOf,
  type Scene,
  type ServedScene,
  same,
  shown,
} from './scene.ts'

const COMMAND = ['minutes', '--team', 'iaas', '--date', '2023-01-18', '--apply']

export async function wednesday(scene: ServedScene): Promise<void> {
  const { stage, say } = scene
  say.day('Wednesday, 18 January 2023: after the meeting')
  stage.pads.edit(IAAS_PAD, notes.iaas, '2023-01-18T10:17:00.000Z')
  await waits(scene)
  stage.setClock('2023-01-18T11:15:00Z')
  const pull = await published(scene)
  const talk = await answers(scene, pull)
  await editsPad(scene, pull, talk)
  await byHand(scene, pull)
  await merged(scene, pull)
}

/** Minutes of a pad in which somebody types would be half of them. */
async function waits({ stage, say }: Scene): Promise<void> {
  const clock = stage.setClock('2023-01-18T10:20:00Z')
  const command = ['run', '--since', '2023-01-18T11:10', '--apply']
  const what = 'What is due after the meeting; somebody typed in the pad three minutes ago'
  const { stdout } = await say.step({ at: '11:20', what, command: shown(command, stage) }, () => stage.launcher.run(command, clock))
  const [due = ''] = dueLines(stdout)
  demand(due.includes('is still being edited') && stage.pulls().length === 0, 'a run that waits for the pad', due || 'none')
  say.lines(placeless(due, stage))
}

/** One pad, read in three ways by three runs side by side; the first one's minutes go into a pull request. */
async function published(scene: Scene): Promise<Pull> {
  const { stage, say, out } = scene
  const etherpad = (kind: string) => [...COMMAND.slice(0, -1), '--pad', `${stage.pads.url}/p/${IAAS_PAD}/export/${kind}`]
  const runs = [
    { name: 'HedgeDoc, Markdown', args: COMMAND, file: out(IAAS_MINUTES) },
    { name: 'Etherpad, text', args: etherpad('txt'), file: stage.scratch('txt.md') },
    { name: 'Etherpad, HTML', args: etherpad('html'), file: stage.scratch('html.md') },
  ]
  const what = 'The pad, read in three ways, becomes minutes and a pull request'
  await say.step({ at: '12:15', what, command: shown(COMMAND, stage), files: [out(IAAS_MINUTES)] }, () =>
    Promise.all(runs.map(({ args, file }) => stage.launcher.run([...args, '--out', file], stage.clock()))),
  )
  const [first, ...others] = runs.map(({ name, file }) => ({ name, text: readFileSync(file, 'utf8') }))
  for (const { name, text } of others) {
    if (text === first?.text) continue
    const lines = first?.text.split('\n') ?? []
    const line = lines.findIndex((one, index) => one !== text.split('\n')[index]) + 1
    throw new DemoFailure(`${first?.name} and ${name} give different minutes, from line ${line} on.`)
  }
  say.lines(`${same(say)} ${runs.map(({ name }) => name).join(' = ')}: the same minutes, byte for byte`, fileLine(scene, IAAS_MINUTES))
  return tellPull(scene, `Add ${IAAS_MINUTES}`)
}

/** A click on "Commit suggestion" answers the question at its line. */
async function answers({ stage, say }: Scene, pull: Pull): Promise<Talk> {
  const talks = talksOf(pull)
  const talk = talks.find(({ suggestion }) => suggestion?.includes('@matfechner'))
  demand(talk !== undefined, 'a question about a handle, with a suggestion', talks.map(({ says }) => says).join(' ') || 'no question')
  const count = asked(pull.body).length - 1
  say.lines(
    `${talks.length === count ? 'All' : talks.length} of these also stand at their lines; where one click answers, with a suggestion:`,
    ...talkLines(talk),
  )
  await say.step({ at: '12:25', what: '@o-otte commits the suggestion' }, () => stage.sandbox.edit('o-otte').acceptSuggestion(talk.thread))
  demand(fileAt(pull, IAAS_MINUTES).split('\n')[talk.line - 1] === talk.suggestion, 'the suggestion in the file', 'another line')
  return talk
}

const DECIDED = '    - Decision: CiaB follows stable, v4.x.0 gets pinned\n'
const IMAGES = [
  `    - for the slides: ![Layers of Cloud-in-a-box](${UPLOADS.drawing})`,
  `    - ![](${UPLOADS.photo})`,
  `    - the whole wall: ![whiteboard](${UPLOADS.scan}), on paper: ![notes](${UPLOADS.paper}), before: ![old sketch](${UPLOADS.removed})`,
]
/** The pad as it should be. */
export const illustrated = notes.iaas.replace(DECIDED, `${DECIDED}${IMAGES.join('\n')}\n`)
const LOST = /\* Compare performance of Ceph[\s\S]*?(?=\* OpenStack Flavor Manager)/

/** Edits on the branch stay, images come into the same pull request, and lines that the pad lost stay as well. */
async function editsPad({ stage, say }: Scene, pull: Pull, { thread, suggestion }: Talk): Promise<void> {
  stage.pads.edit(IAAS_PAD, illustrated.replace(LOST, ''), '2023-01-18T11:30:00.000Z')
  stage.setClock('2023-01-18T11:40:00Z')
  const before = fileAt(pull, IAAS_MINUTES)
  const what = 'Somebody adds images to the pad, and deletes a topic by mistake; the same once more'
  await say.step({ at: '12:40', what, command: shown(COMMAND, stage) }, () => stage.launcher.run(COMMAND, stage.clock()))
  const text = fileAt(pull, IAAS_MINUTES)
  demand(text.split('\n').includes(suggestion ?? ''), 'the edit on the branch', 'another line')
  demand(thread.isResolved && thread.resolvedBy === stage.sandbox.world.app.bot, 'a conversation that the app resolved', 'an open one')
  const ticked = items(pull.body).filter((line) => line.startsWith('✓'))
  demand(ticked.length === 1, 'one answered question', String(ticked.length))
  say.lines(`${same(say)} the same pull request: the edit stays, its question is ticked, and the app resolves its conversation`)
  tellImages({ stage, say }, pull)
  const [topic = ''] = /^- Compare performance of Ceph[\s\S]*?(?=\n- OpenStack Flavor Manager)/m.exec(before) ?? []
  demand(topic !== '' && text.includes(topic), 'the topic that the pad lost, as it was', 'another text')
  const told = pull.comments.findLast(({ body }) => body.includes('The pad no longer holds'))?.body
  demand(told !== undefined, 'a comment about the lines that the pad lost', 'none')
  say.lines(`${same(say)} ${plain(told.split('\n')[1] ?? '')}`)

  const requests = stage.sandbox.requests.length
  await stage.launcher.run(COMMAND, stage.clock())
  nothingWritten(stage, requests, 'another run of the minutes')
  say.lines(`${same(say)} once more: nothing was written`)
}

function tellImages({ say }: Pick<Scene, 'stage' | 'say'>, pull: Pull): void {
  const text = fileAt(pull, IAAS_MINUTES)
  const stored = [...headOf(pull).files.keys()].filter((path) => path.startsWith('iaas/assets/'))
  const shownAs = stored.map((path) => new RegExp(`!\\[([^\\]]*)\\]\\(${path.slice('iaas/'.length)}\\)`).exec(text))
  demand(
    stored.length === 2 && shownAs.every((found) => found !== null),
    'two images beside the minutes, with links',
    stored.join(', ') || 'none',
  )
  const talk = talksOf(pull).find(({ says }) => says.startsWith('What does the image show?'))
  demand(talk?.suggestion != null, 'a question what the image shows', 'none')
  const notStored = items(pull.body).filter((line) => line.includes('so its link stays'))
  demand(
    notStored.length === 3 && text.includes(`![whiteboard](${UPLOADS.scan})`),
    'three images that keep their links',
    notStored.join(' '),
  )
  say.lines(
    `${same(say)} stored beside the minutes, by their content: ${stored.join(', ')}`,
    ...talkLines(talk),
    ...notStored.map((line) => `  ${line.replace(/ Add the file to .*/, '')}`),
  )
}

/** Everything that was asked waits for people; one of them approves. */
async function merged({ stage, say }: Scene, pull: Pull): Promise<void> {
  stage.setClock('2023-01-18T12:00:00Z')
  stage.pads.edit(IAAS_PAD, illustrated, '2023-01-18T11:58:00.000Z')
  await say.step({ at: '13:00', what: '@o-otte merges' }, async () => {
    await stage.sandbox.edit('o-otte').review(refOf(pull), 'approved', 'Thanks, that was quick.')
    await stage.sandbox.edit('o-otte').mergePull(refOf(pull))
  })
  say.lines(`Minutes in the repository two hours after the meeting: ${blobOf(pull, IAAS_MINUTES)}`)
}
