import { expect, test } from 'vitest'
import { calendarRepository, chooseMinutes, likelyMinutes, repositoriesWithLabels } from '../../src/init/likely-repositories.ts'

const repositories = (...names: readonly string[]) =>
  names.map((name) => ({ name: `acme/${name}`, description: null, branch: 'main', hasIssues: true, pushedAt: '2026-06-01T08:00:00Z' }))

test('names of minutes come first, then those of communities, then the others', () => {
  const found = likelyMinutes(repositories('app', 'community', 'meeting-notes', 'protokolle', 'release-notes-tool', 'TSC', 'minutes'))
  expect(found.map((group) => group.map(({ name }) => name.split('/')[1]))).toEqual([
    ['meeting-notes', 'protokolle', 'release-notes-tool', 'minutes'],
    ['community', 'TSC'],
    ['app'],
  ])
})

test('of a group, the one with the most dated files is taken; without any, none is', () => {
  const all = repositories('minutes', 'notes', 'empty').map((one) => ({ ...one, branch: one.name === 'acme/notes' ? 'master' : 'main' }))
  const counted = [
    { name: 'acme/minutes', files: 2 },
    { name: 'acme/notes', files: 7 },
    { name: 'acme/empty', files: 0 },
  ]
  expect(chooseMinutes(counted, all)).toEqual({
    repository: 'acme/notes',
    branch: 'master',
    others: [{ repository: 'acme/minutes', files: 2 }],
  })
  expect(chooseMinutes(counted.slice(2), all)).toBeNull()
})

test('an empty repository is none to look at', () => {
  expect(likelyMinutes(repositories('minutes').map((repository) => ({ ...repository, branch: '' }))).flat()).toEqual([])
})

test('labels are read where the cards of the board are', () => {
  const all = repositories('app', 'issues', 'docs')
  expect(repositoriesWithLabels(all, ['acme/issues', 'acme/issues', 'other/x'])).toEqual(['acme/issues'])
  expect(repositoriesWithLabels(all, [])).toEqual(['acme/app', 'acme/issues', 'acme/docs'])
})

test('a repository of the calendar', () => {
  expect(
    ['calendar', 'community-calendar', 'kalender', 'calendar-app'].map((name) => calendarRepository(repositories(name))?.name ?? null),
  ).toEqual(['acme/calendar', 'acme/community-calendar', 'acme/kalender', null])
})
