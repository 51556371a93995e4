import { expect, test } from 'vitest'
import { rules } from '../../src/hygiene/registry.ts'
import type { OrganizationFacts } from '../../src/init/facts.ts'
import { guessSettings } from '../../src/init/guess-settings.ts'
import { firstQuestions, furtherQuestions, joined, teamQuestions } from '../../src/init/questions.ts'
import { writeSettings } from '../../src/init/write/write-settings.ts'
import { parseSettings } from '../../src/settings/parse.ts'

const facts = (more: Partial<OrganizationFacts> = {}): OrganizationFacts => ({
  organization: 'acme',
  today: '2025-03-20',
  machineZone: 'Europe/Paris',
  boards: [],
  boardProblem: null,
  cards: {},
  labels: [],
  types: [],
  minutes: {
    repository: 'acme/minutes',
    branch: 'main',
    others: [],
    paths: ['2025-02-27', '2025-03-06', '2025-03-13'].flatMap((day) => [`ops/${day}.md`, `dev/${day}.md`]),
    texts: [],
  },
  calendar: null,
  ...more,
})

test('the zone and the times of meetings are asked for, and what is answered is written as answered', () => {
  const guessed = guessSettings(facts())
  const [zone, ops] = teamQuestions(guessed)
  expect([zone?.message, ops?.message]).toEqual([
    'In which time zone do the teams meet? An IANA name like Europe/Berlin',
    'Ops meets on Thursdays. At what time? HH:MM',
  ])
  if (zone?.kind !== 'text' || ops?.kind !== 'text') throw new Error('expected texts')
  expect([zone.problem('Europe/Berlin'), zone.problem('Berlin/Nowhere'), ops.problem('10:05'), ops.problem('10h')]).toEqual([
    null,
    'Expected an IANA name like Europe/Berlin.',
    null,
    'Expected a time like 10:05.',
  ])
  const text = writeSettings(guessSettings(facts(), joined(zone.choose('Europe/Berlin'), ops.choose('10:05'))))
  expect(text).toContain('timezone: Europe/Berlin # as answered')
  expect(text).toContain('time: "10:05" # as answered')
  expect(writeSettings(guessSettings(facts(), joined(zone.choose(''), ops.choose(''))))).toBe(writeSettings(guessed))
})

test('teams that are not kept are left out', () => {
  const [teams] = furtherQuestions(guessSettings(facts()))
  if (teams?.kind !== 'some') throw new Error('expected a choice')
  expect(Object.keys(guessSettings(facts(), teams.choose(['ops'])).teams.map(({ id }) => id))).toHaveLength(1)
})

test('a folder of the community call is no team, also if nobody tells yet when the call is', () => {
  const paths = [...(facts().minutes?.paths ?? []), 'community-call/2025-03-13.md']
  const one = facts({ minutes: { repository: 'acme/minutes', branch: 'main', others: [], texts: [], paths } })
  const text = writeSettings(guessSettings(one))
  expect(Object.keys(parseSettings(text, 'sprint.yml', rules).teams)).toEqual(['ops', 'dev'])
  expect(text).toContain('# communityCall: { weekday: …, time: …, path: "community-call/{yyyy-mm-dd}.md" }')
})

test('the time of the community call is asked for, and the call stays when a person keeps some teams', () => {
  const days = ['2025-02-27', '2025-03-06', '2025-03-13']
  const paths = [...(facts().minutes?.paths ?? []), ...days.map((day) => `community-call/${day}.md`)]
  const known = facts({ minutes: { repository: 'acme/minutes', branch: 'main', others: [], texts: [], paths } })
  const kept = { teams: ['ops'] }
  const call = teamQuestions(guessSettings(known, kept)).find(({ message }) => message.startsWith('Community Call'))
  if (call?.kind !== 'text') throw new Error('expected a text')
  const read = parseSettings(writeSettings(guessSettings(known, joined(kept, call.choose('15:05')))), 'sprint.yml', rules)
  expect(read.communityCall?.meeting).toMatchObject({ weekday: 'thursday', time: '15:05' })
  expect(Object.keys(read.teams)).toEqual(['ops'])
})

test('without minutes their repository is asked for', () => {
  const [question] = firstQuestions(facts({ minutes: null }))
  if (question?.kind !== 'text') throw new Error('expected a text')
  expect(question.problem('minutes')).toBe('Expected owner/repository.')
  expect(guessSettings(facts({ minutes: null }), question.choose('acme/notes')).minutes.repository).toBe('acme/notes')
  expect(guessSettings(facts({ minutes: null }), question.choose('')).minutes.repository).toBe('acme/minutes')
})

test('of several boards one is asked for, or none of them', () => {
  const board = (number: number) => ({
    owner: 'acme',
    number,
    title: 'B',
    items: 1,
    updatedAt: '2025-03-01',
    fields: [{ name: 'Status', kind: 'single-select' as const, options: ['Done', 'Parked'] }],
  })
  const two = facts({ boards: [board(1), board(2)] })
  const [question] = firstQuestions(two)
  if (question?.kind !== 'one') throw new Error('expected a choice')
  expect(guessSettings(two, question.choose('2')).board?.number.value).toBe(2)
  expect(guessSettings(two, question.choose('none'))).toMatchObject({ board: null, noBoard: 'No board was chosen.' })
  expect(firstQuestions(facts({ boards: [board(1)] }))).toEqual([])
  const [status] = furtherQuestions(guessSettings(two))
  if (status?.kind !== 'one') throw new Error('expected a choice')
  expect(guessSettings(two, status.choose('done')).board?.status.done).toEqual(['Done', 'Parked'])
})

test('a repository that nothing tells is assumed, and a path that sprint.yml does not allow is left out: both are said', () => {
  const paths = ['2025-02-27', '2025-03-06', '2025-03-13'].flatMap((day) => [`ops/${day}.md`, `team [old]/${day}.md`])
  const folder = { repository: null, branch: 'main', others: [], paths, texts: [] }
  const text = writeSettings(guessSettings(facts({ minutes: folder })))
  expect(text).toContain('  repository: acme/minutes # a guess: correct it if it is wrong')
  expect(text.replaceAll(/\n\s*# /g, ' ')).toContain('team [old] (3 files, the latest of 2025-03-13), whose path sprint.yml does not allow')
  expect(parseSettings(text, 'sprint.yml', rules).teams).toHaveProperty('ops')
})
