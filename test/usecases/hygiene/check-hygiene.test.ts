/** The life of an epic’s comment, with GitHub’s comments in memory. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { BoardItem, Snapshot } from '../../../src/domain/board/board.ts'
import { UserError } from '../../../src/errors.ts'
import { decodeState } from '../../../src/hygiene/comment/comment-state.ts'
import { rules } from '../../../src/hygiene/registry.ts'
import type { CommentMemory } from '../../../src/ports.ts'
import { parseSettings } from '../../../src/settings/parse.ts'
import { type CheckHygieneInput, checkHygiene } from '../../../src/usecases/hygiene/check-hygiene.ts'
import { aBoardItem, anEpic, aSnapshot } from '../../builders.ts'
import { apply, fakeComments, fakeMemory, Killed } from '../../hygiene/comment/fake-comments.ts'
import { render } from '../../hygiene/render.ts'

const EPIC = 'scs/issues#1'
let now: Date
let github: ReturnType<typeof fakeComments>
let memory: CommentMemory | null

beforeEach(() => {
  // A Wednesday.
  now = new Date('2023-01-18T09:00:00Z')
  github = fakeComments(() => now)
  memory = null
})

const settingsOf = (hygiene = '') =>
  parseSettings(
    `organization: scs\nminutes: { repository: scs/minutes }\nboard: { owner: scs, number: 6 }\nteams: { core: { name: Team Core } }\n${hygiene}`,
    'sprint.yml',
    rules,
  )

/** An active epic with one lively story; `epic`, `story` change it. */
function board({ epic = {}, story = {} }: { epic?: Partial<BoardItem>; story?: Partial<BoardItem> } = {}, change: Partial<Snapshot> = {}) {
  const lively = new Date(now.getTime() - 24 * 60 * 60 * 1000).toISOString()
  return aSnapshot({
    takenAt: now.toISOString(),
    items: [
      aBoardItem({ number: 1, labels: ['epic'], status: 'Doing', assignees: ['fkr'], createdAt: '2022-06-01T08:00:00Z', ...epic }),
      aBoardItem({ number: 2, status: 'Doing', assignees: ['o-otte'], lastHumanActivity: lively, ...story }),
    ],
    epics: [anEpic({ number: 1, children: [{ ref: 'scs/issues#2', sources: ['sub-issue'], readable: true }] })],
    ...change,
  })
}

const unowned = { epic: { assignees: [] } }

async function look(snapshot: Snapshot, input: Partial<CheckHygieneInput> = {}) {
  const checked = await checkHygiene(
    { comments: github.comments, clock: { now: () => now }, ...(memory ? { memory } : {}) },
    { settings: settingsOf(), snapshot, render, ...input },
  )
  return checked
}

async function run(snapshot: Snapshot, input: Partial<CheckHygieneInput> = {}) {
  const checked = await look(snapshot, input)
  await apply(checked.plan, github.comments, memory)
  return checked
}

function later(days: number) {
  now = new Date(now.getTime() + days * 24 * 60 * 60 * 1000)
}

const kinds = () => github.writes.map(({ kind }) => kind)
const body = () => github.visible(EPIC)[0]?.body ?? ''
const state = () => decodeState(/scs-sprint:(?:state|cleared) v1 (\S*) -->/.exec(github.on(EPIC).at(-1)?.body ?? '')?.[1] ?? '')

