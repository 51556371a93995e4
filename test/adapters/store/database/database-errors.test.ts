/** What a person reads when the database cannot work. */
import { expect, test } from 'vitest'
import { databaseErrorInWords } from '../../../../src/adapters/store/database/database-errors.ts'
import { TryAgainError, UserError } from '../../../../src/errors.ts'

const coded = (message: string, code: string) => Object.assign(new Error(message), { code })

test.each([
  [coded('could not extend file "base/5/16890": No space left on device\nHINT', '53100'), /^The database cannot write \(.*No space left/],
  [coded('could not write block 3', '58030'), /cannot write \(could not write block 3\)\. Check that its disk is not full, and start/],
  [coded('write ENOSPC', 'ENOSPC'), /cannot write \(write ENOSPC\)/],
  [new Error('Connection terminated unexpectedly'), /does not answer \(the connection ended\)/],
  [coded('terminating connection due to administrator command', '57P01'), /does not answer \(57P01\)/],
])('%s is for later', (error, told) => {
  const found = databaseErrorInWords(error)
  expect(found).toBeInstanceOf(TryAgainError)
  expect(found?.message).toMatch(told)
  expect(found?.message).not.toContain('HINT')
})

test('other errors, and those in words already, are left to others', () => {
  const others = [coded('duplicate key', '23505'), new Error('a bug'), new UserError('x'), new TryAgainError('y'), null]
  expect(others.map(databaseErrorInWords)).toEqual(others.map(() => null))
})
