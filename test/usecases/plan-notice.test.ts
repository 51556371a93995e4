/** Notices of two accounts: a person's token opens no issue beside one that tells of the same. */
import { expect, test } from 'vitest'
import type { OthersComments } from '../../src/domain/others-comments.ts'
import type { OwnIssues } from '../../src/ports.ts'
import { planIssue } from '../../src/usecases/plan-notice.ts'

const NEWS = { kind: 'trouble', team: 'iaas', title: 'No minutes', text: 'Of 2023-01-18.', date: '2023-01-18', facts: [] } as const
const MARKED = `<!-- scs-sprint:trouble v1 team=iaas sha256=${'a'.repeat(64)} -->\nOf 2023-01-18.`

type By = OthersComments['comments'][number]['by']
const APP: By = { login: 'scs-sprint[bot]', isApp: true, isMember: false }

function issues(self: OthersComments['self'], by: By, body: string): OwnIssues {
  const none = () => Promise.reject(new Error('Nothing is written here.'))
  const url = 'https://github.com/scs/minutes/issues/7'
  return {
    list: async () => [],
    byOthers: async () => ({ self, comments: [{ body, url, minimized: false, by }] }),
    open: none,
    update: none,
    demand: none,
  }
}
const plan = (by: By, body = MARKED) => planIssue(issues({ login: 'fkr', isApp: false }, by, body), 'scs/minutes', NEWS, { reopens: true })

test.each<[string, By]>([
  ['the app', APP],
  ['another member', { login: 'o-otte', isApp: false, isMember: true }],
])('beside an issue of %s no second one is opened, and whose credentials update it is said', async (_who, by) => {
  expect(await plan(by)).toEqual({
    actions: [],
    remarks: [
      `No minutes: already reported by ${by.login} (https://github.com/scs/minutes/issues/7), so no issue is opened as fkr. Run with the credentials of ${by.login} to update it.`,
    ],
  })
})

test.each<[string, By, string]>([
  ['of a stranger, who can type any mark', { login: 'stranger', isApp: false, isMember: false }, MARKED],
  ['of another team', APP, MARKED.replace('team=iaas', 'team=ops')],
  ['that is over', APP, MARKED.replace('a'.repeat(64), 'over')],
])('an issue %s holds nobody back', async (_what, by, body) => {
  expect((await plan(by, body)).actions).toMatchObject([{ kind: 'open-issue', title: 'No minutes' }])
})