describe('the comment', () => {
  test('is below its two markers, says what to do, and mentions nobody', async () => {
    await run(board(unowned))
    const lines = body().split('\n')
    expect(lines[0]).toMatch(/^<!-- scs-sprint:hygiene v1 sha256=[0-9a-f]{64} -->$/)
    expect(lines[1]).toMatch(/^<!-- scs-sprint:state v1 [\w-]+ -->$/)
    expect(lines[2]).toBe('**One thing would help this epic** · 0 of 1 story done `░░░░░░░░░░`')
    expect(body()).toContain('- [ ] **It is in progress and has no owner**. Assign someone who can report on it')
    expect(body().replace(/`[^`]*`/g, '')).not.toContain('@')
  })

  test('is edited in place, once, when its words change: that is no news, however long ago the last notification was', async () => {
    const reworded = { render: (name: string, data: unknown) => render(name, data).replaceAll('One thing', 'A thing') }
    await run(board(unowned))
    later(30)
    await run(board(unowned), reworded)
    await run(board(unowned), reworded)
    expect(kinds()).toEqual(['create', 'update'])
    expect(body()).toContain('**A thing would help this epic**')
  })

  test('lists missing tasks separately from wrong check marks, and offers the missing lines', async () => {
    const base = board()
    const other = aBoardItem({ number: 3, status: 'Done', state: 'closed', closedAt: now.toISOString() })
    const epic = anEpic({
      number: 1,
      children: [2, 3].map((number) => ({ ref: `scs/issues#${number}`, sources: ['sub-issue'], readable: true })),
      taskLines: [{ text: '#3', ref: 'scs/issues#3', checked: false }],
    })
    await run({ ...base, items: [...base.items, other], epics: [epic] })
    const link = (number: number) => `[issues#${number}](https://redirect.github.com/scs/issues/issues/${number})`
    expect(body()).toContain(
      `- [ ] **Its task list misses a story and leaves a closed one unchecked**: not in the list: ${link(2)}; closed, but not checked: ${link(3)}. ` +
        'Add the missing lines, and correct the check marks. Lines to paste are below.',
    )
    expect(body()).toContain('```markdown\n- [ ] #2\n```')
  })

  test('offers to link the stories that the epic’s text names, except private ones', async () => {
    const base = board({ epic: { assignees: [], body: '- #2\n- #3\n- secret/place#4\n- see #5' } })
    const other = aBoardItem({ number: 3, lastHumanActivity: now.toISOString() })
    await run({ ...base, items: [...base.items, other] })
    const link = '[issues#3](https://redirect.github.com/scs/issues/issues/3)'
    expect(body()).toContain(`Mentioned but not linked: ${link}. Add them as sub-issues or to a task list to count them in the progress.`)
    expect(body()).toContain('0 of 1 story done')
  })

  test('says what looks good only if it was checked, and never because of the time alone', async () => {
    await run(board(unowned))
    expect(body()).toContain('Looks good: recent story activity, board status.')
    later(20)
    await run({ ...board(unowned), items: board(unowned).items.map((item) => ({ ...item, lastHumanActivity: '2023-01-17T08:00:00Z' })) })
    expect(kinds()).toEqual(['create'])
    const settings = settingsOf('hygiene: { rules: { epic-stories-quiet: off } }')
    await run(board(unowned), { settings })
    expect(body()).toContain('Looks good: board status.')
  })

  test('is not written if nothing changed, however often it is checked', async () => {
    await run(board(unowned))
    for (let day = 0; day < 5; day++) {
      now = new Date(now.getTime() + 3_600_000)
      await run(board(unowned))
    }
    expect(kinds()).toEqual(['create'])
  })

  test('is edited in place for changes, and checks off what was done', async () => {
    await run(board({ ...unowned, story: { assignees: [] } }))
    later(1)
    await run(board(unowned))
    expect(kinds()).toEqual(['create', 'update'])
    expect(body()).toContain('- [x] ~~Nobody assigned: [issues#2](https://redirect.github.com/scs/issues/issues/2)~~ (2023-01-19)')
    later(1)
    await run(board(unowned))
    expect(kinds()).toEqual(['create', 'update'])
  })

  test('is hidden as resolved when all is clear, loses both markers, and returns quietly within the week', async () => {
    await run(board(unowned))
    later(1)
    await run(board())
    expect(kinds()).toEqual(['create', 'update', 'minimize'])
    expect(github.on(EPIC)[0]?.body).toContain('All clear')
    expect(github.on(EPIC)[0]?.body).not.toMatch(/scs-sprint:(?:hygiene|state)/)
    later(1)
    await run(board(unowned))
    expect(kinds().slice(3)).toEqual(['unminimize', 'update'])
    expect(github.on(EPIC)).toHaveLength(1)
    expect(body()).toMatch(/^<!-- scs-sprint:hygiene v1/)
  })

  test('comes back as a new comment after the week, because that is news', async () => {
    await run(board(unowned))
    later(1)
    await run(board())
    later(7)
    await run(board(unowned))
    expect(kinds().slice(3)).toEqual(['create', 'update'])
    expect(github.visible(EPIC)).toHaveLength(1)
    later(1)
    await run(board(unowned))
    expect(kinds().slice(5)).toEqual([])
  })

  test('notifies again only for something new, and only after a week; the old one is hidden as outdated', async () => {
    await run(board(unowned))
    later(5)
    await run(board({ ...unowned, story: { assignees: [] } }))
    expect(kinds()).toEqual(['create', 'update'])
    later(1)
    await run(board({ ...unowned, story: { assignees: [] } }))
    later(1)
    await run(board({ ...unowned, story: { assignees: [] } }))
    expect(kinds()).toEqual(['create', 'update', 'create', 'update', 'minimize'])
    expect(github.visible(EPIC)).toHaveLength(1)
    expect(github.on(EPIC)[0]?.body).not.toMatch(/scs-sprint:(?:hygiene|state)/)
  })

  test('waits longer each time nobody responds', async () => {
    const quiet = { ...unowned, epic: { assignees: [], lastHumanActivity: '2022-12-01T08:00:00Z' } }
    await run(board({ ...quiet, story: {} }))
    later(7)
    await run(board({ ...quiet, story: { assignees: [] } }))
    expect(kinds().filter((kind) => kind === 'create')).toHaveLength(2)
    expect(state()?.unanswered).toBe(1)
    later(7)
    const more = board({ ...quiet, epic: { ...quiet.epic, milestone: { title: 'R3', dueOn: '2022-01-01' } }, story: { assignees: [] } })
    await run(more)
    expect(kinds().filter((kind) => kind === 'create')).toHaveLength(2)
    later(7)
    await run({ ...more, takenAt: now.toISOString() })
    // The two weeks are over, but two notifications a month are enough.
    expect(kinds().filter((kind) => kind === 'create')).toHaveLength(2)
    later(12)
    await run({ ...more, takenAt: now.toISOString() })
    expect(kinds().filter((kind) => kind === 'create')).toHaveLength(3)
    expect(state()?.unanswered).toBe(2)
  })

  test('many findings are collapsed after ten, within GitHub’s limit', async () => {
    const stories = Array.from({ length: 400 }, (_, index) =>
      aBoardItem({
        number: index + 10,
        status: 'Doing',
        assignees: [],
        body: '',
        milestone: { title: '*R3*'.repeat(50), dueOn: '2022-01-01' },
      }),
    )
    const snapshot = board(unowned)
    const children = stories.map(({ ref }) => ({ ref: ref ?? '', sources: ['sub-issue' as const], readable: true }))
    const taskLines = Array.from({ length: 2000 }, (_, index) => ({
      text: `task ${index} @everyone <b>`,
      ref: index === 0 ? 'scs/issues#10' : null,
      checked: false,
    }))
    await run({ ...snapshot, items: [...snapshot.items, ...stories], epics: [anEpic({ number: 1, children, taskLines })] })
    expect(body().length).toBeLessThan(20_000)
    expect(body().split('\n')[1]?.length).toBeLessThan(4096 + 40)
    expect(state()?.more).toBeGreaterThan(0)
    later(8)
    await run({
      ...snapshot,
      takenAt: now.toISOString(),
      items: [...snapshot.items, ...stories],
      epics: [anEpic({ number: 1, children, taskLines })],
    })
    expect(kinds().filter((kind) => kind === 'create')).toHaveLength(1)
  })
})

