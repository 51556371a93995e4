/** What `doctor` looks at: one problem is told once, and what could not be looked at is not called failed. */
import { expect, test } from 'vitest'
import { TryAgainError, UserError } from '../../src/errors.ts'
import { type Examination, runDiagnostics, tellFailed } from '../../src/usecases/diagnostics.ts'

const one = (what: string, look: Examination['look'], restsOn: readonly string[] = []): Examination => ({
  what,
  neededFor: 'x',
  restsOn,
  look,
})
const fine = async () => ({ fine: 'all right' })
const wrong = async () => {
  throw new UserError('The token is wrong.')
}

test('what rests on a failed check is not looked at, nor what rests on that', async () => {
  const results = await runDiagnostics([
    one('credentials', wrong),
    one('board', fine, ['credentials']),
    one('statuses', fine, ['board']),
    one('pad', fine),
  ])
  expect(results.map(({ what, state, told }) => `${what} ${state}: ${told}`)).toEqual([
    'credentials missing: The token is wrong.',
    'board unknown: not checked, because it needs this: credentials.',
    'statuses unknown: not checked, because it needs this: board.',
    'pad fine: all right',
  ])
  expect(tellFailed(results)).toBe('1 of 4 checks failed (credentials); 2 could not be made (board, statuses).')
})

test('what lacks only a part goes on', async () => {
  const lacking = async () => ({ missing: 'a permission', goesOn: true }) as const
  const results = await runDiagnostics([one('app', lacking), one('board', fine, ['app'])])
  expect(results.map(({ state }) => state)).toEqual(['missing', 'fine'])
})

test('a check that could not be made now is none that failed', async () => {
  const later = async () => {
    throw new TryAgainError('GitHub does not answer.')
  }
  expect(tellFailed(await runDiagnostics([one('board', later), one('pad', fine)]))).toBe('1 could not be made (board).')
  expect(tellFailed(await runDiagnostics([one('pad', fine)]))).toBeNull()
})

test('of many, the first are named', async () => {
  const many = Array.from({ length: 8 }, (_, index) => one(`pad ${index}`, wrong))
  expect(tellFailed(await runDiagnostics(many))).toBe('8 of 8 checks failed (pad 0, pad 1, pad 2, pad 3, pad 4, pad 5, 2 more).')
})
