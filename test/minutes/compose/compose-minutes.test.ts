/** Minutes of single pads: what is rejected and how, what carries over, what must never appear, what stays the same. */

import { expect, test } from 'vitest'
import { createTemplates } from '../../../src/adapters/templates/templates.ts'
import type { Snapshot } from '../../../src/domain/board/board.ts'
import type { PastMeeting } from '../../../src/domain/notes/past-meeting.ts'
import { UserError } from '../../../src/errors.ts'
import { withAgendaMarker } from '../../../src/minutes/agenda/agenda-marker.ts'
import { isSameMinutes } from '../../../src/minutes/board-facts/board-trust.ts'
import type { MinutesInput } from '../../../src/minutes/compose/read-meeting.ts'
import { readPast } from '../../../src/minutes/meeting/past-meetings.ts'
import { formatNotes } from '../../../src/notes/format/house-format.ts'
import { composeFromPad } from '../../../src/usecases/minutes/compose-from-pad.ts'
import { aBoardItem, anEpic, aSnapshot } from '../../builders.ts'
import { lintHouse } from '../../lint.ts'
import { iaasTeam, minutesSettings, sigTeam } from '../../minutes/settings.ts'
import { visible } from '../../minutes/visible.ts'

const { render } = createTemplates()
const DATE = '2023-01-18'

function compose(text: string, more: Partial<MinutesInput> & { source?: string | null; editedAt?: Date | null } = {}) {
  const { source = 'https://pads.acme.org/iaas', editedAt = null, ...rest } = more
  return composeFromPad({
    settings: minutesSettings,
    team: iaasTeam,
    date: DATE,
    pad: { text, format: 'markdown', editedAt, source, warnings: [] },
    snapshot: null,
    history: [],
    past: [],
    boardRemark: null,
    now: new Date('2023-01-18T11:15:00Z'),
    render,
    ...rest,
  })
}

const past = (date: string, text: string): PastMeeting => ({
  date,
  path: `iaas/${date.replaceAll('-', '')}.md`,
  notes: readPast(text, date, minutesSettings),
})

const PAD = `# ${DATE}

## Participants

* @ada-l
* @grace-h

## Recurring items

* Who is presenting in weekly community call and transforming the pad to minutes in GitHub?
  * @ada-l

## Agenda

### Sprint review

* Flavors
  * https://github.com/acme/issues/issues/10
    * the parser is merged since Monday
    * AI @grace-h: ask the operators
`

function aBoard(more: Partial<Snapshot> = {}): Snapshot {
  const onBoard = { labels: ['IaaS'], createdAt: '2022-06-01T08:00:00Z', body: 'As a user, I want it, so that it works.' }
  return aSnapshot({
    board: { owner: 'acme', number: 6, title: 'Board' },
    items: [
      aBoardItem({
        number: 9,
        ref: 'acme/issues#9',
        title: 'Flavors everywhere',
        ...onBoard,
        labels: ['IaaS', 'epic'],
        status: 'In progress',
        assignees: ['ada-l'],
      }),
      aBoardItem({ number: 10, ref: 'acme/issues#10', title: 'Parse *all* names', ...onBoard, status: 'Review', assignees: ['grace-h'] }),
      aBoardItem({
        number: 11,
        ref: 'acme/issues#11',
        title: 'Second story',
        ...onBoard,
        status: 'Done',
        state: 'closed',
        stateReason: 'completed',
        closedAt: '2022-12-01T08:00:00Z',
      }),
    ],
    epics: [
      anEpic({
        ref: 'acme/issues#9',
        children: ['acme/issues#10', 'acme/issues#11'].map((ref) => ({ ref, sources: ['sub-issue'], readable: true })),
        progress: { done: 1, all: 2 },
      }),
    ],
    ...more,
  })
}

const message = (task: () => unknown): string => {
  try {
    task()
  } catch (error) {
    expect(error).toBeInstanceOf(UserError)
    return (error as UserError).message
  }
  throw new Error('Nothing was refused.')
}

