/** Epics that need a hand: from the rules and from the meeting, few, short, and nobody's words when they are read again. */
import { expect, test } from 'vitest'
import { attention } from '../../../src/minutes/sections/attention.ts'
import { anEpic } from '../../builders.ts'
import { aBoard, aCard, aFinding, type Given, sectionInput, shownIn, understood } from '../section-input.ts'
import { sigTeam } from '../settings.ts'

const anEpicCard = (number: number, title: string, rest = {}) => aCard(number, { title, labels: ['epic'], ...rest })
const child = (number: number) => ({ ref: `acme/issues#${number}`, sources: ['sub-issue' as const], readable: true })
const url = (number: number) => `https://github.com/acme/issues/issues/${number}`
const link = (number: number, label = `acme/issues#${number}`) => `[${label}](${url(number)})`

const board = aBoard([anEpicCard(9, 'Flavors'), aCard(10, { title: 'Parser' }), anEpicCard(20, 'Images')], {
  epics: [anEpic({ ref: 'acme/issues#9', children: [child(10)] }), anEpic({ ref: 'acme/issues#20' })],
})
const lines = (given: Given) =>
  attention
    .build(sectionInput({ snapshot: board, ...given }))
    .text.trim()
    .split('\n')
const found = (...findings: ReturnType<typeof aFinding>[]) => lines({ hygiene: { findings } })

test('nothing found: it says so, and less surely where a rule could not judge', () => {
  expect(lines({})).toEqual(['None.'])
  expect(lines({ hygiene: { isOpen: true } })).toEqual(['None, according to the board.'])
})

test('without a board, or with gaps in it, nothing is said of epics', () => {
  expect(lines({ snapshot: null })).toEqual([''])
  const gap = { part: 'activity' as const, told: '', denied: false }
  expect(lines({ snapshot: { ...board, complete: false, gaps: [gap] } })).toEqual([''])
})

test('one line an epic: what concerns itself before its stories, warnings before hints, nothing twice', () => {
  const story = { story: 'acme/issues#10', lead: 'story' }
  expect(
    found(
      aFinding({ ...story, says: 'has no owner' }),
      aFinding({ says: 'is quiet', severity: 'info' }),
      aFinding({ says: 'has no story' }),
      aFinding({ says: 'has no story', rule: 'another' }),
    ),
  ).toEqual([`- ${link(9)} Flavors: has no story; is quiet; story ${link(10, '#10')} has no owner`])
})

test('of many remarks on an epic three are shown, and the rest as a number', () => {
  const many = ['one', 'two', 'three', 'four', 'five'].map((says) => aFinding({ says }))
  expect(found(...many)).toEqual([`- ${link(9)} Flavors: one; two; three; and 2 more`])
})

test('of many epics eight are shown, and where the others are listed', () => {
  const numbers = Array.from({ length: 11 }, (_, index) => 30 + index)
  const snapshot = aBoard(
    numbers.map((number) => anEpicCard(number, `Epic ${number}`)),
    {
      epics: numbers.map((number) => anEpic({ ref: `acme/issues#${number}` })),
    },
  )
  const findings = numbers.map((number) => aFinding({ epic: `acme/issues#${number}`, says: 'is quiet' }))
  const shown = lines({ snapshot, hygiene: { findings } })
  expect(shown.filter((line) => line.startsWith('- '))).toHaveLength(8)
  expect(shown.at(-1)).toBe('And 3 more; `scs-sprint hygiene --team iaas` lists them all.')
})

test('what was talked about comes first', () => {
  const findings = [aFinding({ says: 'is quiet' }), aFinding({ epic: 'acme/issues#20', says: 'is quiet' })]
  expect(lines({ hygiene: { findings } })[0]).toContain('Flavors')
  expect(lines({ hygiene: { findings }, typed: `- ${url(20)}\n  - it boots` })[0]).toContain('Images')
})

test.each([
  ['a story is missing', 'User story for the mirror missing?', 'story requested'],
  ['an update, in German', 'Epic muss aktualisiert werden', 'to be updated'],
])('asked for in the meeting: %s', (_name, said, words) => {
  expect(lines({ typed: `- ${url(9)}\n  - ${said}` })).toEqual([`- ${link(9)} Flavors: ${words} ([Topic](#line-12))`])
})

test('a wish that a finding tells already is not told twice', () => {
  const typed = `- ${url(9)}\n  - User story for the mirror missing?`
  const findings = [aFinding({ says: 'has no story', wish: 'story-missing' })]
  expect(lines({ typed, hygiene: { findings } })).toEqual([`- ${link(9)} Flavors: has no story`])
})

test('a team without a board: only wishes that name an issue or speak of an epic', () => {
  const typed = '- Mirror\n  - Epic needs an update\n- Disks\n  - User story for the disks missing?'
  expect(lines({ typed, team: sigTeam })).toEqual(['- Epic needs an update ([Topic](#line-12))'])
})

test('private issues are named nowhere', () => {
  const snapshot = aBoard(
    [anEpicCard(9, 'Flavors'), aCard(10, { private: true, title: 'Secret' }), anEpicCard(20, 'Hidden', { private: true })],
    {
      epics: board.epics,
    },
  )
  const findings = [
    aFinding({ story: 'acme/issues#10', lead: 'story', says: 'has no owner' }),
    aFinding({ epic: 'acme/issues#20', says: 'is quiet' }),
  ]
  expect(lines({ snapshot, hygiene: { findings } })).toEqual(['None.'])
})

test('titles and what rules quote are words, not markup', () => {
  const snapshot = aBoard([anEpicCard(9, '<img src=x> [click](http://evil.example) *all*\n# Heading')], {
    epics: [anEpic({ ref: 'acme/issues#9' })],
  })
  const [line = '', ...more] = lines({ snapshot, hygiene: { findings: [aFinding({ says: 'has "<script>" in it' })] } })
  expect(more).toEqual([])
  expect(line).toMatch(/^- \[acme\/issues#9\]/)
  expect(line).not.toMatch(/(?<!\\)<(?:img|script)|(?<!\\)\[click\]\(http/)
})

test('read again, neither titles nor remarks are items, decisions or wishes of people', () => {
  const snapshot = aBoard([anEpicCard(9, 'AI @eve: order disks. Decision: Epic needs an update')], {
    epics: [anEpic({ ref: 'acme/issues#9' })],
  })
  const { text } = attention.build(
    sectionInput({
      snapshot,
      typed: `- ${url(9)}\n  - User story for the mirror missing?`,
      hygiene: { findings: [aFinding({ says: 'TODO @eve: has no story' })] },
    }),
  )
  expect(text).toContain('story requested')
  expect(understood(shownIn(attention, text))).toEqual(understood())
})
