import { expect, test } from 'vitest'
import { guessEpics, guessSprintPrefix, guessTeamLabel, otherTeamLabels } from '../../../src/init/labels/guess-labels.ts'

const labels = (...names: readonly string[]) => names.map((name) => ({ name, description: null, repository: 'acme/issues' }))

test.each([
  ['epic', true],
  ['Epic', true],
  ['kind/epic', true],
  ['Typ: Epos', true],
  ['type:epic', true],
  ['needs epic', false],
  ['no-epic', false],
  ['epicenter', false],
])('%s is a label of epics: %s', (name, isEpic) => {
  expect(guessEpics(labels(name), [], []).labels !== null).toBe(isEpic)
})

test('epics by issue type, and by the beginning of titles where several have it', () => {
  const card = (title: string) => ({ title, repository: 'acme/issues', labels: [], type: null })
  const cards = [card('[Epic] One'), card('[Epic] Two'), card('[Epic] Three'), card('Four')]
  expect(guessEpics([], ['Bug', 'Epic'], cards)).toEqual({
    labels: null,
    types: { value: ['Epic'], because: 'an issue type of the organization' },
    titlePrefix: { value: '[Epic]', because: '3 of 4 cards begin so' },
  })
  expect(guessEpics([], [], cards.slice(1)).titlePrefix).toBeNull()
})

test.each([
  [['Sprint Hobart', 'Sprint Jena'], 'Sprint '],
  [['sprint/1', 'sprint/2', 'bug'], 'sprint/'],
  [['Iteration-7', 'Iteration-8'], 'Iteration-'],
  [['Sprint 12 (2025, KW 10+11)'], 'Sprint '],
  [['Sprint 12'], null],
  [['Sprint goal', 'Sprint planning', 'sprinter'], null],
])('labels %j share the beginning %j', (names, prefix) => {
  expect(guessSprintPrefix(labels(...names))?.value ?? null).toBe(prefix)
})

test.each([
  ['iaas', ['IaaS', 'Team: IaaS'], 'IaaS'],
  ['technik', ['Team: Technik'], 'Team: Technik'],
  ['sig-standardization', ['standardization'], 'standardization'],
  ['ops', ['ops-iam', 'devops'], null],
  ['redaktion', ['AG Redaktion'], 'AG Redaktion'],
])('the label of the folder %s among %j is %j', (folder, names, label) => {
  expect(guessTeamLabel(folder, labels(...names))?.value ?? null).toBe(label)
})

test('labels of teams without minutes are told', () => {
  expect(otherTeamLabels(labels('Team: A', 'Team B', 'teamwork', 'bug'), ['Team: A'])).toEqual(['Team B'])
})
