/** Thursday: one command does what is due: corrections, epics, the notes of the call, and what follows from merged minutes. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Comment } from '../../sandbox/model.ts'
import { dueLines, lineWith, plain, section, short, writesCounted } from '../reading.ts'
import { IAAS_PAD } from '../stage.ts'
import { fileAt, fileOnBase, pullOf, tellPull } from './pulls.ts'
import { CALL_NOTES, demand, fileLine, IAAS_MINUTES, type Scene, shown, urlOf } from './scene.ts'
import { illustrated } from './wednesday.ts'

const TYPED = 'numbers are there, to be published this week'
const CORRECTED = 'numbers are there, to be published on 2023-01-25'

export async function thursday(scene: Scene): Promise<void> {
  const { stage, say, out } = scene
  say.day('Thursday, 19 January 2023: the community call, and what follows from the meeting')
  stage.pads.edit(IAAS_PAD, illustrated.replace(TYPED, CORRECTED), '2023-01-18T15:30:00.000Z')
  const clock = stage.setClock('2023-01-19T11:10:00Z')
  const before = new Set(stage.appComments().map(({ comment }) => comment.id))
  const command = ['run', '--since', '2023-01-19T09:00', '--apply']
  const what = 'All that is due since the morning, for all teams'
  const { stdout } = await say.step({ at: '12:10', what, command: shown(command, stage), files: [out(CALL_NOTES)] }, async () => {
    const ran = await stage.launcher.run(command, clock)
    // The command writes it into a pull request alone.
    mkdirSync(dirname(out(CALL_NOTES)), { recursive: true })
    writeFileSync(out(CALL_NOTES), fileAt(pullOf(stage, `Add ${CALL_NOTES}`), CALL_NOTES))
    return ran
  })
  const fresh = stage.appComments().filter(({ comment }) => !before.has(comment.id))
  say.lines(...dueLines(stdout).map(writesCounted))
  tellCorrection(scene)
  tellStory(scene)
  tellComments(scene, fresh)
  tellOthers(scene)
  tellCall(scene)
}

/** Somebody corrected the pad on Wednesday evening, after the merge. */
function tellCorrection({ stage, say }: Scene): void {
  const pull = pullOf(stage, `Update ${IAAS_MINUTES}`)
  const [old, now] = [fileOnBase(pull, IAAS_MINUTES).split('\n'), fileAt(pull, IAAS_MINUTES).split('\n')]
  const changed = [
    ...old.filter((line) => !now.includes(line)).map((line) => line.replace(/^\s*(?:- )?/, '- ')),
    ...now.filter((line) => !old.includes(line)).map((line) => line.replace(/^\s*(?:- )?/, '+ ')),
  ]
  demand(changed.length === 2 && changed.join().includes(CORRECTED), 'a pull request with the corrected line alone', changed.join(' / '))
  say.lines(
    `${say.style('bold', pull.title)}  ${urlOf(pull)}`,
    '  what was corrected in the pad since the merge, and nothing else:',
    ...changed.map((line) => `  ${line}`),
  )
}

const STORY_WISH = 'User story for external connectivity is missing'

/** The meeting asked for a story: the comment on its epic has one that is filled in, from the template of the repository. */
function tellStory({ stage, say }: Scene): void {
  const found = stage.appComments().find(({ comment }) => comment.body.includes(STORY_WISH) && comment.body.includes('/issues/new?'))
  demand(found !== undefined, `a comment with a prefilled story for "${STORY_WISH}"`, 'none')
  const [, address = ''] = /\]\((https:[^)]*\/issues\/new\?[^)]*)\)/.exec(found.comment.body) ?? []
  const given = [...new URL(address).searchParams]
  demand(
    given.some(([name, value]) => name === 'template' && value === 'user_story.yml'),
    'the template of the repository',
    address,
  )
  const [, text = ''] = given.find(([name]) => name !== 'template') ?? []
  say.lines(
    `${say.style('bold', short(found.on))} has a new comment: ${plain(lineWith(found.comment.body, STORY_WISH).replace(/^\[ \] /, ''))}`,
    '  The story is filled in, from user_story.yml of the repository:',
    ...text.split('\n').flatMap((line) => (line === '' ? [] : [`  | ${line.replace(/^> /, '')}`])),
  )
}

type OnIssue = { readonly on: string; readonly comment: Comment }

function tellComments({ say }: Scene, fresh: readonly OnIssue[]): void {
  const outcome = fresh.find(({ comment }) => comment.body.includes(`scs-sprint:outcome v1 ${IAAS_MINUTES}`))
  demand(outcome !== undefined, 'a comment with what was agreed', 'none')
  const others = fresh
    .filter(({ comment, on }) => comment.body.startsWith('<!-- scs-sprint:outcome ') && on !== outcome.on)
    .map(({ on }) => short(on))
  const lists = fresh.filter(({ comment }) => comment.body.includes('scs-sprint:discussed'))
  const list = lists.find(({ on }) => on === outcome.on) ?? lists[0]
  demand(list !== undefined, 'a list of meetings on an epic', 'none')
  say.lines(
    `${say.style('bold', short(outcome.on))} is told what was agreed: ${lineWith(outcome.comment.body, '- **')}`,
    ...(others.length === 0 ? [] : [`${others.join(' and ')} get the same from earlier minutes.`]),
    `${say.style('bold', short(list.on))} and ${lists.length - 1} more epics list the meetings that spoke of them:`,
    ...section(`## x\n${list.comment.body}`, 'x').map((line) => `  ${plain(line)}`),
  )
}

function tellOthers({ stage, say }: Scene): void {
  const status = [...stage.sandbox.world.boards.values()].flatMap(({ statusUpdates }) => statusUpdates).at(-1)
  demand(status?.creator === stage.sandbox.world.app.bot, 'a status update of the board', status?.body ?? 'none')
  const [message = ''] = stage.chat.messages
  demand(
    stage.chat.messages.length === 1 && message.startsWith('Minutes of Team IaaS'),
    'one message in the chat',
    stage.chat.messages.join(' / ') || 'none',
  )
  const lines = status.body.split('\n').filter((line) => line !== '' && !line.startsWith('<!--'))
  say.lines(
    `The board gets a status, ${status.status.toLowerCase().replace('_', ' ')}: ${lines
      .slice(1)
      .map((line) => plain(line.replace(/^- /, '')))
      .join(' ')}`,
    `The chat is told: ${message}`,
  )
}

function tellCall(scene: Scene): void {
  const { stage, say } = scene
  tellPull(scene, `Add ${CALL_NOTES}`)
  const text = fileAt(pullOf(stage, `Add ${CALL_NOTES}`), CALL_NOTES)
  say.lines('What will be read out:', ...section(text, 'Team IaaS').map((line) => `  ${line}`), fileLine(scene, CALL_NOTES))
}
