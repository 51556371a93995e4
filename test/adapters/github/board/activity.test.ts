/** What counts as human activity: every kind of event, once by a person and once by each kind of bot. */
import { describe, expect, test } from 'vitest'
import { activityOf, humanTime, linkedTime } from '../../../../src/adapters/github/board/activity.ts'
import * as queries from '../../../../src/adapters/github/board/queries/queries.ts'
import type { Event } from '../../../../src/adapters/github/board/queries/schema.ts'

const AT = '2023-01-10T08:00:00Z'
type Who = { readonly __typename: string; readonly login: string } | null

const person: Who = { __typename: 'User', login: 'fkr' }
const bots: readonly [string, Who][] = [
  ['an app', { __typename: 'Bot', login: 'renovate' }],
  ['an app by its login', { __typename: 'User', login: 'zuul[bot]' }],
  ['the app itself', { __typename: 'Bot', login: 'scs-sprint' }],
]

const commit = (who: Who, name = 'Felix') => ({
  __typename: 'PullRequestCommit',
  commit: {
    committedDate: AT,
    authoredDate: AT,
    author: { name, user: who === null ? null : { login: who.login } },
    committer: { name: 'GitHub' },
  },
})

/** Every event that is asked for: as a person or bot does it, and whether it counts for a story whose pull request it is in. */
const kinds: Readonly<Record<string, { make: (who: Who) => unknown; linked: boolean }>> = {
  'a comment': { make: (author) => ({ __typename: 'IssueComment', author, createdAt: AT }), linked: true },
  'closing it': { make: (actor) => ({ __typename: 'ClosedEvent', actor, createdAt: AT }), linked: true },
  'reopening it': { make: (actor) => ({ __typename: 'ReopenedEvent', actor, createdAt: AT }), linked: true },
  'marking it ready': { make: (actor) => ({ __typename: 'ReadyForReviewEvent', actor, createdAt: AT }), linked: true },
  'merging it': { make: (actor) => ({ __typename: 'MergedEvent', actor, createdAt: AT }), linked: true },
  'another title': { make: (actor) => ({ __typename: 'RenamedTitleEvent', actor, createdAt: AT }), linked: false },
  'a review': { make: (author) => ({ __typename: 'PullRequestReview', author, createdAt: AT, submittedAt: AT }), linked: true },
  'a commit': { make: (who) => commit(who?.__typename === 'Bot' ? { ...who, login: `${who.login}[bot]` } : who), linked: true },
}

describe.each(Object.entries(kinds))('%s', (_name, { make, linked }) => {
  test('counts if a person does it', () => {
    expect(humanTime(make(person) as Event)).toBe(AT)
    expect(linkedTime(make(person) as Event)).toBe(linked ? AT : null)
  })

  test('does not count if done by a machine user named in sprint.yml', () => {
    const machines = new Set(['scs-ci'])
    for (const login of ['scs-ci', 'SCS-CI']) {
      const event = make({ __typename: 'User', login }) as Event
      expect(humanTime(event)).toBe(AT)
      expect(humanTime(event, machines)).toBeNull()
      expect(linkedTime(event, machines)).toBeNull()
    }
  })

  test.each(bots)('does not count if %s does it', (_who, bot) => {
    expect(humanTime(make(bot) as Event)).toBeNull()
    expect(linkedTime(make(bot) as Event)).toBeNull()
  })
})

describe('the text of an issue', () => {
  const thing = { author: person, createdAt: '2023-01-02T08:00:00Z' }

  test('counts if written or edited by a person', () => {
    expect(activityOf(thing, null).at).toBe(thing.createdAt)
    expect(activityOf({ ...thing, editor: person, lastEditedAt: AT }, null)).toMatchObject({ at: AT, editsHidden: false })
  })

  test.each(bots)('does not count if edited by %s, and earlier edits by people are looked up', (_who, editor) => {
    expect(activityOf({ ...thing, editor, lastEditedAt: AT }, null)).toMatchObject({ at: thing.createdAt, editsHidden: true })
    expect(activityOf({ author: editor, createdAt: AT }, null).at).toBeNull()
  })
})

test('a commit by someone without an account counts, unless the name is that of a bot', () => {
  expect(humanTime(commit(null) as Event)).toBe(AT)
  expect(humanTime(commit(null, 'pre-commit-ci[bot]') as Event)).toBeNull()
})

test('a commit rebased by a bot counts on the day it was written', () => {
  const { commit: rebased } = commit(person)
  const event = { commit: { ...rebased, authoredDate: '2023-01-03T08:00:00Z', committer: { name: 'renovate[bot]' } } }
  expect(humanTime({ __typename: 'PullRequestCommit', ...event } as Event)).toBe('2023-01-03T08:00:00Z')
})

test('the app’s comments are recognized by their marker even with a person’s token; the person’s other comments count', () => {
  const own = (body: string) => ({ __typename: 'IssueComment', author: person, viewerDidAuthor: true, createdAt: AT, body }) as Event
  for (const mark of ['hygiene v1 sha256=0', 'state v1 e30', 'cleared v1 e30', 'replaced v1', 'reply v1 to=IC_1', 'digest v1 team=iaas']) {
    expect(humanTime(own(`<!-- scs-sprint:${mark} -->\ntext`))).toBeNull()
  }
  expect(humanTime(own('A line of mine.\n\n<!-- scs-sprint:hygiene v1 sha256=0 -->\ntext'))).toBeNull()
  expect(humanTime(own('I think so too.'))).toBe(AT)
  expect(humanTime(own('> <!-- scs-sprint:hygiene v1 sha256=0 -->\nWhat is this?'))).toBe(AT)
})

test('labels, cross-references, assignments and moves on the board are never requested', () => {
  const all = [
    queries.boardPageQuery(['status'], queries.NO_EXTRAS, false),
    queries.PULLS_QUERY,
    queries.olderEventsQuery(['issue', 'pull']),
  ]
  for (const query of all) {
    expect(query).toContain('itemTypes:')
    expect(query).not.toMatch(/LABELED|CROSS_REFERENCED|REFERENCED|ASSIGNED|PROJECT_V2|MOVED|MILESTONED|SUBSCRIBED|MENTIONED/)
  }
})
