/** What follows from merged minutes: comments on epics and stories, and a line to the chat, each once. */
import { beforeEach, expect, test } from 'vitest'
import type { Snapshot } from '../../../src/domain/board/board.ts'
import { rules } from '../../../src/hygiene/registry.ts'
import type { StatusUpdate } from '../../../src/ports/board-status.ts'
import type { PullRequest } from '../../../src/ports.ts'
import { parseSettings } from '../../../src/settings/parse.ts'
import { followsUp, planFollowUp } from '../../../src/usecases/after-meeting/follow-up.ts'
import { aBoardItem, anEpic, aSnapshot } from '../../builders.ts'
import { aliveIn } from '../../fuzz/oracle.ts'
import { apply, fakeComments } from '../../hygiene/comment/fake-comments.ts'
import { render } from '../../hygiene/render.ts'

const EPIC = 'scs/issues#1'
const STORY = 'scs/issues#2'
const settingsWith = (afterMeeting: string, minutes = '') =>
  parseSettings(
    `organization: scs\nminutes: { repository: scs/minutes${minutes} }\nboard: { owner: scs, number: 6 }\nafterMeeting: ${afterMeeting}\nteams: { core: { name: Team <Core>, meeting: { weekday: wednesday, time: "10:00" } } }\n`,
    'sprint.yml',
    rules,
  )
const board: Snapshot = aSnapshot({
  items: [
    aBoardItem({ number: 1, labels: ['epic'], title: 'Flavors' }),
    aBoardItem({ number: 2 }),
    aBoardItem({ number: 9, private: true }),
  ],
  epics: [anEpic({ number: 1, children: [{ ref: STORY, sources: ['sub-issue'], readable: true }] })],
})
const JAN_18 = `# 2023-01-18

## Participants

- @fkr

## Flavors (scs/issues#1)

- Decision: we follow stable, @stranger agrees with #12
- AI @garloff: write the list
- scs/issues#2 is nearly done
  - Decision: no new names

## Lunch

- Decision: pizza
- AI @fkr: tell nobody about scs/secret#9
`
const JAN_11 = '# 2023-01-11\n\n## Flavors\n\n- scs/issues#2 was started last week\n'

let now: Date
let github: ReturnType<typeof fakeComments>
let files: Map<string, string>
let pulls: Map<string, PullRequest>
let chat: string | null
let updates: readonly StatusUpdate[]
let isPrivate: boolean
beforeEach(() => {
  now = new Date('2023-01-18T14:00:00Z')
  github = fakeComments(() => now)
  files = new Map([
    ['core/20230118.md', JAN_18],
    ['core/20230111.md', JAN_11],
  ])
  pulls = new Map()
  chat = 'the chat'
  updates = []
  isPrivate = false
})

async function follow(settings = settingsWith('{ discussed: comment, outcomes: comment }'), seen = board) {
  const plan = await planFollowUp(
    {
      archive: { list: async () => [...files.keys()].sort(), read: async (path) => files.get(path) ?? null },
      pulls: () => ({ pullOf: async (branch) => pulls.get(branch) ?? null }),
      areMinutesPrivate: async () => isPrivate,
      meetings: async () => ({ settings, calendar: null }),
      comments: () => github.comments,
      snapshot: async () => seen,
      render,
      clock: { now: () => now },
      status: () => ({ latest: async () => updates }),
      chat: () => chat,
    },
    settings,
  )
  const comments = plan.actions.filter(({ kind }) => kind !== 'send-message' && kind !== 'update-pull' && kind !== 'board-status')
  await apply({ ...plan, actions: comments }, github.comments)
  return plan
}

const on = (ref: string, mark: string) => github.on(ref).filter(({ body }) => body.startsWith(`<!-- scs-sprint:${mark} v1`))
const blob = 'https://github.com/scs/minutes/blob/main/core'

/** What would work in a comment, besides the links to the minutes. */
const alive = (body: string) => aliveIn(body, 'comment', { marks: 1 }).filter((what) => !what.startsWith(`a link to ${blob}/`))

test('nothing is asked for by default', () => {
  expect(followsUp(settingsWith('{}'))).toBe(false)
  expect(followsUp(settingsWith('{ discussed: off, outcomes: false }'))).toBe(false)
})