describe('who is notified, and when', () => {
  test('an epic that is not active, not in the sprint and without a milestone gets no comment; the run says what it would have said', async () => {
    const { plan } = await run(board({ epic: { status: 'Backlog' }, story: { assignees: [] } }))
    expect(kinds()).toEqual([])
    expect(plan.remarks).toEqual([
      'scs/issues#1: not posted: story-unowned (not active, not in the current sprint, without an open milestone).',
    ])
  })

  test.each([
    ['a story in the current sprint', { story: { assignees: [], sprint: 'Sprint 3' } }],
    ['an open milestone', { epic: { status: 'Backlog', milestone: { title: 'R4', dueOn: null } }, story: { assignees: [] } }],
  ])('%s is enough', async (_name, change) => {
    const sprints = [{ name: 'Sprint 3', startsOn: '2023-01-16', endsOn: '2023-01-29' }]
    await run(board({ ...change, epic: { status: 'Backlog', ...('epic' in change ? change.epic : {}) } }, { sprints }))
    expect(kinds()).toEqual(['create'])
  })

  test('an epic of two teams has the comment of one, whichever is checked', async () => {
    const settings = parseSettings(
      'organization: scs\nminutes: { repository: scs/minutes }\nboard: { owner: scs, number: 6 }\nteams:\n' +
        '  all: { name: Everything, meeting: { weekday: monday, time: "10:05" } }\n' +
        '  core: { name: Team Core, label: Core, meeting: { weekday: friday, time: "10:05" } }\n',
      'sprint.yml',
      rules,
    )
    const snapshot = board({ epic: { assignees: [], labels: ['epic', 'Core'] } })
    expect((await run(snapshot, { settings, teams: ['all'] })).plan.actions).toEqual([])
    await run(snapshot, { settings, teams: ['core'] })
    expect(body()).toContain('before Friday’s meeting')
    await run(snapshot, { settings })
    await run(snapshot, { settings, teams: ['all'] })
    expect(kinds()).toEqual(['create'])
  })

  test('quiet days are quiet', async () => {
    later(3)
    const { plan } = await run(board(unowned))
    expect(kinds()).toEqual([])
    expect(plan.remarks).toEqual(['Team Core: quiet hours, so no comment was written.'])
  })

  test('quiet hours are in the team’s local time', async () => {
    const settings = settingsOf('timezone: Europe/Berlin\nhygiene: { quietHours: { from: "18:00", to: "08:00" } }')
    now = new Date('2023-01-18T06:59:00Z')
    await run(board(unowned), { settings })
    expect(kinds()).toEqual([])
    now = new Date('2023-01-18T07:00:00Z')
    await run(board(unowned), { settings })
    expect(kinds()).toEqual(['create'])
  })

  test('in digest mode, nothing is written on epics, and off is off', async () => {
    expect((await run(board(unowned), { settings: settingsOf('hygiene: { mode: digest }') })).findings).toHaveLength(1)
    expect((await run(board(unowned), { settings: settingsOf('hygiene: { mode: off }') })).findings).toEqual([])
    expect(kinds()).toEqual([])
    expect(github.reads()).toBe(0)
  })

  test('a rule with `report` is in the findings, and in no comment', async () => {
    const settings = settingsOf('hygiene: { rules: { epic-without-owner: report } }')
    expect((await run(board(unowned), { settings })).findings.map(({ rule }) => rule)).toEqual(['epic-without-owner'])
    expect(kinds()).toEqual([])
  })

  test('a team with a label and hygiene off is left alone by a team with the whole board', async () => {
    const settings = (mode: string) =>
      parseSettings(
        `organization: scs\nminutes: { repository: scs/minutes }\nboard: { owner: scs, number: 6 }\nteams: { all: { name: All }, core: { name: Core, label: epic, hygiene: { mode: ${mode} } } }\n`,
        'sprint.yml',
        rules,
      )
    const off = await run(board(unowned), { settings: settings('off') })
    expect(off.plan.actions).toEqual([])
    expect(off.findings.map(({ team }) => team)).toEqual(['all'])
    expect((await run(board(unowned), { settings: settings('comment') })).plan.actions).toHaveLength(1)
  })

  test('the digest is one comment on one issue, edited in place', async () => {
    const settings = settingsOf('hygiene: { mode: digest, digestIssue: "scs/issues#99" }')
    await run(board(unowned), { settings })
    await run(board(unowned), { settings })
    later(1)
    await run(board(), { settings })
    expect(github.writes.map(({ kind, on }) => [kind, on])).toEqual([
      ['create', 'scs/issues#99'],
      ['update', 'scs/issues#99'],
    ])
  })

  test('with two replicas, the second finds the digest of the first', async () => {
    const settings = settingsOf('hygiene: { mode: digest, digestIssue: "scs/issues#99" }')
    const [one, other] = await Promise.all([look(board(unowned), { settings }), look(board(unowned), { settings })])
    await apply(one.plan, github.comments)
    await apply(other.plan, github.comments)
    expect(github.visible('scs/issues#99').map(({ id }) => id)).toEqual(['IC_000001'])
    expect((await look(board(unowned), { settings })).plan.actions).toEqual([])
  })

  test('a digest of many epics stays within GitHub’s limit, and ends with its last line', async () => {
    const title = 'A rather long title of an epic, as people write them, '.repeat(4)
    const common = { labels: ['epic'], status: 'Doing', assignees: [], title, createdAt: '2022-06-01T08:00:00Z' }
    const children = (epic: number) => Array.from({ length: 8 }, (_, index) => 1000 + epic * 10 + index)
    const items = Array.from({ length: 80 }, (_, index) => index + 1).flatMap((epic) => [
      aBoardItem({ number: epic, ...common }),
      ...children(epic).map((number) =>
        aBoardItem({ number, ref: `some-rather-long-organisation/and-its-repository-of-issues#${number}`, status: 'Doing' }),
      ),
    ])
    const epics = Array.from({ length: 80 }, (_, index) => index + 1).map((number) =>
      anEpic({
        number,
        children: children(number).map((child) => ({
          ref: `some-rather-long-organisation/and-its-repository-of-issues#${child}`,
          sources: ['sub-issue'],
          readable: true,
        })),
      }),
    )
    await run(aSnapshot({ takenAt: now.toISOString(), items, epics }), {
      settings: settingsOf('hygiene: { mode: digest, digestIssue: "scs/issues#99" }'),
    })
    const text = github.on('scs/issues#99')[0]?.body ?? ''
    expect(text.length).toBeLessThan(65_536)
    expect(text.length).toBeGreaterThan(40_000)
    expect(text).toMatch(/\d+ findings on 80 epics, the first \d+ shown/)
    expect(text.trimEnd()).toMatch(/<\/sub>$/)
  })

  test('a locked epic is left alone', async () => {
    const { plan } = await run(board({ epic: { assignees: [], locked: true } }))
    expect(plan).toEqual({ actions: [], remarks: ['scs/issues#1: its conversation is locked, so no comment was written.'] })
  })

  test('no access to one epic does not stop the others', async () => {
    const snapshot = board(unowned)
    const other = aBoardItem({ number: 7, ref: 'osism/issues#7', labels: ['epic'], status: 'Doing', createdAt: '2022-06-01T08:00:00Z' })
    const comments = {
      ...github.comments,
      byApp: async (ref: string) => {
        if (ref.startsWith('osism')) throw new UserError('osism/issues#7: no permission.')
        return github.comments.byApp(ref)
      },
    }
    const both = { ...snapshot, items: [...snapshot.items, other], epics: [...snapshot.epics, anEpic({ ref: 'osism/issues#7' })] }
    const { plan } = await checkHygiene({ comments, clock: { now: () => now } }, { settings: settingsOf(), snapshot: both, render })
    expect(plan.actions.map(({ kind }) => kind)).toEqual(['create-comment'])
    expect(plan.remarks).toEqual(['osism/issues#7: no permission.'])
  })

  test('an incomplete snapshot changes nothing and says so', async () => {
    await run(board(unowned))
    const { plan, findings } = await run(board(unowned, { complete: false, problems: ['a page is missing'] }))
    expect(findings).toEqual([])
    expect(plan).toEqual({
      actions: [],
      remarks: ['The board snapshot is incomplete (a page is missing): findings are omitted, and no comment is changed.'],
    })
  })

  test('a snapshot from the future is treated as current, with a message', async () => {
    const { plan, findings } = await run(board(unowned, { takenAt: '2030-01-01T00:00:00.000Z' }))
    expect(findings).toHaveLength(1)
    expect(plan.remarks).toEqual([
      'The board snapshot is dated 2030-01-01T00:00:00.000Z, which is in the future. It is treated as current.',
    ])
  })

  test('a saved board without GitHub access gives findings and no plan', async () => {
    const checked = await checkHygiene(
      { comments: null, clock: { now: () => now } },
      { settings: settingsOf(), snapshot: board(unowned), render },
    )
    expect(checked.findings).toHaveLength(1)
    expect(checked.plan).toEqual({ actions: [], remarks: [] })
  })

  test('no private story appears on a public epic', async () => {
    const story = { ref: 'scs/secret#2', private: true, title: 'The secret plan', assignees: [], lastHumanActivity: '2022-01-01T08:00:00Z' }
    const children = [{ ref: 'scs/secret#2', sources: ['sub-issue' as const], readable: true }]
    await run(
      board({ story }, { epics: [anEpic({ number: 1, children, taskLines: [{ text: 'x', ref: 'scs/issues#9', checked: false }] })] }),
    )
    expect(body()).toContain('Its stories have been quiet since 2022-01-01**: 1 that cannot be shown here')
    expect(body()).not.toMatch(/secret/)
    expect(JSON.stringify(state())).not.toMatch(/secret/)
  })

  test('if all findings are about private stories, nothing is said on a public epic, nor in a digest', async () => {
    const story = { ref: 'scs/secret#2', private: true, assignees: [] }
    const children = [{ ref: 'scs/secret#2', sources: ['sub-issue' as const], readable: true }]
    const lists = [{ text: '#9', ref: 'scs/issues#9', checked: false }]
    const snapshot = board({ story }, { epics: [anEpic({ number: 1, children, taskLines: lists })] })
    const { findings } = await run(snapshot)
    expect(findings.map(({ rule }) => rule)).toEqual(['epic-body-outdated', 'story-unowned'])
    await run(
      { ...snapshot, epics: [anEpic({ number: 1, children })] },
      { settings: settingsOf('hygiene: { mode: digest, digestIssue: "scs/issues#99" }') },
    )
    expect(github.writes).toEqual([])
  })

  test('500 epics with findings at installation: the daily limit holds, the most severe come first, and each day continues', async () => {
    const items = Array.from({ length: 500 }, (_, index) =>
      aBoardItem({
        number: index + 1,
        labels: ['epic'],
        status: 'Doing',
        assignees: index === 400 ? [] : ['fkr'],
        createdAt: '2022-06-01T08:00:00Z',
      }),
    )
    const snapshot = () => aSnapshot({ takenAt: now.toISOString(), items, epics: items.map(({ ref }) => anEpic({ ref: ref ?? '' })) })
    await run(snapshot())
    expect(kinds()).toEqual(['create', 'create', 'create'])
    expect(github.writes[0]?.on).toBe('scs/issues#401')
    await run(snapshot())
    expect(github.writes).toHaveLength(3)
    later(1)
    await run(snapshot())
    expect(github.writes).toHaveLength(6)
    // A webhook about a single epic knows the same limit.
    const asked = { only: ['scs/issues#20', 'scs/issues#21'] }
    expect((await look(snapshot(), asked)).plan.actions).toEqual([])
    later(1)
    expect((await look(snapshot(), asked)).plan.actions).toHaveLength(2)
    const lifted = settingsOf('hygiene: { maxNewCommentsPerTeamAndDay: 500 }')
    expect((await look(snapshot(), { settings: lifted })).plan.actions).toHaveLength(400)
  })
})

