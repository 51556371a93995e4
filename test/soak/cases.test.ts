import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { aFolder } from '../cli/terminal.ts'
import { coverage, tryCases } from './cases.ts'

type Outcome = { readonly problems: readonly string[] }
const problemsOf = ({ problems }: Outcome) => problems
const settings = (file: string, until = Number.POSITIVE_INFINITY) => ({ file, until, atOnce: 2, problemsOf, print: () => {} })

test('the next run goes on with what is left, and with what had failed', async () => {
  const file = join(aFolder(), 'results', 'tried.jsonl')
  const played: string[] = []
  let isWell = false
  const cases = ['a', 'b', 'c'].map((name) => ({
    name,
    play: async (): Promise<Outcome> => {
      played.push(name)
      return { problems: name === 'b' && !isWell ? ['it fell over'] : [] }
    },
  }))
  expect(await tryCases(cases.slice(0, 2), settings(file))).toHaveLength(2)
  isWell = true
  // A run that was killed while it wrote.
  appendFileSync(file, '{"name":"c","com')
  const tried = await tryCases(cases, settings(file))
  expect(played.sort()).toEqual(['a', 'b', 'b', 'c'])
  expect(tried.map(({ name, outcome }) => [name, outcome.problems])).toEqual(
    expect.arrayContaining([
      ['a', []],
      ['b', []],
      ['c', []],
    ]),
  )
  expect(tried).toHaveLength(3)
})

test('when its time is over nothing new begins, and the report says how much was tried', async () => {
  const file = join(aFolder(), 'tried.jsonl')
  const cases = [{ name: 'a', play: async (): Promise<Outcome> => ({ problems: [] }) }]
  const tried = await tryCases(cases, settings(file, 0))
  expect(coverage(tried, 1)).toBe('0 of 1 cases tried')
  const at = (commit: string) => ({ name: commit, commit, outcome: null })
  expect(coverage([at('one'), at('two')], 3)).toBe('2 of 3 cases tried (at the commits one, two)')
})
