import { beforeAll, describe, expect, test } from 'vitest'
import type { Snapshot } from '../../../src/domain/board/board.ts'
import { rules } from '../../../src/hygiene/registry.ts'
import { composeCommunityCall } from '../../../src/minutes/community-call/compose-community-call.ts'
import { openItems } from '../../../src/minutes/meeting/open-items.ts'
import { readPast } from '../../../src/minutes/meeting/past-meetings.ts'
import { readNotes } from '../../../src/notes/read-notes.ts'
import { composeFromPad } from '../../../src/usecases/minutes/compose-from-pad.ts'
import {
  agendaHistoryStart,
  isUntouchedAgenda,
  type PrepareAgendaInput,
  prepareAgenda,
} from '../../../src/usecases/minutes/prepare-agenda.ts'
import { readPastMeetings } from '../../../src/usecases/minutes/read-past-meetings.ts'
import { generateBoard } from '../../hygiene/generator/generate.ts'
import { NOW } from '../../hygiene/generator/world.ts'
import { lintScs } from '../../lint.ts'
import { demoArchive, demoBoard, demoPast, demoSettings, demoTeam, render } from '../demo-world.ts'

const iaas = demoTeam('iaas')
const sig = demoTeam('sig-standardization')

let board: Snapshot

beforeAll(async () => {
  board = await demoBoard()
})

function agenda(change: Partial<PrepareAgendaInput> = {}): ReturnType<typeof prepareAgenda> {
  return prepareAgenda({
    settings: demoSettings,
    team: iaas,
    calendar: null,
    date: '2023-01-18',
    snapshot: board,
    history: [],
    past: [],
    now: new Date('2023-01-16T08:00:00Z'),
    render,
    ...change,
  })
}