describe('people', () => {
  test('text that a person wrote around the app’s part stays, through edits and all-clear', async () => {
    await run(board(unowned))
    github.editAsPerson(EPIC, 'IC_000001', (text) => `My own line.\n\n${text}\nAnd one after.`)
    later(1)
    await run(board({ ...unowned, story: { assignees: [] } }))
    expect(body()).toMatch(/^My own line\.\n\n<!-- scs-sprint:hygiene/)
    expect(body()).toMatch(/<!-- scs-sprint:end -->\n\nAnd one after\.$/)
    later(1)
    await run(board())
    expect(github.visible(EPIC)).toHaveLength(1)
    expect(body()).toContain('All clear')
    const before = github.writes.length
    later(1)
    await run(board())
    expect(github.writes).toHaveLength(before)
  })

  test('a manually checked box is no reason to write', async () => {
    await run(board(unowned))
    github.editAsPerson(EPIC, 'IC_000001', (text) => text.replace('- [ ]', '- [x]'))
    await run(board(unowned))
    expect(kinds()).toEqual(['create'])
  })

  test.each([
    ['the first mark', (text: string) => text.replace(/<!-- scs-sprint:hygiene.*\n/, '')],
    ['the end', (text: string) => text.replace('<!-- scs-sprint:end -->', '')],
    ['any mark', (text: string) => text.replace(/<!--[^\n]*-->/g, '')],
    ['any mark or link', (text: string) => text.replace(/<!--[^\n]*-->|https:\S*/g, '')],
  ])('without %s, the app stops editing, and says so', async (_name, change) => {
    await run(board(unowned))
    github.editAsPerson(EPIC, 'IC_000001', change)
    later(9)
    const { plan } = await run(board({ ...unowned, story: { assignees: [] } }))
    expect(kinds()).toEqual(['create'])
    expect(plan.remarks).toEqual(['scs/issues#1: someone removed the markers from the app’s comment, so the app no longer edits it.'])
  })

  test('another comment by the same account, edited by a person, is ignored', async () => {
    for (const text of [
      'Preview is ready.',
      'Rules: https://github.com/SovereignCloudStack/scs-sprint/blob/main/docs/rules.md',
      '<!-- scs-sprint:outcome v1 -->\nDiscussed on 2023-01-11.',
    ]) {
      const { id } = await github.comments.create(EPIC, text)
      github.editAsPerson(EPIC, id, (body) => `${body}\nThanks.`)
    }
    await run(board(unowned))
    expect(kinds()).toEqual(['create', 'create', 'create', 'create'])
  })

  test('an unreadable state is started anew, without reporting old findings as news', async () => {
    await run(board(unowned))
    github.editAsPerson(EPIC, 'IC_000001', (text) => text.replace(/state v1 \S+/, 'state v1 e30'))
    later(9)
    await run(board({ ...unowned, story: { assignees: [] } }))
    expect(kinds()).toEqual(['create', 'update'])
    expect(state()?.seen).toHaveProperty('story-unowned')
  })

  test('after a deleted comment, the same is not said again; something new is', async () => {
    memory = fakeMemory()
    await run(board(unowned))
    // Before anybody looked again.
    github.deleteAsPerson(EPIC, 'IC_000001')
    later(30)
    const { plan } = await run(board(unowned))
    expect(plan.actions).toEqual([])
    expect(plan.remarks[0]).toContain('someone deleted the comment')
    const both = { ...unowned, story: { assignees: [] } }
    await run(board(both))
    expect(body()).toContain('unassigned')
    expect(body()).not.toContain('no owner')
    const after = github.writes.length
    await run(board(both))
    expect(github.writes).toHaveLength(after)
    github.deleteAsPerson(EPIC, 'IC_000002')
    later(60)
    expect((await run(board(both))).plan.actions).toEqual([])
  })

  test('findings of later checks are recorded too', async () => {
    memory = fakeMemory()
    await run(board(unowned))
    later(1)
    await run(board({ ...unowned, story: { assignees: [] } }))
    await run(board({ ...unowned, story: { assignees: [] } }))
    expect(await memory.known()).toEqual(
      new Map([['scs/issues#1', { commentId: 'IC_000001', findings: ['epic-without-owner ', 'story-unowned scs/issues#2'] }]]),
    )
  })

  test('a comment hidden by a person is not written again either', async () => {
    await run(board(unowned))
    await github.comments.minimize(EPIC, 'IC_000001', 'OUTDATED')
    later(30)
    expect((await run(board(unowned))).plan.actions).toEqual([])
  })

  test('if the comment is deleted and the store lost, GitHub’s record is enough to stay away', async () => {
    await run(board(unowned))
    github.deleteAsPerson(EPIC, 'IC_000001')
    later(1)
    await run(board(unowned))
    expect(github.on(EPIC)).toEqual([])
  })
})