test.each([
  ['an empty pad', '\n  \n', /pads\.acme\.org\/iaas: expected the notes of a meeting, found nothing\./],
  [
    'a login page',
    '<!DOCTYPE html><html><body>Sign in</body></html>',
    /found a web page, most likely a login or error page.*export it as text/,
  ],
  [
    'an untouched template',
    '# 2023-01-18\n\n## Participants\n\n*\n\n## Agenda\n\n* \n',
    /found an unused pad in which nobody has typed yet\. Run/,
  ],
  [
    'the notes of another day',
    PAD.replace(DATE, '2023-01-11'),
    /expected the notes of 2023-01-18, found those of 2023-01-11 .*`--date 2023-01-11`, or correct the heading/,
  ],
  [
    'a rolling pad without the day',
    '# 2023-01-04\n\n* a\n\n# 2023-01-11\n\n* b\n',
    /expected a section for 2023-01-18 .* found sections for 2023-01-04, 2023-01-11\. Use one of these dates, or add a heading/,
  ],
])('%s is rejected with what to do', (_what, text, expected) => {
  expect(message(() => compose(text))).toMatch(expected)
})

test('an invalid date is rejected', () => {
  expect(message(() => compose(PAD, { date: '2023-02-30' }))).toBe(
    'The date: expected a date like 2023-01-18, found 2023-02-30. Correct it.',
  )
})

test('from a rolling pad, only the section of the date is used', () => {
  const { text, notes } = compose(`${PAD}\n# 2023-01-11\n\n## Participants\n\n* @linus-t\n\n* AI @linus-t: something old\n`)
  expect(text).toContain('- @grace-h')
  expect(text).not.toMatch(/linus-t|something old|2023-01-11/)
  expect(notes.participants).toEqual(['ada-l', 'grace-h'])
})

test.each(['* Meeting cancelled due to lack of topics', 'The meeting does not take place this week.', 'Fällt aus'])(
  'a meeting that did not take place gives a message, and nothing to publish: %s',
  (words) => {
    const made = compose(`# ${DATE}\n\n${words}\n`)
    expect(made).toMatchObject({ cancelled: true, body: '', assignees: [] })
    expect(made.text).toContain(words.replace('* ', ''))
    expect(made.text).not.toContain('Summary')
    expect(made.remarks[0]).toMatch(/^iaas\/20230118\.md: the meeting of 2023-01-18 did not take place/)
  },
)

test('a pad that only mentions another cancelled meeting has minutes', () => {
  expect(compose(`${PAD}* the call with upstream is cancelled\n* one\n* two\n* three\n* four\n`).cancelled).toBe(false)
})

test('without a board, minutes are still created, and say why there is none', () => {
  const made = compose(PAD, { boardRemark: 'No board was read: there are no GitHub credentials.' })
  expect(visible(made.text)).toContain('## Summary\n\nNo board was read for these minutes.\n')
  expect(made.text).toContain('- [acme/issues#10](https://github.com/acme/issues/issues/10)\n')
  expect(made.text).not.toMatch(/Epics needing|not discussed|as of/)
  expect(made.body).toContain('No board was read')
})

test('a team without a board gets no messages about boards', () => {
  const made = compose('## 2023-01-18\n\n### Topic\n\n- AI @ada-l: write\n', {
    team: sigTeam,
    snapshot: aBoard(),
    boardRemark: 'No board was read.',
  })
  expect(`${made.text}${made.body}`).not.toMatch(/board/i)
  expect(visible(made.text)).toContain('\n### Summary\n\n#### Action items\n\n- @ada-l: write ([Topic](#topic))\n')
  expect(made.body).not.toContain('reports on')
})

test('details from GitHub follow the links, with harmless titles as typed there', () => {
  const { text } = compose(PAD, { snapshot: aBoard() })
  expect(text).toContain(
    '- [acme/issues#10](https://github.com/acme/issues/issues/10) (board: "Parse \\*all\\* names", review, @grace-h)\n',
  )
  expect(text).toContain('as of 2023-01-18 12:15.')
})

test('a new time of the board read alone is not a new version', () => {
  const one = compose(PAD, { snapshot: aBoard() })
  const later = compose(PAD, { snapshot: aBoard({ takenAt: '2023-01-18T12:00:00Z' }) })
  expect(later.text).not.toBe(one.text)
  expect(isSameMinutes(one.text, later.text)).toBe(true)
  expect(isSameMinutes(one.text, compose(PAD, { snapshot: null }).text)).toBe(false)
})