test('an epic lists each meeting that spoke of it or its stories, newest first, with link and sentence', async () => {
  await follow()
  expect(on(EPIC, 'discussed')).toHaveLength(1)
  const body = on(EPIC, 'discussed')[0]?.body ?? ''
  expect(body).toContain('**Discussed at 2 meetings**')
  const lines = body.split('\n').filter((line) => line.startsWith('- '))
  expect(lines[0]).toMatch(
    /^- \[2023-01-18, Team \\<Core\\>\]\(https:\/\/github\.com\/scs\/minutes\/blob\/main\/core\/20230118\.md\?plain=1#L7\): Flavors/,
  )
  expect(lines[1]).toMatch(/^- \[2023-01-11, .*#L5\): .*was started last week$/)
  expect(alive(body)).toEqual([])
})

test('the outcome of a topic stands on its epic, that of a story on the story; what is about neither stands nowhere', async () => {
  await follow()
  const epic = on(EPIC, 'outcome')[0]?.body ?? ''
  expect(epic).toContain('**What Team \\<Core\\> agreed on 2023-01-18**')
  expect(epic).toContain('- **Decision**: ')
  expect(epic).toContain('we follow stable, `@stranger` agrees with `#12`')
  expect(epic).toContain('- **To do**: `@garloff`: write the list')
  expect(epic).toContain(`([minutes](${blob}/20230118.md?plain=1#L9))`)
  expect(epic).not.toContain('pizza')
  expect(on(STORY, 'outcome')[0]?.body).toContain('no new names')
  expect(alive(epic)).toEqual([])
})

test('where the app has commented with other credentials nothing is added, and it is said', async () => {
  await follow()
  const theirs = github.on(EPIC).map(({ body }) => ({
    ...{ body, url: 'https://github.com/scs/issues/issues/1#issuecomment-1', minimized: false },
    by: { login: 'scs-sprint[bot]', isApp: true, isMember: false },
  }))
  github = fakeComments(() => now)
  Object.assign(github.comments, {
    byOthers: async (ref: string) => ({ self: { login: 'fkr', isApp: false }, comments: ref === EPIC ? theirs : [] }),
  })
  const { remarks } = await follow()
  expect(github.on(EPIC)).toEqual([])
  expect(on(STORY, 'outcome')).toHaveLength(1)
  expect(remarks).toContainEqual(expect.stringContaining(`${EPIC}: already commented on by scs-sprint[bot]`))
})

test('issues in the words of people get cross-references only where sprint.yml wants them', async () => {
  files.set('core/20230118.md', JAN_18.replace('we follow stable', 'we follow scs/other#5'))
  await follow()
  expect(on(EPIC, 'outcome')[0]?.body).toContain('](https://redirect.github.com/scs/other/issues/5)')
  const wanted = settingsWith('{ outcomes: comment }', ', references: link')
  await follow(wanted)
  const body = on(EPIC, 'outcome')[0]?.body ?? ''
  expect(body).toContain('we follow [other#5](https://github.com/scs/other/issues/5), `@stranger` agrees with `#12`')
  expect((await follow(wanted)).actions).toEqual([])
})

test('private minutes are neither quoted nor linked to on public issues and boards, and it is told once', async () => {
  isPrivate = true
  const { actions, remarks } = await follow(settingsWith('{ discussed: comment, outcomes: comment, boardStatus: write }'), withEpic(null))
  expect(actions.map(({ kind }) => kind)).toEqual(['board-status'])
  expect(JSON.stringify(actions)).toContain('after the meetings of 2023-01-18: Team')
  expect(JSON.stringify(actions)).not.toContain('/scs/minutes/')
  expect(remarks).toEqual([expect.stringMatching(/^scs\/minutes is private, so no public issue says what its minutes say\. Set /)])
})

test('a second run writes nothing, and a correction of the minutes edits the same comment', async () => {
  await follow()
  expect((await follow()).actions).toEqual([])
  files.set('core/20230118.md', JAN_18.replace('no new names', 'three new names'))
  const { actions } = await follow()
  expect(actions.map(({ kind }) => kind)).toEqual(['update-comment'])
  expect(on(STORY, 'outcome')).toHaveLength(1)
  expect(on(STORY, 'outcome')[0]?.body).toContain('three new names')
})

test('the next meeting gets an outcome of its own, and a line in the same list', async () => {
  await follow()
  now = new Date('2023-01-25T14:00:00Z')
  files.set('core/20230125.md', '# 2023-01-25\n\n## Flavors (scs/issues#1)\n\n- Decision: ship it\n')
  await follow()
  expect(on(EPIC, 'discussed')).toHaveLength(1)
  expect(on(EPIC, 'discussed')[0]?.body).toContain('Discussed at 3 meetings')
  expect(on(EPIC, 'outcome')).toHaveLength(2)
})

test('where there are more comments than one run writes, what was agreed goes first', async () => {
  const epics = Array.from({ length: 12 }, (_, index) => index + 20)
  const many = aSnapshot({
    items: epics.map((number) => aBoardItem({ number, labels: ['epic'] })),
    epics: epics.map((number) => anEpic({ number })),
  })
  const topics = epics.map(
    (number) => `## Topic ${number} (scs/issues#${number})\n\n- went on\n${number === 31 ? '- Decision: enough\n' : ''}`,
  )
  files = new Map([['core/20230118.md', `# 2023-01-18\n\n${topics.join('\n')}`]])
  const first = await follow(undefined, many)
  expect(first.actions).toHaveLength(10)
  expect(first.remarks).toContain('3 more comments are written by the next runs: at most 10 new ones at once.')
  expect(on('scs/issues#31', 'outcome')).toHaveLength(1)
  const second = await follow(undefined, many)
  expect(second.actions).toHaveLength(3)
})

test('a comment that a person edited, hid or deleted is left alone', async () => {
  await follow()
  const [list] = on(EPIC, 'discussed')
  if (list) github.editAsPerson(EPIC, list.id, (body) => `${body}\nMine.`)
  files.set('core/20230118.md', JAN_18.replace('## Flavors (scs/issues#1)', '## The flavors (scs/issues#1)'))
  const { remarks } = await follow()
  expect(on(EPIC, 'discussed')[0]?.body).toContain('Mine.')
  expect(remarks).toContain('scs/issues#1: somebody edited the comment (meetings that spoke of it), so it stays as it is.')
  for (const { id } of github.on(EPIC)) github.deleteAsPerson(EPIC, id)
  const again = await follow()
  expect(again.actions).toEqual([])
  expect(again.remarks).toContain('scs/issues#1: somebody deleted a comment of the app there, so none is added.')
})

test('minutes of long ago are not followed up', async () => {
  now = new Date('2023-02-18T14:00:00Z')
  expect((await follow()).actions).toEqual([])
})

const merged = (state: PullRequest['state']): PullRequest => {
  const branch = 'minutes/core-2023-01-18'
  const url = 'https://github.com/scs/minutes/pull/7'
  const at = state === 'merged' ? { mergedAt: '2023-01-18T13:30:00Z' } : {}
  return { number: 7, title: 'Add core/20230118.md', body: 'Text.', state, branch, url, ...at }
}

test('merged minutes are told once, in one line without what people said; open ones are not', async () => {
  const settings = settingsWith('{ notify: merged }')
  pulls.set('minutes/core-2023-01-18', merged('open'))
  expect((await follow(settings)).actions).toEqual([])
  pulls.set('minutes/core-2023-01-18', merged('merged'))
  const { actions } = await follow(settings)
  expect(actions).toMatchObject([
    {
      kind: 'send-message',
      to: 'the chat',
      text: `Minutes of Team Core, 2023-01-18 (3 decisions, 2 action items): ${blob}/20230118.md`,
      remembered: { number: 7, title: 'Add core/20230118.md', before: 'Text.', body: 'Text.\n\n<!-- scs-sprint:announced v1 -->\n' },
    },
  ])
  pulls.set('minutes/core-2023-01-18', { ...merged('merged'), body: 'Text.\n\n<!-- scs-sprint:announced v1 -->\n' })
  expect((await follow(settings)).actions).toEqual([])
})

test('what was merged more than a day ago is no news: the day on which announcements are turned on is quiet', async () => {
  pulls.set('minutes/core-2023-01-18', merged('merged'))
  now = new Date('2023-01-19T13:30:00Z')
  expect((await follow(settingsWith('{ notify: merged }'))).actions).toEqual([])
})

test('without a chat in the environment it says what to set', async () => {
  chat = null
  pulls.set('minutes/core-2023-01-18', merged('merged'))
  const { actions, remarks } = await follow(settingsWith('{ notify: merged }'))
  expect(actions).toEqual([])
  expect(remarks).toEqual([expect.stringContaining('Set NOTIFY_WEBHOOK_URL')])
})

const withEpic = (milestone: string | null, { status = 'Doing', done = 1, all = 3 } = {}): Snapshot => ({
  ...board,
  items: board.items.map((item) =>
    item.ref === EPIC ? { ...item, status, milestone: milestone === null ? null : { title: 'R4', dueOn: `${milestone}T00:00:00Z` } } : item,
  ),
  epics: board.epics.map((epic) => ({ ...epic, progress: { done, all } })),
})

test.each([
  ['its milestone is over', withEpic('2023-01-17'), 'off-track', 'its milestone "R4" was due on 2023-01-17'],
  ['its milestone is near and stories are open', withEpic('2023-01-31'), 'at-risk', '1 of 3 stories are done'],
  ['its milestone is near and all is done', withEpic('2023-01-31', { done: 3 }), 'on-track', 'All epics in progress (1)'],
  ['its milestone is far', withEpic('2023-03-01'), 'on-track', 'within their milestones'],
  ['it has no milestone', withEpic(null), 'on-track', 'within their milestones'],
])('the status of the board where the epic in progress is so: %s', async (_what, seen, health, words) => {
  const { actions } = await follow(settingsWith('{ boardStatus: write }'), seen)
  expect(actions).toMatchObject([{ kind: 'board-status', board: 'scs/6', health, body: expect.stringContaining(words) }])
  const body = actions[0]?.kind === 'board-status' ? actions[0].body : ''
  expect(body).toContain(`Proposed by scs-sprint after the meetings of 2023-01-18: [Team \\<Core\\>](${blob}/20230118.md?plain=1#L1).`)
  expect(alive(body)).toEqual([])
})

test('the board has one status a meeting day: none is written after that of a person or the app, without an epic in progress, or from half a board', async () => {
  const settings = settingsWith('{ boardStatus: write }')
  updates = [{ body: 'Fine', createdAt: '2023-01-18T12:00:00Z' }]
  expect((await follow(settings, withEpic('2023-01-17'))).actions).toEqual([])
  updates = [{ body: 'Before the meeting', createdAt: '2023-01-18T07:00:00Z' }]
  expect((await follow(settings, withEpic('2023-01-17'))).actions).toHaveLength(1)
  updates = [{ body: '<!-- scs-sprint:status v1 2023-01-18 -->\nOurs', createdAt: '2023-01-18T07:00:00Z' }]
  expect((await follow(settings, withEpic('2023-01-17'))).actions).toEqual([])
  updates = [{ body: 'Fine', createdAt: '2023-01-17T12:00:00Z' }]
  expect((await follow(settings, withEpic('2023-01-17'))).actions).toHaveLength(1)
  expect((await follow(settings, withEpic('2023-01-17', { status: 'Backlog' }))).actions).toEqual([])
  expect((await follow(settings, { ...withEpic('2023-01-17'), complete: false })).actions).toEqual([])
})

const everyTwoWeeks = (after: string) =>
  parseSettings(
    `organization: scs\nminutes: { repository: scs/minutes }\nboard: { owner: scs, number: 6 }\nafterMeeting: ${after}\nteams: { core: { name: Team Core, meeting: { weekday: wednesday, time: "10:00", everyWeeks: 2, startsOn: 2023-01-04 } } }\n`,
    'sprint.yml',
    rules,
  )

test.each([
  ['on the day of its next meeting', '2023-02-01T08:00:00Z', 1],
  ['two days after its next meeting', '2023-02-03T08:00:00Z', 1],
  ['after the meeting that follows', '2023-02-15T14:00:00Z', 0],
])('minutes of a team that meets every two weeks are told when they are merged %s: %s', async (_when, time, messages) => {
  now = new Date(time)
  pulls.set('minutes/core-2023-01-18', { ...merged('merged'), mergedAt: new Date(now.getTime() - 60_000).toISOString() })
  expect((await follow(everyTwoWeeks('{ notify: merged }'))).actions).toHaveLength(messages)
})

test('a team whose meetings nobody knows is followed up for eight days', async () => {
  const unknown = parseSettings(
    'organization: scs\nminutes: { repository: scs/minutes }\nafterMeeting: { notify: merged }\nteams: { core: { name: Team Core } }\n',
    'sprint.yml',
    rules,
  )
  for (const [time, messages] of [
    ['2023-01-26T08:00:00Z', 1],
    ['2023-01-27T08:00:00Z', 0],
  ] as const) {
    now = new Date(time)
    pulls.set('minutes/core-2023-01-18', { ...merged('merged'), mergedAt: new Date(now.getTime() - 60_000).toISOString() })
    expect((await follow(unknown)).actions).toHaveLength(messages)
  }
})
