/** Situations of an epic and the comments they make, for the page of rendered examples. Facts are invented. */
import type { BoardItem, Snapshot } from '../../src/domain/board/board.ts'
import { rules } from '../../src/hygiene/registry.ts'
import { parseSettings } from '../../src/settings/parse.ts'
import { answerEpicCommand } from '../../src/usecases/hygiene/answer-epic-command.ts'
import { checkHygiene } from '../../src/usecases/hygiene/check-hygiene.ts'
import { aBoardItem, anEpic, aSnapshot } from '../builders.ts'
import { apply, fakeComments } from './comment/fake-comments.ts'
import { render } from './render.ts'

const EPIC = 'SovereignCloudStack/issues#236'
const story = (number: number, rest: Partial<BoardItem> = {}) =>
  aBoardItem({
    number,
    ref: `SovereignCloudStack/issues#${number}`,
    title: `Story ${number}`,
    status: 'Doing',
    assignees: ['tibeer'],
    lastHumanActivity: '2022-12-16T10:00:00Z',
    ...rest,
  })

const epicItem = (rest: Partial<BoardItem> = {}) =>
  story(236, { title: 'OpenStack Flavor Manager', labels: ['epic', 'IaaS'], createdAt: '2022-09-01T08:00:00Z', assignees: [], ...rest })

function boardOf(takenAt: string, epic: BoardItem, stories: readonly BoardItem[], listed: readonly number[]): Snapshot {
  return aSnapshot({
    takenAt,
    items: [epic, ...stories],
    epics: [
      anEpic({
        ref: EPIC,
        children: stories.map(({ ref }) => ({ ref: ref ?? '', sources: ['sub-issue'], readable: true })),
        taskLines: listed.map((number) => ({ text: `#${number}`, ref: `SovereignCloudStack/issues#${number}`, checked: number < 240 })),
      }),
    ],
  })
}

const settings = parseSettings(
  `organization: SovereignCloudStack
minutes: { repository: SovereignCloudStack/minutes }
board: { owner: SovereignCloudStack, number: 6 }
teams:
  iaas: { name: Team IaaS, label: IaaS, meeting: { weekday: wednesday, time: "10:05" } }
`,
  'sprint.yml',
  rules,
)

const done = (number: number) => story(number, { state: 'closed', closedAt: '2022-12-10T08:00:00Z', status: 'Done' })
const messy = [done(237), done(238), done(239), done(240), story(241), story(252), story(260, { assignees: [], status: 'Refined' })]

/** One page of Markdown: each situation in a sentence, then the comment as it is written. */
export async function examplesPage(): Promise<string> {
  let now = new Date('2023-01-17T08:00:00Z')
  const github = fakeComments(() => now)
  const ports = { comments: github.comments, clock: { now: () => now } }
  const look = async (at: string, snapshot: Snapshot, asked: { epic: string; text: string; date: string }[] = []) => {
    now = new Date(at)
    const { plan } = await checkHygiene(ports, { settings, snapshot: { ...snapshot, takenAt: at }, asked, render })
    await apply(plan, github.comments)
    return github.on(EPIC).at(-1)?.body ?? ''
  }
  const asked = [{ epic: EPIC, text: 'User story for external connectivity missing?', date: '2023-01-11' }]
  const board = boardOf('', epicItem(), messy, [237, 238, 239, 240, 241])
  const first = await look('2023-01-17T08:00:00Z', board, asked)
  const tidier = boardOf('', epicItem({ assignees: ['fkr'] }), messy, [237, 238, 239, 240, 241])
  const second = await look('2023-01-18T08:00:00Z', tidier, asked)
  const command = await answerEpicCommand(
    { ...ports, people: { mayTriage: async () => true, isAssigned: async () => false } },
    {
      settings,
      snapshot: tidier,
      asked,
      on: EPIC,
      commentId: 'IC_person',
      author: 'garloff',
      body: '/epic snooze 2 weeks waiting for upstream',
      render,
    },
  )
  await apply(command.plan, github.comments)
  const snoozed = github.on(EPIC).at(-1)?.body ?? ''
  const clean = boardOf(
    '',
    epicItem({ assignees: ['fkr'], lastHumanActivity: '2023-02-07T08:00:00Z' }),
    [
      done(237),
      done(238),
      story(241, { lastHumanActivity: '2023-02-07T08:00:00Z', body: 'As an operator, I want flavors, so that users find them.' }),
    ],
    [237, 238, 241],
  )
  const clear = await look('2023-02-08T08:00:00Z', clean)
  const refused = await answerEpicCommand(
    { ...ports, people: { mayTriage: async () => false, isAssigned: async () => false } },
    { settings, snapshot: clean, on: EPIC, commentId: 'IC_stranger', author: 'stranger', body: '/epic ignore epic-quiet', render },
  )
  const reply = refused.plan.actions[0]
  const fixed = await fixExample(tidier)
  const stories = await storiesExample()
  const digest = await digestExample(board)
  const parts: [string, string][] = [
    ['Several things to do: the first comment', first],
    ['The next day, someone is assigned: the same comment, edited in place', second],
    ['`/epic snooze 2 weeks waiting for upstream`: answered with a reaction, and stored in the comment', snoozed],
    ['`/epic fix epic-body-outdated`: done, and told in a reply', fixed],
    ['All clear: edited, and hidden as resolved', clear],
    ['The same problem in several stories is one entry; private stories are left out of public comments', stories],
    ['The digest of a team without comments on epics: one comment on one issue, edited in place', digest],
    ['A command by someone without permission', reply?.kind === 'create-comment' ? reply.body : ''],
  ]
  const section = ([title, body]: [string, string]) => [`## ${title}`, '', quote(body), '']
  return [
    '# Comments on epics, as people see them',
    '',
    'Generated from example boards by `npm run docs`. A test fails if this page is out of date.',
    'The hidden markers are left out here.',
    '',
    ...parts.flatMap(section),
  ]
    .join('\n')
    .replace(/\n+$/, '\n')
}