test('the source of the export and the time of the last edit change nothing in the minutes', () => {
  const here = compose(PAD, { snapshot: aBoard() })
  const there = compose(PAD, { snapshot: aBoard(), source: null, editedAt: new Date('2023-01-18T10:12:00Z') })
  expect(there.text).toBe(here.text)
  expect(there.body).toContain(
    'From the pad (last edit 2023-01-18 11:12) and the [board](https://github.com/orgs/acme/projects/6) (2023-01-18 12:15).',
  )
})

test('an item that was open before shows its age, here and in the summary; a done one is listed as done', () => {
  const before = [
    past('2023-01-11', '# 2023-01-11\n\n- AI @grace-h: ask the operators\n- AI @ada-l: book a room\n'),
    past('2023-01-04', '# 2023-01-04\n\n- AI @grace-h: ask the operators\n'),
  ]
  const { text } = compose(`${PAD}\n* AI @ada-l: book a room -> done\n`, { past: before })
  expect(text).toContain('AI @grace-h: ask the operators (minutes: open since 2023-01-04, carried over twice)\n')
  expect(text).toMatch(
    /### Action items\n\n- @grace-h: ask the operators \(minutes: open since 2023-01-04, carried over twice\) \(\[Flavors\]\(#sprint-review\)\)\n/,
  )
  expect(text).toMatch(/Done since last time:\n\n- @ada-l: book a room.*\(minutes: had been open since 2023-01-11\)/)
})

test('a claim that contradicts the board is listed and asked about; one that agrees is not', () => {
  const open = aBoard()
  const items = open.items.map((item) =>
    item.ref === 'acme/issues#10' ? { ...item, pulls: [{ ref: 'acme/issues#30', state: 'open' as const, lastHumanActivity: null }] } : item,
  )
  const made = compose(PAD, { snapshot: { ...open, items } })
  expect(made.text).toContain(
    '- "the parser is merged since Monday", but [acme/issues#10](https://github.com/acme/issues/issues/10) has no merged pull request yet',
  )
  expect(made.questions.map(({ text }) => text)).toEqual([
    'said "the parser is merged since Monday", but [issues#10](https://redirect.github.com/acme/issues/issues/10) has no merged pull request yet: its only one is still open',
  ])
  expect(made.text.split('\n')[(made.questions[0]?.line ?? 0) - 1]).toContain('the parser is merged')
  const merged = items.map((item) =>
    item.pulls?.length ? { ...item, pulls: [{ ref: 'acme/issues#30', state: 'merged' as const, lastHumanActivity: null }] } : item,
  )
  expect(compose(PAD, { snapshot: { ...open, items: merged } }).questions).toEqual([])
})

