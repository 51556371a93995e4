/** Every open item is listed under each of its owners. */
import { expect, test } from 'vitest'
import type { OpenItem } from '../../../../src/domain/notes/past-meeting.ts'
import { actionPage } from '../../../../src/site/pages/actions/action-page.ts'
import { siteFacts, teamFacts } from '../../facts.ts'
import { filesOf, linksOf, wordsOf } from '../../rendered.ts'

const item = (rest: Partial<OpenItem>): OpenItem => ({
  owners: ['fkr'],
  for: [],
  text: 'Write it down',
  due: null,
  since: '2023-01-18',
  lastSeen: '2023-01-18',
  path: 'iaas/20230118.md',
  line: 12,
  carried: 0,
  ...rest,
})
const facts = siteFacts({
  people: { mfechner: 'matfechner' },
  teams: [
    teamFacts({
      openItems: [
        item({ owners: ['mfechner'], text: 'Ask', for: ['berendt'] }),
        item({ owners: ['matfechner', 'fkr'], text: 'Answer', since: '2022-12-07', carried: 3, due: '2023-01-15' }),
        item({ owners: [], text: 'Nobody is named', carried: 1 }),
      ],
    }),
    teamFacts({ id: 'iam', openItems: [item({ text: 'Newer', path: 'iam/20230119.md', lastSeen: '2023-01-19', since: '2023-01-19' })] }),
  ],
})
const html = filesOf(facts, [actionPage]).get('actions/index.html')

test('by owner, with all spellings of one person together, newest first, those without owner last', () => {
  const heads = 'Item Team Age Carried over Due'
  expect(wordsOf(html)).toBe(
    'Action items 4 open items in all teams. Bookmark your own list: click your name. @fkr 2 @matfechner 2 No owner 1 ' +
      `@fkr: 2 Show all lists Items of @fkr, newest first ${heads} Newer Team iam today ` +
      'Answer with @matfechner Team iaas 43 days 3 times Sun 15 Jan 2023 (overdue) ' +
      `@matfechner: 2 Show all lists Items of @matfechner, newest first ${heads} Ask for @berendt Team iaas 1 day ` +
      'Answer with @fkr Team iaas 43 days 3 times Sun 15 Jan 2023 (overdue) ' +
      `No owner: 1 Show all lists Items without owner, newest first ${heads} Nobody is named Team iaas 1 day once`,
  )
})

test('the fragment of a person is the ID of their list', () => {
  const ids = [...(html ?? '').matchAll(/<section id="([^"]*)"/g)].map(([, id]) => id)
  expect(ids).toEqual(['@fkr', '@matfechner', 'no-owner'])
  expect(linksOf(html).slice(0, 3)).toEqual([
    ['../actions/#@fkr', '@fkr'],
    ['../actions/#@matfechner', '@matfechner'],
    ['#no-owner', 'No owner'],
  ])
})

test('each item is a link to its line', () => {
  expect(linksOf(html).filter(([, words]) => words === 'Answer')).toEqual(
    Array(2).fill(['https://github.com/SovereignCloudStack/minutes/blob/main/iaas/20230118.md?plain=1#L12', 'Answer']),
  )
})

test('an empty page says how to add an item', () => {
  expect(wordsOf(filesOf(siteFacts(), [actionPage]).get('actions/index.html'))).toContain(
    'Nothing is open. Write AI @handle: … in the pad to add an item.',
  )
})

test('a column that would be empty in every row is left out', () => {
  const plain = siteFacts({
    teams: [teamFacts({ openItems: [item({ text: 'One' })] }), teamFacts({ id: 'iam', openItems: [item({ text: 'Two' })] })],
  })
  const words = wordsOf(filesOf(plain, [actionPage]).get('actions/index.html'))
  expect(words).toContain('Item Team Age One Team iaas 1 day Two Team iam 1 day')
})
