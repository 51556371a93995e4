import { expect, test } from 'vitest'
import { asksForFix, parseEpicCommands } from '../../../src/hygiene/comment/commands.ts'

const TODAY = '2023-01-18'
const one = (text: string) => parseEpicCommands(text, TODAY)[0]

test.each([
  ['2 weeks waiting for upstream', '2023-02-01', 'waiting for upstream'],
  ['2 weeks', '2023-02-01', ''],
  ['10 days', '2023-01-28', ''],
  ['10d because of the fair', '2023-01-28', 'of the fair'],
  ['3w', '2023-02-08', ''],
  ['a month', '2023-02-17', ''],
  ['for three days, holiday', '2023-01-21', 'holiday'],
  ['until 2023-02-01 - holiday', '2023-02-01', 'holiday'],
  ['2023-02-01', '2023-02-01', ''],
  ['bis 2023-02-01 Urlaub', '2023-02-01', 'Urlaub'],
  ['bis 1.2.2023 Urlaub', '2023-02-01', 'Urlaub'],
  ['zwei Wochen', '2023-02-01', ''],
  ['tomorrow', '2023-01-19', ''],
  ['next week', '2023-01-25', ''],
  ['1 sprint', '2023-02-01', ''],
])('/epic snooze %s', (text, until, reason) => {
  expect(one(`/epic snooze ${text}`)).toEqual({ command: { kind: 'snooze', until, reason } })
})

test.each(['"epic-quiet"', '**epic-quiet**', 'epic-quiet.', 'Epic_Quiet', 'rule epic-quiet', '“epic-quiet”'])(
  'a rule may be typed as %s',
  (typed) => {
    expect(one(`/epic ignore ${typed} as agreed`)).toEqual({ command: { kind: 'ignore', rule: 'epic-quiet', reason: 'as agreed' } })
  },
)

test.each([
  ['/epic snooze until 31.2.2023', 'For how long?'],
  ['/epic snooze', 'For how long?'],
  ['/epic snooze soon', 'For how long?'],
  ['/epic snooze until 2023-01-18', 'not in the future'],
  ['/epic snooze 5 years', 'For how long?'],
  ['/epic snooze 9000 days', 'At most a year'],
  ['/epic snooze until 2023-02-31', 'For how long?'],
  ['/epic snooze constructor weeks', 'For how long?'],
  ['/epic snooze for __proto__ days', 'For how long?'],
  ['/epic snooze toString', 'For how long?'],
  ['/epic snooze 1e9 days', 'For how long?'],
  ['/epic snooze 99999999999999999999 days', 'For how long?'],
  ['/epic snooze -1 days', 'For how long?'],
  ['/epic snooze NaN weeks', 'For how long?'],
  ['/epic snooze until 2023-99-99', 'For how long?'],
  ['/epic snooze until 0000-00-00', 'For how long?'],
  ['/epic snooze until 9999-12-31', 'At most a year: until 2024-01-19'],
  ['/epic snooze', 'at most a year, until 2024-01-19'],
  ['/epic snooze until 2020-01-01', 'from 2023-01-19 to 2024-01-19'],
  ['/epic snooze until next sprint', 'The board has no current or upcoming sprint'],
  ['/epic unignore', 'Which rule?'],
  ['/epic unignore epic-body-outdatd', 'did you mean `epic-body-outdated`?'],
  ['/epic snooze until -271821-04-20', 'For how long?'],
  ['/epic ignore constructor', 'Unknown rule'],
  ['/epic __proto__', '`/epic` knows'],
  ['/epic snoze 2 weeks', 'did you mean `/epic snooze`?'],
  ['/epic', '`/epic` knows'],
  ['/epic ignore', 'Which rule?'],
  ['/epic ignore epic-body-outdatd', 'did you mean `epic-body-outdated`?'],
  ['/epic ignore everything', 'Unknown rule'],
])('%s gets a reply of one sentence', (text, expected) => {
  expect(one(text)).toEqual({ problem: expect.stringContaining(expected) })
})

test.each([
  ['/epic fix epic-body-outdated', { command: { kind: 'fix', rule: 'epic-body-outdated' } }],
  ['/Epic FIX rule `Epic_Body_Outdated` please', { command: { kind: 'fix', rule: 'epic-body-outdated' } }],
  ['/epic undo', { command: { kind: 'undo' } }],
  ['/epic fix epic-body-outdatd', { problem: 'Unknown rule; did you mean `epic-body-outdated`?' }],
  [
    '/epic fix',
    {
      problem:
        'Which rule? The rules with a fix are `epic-body-outdated`, `epic-item-not-an-issue`, `story-not-on-board`, `status-contradicts-state`, `milestone-overdue`.',
    },
  ],
])('%s', (text, expected) => {
  expect(one(text)).toEqual(expected)
})

