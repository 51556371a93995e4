/** What a person reads where GitHub refuses the repository of the minutes. */
import { expect, test } from 'vitest'
import { minutesMeanings } from '../../../../src/adapters/github/minutes/access-errors.ts'
import { TryAgainError, UserError } from '../../../../src/errors.ts'

const CAUSE = new Error('refused')
const INSTALLATIONS = 'https://github.com/organizations/scs/settings/installations'
const meanings = minutesMeanings({
  repository: 'scs/minutes',
  what: 'iaas/20230118.md',
  permissions: { contents: 'write', pull_requests: 'write' },
})

test.each([
  ['denied', ['"Contents: write" and "Pull requests: write"', 'a refusal (why)', INSTALLATIONS]],
  ['invalid', ['a request that GitHub accepts', 'a refusal (why)', 'Nothing was written there']],
  ['protected', ['a rule that protects it', '`minutes/`']],
  ['missing', ['`minutes.repository` in sprint.yml', INSTALLATIONS]],
] as const)('%s: where, what was expected, and what to do', (kind, parts) => {
  const error = meanings[kind]?.('why', CAUSE)
  expect(error).toBeInstanceOf(UserError)
  expect(error?.cause).toBe(CAUSE)
  for (const part of ['scs/minutes, iaas/20230118.md: expected', ...parts]) expect(error?.message).toContain(part)
})

test('a token with more permissions than were granted: which ones, and where to grant them', () => {
  const error = meanings.invalid?.('The permissions requested are not granted to this installation', CAUSE)
  expect(error?.message).toContain('"Contents: write" and "Pull requests: write"')
  expect(error?.message).toContain(INSTALLATIONS)
})

test('a conflict is nobody’s fault: the same run works the next time', () => {
  const error = meanings.conflict?.('why', CAUSE)
  expect(error).toBeInstanceOf(TryAgainError)
  expect(error?.message).toContain('scs/minutes, iaas/20230118.md')
})
