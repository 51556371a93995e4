/** What people write in epics and stories, read from GitHub and checked by `hygiene`, without false findings. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Finding } from '../../../src/domain/finding.ts'
import { startSandbox } from '../../sandbox/github.ts'
import { createWorld } from '../../sandbox/model.ts'
import { checkWorld } from '../../sandbox/world.ts'
import { aFolder, scsSprint } from '../terminal.ts'

type Written = {
  body?: string
  epic?: boolean
  title?: string
  labels?: string[]
  closed?: boolean
  off?: boolean
  archived?: boolean
  tracks?: (number | string)[]
  sub?: number[]
}

const TOLD = 'As an operator, I want metrics, so that I see what happens.'

/** Findings of a board with these issues, as `rule epic story`, all of the team's. */
async function findings(issues: Record<number, Written>, rules: readonly string[], settings = '') {
  const date = '2022-11-03'
  const written = Object.fromEntries(
    Object.entries(issues).map(([number, { body = TOLD, epic, title = `Issue ${number}`, labels = [], closed, tracks = [], sub = [] }]) => [
      number,
      {
        title,
        author: 'fkr',
        created: date,
        assignees: ['fkr'],
        body,
        labels: [...(epic ? ['epic'] : []), ...labels],
        tracks,
        sub_issues: sub,
        ...(closed ? { state: 'closed', closed: '2023-01-10' } : {}),
      },
    ]),
  )
  const cards = Object.entries(issues).flatMap(([number, { off, archived = false, closed }]) =>
    off ? [] : [{ of: `scs/issues#${number}`, Status: closed ? 'Done' : 'Backlog', archived, added: date }],
  )
  const world = createWorld(
    checkWorld({
      organizations: { scs: {}, other: {} },
      users: { fkr: {} },
      repositories: {
        'scs/issues': {
          labels: { epic: null, spike: null, bug: null, 'kind/bug': null, 'type: spike': null, debugging: null },
          collaborators: { fkr: 'admin' },
          issues: written,
        },
        'scs/minutes': { files: { 'README.md': '# Minutes\n' } },
        'other/plans': {
          labels: { epic: null },
          issues: {
            5: { title: 'Their epic', author: 'fkr', created: date, labels: ['epic'] },
          },
        },
      },
      boards: { 'scs/6': { title: 'Board', fields: { Status: ['Backlog', 'Doing', 'Done'] }, cards } },
      installations: { scs: {} },
    }),
  )
  const sandbox = await startSandbox({ world })
  const config = join(aFolder(), 'sprint.yml')
  writeFileSync(
    config,
    `organization: scs\nminutes: { repository: scs/minutes }\nboard: { owner: scs, number: 6, fields: { status: Status } }\nepics: { labels: [epic] }\nteams: { all: { name: All } }\n${settings}`,
  )
  const env = { ...sandbox.env, SPRINT_NOW: '2023-01-18T12:00:00Z' }
  const { code, out, err } = await scsSprint(['hygiene', '--json', '--config', config], env).finally(sandbox.close)
  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' })
  return (JSON.parse(out) as Finding[])
    .filter(({ rule }) => rules.includes(rule))
    .map(({ rule, epic, story }) => [rule, epic ?? '-', story ?? '-'].map((word) => word.replace('scs/issues', '')).join(' '))
    .sort()
}

test('stories in plain lists and tables are neither missing nor without an epic; a mention changes nothing', async () => {
  const found = await findings(
    {
      1: { epic: true, body: '## Stories\n\n- #11\n- #12 and #13' },
      2: { epic: true, body: '| Story | Who |\n| --- | --- |\n| #14 | fkr |' },
      3: { epic: true, body: 'We met #15 on the way.\n\n- see #15' },
      11: {},
      12: {},
      13: {},
      14: {},
      15: {},
    },
    ['epic-without-stories', 'story-without-epic'],
  )
  expect(found).toEqual(['epic-without-stories #3 -', 'story-without-epic - #15'])
})

test('a task line names the issues at its start; checkboxes of conditions are neither stories nor missing issues', async () => {
  const board = 'https://github.com/orgs/scs/projects/6/views/1?pane=issue&itemId=1'
  const found = await findings(
    {
      1: {
        epic: true,
        body: '## Definition of Done\n\n- [ ] all tests are green\n- [ ] docs are written\n\n## Stories\n\n- [ ] #11 and #12\n- [ ] Story: **#13**',
      },
      2: { epic: true, body: `- [ ] #14\n- [ ] Write the guide (needs #15 first)\n- [ ] ${board}&issue=scs%7Cissues%7C16` },
      11: {},
      12: {},
      13: {},
      14: {},
      15: {},
      16: { archived: true },
    },
    ['epic-without-stories', 'story-without-epic', 'epic-item-not-an-issue', 'epic-body-outdated'],
  )
  expect(found).toEqual(['epic-item-not-an-issue #2 -', 'story-without-epic - #15'])
})

test('an epic that is off the board, archived, closed, elsewhere, or a story, counts as the epic of a story', async () => {
  const found = await findings(
    {
      1: { epic: true, off: true, sub: [81], body: '' },
      2: { epic: true, archived: true, sub: [82], body: '' },
      3: { epic: true, closed: true, body: '- #83' },
      4: { epic: true, sub: [5] },
      5: { sub: [84] },
      81: {},
      82: {},
      83: {},
      84: {},
      85: { body: `Epic: other/plans#5\n\n${TOLD}` },
      86: { body: `Part of scs/hidden#7\n\n${TOLD}` },
      87: { body: `We have no epic like other/plans#5.\n\n${TOLD}` },
    },
    ['story-without-epic'],
  )
  expect(found).toEqual(['story-without-epic - #87'])
})

test('user stories are recognized in every form; issues that are not stories are ignored by kind or configuration', async () => {
  const issues = {
    11: { body: '**Als** Betreiberin\n**möchte ich** ein Backup\n**damit** nichts verloren geht' },
    12: { body: '- **Role:** CSP\n- **Goal:** one list\n- **Benefit:** all clouds are alike' },
    13: { body: 'As a {role}, I want {goal} so that {benefit}.' },
    14: { body: 'x', labels: ['spike'] },
    15: { body: 'x', labels: ['bug'] },
    16: { body: 'x', title: '[Bug]: it fails' },
    17: { body: 'x', title: '[Zuul Request]: add a repository' },
    18: { body: 'x', title: 'Bug in the login' },
    19: { body: 'x', title: 'Chore: tidy up' },
    20: { body: '', title: 'As a CSP, I want one list so that all clouds are alike' },
    21: { body: 'x', labels: ['kind/bug'] },
    22: { body: 'x', labels: ['type: spike'] },
    23: { body: 'x', title: 'Bug report: it fails' },
    24: { body: 'x', labels: ['debugging'] },
  }
  const rule = ['story-without-user-story']
  expect(await findings(issues, rule)).toEqual(['#13', '#18', '#19', '#24'].map((story) => `${rule} - ${story}`))
  const settings = 'hygiene: { rules: { story-without-user-story: { exemptTitles: ["Chore:"], exemptLabels: [bug] } } }\n'
  expect(await findings(issues, rule, settings)).toEqual(
    ['#13', '#14', '#16', '#17', '#18', '#22', '#23', '#24'].map((story) => `${rule} - ${story}`),
  )
})
