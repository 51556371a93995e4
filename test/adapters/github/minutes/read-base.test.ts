/** What GitHub tells an app about the base of a blocked pull request: rulesets in full, branch protection in part. */
import { expect, test } from 'vitest'
import { readBase } from '../../../../src/adapters/github/minutes/pulls/read-base.ts'
import { playTheNetwork } from '../../../nock.ts'
import { aClient, answerGraphql, github } from '../nock-client.ts'

playTheNetwork()

const place = { owner: 'scs', repo: 'minutes' }
const checks = (strict: boolean, ...contexts: string[]) => ({
  parameters: {
    __typename: 'RequiredStatusChecksParameters',
    strictRequiredStatusChecksPolicy: strict,
    requiredStatusChecks: contexts.map((context) => ({ context })),
  },
})
const reviews = { parameters: { __typename: 'PullRequestParameters' } }
const protection = (...contexts: string[]) => ({ requiredStatusCheckContexts: contexts })

async function baseWith(baseRef: object | null) {
  const asked = answerGraphql({ repository: { pullRequest: { baseRef } } })
  const base = await readBase(aClient(), place, 7, 'minutes/iaas-2023-01-18')
  expect(asked).toEqual([{ ...place, number: 7, head: 'minutes/iaas-2023-01-18' }])
  return base
}

test.each<[string, object | null, readonly (object | null)[], boolean | null]>([
  ['no rule', null, [], false],
  ['a rule without parameters', null, [{ parameters: null }, null], false],
  ['a ruleset that demands it', null, [reviews, checks(true, 'DCO')], true],
  ['a ruleset that does not', null, [checks(false, 'DCO')], false],
  ['branch protection with a review only', protection(), [], false],
  ['branch protection with a check', protection('DCO'), [], null],
  ['branch protection that repeats what a ruleset says', protection('DCO'), [checks(false, 'DCO')], false],
  ['branch protection with another check than the ruleset', protection('DCO', 'lint'), [checks(false, 'lint')], null],
])('%s', async (_, refUpdateRule, nodes, demandsUpToDate) => {
  const base = await baseWith({ compare: { behindBy: 2 }, refUpdateRule, rules: { nodes } })
  expect(base).toEqual({ isBehind: true, demandsUpToDate })
})

test('a branch that is up to date, and a base that is gone', async () => {
  expect(await baseWith({ compare: { behindBy: 0 }, refUpdateRule: null, rules: null })).toEqual({
    isBehind: false,
    demandsUpToDate: false,
  })
  expect(await baseWith(null)).toBeNull()
})

test('where the app may not see the rules, nothing is known of them; a limit is told', async () => {
  const answer = (type: string, message: string) =>
    github()
      .post('/graphql')
      .reply(200, { data: null, errors: [{ type, message }] })
  const read = () => readBase(aClient(), place, 7, 'minutes/iaas-2023-01-18')
  answer('undefinedField', "Field 'rules' doesn't exist on type 'Ref'")
  expect(await read()).toBeNull()
  answer('RATE_LIMITED', 'API rate limit exceeded')
  await expect(read()).rejects.toThrow('rate limit')
})
