/** Tokens of services are found in each text, and nothing is kept for the next text. */
import { PerformanceObserver, performance } from 'node:perf_hooks'
import { secretLintProfiler } from '@secretlint/profiler'
import { expect, test } from 'vitest'
import { findTokens } from '../../../src/adapters/screening/secret-rules.ts'

test('checking many texts leaves no record behind', async () => {
  const token = `ghp_${'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'}`
  for (let count = 0; count < 20; count++) expect(await findTokens(`a text\ntoken ${token}\n`)).toHaveLength(1)
  await observersWereTold()
  expect((await secretLintProfiler.getEntries()).map(({ name }) => name)).toEqual(['later'])
  expect(performance.getEntriesByType('mark').filter(({ name }) => name.includes('::'))).toEqual([])
})

/** Marks reach all who watch for them together: whoever is told of a later one was told of the earlier ones. */
function observersWereTold(): Promise<void> {
  return new Promise((resolve) => {
    const observer = new PerformanceObserver(() => {
      observer.disconnect()
      performance.clearMarks('later')
      resolve()
    })
    observer.observe({ entryTypes: ['mark'] })
    performance.mark('later')
  })
}