test.each([
  ['/epic fix epic-body-outdated', true],
  ['Please:\n/EPIC Fix\n', true],
  ['/epic fixed', false],
  ['> /epic fix epic-body-outdated', false],
  ['/epic check', false],
])('whether a comment asks for changes: %j', (body, expected) => {
  expect(asksForFix(body)).toBe(expected)
})

test('check, unsnooze and ignore', () => {
  expect(one('  /epic check')).toEqual({ command: { kind: 'check' } })
  expect(one('/Epic Unsnooze')).toEqual({ command: { kind: 'unsnooze' } })
  expect(one('/epic ignore story-too-large one-off')).toEqual({ command: { kind: 'ignore', rule: 'story-too-large', reason: 'one-off' } })
  expect(one('/epic ignore `epic-body-outdated` because it is a meta epic')).toEqual({
    command: { kind: 'ignore', rule: 'epic-body-outdated', reason: 'it is a meta epic' },
  })
})

// Three weeks long, with a pause of a week before the second.
const sprints = [
  { name: 'Sprint Ilmenau', startsOn: '2023-01-09', endsOn: '2023-01-29' },
  { name: 'Sprint Jena', startsOn: '2023-02-06', endsOn: '2023-02-26' },
]

test.each([
  ['until next sprint', '2023-02-06', ''],
  ['until the next sprint, waiting for upstream', '2023-02-06', 'waiting for upstream'],
  ['till next Sprint because of the fair', '2023-02-06', 'of the fair'],
  ['next sprint', '2023-02-06', ''],
  ['bis zum nächsten Sprint Urlaub', '2023-02-06', 'Urlaub'],
  ['until the end of the sprint', '2023-01-30', ''],
  ['until the end of this sprint - holidays', '2023-01-30', 'holidays'],
  ['bis Ende des Sprints', '2023-01-30', ''],
  ['2 sprints', '2023-03-01', ''],
  ['for a sprint', '2023-02-08', ''],
])('/epic snooze %s: by the sprints of the board', (text, until, reason) => {
  expect(parseEpicCommands(`/epic snooze ${text}`, TODAY, sprints)).toEqual([{ command: { kind: 'snooze', until, reason } }])
})

test('a snooze ends with the last known sprint', () => {
  const last = sprints.slice(0, 1)
  expect(parseEpicCommands('/EPIC Snooze Until Next Sprint', TODAY, last)).toEqual([
    { command: { kind: 'snooze', until: '2023-01-30', reason: '' } },
  ])
})

test('unignore takes a rule as ignore does', () => {
  expect(one('/Epic Unignore `story-too-large` it counts')).toEqual({ command: { kind: 'unignore', rule: 'story-too-large' } })
})

test('several lines are several commands; code, quotations and words in a sentence are not', () => {
  const text =
    'Hello\n/epic check\nsee /epic check\n> /epic unsnooze\n    /epic unsnooze\n```\n/epic unsnooze\n```\n/epic unsnooze\n/epicenter'
  expect(parseEpicCommands(text, TODAY)).toEqual([{ command: { kind: 'check' } }, { command: { kind: 'unsnooze' } }])
})

test.each([
  ['a fence in a longer one', '````\n```\n/epic check\n```\n````\n/epic unsnooze'],
  ['a fence with a language in one that is open', '```\n```sh\n/epic check\n```\n/epic unsnooze'],
  ['other marks', '~~~\n```\n/epic check\n~~~\n/epic unsnooze'],
  ['a line that only looks like a fence', '``` is code ```\n/epic unsnooze'],
  ['what looks like code in a comment', '<!--\n```\n/epic check\n-->\n/epic unsnooze'],
  ['what looks like a comment in code', '```\n<!--\n```\n/epic unsnooze'],
])('in code a command does not count, after it it does: %s', (_name, body) => {
  expect(parseEpicCommands(body, TODAY)).toEqual([{ command: { kind: 'unsnooze' } }])
})

test('lines in HTML comments are not commands, and do not hide what follows', () => {
  const body = '<!-- Hints:\n/epic snooze 1 week\n-->\n/epic check\n`<!--` is code -->\n/epic unsnooze'
  expect(parseEpicCommands(body, TODAY).map((one) => 'command' in one && one.command.kind)).toEqual(['check', 'unsnooze'])
})

test('a very long line is read quickly, and its reason is cut', () => {
  const parsed = one(`/epic snooze 2 weeks ${'x '.repeat(30_000)}`)
  expect(parsed && 'command' in parsed && parsed.command.kind === 'snooze' && parsed.command.reason.length).toBe(200)
})
