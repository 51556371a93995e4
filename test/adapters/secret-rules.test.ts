/** Tokens of services: found in each text, and nothing of a text is kept for the next. */
import { performance } from 'node:perf_hooks'
import { secretLintProfiler } from '@secretlint/profiler'
import { expect, test } from 'vitest'
import { findTokens } from '../../src/adapters/secret-rules.ts'

test('looking at many texts leaves no record of any behind', async () => {
  const token = `ghp_${'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'}`
  for (let count = 0; count < 20; count++) expect(await findTokens(`a text\ntoken ${token}\n`)).toHaveLength(1)
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(await secretLintProfiler.getEntries()).toEqual([])
  expect(performance.getEntriesByType('mark').filter(({ name }) => name.includes('::'))).toEqual([])
})