test('nothing from a private repository appears, wherever it is', () => {
  const board = aBoard()
  const secret = aBoardItem({
    number: 77,
    ref: 'acme/secret#77',
    title: 'Takeover of Initech',
    private: true,
    labels: ['IaaS', 'epic'],
    status: 'In progress',
    createdAt: '2023-01-14T08:00:00Z',
  })
  const child = aBoardItem({
    number: 78,
    ref: 'acme/secret#78',
    title: 'Lawyers for Initech',
    private: true,
    labels: ['IaaS'],
    state: 'closed',
    closedAt: '2023-01-15T08:00:00Z',
    status: 'Review',
  })
  const epics = [
    ...board.epics.map((epic) => ({
      ...epic,
      children: [...epic.children, { ref: child.ref ?? '', sources: ['sub-issue' as const], readable: true }],
    })),
    anEpic({
      ref: 'acme/secret#77',
      children: [{ ref: 'acme/secret#78', sources: ['sub-issue'], readable: true }],
      progress: { done: 1, all: 1 },
    }),
  ]
  const snapshot = { ...board, items: [...board.items, secret, child], epics }
  const made = compose(`${PAD}\n* Initech: https://github.com/acme/secret/issues/77 is done\n`, { snapshot })
  expect(`${made.text}${made.body}`).not.toMatch(/Takeover|Lawyers|#78/)
  expect(made.text).toContain('- Initech: [acme/secret#77](https://github.com/acme/secret/issues/77) is done\n')
})

test('changes since the last meeting’s snapshot are listed, except those that were discussed', () => {
  const before = aBoard({ takenAt: '2023-01-11T11:00:00Z' })
  const extra = { labels: ['IaaS'], body: 'As a user, I want it, so that it works.', createdAt: '2022-06-01T08:00:00Z' }
  const was = [
    aBoardItem({ number: 20, ref: 'acme/issues#20', title: 'Moves on', status: 'Refined', ...extra }),
    aBoardItem({ number: 21, ref: 'acme/issues#21', title: 'Is carried', sprint: 'Sprint 1', ...extra }),
    aBoardItem({ number: 22, ref: 'acme/issues#22', title: 'Gets done', ...extra }),
    aBoardItem({ number: 23, ref: 'acme/issues#23', title: 'Of another team', ...extra, labels: ['KaaS'] }),
  ]
  const is = [
    { ...was[0], status: 'In progress' },
    { ...was[1], sprint: 'Sprint 2' },
    { ...was[2], state: 'closed' as const, stateReason: 'completed' },
    { ...was[3], state: 'closed' as const, stateReason: 'completed' },
    aBoardItem({ number: 24, ref: 'acme/issues#24', title: 'Is new', sprint: 'Sprint 2', ...extra }),
  ] as typeof was
  const history = [{ ...before, items: [...before.items, ...was] }]
  const now = aBoard()
  const { text } = compose(PAD, {
    snapshot: { ...now, items: [...now.items, ...is] },
    history,
    past: [past('2023-01-11', '# 2023-01-11\n')],
  })
  const link = (number: number) => `[acme/issues#${number}](https://github.com/acme/issues/issues/${number})`
  expect(text).toContain(
    [
      'On the board since 2023-01-11, not discussed:',
      '',
      `- Done: ${link(22)} Gets done`,
      `- Carried over: ${link(21)} Is carried (to Sprint 2)`,
      `- New in Sprint 2: ${link(24)} Is new`,
      `- Moved: ${link(20)} Moves on (from Refined to In progress)`,
    ].join('\n'),
  )
  expect(text).not.toContain('Of another team')
})

test('without a review heading, the board news are at the end', () => {
  const text = compose(`# ${DATE}\n\n## Flavors (@ada-l)\n\n- we talked\n`, { snapshot: aBoard() }).text
  expect(visible(text)).toMatch(/### Not discussed\n\nOn the board since 2023-01-11: nothing else to report\.\n$/)
})

test('for minutes of an older date, the nearest snapshot is used', () => {
  const near = aBoard({ takenAt: '2023-01-19T08:00:00Z' })
  const { text } = compose(PAD, { snapshot: aBoard({ takenAt: '2023-03-01T08:00:00Z' }), history: [near] })
  expect(text).toContain('as of 2023-01-19 09:00.')
})

test('people are mentioned in the pull request only if they write or report; all others are named', () => {
  const pad = PAD.replace('  * @ada-l', '  * @adalovelace').concat(
    '* @grase-h and @everyone: see #77 @acme/team `x` [y](https://evil.example)\n',
  )
  const { body, text, assignees, questions } = compose(pad, { snapshot: aBoard() })
  expect(assignees).toEqual(['ada-l'])
  expect(body.replace(/`[^`]*`/g, '').match(/@[\w/-]+/g)).toEqual(['@ada-l'])
  expect(text).toContain('and names with a question mark, as suggestions.')
  expect(questions.map(({ text }) => text)).toContain('`@grase-h` is unknown; `@grace-h` was there')
  expect(questions.map(({ text }) => text)).toContain('`#77`: which repository?')
  expect(body).not.toContain('](https://evil.example)')
})

test.each(['Pat', 'Kubernetes'])(
  'an item for %s, which names nobody known, is kept as typed, and the pull request asks for its owner',
  (name) => {
    const { questions, text } = compose(`${PAD}* Task for ${name}: publish the numbers\n`, { snapshot: aBoard() })
    const [asked] = questions.filter(({ text }) => text.includes(name))
    expect(asked).toMatchObject({
      text: `"for ${name}: publish the numbers": who is the owner?`,
      answer: 'Write the handle there, as `@handle`.',
    })
    expect(text.split('\n')[(asked?.line ?? 0) - 1]).toContain(`Task for ${name}: publish the numbers`)
  },
)

test('read again, the minutes say what the pad said, once', () => {
  const { text, notes } = compose(`${PAD}* Decision: we keep it\n* User story for deletion missing?\n`, { snapshot: aBoard() })
  const again = readPast(text, DATE, minutesSettings)
  const said = ({ actionItems, decisions, wishes, participants }: typeof notes) => ({
    items: actionItems.map(({ owners, text: what }) => [owners, what]),
    decisions: decisions.map(({ text: what }) => what),
    wishes: wishes.map(({ kind }) => kind),
    participants,
  })
  expect(said(again)).toEqual(said(notes))
  expect(said(notes)).toMatchObject({ items: [[['grace-h'], 'ask the operators']], decisions: ['we keep it'], wishes: ['story-missing'] })
})

test('passes markdownlint and is stable when formatted again, with a board full of odd titles', () => {
  const titles = [
    '*bold* _x_ <b>',
    '[link](https://x.example) `code',
    '# heading',
    '- list | table',
    'https://x.example/a_b',
    '@everyone #12 &amp; ~~no~~',
    '1. one',
    'snake_case_name',
    '\u202eevil\u0000',
  ]
  const board = aBoard()
  const items = titles.map((title, index) =>
    aBoardItem({
      number: 50 + index,
      ref: `acme/issues#${50 + index}`,
      title,
      labels: ['IaaS'],
      closedAt: index % 2 ? '2023-01-15T08:00:00Z' : null,
      state: index % 2 ? 'closed' : 'open',
    }),
  )
  const pad = `${PAD}${items.map(({ url }) => `* ${url?.replace('scs', 'acme')}`).join('\n')}\n`
  const { text } = compose(pad, { snapshot: { ...board, items: [...board.items, ...items] } })
  expect(lintHouse(text)).toEqual([])
  expect(formatNotes(text, { date: DATE }).text).toBe(text)
  expect(text).not.toContain('\u202e')
})

test('a team’s own template is used', () => {
  const own = createTemplates((name) => (name === 'minutes/summary' ? '{{h2}} Kurz\n\n{{#each decisions}}- {{this}}\n{{/each}}' : null))
  const { text } = compose(`${PAD}* Decision: we keep it\n`, { render: own.render })
  expect(visible(text)).toMatch(/\n## Kurz\n\n- we keep it \(\[Sprint review\]\(#sprint-review\)\)\n$/)
})

test('untouched lines of the agenda claim nothing, request nothing, and are not repeated', () => {
  const seeded = '- Flavors acme/issues#10 is done\n- User story for deletion missing?\n'
  const pad = withAgendaMarker(`# ${DATE}\n\n## Sprint review\n\n${seeded}`).replace(seeded, `${seeded}- we talked\n`)
  const made = compose(pad, { snapshot: aBoard() })
  expect(made.text).toContain('- User story for deletion missing?\n')
  expect(made.questions).toEqual([])
  expect(made.text).not.toMatch(/Where notes and board differ|missing\? \(/)
  const typed = compose(`# ${DATE}\n\n## Sprint review\n\n${seeded}`, { snapshot: aBoard() })
  expect(typed.questions).toHaveLength(1)
  expect(typed.text).toContain('- User story for deletion missing? ([Sprint review](#sprint-review))')
})

test('a link whose label and URL name two issues is asked about', () => {
  const { questions } = compose(`${PAD}* [acme/issues#11](https://github.com/acme/issues/issues/10)\n`, { snapshot: aBoard() })
  expect(questions.map(({ text }) => text).join('\n')).toMatch(
    /labeled .*#11.* but leads to \[issues#10\]\(https:\/\/redirect\.github\.com/,
  )
})

test('an epic named only by a heading is listed below it; one known only by its title says which', () => {
  const board = aBoard()
  const other = aBoardItem({
    number: 30,
    ref: 'acme/issues#30',
    title: 'Metering of volumes',
    labels: ['IaaS', 'epic'],
    status: 'Refined',
    createdAt: '2022-06-01T08:00:00Z',
  })
  const snapshot = { ...board, items: [...board.items, other], epics: [...board.epics, anEpic({ ref: 'acme/issues#30' })] }
  const pad = `# ${DATE}\n\n## Agenda\n\n### Planning https://github.com/acme/issues/issues/9\n\n- talk\n- https://github.com/acme/issues/issues/9\n\n### Metering of volumes\n\n- more talk\n\n### Metering of volumes\n\n- https://github.com/acme/issues/issues/30\n\n### Something else\n\n- talk\n`
  const { text } = compose(pad, { snapshot })
  const [, first, second, third, fourth] = text.split(/\n### .*\n/)
  expect(first).toBe(
    '\n(board: epic, in progress, 1 of 2 stories done)\n\n- talk\n- [acme/issues#9](https://github.com/acme/issues/issues/9)\n',
  )
  expect(second).toBe(
    '\n(board: [acme/issues#30](https://github.com/acme/issues/issues/30): epic, refined, no stories yet)\n\n- more talk\n',
  )
  expect(third).toBe('\n- [acme/issues#30](https://github.com/acme/issues/issues/30) (board: epic, refined)\n')
  expect(fourth).toContain('\n- talk\n')
  expect(formatNotes(text, { date: DATE }).text).toBe(text)
})

test('a pad without a date gets the date as a heading, and stays unchanged otherwise', () => {
  const bare = compose('## Teilnehmer\n\n* @ada-l\n\n## Themen\n\n* Abrechnung\n  * Entscheidung: wir nehmen CSV\n')
  expect(visible(bare.text)).toMatch(
    /^# 2023-01-18\n\n## Teilnehmer\n\n- @ada-l\n\n## Themen\n\n- Abrechnung\n {2}- Entscheidung: wir nehmen CSV\n\n## Summary\n/,
  )
  expect(bare.text).toContain('- wir nehmen CSV ([Abrechnung](#themen))')
  expect(bare.notes.participants).toEqual(['ada-l'])
  const named = compose('# Team call\n\n- a\n         - far too deep\n')
  expect(named.text).toMatch(/^# 2023-01-18\n\n## Team call\n/)
  expect(named.remarks.join()).toContain(',line 4: The list item is indented')
  expect(compose('## Call\n\n- a\n', { team: sigTeam }).text).toMatch(/^## 2023-01-18\n\n## Call\n/)
})

test('planning ends with items of the next sprint that nobody mentioned', () => {
  const board = aBoard()
  const sprints = [
    { name: 'Sprint 7', startsOn: '2023-01-05', endsOn: '2023-01-18' },
    { name: 'Sprint 8', startsOn: '2023-01-19', endsOn: '2023-02-01' },
  ]
  const extra = { labels: ['IaaS'], sprint: 'Sprint 8', createdAt: '2022-06-01T08:00:00Z', body: 'As a user, I want it, so that it works.' }
  const planned = Array.from({ length: 10 }, (_, index) =>
    aBoardItem({ number: 60 + index, ref: `acme/issues#${60 + index}`, title: `Planned ${index}`, ...extra }),
  )
  const pad = PAD.concat('\n### Sprint planning\n\n* https://github.com/acme/issues/issues/60\n')
  const { text } = compose(pad, { snapshot: { ...board, sprints, items: [...board.items, ...planned] } })
  const part = text.split('In Sprint 8 on the board, not mentioned here:\n\n')[1]?.split('\n\n')[0] ?? ''
  expect(part.split('\n')).toEqual([
    ...[61, 62, 63, 64, 65, 66, 67, 68].map(
      (number) => `- [acme/issues#${number}](https://github.com/acme/issues/issues/${number}) Planned ${number - 60}`,
    ),
    '- and 1 more',
  ])
  expect(text.indexOf('In Sprint 8')).toBeLessThan(text.indexOf('## Summary'))
  // Read again, none of these was talked about.
  expect(readPast(text, DATE, minutesSettings).references.map(({ number }) => number)).toEqual([10, 60])
})