/** Lines of one section, without its heading. */
function section(text: string, title: string): readonly string[] {
  const lines = text.split('\n')
  const from = lines.findIndex((line) => line.startsWith('#') && line.endsWith(` ${title}`))
  const level = /^#+/.exec(lines[from] ?? '')?.[0].length ?? 0
  const to = lines.findIndex((line, index) => index > from && /^#+ /.test(line) && (/^#+/.exec(line)?.[0].length ?? 0) <= level)
  return lines.slice(from + 1, to === -1 ? undefined : to).filter((line) => line !== '' && !line.startsWith('<!--'))
}

describe('a team with sprints', () => {
  let text = ''
  let remarks: readonly string[] = []

  beforeAll(async () => {
    ;({ text, remarks } = agenda({ past: await demoPast('iaas', { before: '2023-01-18' }) }))
  })

  test('has the headings of the team’s own minutes, in the order of the meeting', () => {
    expect(text.split('\n').filter((line) => line.startsWith('#'))).toEqual([
      '# 2023-01-18',
      '## Participants',
      '## Recurring items',
      '## Agenda',
      '### AIs from last time',
      '### Topics',
      '### Sprint review',
      '### Sprint planning',
      '### Epics needing attention',
    ])
    expect(remarks).toEqual([])
  })

  test('asks for the presenter in the team’s words and proposes one person, without counts', () => {
    expect(section(text, 'Recurring items')).toEqual([
      '* Who is presenting in weekly community call and transforming etherpad to minutes in GitHub?',
      '  * proposed: @berendt',
      '* More topics for today?',
    ])
  })

  test('lists open items from last time, with their age', () => {
    expect(section(text, 'AIs from last time')).toEqual([
      '* AI @fkr: turn that into stories, with help from OSISM (minutes: open since 2023-01-11)',
      '* AI @garloff: ask AMD for a lightning talk (minutes: open since 2023-01-11)',
      '* AI @berendt, @fkr to write it (minutes: open since 2023-01-11, about Kubernetes on the management plane)',
      '* AI @berendt: open an issue for the images of k8s-capi, they still use 20.04 (minutes: open since 2023-01-11)',
      '* AI @ppkuschy: one story per service (minutes: open since 2022-12-07)',
    ])
  })

  test('reviews by epic what is done, new and in progress', () => {
    const review = section(text, 'Sprint review')
    expect(review[0]).toBe('Board as of 2023-01-16 08:00, with issues closed or opened since 2023-01-11.')
    expect(review.slice(1, 7)).toEqual([
      '* Validations for deployment environments [issues#28](https://github.com/SovereignCloudStack/issues/issues/28) (2 of 4 stories done, R4)',
      "  * Run the validations in the testbed's nightly job [issues#233](https://github.com/SovereignCloudStack/issues/issues/233): done",
      '  * Validator for Ceph [issues#225](https://github.com/SovereignCloudStack/issues/issues/225): in progress, @ppkuschy',
      '* OpenStack Image Manager for CSPs [issues#168](https://github.com/SovereignCloudStack/issues/issues/168) (1 of 3 stories done, R4)',
      '  * Try the image manager outside of OSISM [issues#231](https://github.com/SovereignCloudStack/issues/issues/231): done',
      "  * Structure of the image manager's docs [issues#240](https://github.com/SovereignCloudStack/issues/issues/240): new in Sprint 3",
    ])
    expect(text).toContain('[standards#183](https://github.com/SovereignCloudStack/standards/pull/183): review')
  })

  test('plans the next sprint: candidates, leftovers, missing stories', () => {
    const planning = section(text, 'Sprint planning')
    expect(planning[0]).toBe('For Sprint 3, 2023-01-19 to 2023-02-01.')
    expect(planning).toContain(
      '  * Role that sets up the cluster [issues#249](https://github.com/SovereignCloudStack/issues/issues/249) (unassigned)',
    )
    expect(planning).toContain('* Still open in Sprint 2: carry over or drop?')
    expect(planning).toContain(
      '  * L3 load balancer with OVN [issues#251](https://github.com/SovereignCloudStack/issues/issues/251): it has no stories yet',
    )
  })

  test('names each epic that needs attention once, without repeating what is under planning', () => {
    const attention = section(text, 'Epics needing attention')
    expect(attention).toContain(
      '* Node images on Ubuntu 22.04 [issues#142](https://github.com/SovereignCloudStack/issues/issues/142): it is in progress and has no owner; its milestone "R3 (v4.0.0)" was due on 2022-09-21',
    )
    expect(attention.join('\n')).not.toContain('no stories yet')
  })

  test('names nothing from private repositories', () => {
    expect(text).not.toContain('customers')
    expect(text).not.toContain('Not for everybody')
  })

  test('is lint-free, and recognized as long as nobody has typed', () => {
    expect(lintScs(text)).toEqual([])
    expect(isUntouchedAgenda(text)).toBe(true)
    expect(isUntouchedAgenda(text.replaceAll('\n', '\r\n').replace('\n\n\n', '\n'))).toBe(true)
    expect(isUntouchedAgenda(text.replace('proposed: ', ''))).toBe(false)
    expect(isUntouchedAgenda(text.replace('## Participants\n\n*', '## Participants\n\n* @fkr'))).toBe(false)
  })

  test('reads back as expected: nobody answered, nobody attends yet, the same items are open', async () => {
    const past = await demoPast('iaas', { before: '2023-01-18' })
    const notes = readNotes(text, { date: '2023-01-18' })
    expect(notes).toMatchObject({ participants: [], reporters: [], scribes: [], decisions: [], wishes: [], headlines: [], warnings: [] })
    expect(notes.actionItems.map(({ due }) => due)).toEqual([null, null, null, null, null])
    const meeting = { date: '2023-01-18', path: 'iaas/20230118.md', notes }
    const open = openItems([...past, meeting])
    expect(open.map(({ owners, since, carried }) => [owners.join(' '), since, carried])).toEqual([
      ['fkr', '2023-01-11', 1],
      ['garloff', '2023-01-11', 1],
      ['berendt fkr', '2023-01-11', 1],
      ['berendt', '2023-01-11', 1],
      ['ppkuschy', '2022-12-07', 1],
    ])
  })

  test('a proposal becomes the answer when someone removes the word', () => {
    expect(readNotes(text.replace('proposed: @berendt', '@berendt'), { date: '2023-01-18' }).presenters).toEqual(['berendt'])
    expect(readNotes(text.replace('proposed: @berendt', 'proposed: @berendt\n  * @fkr'), { date: '2023-01-18' }).presenters).toEqual([
      'fkr',
    ])
  })
})

describe('a pad that started as the agenda', () => {
  const pad = (text: string) => ({ text, format: 'markdown' as const, editedAt: null, source: null, warnings: [] })

  test('gives no minutes as long as nobody has typed', async () => {
    const past = await demoPast('iaas', { before: '2023-01-18' })
    const { text } = agenda({ past })
    expect(() => composeFromPad({ ...minutesInput(past), pad: pad(text) })).toThrow(/nobody has typed yet/)
  })

  test('gives minutes that say nothing twice, and attribute nothing from the agenda to anyone', async () => {
    const past = await demoPast('iaas', { before: '2023-01-18' })
    const filled = agenda({ past })
      .text.replace('## Participants\n\n*', '## Participants\n\n* @fkr\n* @berendt')
      .replace('proposed: @berendt', '@berendt')
      .replace('lightning talk (minutes: open since 2023-01-11)', 'lightning talk (minutes: open since 2023-01-11)\n  * DONE')
    const minutes = composeFromPad({ ...minutesInput(past), pad: pad(filled) })
    expect(minutes.notes).toMatchObject({ participants: ['fkr', 'berendt'], presenters: ['berendt'] })
    expect(minutes.text).toContain('[issues#28](https://github.com/SovereignCloudStack/issues/issues/28) (2 of 4 stories done, R4)\n')
    expect(minutes.text).not.toContain('Where notes and board differ')
    expect(minutes.text).toContain(
      '- @fkr: turn that into stories, with help from OSISM (minutes: open since 2023-01-11, carried over once)',
    )
    // What nobody talked about was not discussed, though the agenda names it.
    expect(minutes.text).toContain('On the board since 2023-01-11, not discussed:\n\n- Done: [SovereignCloudStack/issues#233]')
    expect(minutes.text.match(/its stories have been quiet/g)).toHaveLength(1)
    expect(lintScs(minutes.text)).toEqual([])
    const notes = readPast(minutes.text, '2023-01-18', demoSettings)
    const meeting = { date: '2023-01-18', path: minutes.path, notes, text: minutes.text }
    // The week after the same items are open, with their age and nothing doubled.
    const { text: next } = agenda({ date: '2023-01-25', past: [meeting, ...past] })
    expect(section(next, 'AIs from last time')).toEqual([
      '- AI @fkr: turn that into stories, with help from OSISM (minutes: open since 2023-01-11, carried over once)',
      '- AI @berendt, @fkr to write it (minutes: open since 2023-01-11, carried over once)',
      '- AI @berendt: open an issue for the images of k8s-capi, they still use 20.04 (minutes: open since 2023-01-11, carried over once)',
      '- AI @ppkuschy: one story per service (minutes: open since 2022-12-07, carried over once)',
    ])
    expect(section(next, 'Recurring items')[1]).not.toContain('@berendt')
    const { text: call } = composeCommunityCall({
      settings: demoSettings,
      calendar: null,
      date: '2023-01-19',
      teams: [{ team: iaas, meetings: [{ meeting, pull: null }], pad: null }],
      slides: false,
      now: new Date('2023-01-19T09:00:00Z'),
      render,
    })
    expect(call).not.toMatch(/carry over or drop|Epics to plan stories for|Without an epic|needing attention/)
    expect(call).toContain('- 4 action items')
  })
})

function minutesInput(past: PrepareAgendaInput['past']) {
  return {
    settings: demoSettings,
    team: iaas,
    date: '2023-01-18',
    snapshot: board,
    history: [],
    past,
    boardRemark: null,
    now: new Date('2023-01-18T12:00:00Z'),
    render,
  }
}

test('a board from before the last meeting says so, and promises nothing since', async () => {
  const past = (await demoPast('iaas')).map((meeting, index, all) =>
    index === all.length - 1 ? { ...meeting, date: '2023-01-18' } : meeting,
  )
  const { text } = agenda({ date: '2023-01-25', past })
  expect(text).toContain('Board as of 2023-01-16 08:00, from before the meeting of 2023-01-18.')
  expect(text).not.toContain('opened since 2023-01-18')
})

test('with an earlier snapshot, every change since the last meeting is listed', async () => {
  const before: Snapshot = {
    ...board,
    takenAt: '2023-01-11T09:00:00Z',
    items: board.items
      .filter(({ ref }) => ref !== 'SovereignCloudStack/issues#253')
      .map((item) => {
        if (item.ref === 'SovereignCloudStack/issues#225') return { ...item, status: 'Backlog' }
        if (item.ref === 'osism/cloud-in-a-box#31') return { ...item, sprint: 'Sprint 1' }
        return item.ref === 'SovereignCloudStack/issues#118' ? { ...item, assignees: [] } : item
      }),
  }
  const old = { ...board, takenAt: '2022-12-01T09:00:00Z', items: [] }
  const { text } = agenda({ history: [old, before], past: await demoPast('iaas', { before: '2023-01-18' }) })
  expect(text).toContain('Board as of 2023-01-16 08:00, compared with 2023-01-11 10:00.')
  expect(text).toContain('issues/225): from Backlog to In progress')
  expect(text).toContain('issues/31): carried over from Sprint 1 to Sprint 2')
  expect(text).toContain('issues/118): now with @tibeer')
  expect(text).toContain('issues/253): new in Sprint 2')
  expect(lintScs(text)).toEqual([])
})

describe('missing input is reported', () => {
  test('no board: a message that it is missing, and room to type', async () => {
    const { text } = agenda({
      snapshot: null,
    })
    expect(section(text, 'Sprint review')).toEqual(['The board was not available when this agenda was written.', '-'])
    expect(section(text, 'Epics needing attention')).toEqual(['Unknown without the board.'])
    expect(lintScs(text)).toEqual([])
  })

  test('no earlier minutes: nobody is proposed, nothing is open', () => {
    const { text, remarks } = agenda()
    expect(section(text, 'AIs from last time')).toEqual(['None open.'])
    expect(section(text, 'Recurring items').slice(0, 2)).toEqual([
      '- Who is presenting in weekly community call and transforming the pad content to minutes in GitHub?',
      '  - @',
    ])
    expect(readNotes(text, { date: '2023-01-18' }).presenters).toEqual([])
    expect(remarks).toEqual(['No past minutes of Team IaaS were found, so there are no open action items and no proposed presenter.'])
    expect(lintScs(text)).toEqual([])
  })

  test('an incomplete board leads to no findings', () => {
    const { text, remarks } = agenda({ snapshot: { ...board, complete: false } })
    expect(section(text, 'Epics needing attention')).toEqual(['Not checked: the board snapshot is incomplete.'])
    expect(remarks.at(-1)).toBe('The board snapshot is incomplete, so epics were not checked.')
  })

  test('hygiene off for the team', () => {
    const { text } = agenda({ team: { ...iaas, hygiene: { ...iaas.hygiene, mode: 'off' } } })
    expect(section(text, 'Epics needing attention')).toEqual(['Not checked: hygiene is off for this team.'])
  })
})

describe('the standardization group', () => {
  let text = ''

  beforeAll(async () => {
    text = agenda({
      team: sig,
      date: '2026-06-11',
      snapshot: null,
      past: await demoPast('sig-standardization', { before: '2026-06-11' }),
    }).text
  })

  test('finds its own form: pending items with their age, a topic with its sponsor; no board, no call, the question with the housekeeping', () => {
    expect(text.replace(/<!--.*\n/, '')).toBe(`## 2026-06-11

### Participants

-

### Housekeeping

- Who is transforming the pad content to minutes in GitHub?
  - proposed: @depressiveRobot

### Pending action items

- _AI @fzakfeld: draft a standard for IPv6 in networks of the IaaS layer (minutes: open since 2026-05-07, carried over twice)_
- _AI @depressiveRobot: ask five CSPs what they think of the catalog entry for S3 (minutes: open since 2026-05-21, carried over once)_
- _AI @garloff: write down who may grant an exception (minutes: open since 2026-05-21, carried over once)_
- _AI @mbuechse: teach the image manager the value \`oldgeneric\` (minutes: open since 2026-06-04)_

### Topic

sponsor: @

-

`)
    expect(lintScs(text, 2)).toEqual([])
    expect(isUntouchedAgenda(text)).toBe(true)
  })

  test('an item whose day is over says so; one of the day itself, or of a word, does not', () => {
    const due = (text: string) => `- _AI @cwrau: ${text}_\n`
    const minutes = `## 2026-06-04\n\n### Participants\n\n- @cwrau\n\n### Topic\n\n${due('write the draft by 2026-06-10')}${due('read the draft by 2026-06-11')}`
    const past = [
      { date: '2026-06-04', path: 'sig-standardization/20260604.md', notes: readPast(minutes, '2026-06-04', demoSettings), text: minutes },
    ]
    const lines = agenda({ team: sig, date: '2026-06-11', snapshot: null, past })
      .text.split('\n')
      .filter((line) => line.includes('the draft'))
    expect(lines).toEqual([
      '- _AI @cwrau: write the draft by 2026-06-10 (minutes: open since 2026-06-04, overdue since 2026-06-10)_',
      '- _AI @cwrau: read the draft by 2026-06-11 (minutes: open since 2026-06-04)_',
    ])
  })

  test('items marked as done in the pad do not come back', () => {
    const filled = text.replace(
      'an exception (minutes: open since 2026-05-21, carried over once)_',
      'an exception (minutes: open since 2026-05-21, carried over once)_\n  - DONE on 2026-06-10',
    )
    const notes = readPast(filled, '2026-06-11', demoSettings)
    expect(openItems([{ date: '2026-06-11', path: 'sig-standardization/20260611.md', notes }]).map(({ owners }) => owners)).toEqual([
      ['fzakfeld'],
      ['depressiverobot'],
      ['mbuechse'],
    ])
  })

  test('a team that lists chores gets them, with a proposal', async () => {
    const archive = demoArchive({
      'sig-standardization/20260604.md':
        '## 2026-06-04\n\n### Participants\n\n- @mbuechse\n- @cwrau\n\n### Housekeeping\n\n#### Designate people for chores\n\n- minutes transfer: @mbuechse\n\n#### Check AIs from last time\n\n- _AI @cwrau: compare the versions_\n',
    })
    const past = await readPastMeetings(archive, demoSettings, sig, { before: '2026-06-11', limit: 1 })
    const { text: agendaText } = agenda({ team: sig, date: '2026-06-11', snapshot: null, past })
    expect(section(agendaText, 'Designate people for chores')).toEqual(['- minutes transfer:', '  - proposed: @cwrau'])
    expect(section(agendaText, 'Check AIs from last time')).toEqual([
      '- _AI @cwrau: compare the versions (minutes: open since 2026-06-04)_',
    ])
    expect(agendaText).toContain('#### Check AIs from last time')
    expect(readNotes(agendaText, { date: '2026-06-11' }).scribes).toEqual([])
    expect(lintScs(agendaText, 2)).toEqual([])
  })
})

test('the style with emoji: the heading asks, its own bullets stay', () => {
  const minutes =
    '# 2024-02-01\n\n## :family: Participants (github handles preferred)\n\n- @jschoone\n- @matofeder\n\n## :telephone: Community call and minutes transfer\n\n- @jschoone\n\n## :notebook: Agenda\n\n### Cluster API (@matofeder)\n\n- TODO: @matofeder to open a pull request\n\n## AOB\n'
  const past = [{ date: '2024-02-01', path: 'iaas/20240201.md', notes: readPast(minutes, '2024-02-01', demoSettings), text: minutes }]
  const { text } = agenda({ date: '2024-02-08', past, snapshot: null })
  expect(text.split('\n').filter((line) => line.startsWith('## '))).toEqual([
    '## :family: Participants (github handles preferred)',
    '## :telephone: Community call and minutes transfer',
    '## :notebook: Agenda',
  ])
  expect(section(text, ':telephone: Community call and minutes transfer')).toEqual(['- proposed: @matofeder', '- More topics for today?'])
  expect(text).toContain('### AOB')
  expect(readNotes(text, { date: '2024-02-08' }).presenters).toEqual([])
})

test('whatever the rules find, the agenda itself contains no action items, requests or decisions', () => {
  const { snapshot, asked } = generateBoard(3, 60)
  const team = { ...iaas, label: null, hygiene: { ...iaas.hygiene, rules: Object.fromEntries(rules.map(({ id }) => [id, 'on' as const])) } }
  const date = new Date(NOW).toISOString().slice(0, 10)
  const { text } = agenda({ team, date, snapshot: snapshot as unknown as Snapshot, asked, now: new Date(NOW) })
  expect(section(text, 'Epics needing attention').length).toBeGreaterThan(5)
  expect(readNotes(text, { date })).toMatchObject({ actionItems: [], decisions: [], wishes: [], headlines: [], presenters: [] })
  expect(lintScs(text)).toEqual([])
})

test('titles of issues are shown as typed: no markup, no extra lines', () => {
  const items = board.items.map((item) =>
    item.ref === 'SovereignCloudStack/issues#28' ? { ...item, title: '<b>*Validations*</b>\n## [click](https://evil.example) `x`' } : item,
  )
  const { text } = agenda({ snapshot: { ...board, items } })
  expect(lintScs(text)).toEqual([])
  expect(text.split('\n').filter((line) => line.startsWith('## '))).not.toContain('## [click](https://evil.example) `x`')
  expect(text).not.toContain('](https://evil.example)')
})

test('of the history of the board an agenda asks for a month, and further back for the day of the last meeting', () => {
  const snapshot = { ...board, takenAt: '2023-03-10T12:00:00.000Z' }
  const meeting = (date: string) => ({ date, path: `iaas/${date}.md`, notes: readPast(`# ${date}\n`, date, demoSettings) })
  const since = (...days: string[]) => agendaHistoryStart({ settings: demoSettings, snapshot, past: days.map(meeting) })?.toISOString()
  expect(since('2023-03-03')).toBe('2023-02-07T12:00:00.000Z')
  expect(since('2023-01-11', '2022-12-07')).toBe('2023-01-10T23:00:00.000Z')
  expect(since()).toBe('2023-02-07T12:00:00.000Z')
})