describe('the label', () => {
  const settings = settingsOf('hygiene: { label: needs refinement }')

  test('is set by the app and removed by the app', async () => {
    await run(board(unowned), { settings })
    expect(github.labels(EPIC)).toEqual(['needs refinement'])
    later(1)
    await run(board({ epic: { labels: ['epic', 'needs refinement'] } }), { settings })
    expect(github.labels(EPIC)).toEqual([])
  })

  test('its own label is not a finding that would keep it there', async () => {
    const both = settingsOf('hygiene: { label: needs refinement, rules: { needs-refinement: on } }')
    await run(board(unowned), { settings: both })
    later(61)
    const observed = {
      firstSeen: '2023-01-18T09:00:00Z',
      statusSince: null,
      activeSince: null,
      sprints: [],
      labelsSince: { 'needs refinement': '2023-01-18T09:00:00Z' },
    }
    const { findings } = await run(board({ epic: { labels: ['epic', 'needs refinement'], observed } }), { settings: both })
    expect(findings.map(({ rule }) => rule)).toEqual(['needs-refinement'])
    expect(github.labels(EPIC)).toEqual([])
    expect(github.visible(EPIC)).toEqual([])
  })

  test('is left alone if someone else set it, and not set again if someone removed it', async () => {
    await run(board({ epic: { assignees: [], labels: ['epic', 'needs refinement'] } }), { settings })
    later(1)
    await run(board({ epic: { labels: ['epic', 'needs refinement'] } }), { settings })
    expect(kinds()).not.toContain('remove-label')
    expect(kinds()).not.toContain('add-label')
  })

  test('not set again when somebody removed it', async () => {
    await run(board(unowned), { settings })
    later(1)
    await run(board(unowned), { settings })
    expect(kinds()).toEqual(['create', 'add-label'])
  })
})

