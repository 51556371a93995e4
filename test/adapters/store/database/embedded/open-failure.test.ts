import { expect, test } from 'vitest'
import { openFailureOf } from '../../../../../src/adapters/store/database/embedded/open-failure.ts'

test.each([
  [new Error('PGlite failed to initialize properly'), 'PGlite failed to initialize properly', undefined],
  [Object.assign(new Error('EROFS: read-only'), { code: 'EROFS' }), 'EROFS: read-only', 'EROFS'],
  [{ name: 'ErrnoError', errno: 51 }, 'no space left on device', 'ENOSPC'],
  [{ name: 'ErrnoError', errno: 8 }, 'ErrnoError 8', undefined],
  ['out of memory', 'out of memory', undefined],
])('%j is told in words', (error, message, code) => {
  expect(openFailureOf(error)).toEqual({ message, code })
})
