/** `/epics/`: epics that need attention come first, and an incomplete snapshot leads to no findings. */
import { expect, test } from 'vitest'
import { epicsPage } from '../../../../src/site/pages/epics/epics-page.ts'
import { siteFacts } from '../../facts.ts'
import { elements, pagesOf, parseHtml, rowsOf, wordsOf } from '../../html.ts'
import { epicFacts, finding, items, look, ref, snapshot } from './board.ts'

const page = (facts: Parameters<typeof epicsPage>[0]) => pagesOf(facts, epicsPage).get('epics/') ?? ''
const rows = (facts: Parameters<typeof epicsPage>[0]) => rowsOf(page(facts), 'Epics of the board')

test('every epic of the board, the worst first, without archived ones', () => {
  expect(rows(epicFacts())).toEqual([
    [
      'Flavors',
      '▲ needs attention (1 finding)',
      '1 of 5, 1 not planned',
      'at most 7 days',
      '@Berendt, @fkr',
      'R4 (v5.0.0), due Wed 22 Mar 2023',
      'Team IaaS',
    ],
    ['Monitoring', '● 1 hint', 'no stories', '', '', '', 'Team Ops'],
    ['Somebody else’s', '? not checked', 'no stories', '', '', '', ''],
    ['Backup', '✓ OK', '0 of 1', '9 days', '', '', 'Team Ops'],
    ['Images', '■ done', 'no stories', '', '', '', ''],
  ])
})

test('it shows its date', () => {
  expect(page(epicFacts())).toContain('Board as of <time datetime="2023-01-18">Wed 18 Jan 2023</time>.')
})

test('cells have their sort values', () => {
  const table = elements(parseHtml(page(epicFacts())), 'table')[0]
  if (table === undefined) throw new Error('There is a table.')
  expect(table.properties.dataSortable).toBe('')
  const [first] = elements(table, 'tbody').flatMap((body) => elements(body, 'tr'))
  const values = first?.children.flatMap((cell) => (cell.type === 'element' ? [cell.properties.dataValue ?? null] : []))
  expect(values).toEqual(['Flavors', '0', '0.200', '7', null, '2023-03-22 R4 (v5.0.0)', null])
})

test('the progress of an epic, visually and for screen readers', () => {
  const [progress] = elements(parseHtml(page(epicFacts())), 'progress')
  expect(progress?.properties).toMatchObject({ max: '5', value: '1', ariaLabel: '1 of 5 stories done' })
})

test('an owner with open items links to them, in any spelling', () => {
  const item = {
    owners: ['BERENDT-osism'],
    for: [],
    text: 'x',
    due: null,
    since: '2023-01-11',
    lastSeen: '2023-01-11',
    path: 'a.md',
    line: 1,
    carried: 0,
  }
  const base = epicFacts({}, { people: { 'berendt-osism': 'berendt' } })
  const [team] = base.teams
  if (team === undefined) throw new Error('There is a team.')
  const links = elements(parseHtml(page({ ...base, teams: [{ ...team, openItems: [item] }] })), 'a')
  const people = links.filter((link) => wordsOf(link).startsWith('@')).map((link) => [wordsOf(link), link.properties.href])
  expect(people).toEqual([['@Berendt', '../actions/#@berendt']])
})

test('an incomplete board leads to no findings', () => {
  const html = page(epicFacts({ snapshot: { ...snapshot, complete: false }, findings: [] }))
  expect(html).toContain('The board could not be read completely')
  expect(rowsOf(html, 'Epics of the board').map(([title, health, , quiet]) => [title, health, quiet])).toEqual([
    ['Backup', '? not known', ''],
    ['Flavors', '? not known', ''],
    ['Monitoring', '? not known', ''],
    ['Somebody else’s', '? not known', ''],
    ['Images', '■ done', ''],
  ])
})

test('checks that could not or should not run are shown', () => {
  const healthOf = (...looks: readonly ReturnType<typeof look>[]) => {
    const facts = epicFacts({ findings: [], explained: new Map([[ref(2), looks]]) })
    return rows(facts).find(([title]) => title === 'Backup')?.[1]
  }
  expect(healthOf(look(2), look(21, { outcome: 'withheld' }))).toBe('? partly unknown')
  expect(healthOf(look(2, { outcome: 'exempt' }), look(2, { outcome: 'off' }))).toBe('– exempt')
  expect(healthOf(look(2, { outcome: 'grace' }))).toBe('– new')
  expect(healthOf()).toBe('? not checked')
})

test('the words that do not explain themselves are explained below the table, where they appear', () => {
  const explained = 'not checked: no team in sprint.yml has this epic'
  expect(page(epicFacts({ findings: [] }))).toContain(explained)
  const looked = new Map(items.map(({ ref }) => [ref ?? '', [look(2)]]))
  expect(page(epicFacts({ findings: [], explained: looked }))).not.toContain(explained)
})

test('a closed epic with open stories still needs attention', () => {
  const facts = epicFacts({ findings: [finding(3, { rule: 'epic-closed-with-open-stories' })] })
  expect(rows(facts)[0]?.slice(0, 2)).toEqual(['Images', '▲ needs attention (1 finding)'])
})

test('without a board or epics, it says what to do', () => {
  expect(page(siteFacts())).toContain('No board was read. Configure <code>board</code> in sprint.yml')
  expect(page(epicFacts({ snapshot: { ...snapshot, epics: [] } }))).toContain('The board has no epics. Mark issues as epics')
})

test('stories without an epic are listed below, because no epic’s page has them', () => {
  const loose = finding(1, { rule: 'story-without-epic', epic: null, story: ref(13), message: 'Story has no epic' })
  const html = page(epicFacts({ findings: [loose, finding(1)] }))
  const section = elements(parseHtml(html), 'section').find(({ properties }) => properties.ariaLabelledBy?.toString() === 'loose')
  expect(section && elements(section, 'li').map(wordsOf)).toEqual([expect.stringContaining(ref(13))])
  expect(section && wordsOf(section)).toContain('Story has no epic')
  expect(page(epicFacts({ findings: [finding(1)] }))).not.toContain('Stories without an epic')
  expect(page(epicFacts({ findings: [loose], snapshot: { ...snapshot, complete: false } }))).not.toContain('Stories without an epic')
})