describe('crashes and replicas', () => {
  test('two replicas on the same epic leave one comment, the older one, and stop', async () => {
    const [one, other] = await Promise.all([look(board(unowned)), look(board(unowned))])
    await Promise.all([apply(one.plan, github.comments), apply(other.plan, github.comments)])
    expect(github.visible(EPIC).map(({ id }) => id)).toEqual(['IC_000001'])
    expect(github.on(EPIC).length).toBeLessThanOrEqual(2)
    const after = github.writes.length
    await run(board(unowned))
    expect(github.writes).toHaveLength(after)
  })

  const later8 = { ...unowned, story: { assignees: [] } }
  const journeys: Record<string, { before: (() => Promise<unknown>)[]; last: () => Promise<unknown>; visible: number }> = {
    'first comment': { before: [], last: () => run(board(unowned)), visible: 1 },
    replacement: { before: [() => run(board(unowned)), async () => later(8)], last: () => run(board(later8)), visible: 1 },
    'all clear': { before: [() => run(board(unowned)), async () => later(1)], last: () => run(board()), visible: 0 },
    'back within the week': {
      before: [() => run(board(unowned)), async () => later(1), () => run(board()), async () => later(1)],
      last: () => run(board(unowned)),
      visible: 1,
    },
    'back after the week': {
      before: [() => run(board(unowned)), async () => later(1), () => run(board()), async () => later(8)],
      last: () => run(board(unowned)),
      visible: 1,
    },
  }

  test.each(Object.keys(journeys).flatMap((name) => [1, 2, 3].map((step) => [name, step] as const)))(
    'killed in "%s" after write %i: the next run makes it good, and the one after that writes nothing',
    async (name, step) => {
      const journey = journeys[name]
      if (!journey) throw new Error(name)
      for (const part of journey.before) await part()
      const created = github.writes.filter(({ kind }) => kind === 'create').length
      github.killAfter(step)
      await journey.last().catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error
      })
      await journey.last()
      expect(github.visible(EPIC)).toHaveLength(journey.visible)
      expect(github.visible(EPIC).every(({ body: text }) => text.startsWith('<!-- scs-sprint:hygiene v1'))).toBe(true)
      expect(github.on(EPIC).filter(({ minimized, body: text }) => minimized && /scs-sprint:(?:hygiene|state)/.test(text))).toEqual([])
      expect(github.writes.filter(({ kind }) => kind === 'create').length - created).toBeLessThanOrEqual(1)
      const after = github.writes.length
      await journey.last()
      expect(github.writes).toHaveLength(after)
    },
  )
})