/** Stories that nobody has taken, a private one among them. */
async function storiesExample(): Promise<string> {
  const now = new Date('2023-01-17T08:00:00Z')
  const github = fakeComments(() => now)
  const busy = { lastHumanActivity: '2023-01-16T08:00:00Z' }
  const items = [241, 252, 260].map((number) => story(number, { ...busy, assignees: [], body: 'To do.' }))
  const secret = story(301, { ...busy, ref: 'SovereignCloudStack/internal#301', private: true, assignees: [], body: 'To do.' })
  const late = { milestone: { title: 'R4', dueOn: '2023-01-10T08:00:00Z' } }
  const snapshot = boardOf('2023-01-17T08:00:00Z', epicItem({ ...busy, ...late, assignees: ['fkr'] }), [...items, secret], [241, 252, 260])
  const { plan } = await checkHygiene({ comments: github.comments, clock: { now: () => now } }, { settings, snapshot, render })
  await apply(plan, github.comments)
  return github.on(EPIC).at(-1)?.body ?? ''
}

/** The reply of the app, after GitHub has done all that was planned. */
async function fixExample(board: Snapshot): Promise<string> {
  const now = new Date('2023-01-18T08:00:00Z')
  const github = fakeComments(() => now)
  const people = { mayTriage: async () => true, isAssigned: async () => false }
  const asked = { settings, snapshot: { ...board, takenAt: now.toISOString() }, on: EPIC, commentId: 'IC_person', author: 'fkr', render }
  const { plan } = await answerEpicCommand(
    { comments: github.comments, people, clock: { now: () => now } },
    { ...asked, body: '/epic fix epic-body-outdated' },
  )
  const fix = plan.actions.find((action) => action.kind === 'fix-epic')
  if (fix === undefined) throw new Error('The examples have an epic with an outdated task list.')
  const stories = (kind: string) => fix.repairs.flatMap((repair) => ('story' in repair && repair.kind === kind ? [repair.story] : []))
  const made = { before: '0'.repeat(64), after: '0'.repeat(64), splices: [], cleared: [] }
  const change = { kind: 'body' as const, ...made, listed: stories('list-story'), checked: stories('set-box') }
  return fix.reply({ changes: [change], left: [] })
}

async function digestExample(board: Snapshot): Promise<string> {
  const now = new Date('2023-01-17T08:00:00Z')
  const issue = 'SovereignCloudStack/issues#12'
  const github = fakeComments(() => now)
  const team = settings.teams.iaas
  if (!team) throw new Error('The examples have a team iaas.')
  const asDigest = { ...settings, teams: { iaas: { ...team, hygiene: { ...team.hygiene, mode: 'digest' as const, digestIssue: issue } } } }
  const snapshot = { ...board, takenAt: now.toISOString() }
  const { plan } = await checkHygiene({ comments: github.comments, clock: { now: () => now } }, { settings: asDigest, snapshot, render })
  await apply(plan, github.comments)
  return github.on(issue).at(-1)?.body ?? ''
}

function quote(body: string): string {
  const visible = body.replace(/<!--[^\n]*-->\n?/g, '').trim()
  return visible
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n')
}
