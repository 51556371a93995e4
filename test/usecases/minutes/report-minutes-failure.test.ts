/** The published reason of a failure, which may quote a server’s response. */

import { expect, test } from 'vitest'
import { findTokens } from '../../../src/adapters/screening/secret-rules.ts'
import { GITHUB_COM } from '../../../src/domain/github-web.ts'
import { UserError } from '../../../src/errors.ts'
import { findSecrets } from '../../../src/minutes/privacy/find-secrets.ts'
import { reasonOf } from '../../../src/usecases/minutes/report-minutes-failure.ts'
import { createScreen } from '../../../src/usecases/minutes/screen-text.ts'

/** Known to the library of rules alone. Built of parts: no scanner of this repository shall take it for a real one. */
const NPM = ['npm', '_', 'aB3dE5gH7jK9mN1pQ3sT5vX7zB9dF1hJ3lN5'].join('')
const message = `https://pads.acme.org/core: expected a pad, found \`${NPM}\`.`

test.each(['stop', 'mask'] as const)('a token that only the rule library recognizes is not repeated: secrets %s', async (secrets) => {
  const screen = createScreen(findTokens, { secrets, emails: 'ask', absences: 'as-typed' })
  expect(findSecrets(message)).toEqual([])
  const told = await reasonOf(new UserError(message), screen, GITHUB_COM)
  expect(told).not.toContain(NPM.slice(4, 20))
  expect(told).toMatch(secrets === 'stop' ? /may contain credentials/ : /expected a pad, found/)
})
