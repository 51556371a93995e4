/** The index, as loaded by the browser. */
import MiniSearch from 'minisearch'
import { expect, test } from 'vitest'
import type { SiteFacts } from '../../../../src/site/facts/facts.ts'
import type { SearchIndex } from '../../../../src/site/pages/search/search-index.ts'
import { SEARCH_INDEX, searchIndex } from '../../../../src/site/pages/search/search-index.ts'
import { indexOptions, searchOptions, similarOptions } from '../../../../templates/site/assets/search-terms.js'
import { aBoardItem, anEpic, aSnapshot } from '../../../builders.ts'
import { boardFacts, meetingFacts, siteFacts, teamFacts } from '../../facts.ts'
import { filesOf } from '../../rendered.ts'

function fileOf(facts: SiteFacts): string {
  const files = filesOf(facts, [searchIndex])
  expect([...files.keys()]).toEqual([SEARCH_INDEX])
  return files.get(SEARCH_INDEX) ?? ''
}

/** `kind text` of what is found, best first. */
function found(facts: SiteFacts, query: string, options: typeof searchOptions = searchOptions): readonly string[] {
  const { hosts, kinds, found: all, index } = JSON.parse(fileOf(facts)) as SearchIndex
  const kindOf = kinds.flatMap(({ kind, count }) => Array<string>(count).fill(kind))
  const search = MiniSearch.loadJS(index as Parameters<typeof MiniSearch.loadJS>[0], indexOptions(hosts))
  return search.search(query, { ...options(hosts), combineWith: 'AND' }).map(({ id }) => `${kindOf[id]} ${all[id]?.[2]}`)
}

const said = (text: string, line: number, topic: string | null = null) => ({ text, line, topic })
const item = (text: string, line: number, owners: readonly string[]) => ({
  ...said(text, line),
  owners,
  due: null,
  status: 'open' as const,
})
const facts = siteFacts({
  people: { mfechner: 'matfechner' },
  teams: [
    teamFacts({
      meetings: [
        meetingFacts({
          date: '2023-01-18',
          decisions: [said('Keep the Überblick', 5, 'Monitoring')],
          items: [item('Write the ADR', 7, ['mfechner']), item('Close osism/issues#236', 8, [])],
          topics: [said('Monitoring', 4)],
          mentions: [{ ...said('We talked of it', 9), ref: 'osism/k8s#77' }],
        }),
        meetingFacts({ date: '2023-01-11', items: [item('Write the ADR', 9, ['mfechner'])], topics: [said('Monitoring', 3)] }),
      ],
    }),
    teamFacts({ id: 'container', meetings: [meetingFacts({ team: 'container', items: [item('Write the ADR', 2, [])] })] }),
  ],
  board: boardFacts({
    snapshot: aSnapshot({
      items: [aBoardItem({ number: 12, title: 'Encrypted volumes', assignees: ['fkr'] })],
      epics: [anEpic({ number: 12 })],
    }),
  }),
})

test.each<[string, readonly string[]]>([
  ['uberblick', ['decision Keep the Überblick']],
  ['ueberblick', ['decision Keep the Überblick']],
  ['überb', ['decision Keep the Überblick']],
  ['overblick', []],
  ['#77', ['mention We talked of it']],
  ['k8s#77', ['mention We talked of it']],
  ['osism/k8s#77', ['mention We talked of it']],
  ['when did we decide on the Überblick?', ['decision Keep the Überblick']],
  ['monitorin', ['topic Monitoring', 'topic Monitoring', 'decision Keep the Überblick']],
  ['@matfechner', ['item Write the ADR']],
  ['@mfechner', ['item Write the ADR']],
  ['#236', ['item Close osism/issues#236']],
  ['#23', []],
  ['osism/issues#236', ['item Close osism/issues#236']],
  ['https://github.com/osism/issues/issues/236', ['item Close osism/issues#236']],
  ['encrypted', ['epic Encrypted volumes']],
  ['scs/issues#12', ['epic Encrypted volumes']],
  ['@fkr', ['epic Encrypted volumes']],
  ['nothing', []],
])('%s', (query, texts) => {
  expect(found(facts, query)).toEqual(texts)
})

test('an item repeated every week is found once per team, in its last place', () => {
  const index = JSON.parse(fileOf(facts)) as SearchIndex
  const lines = index.found.flatMap(([place, line, text]) => (text === 'Write the ADR' ? [[index.meetings[Number(place)], line]] : []))
  expect(lines).toEqual([
    [[0, '2023-01-18', 'https://github.com/SovereignCloudStack/minutes/blob/main/iaas/20230118.md', 'Wed 18 Jan 2023'], 7],
    [[1, '2023-01-18', 'https://github.com/SovereignCloudStack/minutes/blob/main/container/20230118.md', 'Wed 18 Jan 2023'], 2],
  ])
})

test('the same data creates the same file, at any time of day', () => {
  expect(fileOf({ ...facts, now: '2024-05-05T05:05:05Z' })).toBe(fileOf(facts))
})

test('an empty index is valid', () => {
  expect(found(siteFacts(), 'a')).toEqual([])
})

test('typos are searched separately', () => {
  expect(found(facts, 'overblick', similarOptions)).toEqual(['decision Keep the Überblick'])
})
