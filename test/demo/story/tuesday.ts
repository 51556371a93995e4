/** Tuesday: the configuration is changed by a pull request, and the agenda is written. */
import { readFileSync } from 'node:fs'
import type { Pull } from '../../sandbox/model.ts'
import { items, lineWith, plain, section, short } from '../reading.ts'
import { seen } from '../server-work.ts'
import { IAAS_PAD, MINUTES, SETTINGS } from '../stage.ts'
import { checkLines, checkOf, headOf } from './pulls.ts'
import { demand, fileLine, IAAS_AGENDA, refOf, type ServedScene, same, shown } from './scene.ts'

const UBUNTU = 'SovereignCloudStack/issues#142'
const ENCLAVES = 'SovereignCloudStack/issues#246'
const CLUSTER = 'SovereignCloudStack/issues#248'

export async function tuesday(scene: ServedScene): Promise<void> {
  const { stage, say } = scene
  say.day('Tuesday, 17 January 2023: before the meeting')
  stage.setClock('2023-01-17T08:00:00Z')
  await changeSettings(scene)
  stage.setClock('2023-01-17T13:30:00Z')
  await askForTopics(scene)
  stage.setClock('2023-01-17T14:00:00Z')
  await takeEpic(scene)
  await writeAgenda(scene)
}

/** Lines of the example that are comments there; what they say is not on by default. */
const TURNED_ON = ['merge: when-answered', 'clearance: 3', 'labels: [minutes]', 'reviewers: [presenter]', 'remindAfterDays: 7']
const AFTERWARDS = ['afterMeeting:', 'discussed: comment', 'outcomes: comment', 'notify: merged', 'boardStatus: write']

function turnedOn(text: string): string {
  return [...TURNED_ON, ...AFTERWARDS].reduce((changed, key) => {
    const next = changed.replace(`# ${key}`, key).replace(`#   ${key}`, `  ${key}`)
    demand(next !== changed, `a comment "${key}" in ${SETTINGS}`, 'none')
    return next
  }, text)
}

/** A typo in it is found before it can stop the app. */
async function changeSettings({ stage, say, server }: ServedScene): Promise<void> {
  const fkr = stage.sandbox.edit('fkr')
  const main = stage.minutes().git.branches.get('main') ?? ''
  const right = turnedOn(stage.minutes().git.commits.get(main)?.files.get(SETTINGS)?.toString('utf8') ?? '')
  const push = (text: string) => fkr.push(MINUTES, 'turn-on-more', 'Turn on more', { [SETTINGS]: text })
  let pull: Pull | null = null
  const check = await say.step(
    { at: '09:00', what: '@fkr opens a pull request that turns on more in sprint.yml, with a typo' },
    async () => {
      await push(right.replace('remindAfterDays:', 'remindAfterDay:'))
      const opened = await fkr.openPull(MINUTES, { title: 'Turn on more', body: '', head: 'turn-on-more', base: 'main' })
      pull = opened
      return seen(server, 'a check of the pull request', () => checkOf(opened))
    },
  )
  demand(pull !== null && check.conclusion === 'failure', 'a check that fails', check.conclusion)
  say.lines(`It turns on ${TURNED_ON.join(', ')}, and what follows from merged minutes.`, ...checkLines(say, check))

  const opened: Pull = pull
  const again = await say.step({ at: '09:05', what: '@fkr corrects it, and merges' }, async () => {
    await push(right)
    const found = await seen(server, 'a check of the second commit', () => checkOf(opened))
    await fkr.mergePull(refOf(opened))
    return found
  })
  demand(again.conclusion === 'success', 'a check that succeeds', again.conclusion)
  say.lines(...checkLines(say, again), 'The next command works by it.')
  demand(headOf(opened).files.get(SETTINGS)?.toString('utf8') === right, `the merged ${SETTINGS}`, 'another text')
}

/** By the label, or by a comment that sets it. */
async function askForTopics({ stage, say, server }: ServedScene): Promise<void> {
  const { sandbox } = stage
  const text = '/agenda (15 min) which one do we try first?'
  const what = `@fkr sets the label "agenda" on ${short(ENCLAVES)}, @berendt comments on ${short(CLUSTER)}`
  await say.step({ at: '14:30', what }, async () => {
    await sandbox.edit('fkr').label(ENCLAVES, 'agenda')
    const asked = await sandbox.edit('berendt').comment(CLUSTER, text)
    await seen(server, `a reaction to "${text}"`, () => asked.reactions.find(({ content }) => content === '+1') ?? null)
  })
  const labels = stage.issue(CLUSTER).labels.map(({ name }) => name)
  demand(labels.includes('agenda'), `the label "agenda" on ${CLUSTER}`, labels.join(', '))
  say.lines(`${text}  →  👍, and the app sets the label`)
}

async function takeEpic({ stage, say, server }: ServedScene): Promise<void> {
  const count = stage.appComments().length
  const own = () => stage.appComments().find(({ on }) => on === UBUNTU)?.comment.body ?? ''
  const edited = await say.step({ at: '14:50', what: '@berendt takes the epic that nobody owned (issues.assigned, signed)' }, async () => {
    await stage.sandbox.edit('berendt').assign(UBUNTU, 'berendt')
    return seen(server, `a tick in the comment on ${UBUNTU}`, () => (own().includes('~~') ? own() : null))
  })
  demand(stage.appComments().length === count, `${count} comments`, String(stage.appComments().length))
  say.lines('The same comment, edited in place: nobody is notified again.', ...items(edited).filter((line) => line.startsWith('✓')))
}

async function writeAgenda(scene: ServedScene): Promise<void> {
  const { stage, say, out } = scene
  const command = ['agenda', '--team', 'iaas', '--date', '2023-01-18', '--out', out(IAAS_AGENDA), '--apply']
  await say.step(
    {
      at: '15:00',
      what: 'The agenda: board, topics, last minutes, open action items, rota',
      command: shown(command, stage),
      files: [out(IAAS_AGENDA)],
    },
    () => stage.launcher.run(command, stage.clock()),
  )
  const text = readFileSync(out(IAAS_AGENDA), 'utf8')
  demand(stage.pads.text(IAAS_PAD) === text, 'the agenda in the pad', stage.pads.text(IAAS_PAD) === null ? 'no pad' : 'another text')
  say.lines(
    `Who reports and writes next, ${lineWith(text, 'proposed: ')}`,
    `${section(text, 'AIs from last time').length} action items are still open. ${section(text, 'Epics needing attention').length} lines list what needs attention: epics, and stories without one.`,
    `Topics that people asked for, or postponed last time. ${lineWith(text, 'Time boxes: ')}`,
    ...section(text, 'Topics').map((line) => `  ${line.startsWith(' ') ? '  ' : ''}- ${plain(line.replace(/^\s*[-*] /, ''))}`),
    `${same(say)} written into the pad, where nobody had typed yet`,
    fileLine(scene, IAAS_AGENDA),
  )
}
