import { expect, test } from 'vitest'
import { readNotes } from '../../../../src/notes/read-notes.ts'
import { parsePad } from '../../../../src/notes/readers/parsed-pad.ts'
import { handleProposals } from '../../../../src/notes/readers/people/people.ts'

const list = '* @anna\n* @Bob-B\n'

test.each([
  `## Participants\n\n${list}`,
  `### Participants (github handles preferred)\n${list}`,
  `## Participants - use of github handle is preferred\n\n${list}\n## Agenda\n* @carla`,
  `## Participants  use of github handle is prefered\n${list}`,
  `## :family: Participants (GitHub handles preferred)\n${list}`,
  `# Participants\n${list}`,
  `# 2024-01-10\n\nParticipants:\n${list}`,
  `# 2024-01-10\n* Participants:\n    * @anna\n    * @Bob-B\n* Topic\n    * @carla`,
  `# 2024-01-10 ## Participants (use of github handle is preferred)\n${list}`,
  `## Attendees\n${list}`,
  `## Particpants\n${list}`,
  `##Participants\n${list}`,
  `## Teilnehmer\n${list}`,
  `## Teilnehmer*innen\n${list}`,
  `## Anwesend\n${list}`,
  `# 2024-01-10\n${list}\n## Agenda\n* @carla`,
  `## Participants\n${list}Recurring items\n* @carla`,
  `## Participants\n${list}Summary & minutes transfer: @carla\n`,
  `## Participants\n@anna\n@Bob-B\n\n## Agenda`,
  `## Participants\n(github handles preferred)\n${list}`,
  'Participants: @anna, @Bob-B\n\n## Agenda',
])('%j has two participants', (text) => {
  expect(readNotes(text).participants).toEqual(['anna', 'bob-b'])
})

test.each([
  ['* @anna (only partially)', 'anna', 'only partially'],
  ['* @anna (until 11:30)', 'anna', 'until 11:30'],
  ['* (@anna - struggling with her microphone)', 'anna', 'struggling with her microphone'],
  ['* Anna Example (@anna)', 'anna', 'Anna Example'],
  ['* an (@anna)', 'anna', 'an'],
  ['* @anna - Anna Example', 'anna', 'Anna Example'],
  ['* @anna - @anna-private', 'anna', '- @anna-private'],
  ['* @anna\\_b', 'anna_b', null],
  ['* @anna.example', 'anna.example', null],
  ['* *@anna*', 'anna', null],
])('%j is %s', (line, handle, remark) => {
  const { participants, people } = readNotes(`## Participants\n${line}\n`)
  expect(participants).toEqual([handle])
  if (remark !== null && !remark.startsWith('-')) expect(people[0]).toMatchObject({ handle, remark, line: 2 })
})

test.each([
  '* not: @carla (traveling)',
  '* excused: @carla',
  '* @carla excused',
  '* @carla (excused)',
  '* @carla (cannot make it)',
  '* entschuldigt: @carla',
  '* @carla fehlt',
  '#### Excused\n* @carla',
  'Excused:\n* @carla',
  '#### Entschuldigt\n* @carla',
])('%j is an absence, not a participant', (line) => {
  const { participants, excused } = readNotes(`## Participants\n* @anna\n${line}\n\n## Agenda\n* x`)
  expect(participants).toEqual(['anna'])
  expect(excused).toEqual(['carla'])
})

test('those who excused themselves are named anywhere in the meeting', () => {
  expect(readNotes('## Participants\n* @anna\n\n## Agenda\n- @carla & @dave excused themselves').excused).toEqual(['carla', 'dave'])
})

test('bare words count when they are known as a handle elsewhere; names stay names', () => {
  const text = '## Participants\n* anna\n* Bob Example\n* carla\n\n## Agenda\n* @anna reports'
  const notes = readNotes(text)
  expect(notes.participants).toEqual(['anna'])
  expect(notes.people.map(({ text: typed, handle }) => [typed, handle])).toEqual([
    ['anna', 'anna'],
    ['Bob Example', null],
    ['carla', null],
  ])
  expect(readNotes(text, { knownHandles: ['Carla'] }).participants).toEqual(['anna', 'carla'])
})

test('doubles count once, addresses and matrix names never, a line about a person is no person', () => {
  const text =
    '## Participants\n* @anna\n* @Anna\n  * late\n* someone@example.org\n* [matrix](https://matrix.to/#/@bob:server.org)\n* @\n*\n'
  expect(readNotes(text).participants).toEqual(['anna'])
})

test('a number of participants, or a call for them, is no list', () => {
  expect(readNotes('# 2024-01-10\n- Participants: 22\n- Fee: none\n').participants).toEqual([])
  expect(readNotes('## Call for participation\n* @anna will speak\n').participants).toEqual([])
})

test('of several meetings the first is read, or the one of the date', () => {
  const text = '## 2026-04-13\n### Participants\n* @anna\n\n## 2026-03-30\n### Participants\n* @bob\n'
  expect(readNotes(text).participants).toEqual(['anna'])
  expect(readNotes(text, { date: '2026-03-30' }).participants).toEqual(['bob'])
  expect(readNotes(text, { date: '2026-01-01' }).participants).toEqual(['anna'])
})

test('the section of the date is all that is read, unless the whole text is asked for', () => {
  const text = '## 2026-04-13\n- AI @anna: first\n\n## 2026-03-30\n- AI @bob: second\n'
  const owners = (options: Parameters<typeof readNotes>[1]) => readNotes(text, options).actionItems.flatMap((item) => item.owners)
  expect(owners({})).toEqual(['anna', 'bob'])
  expect(owners({ date: '2026-03-30' })).toEqual(['bob'])
  expect(owners({ date: '2026-03-30', wholeText: true })).toEqual(['anna', 'bob'])
})

test('a handle that nobody knows and that looks like a known one is proposed, never replaced', () => {
  const text = '## Participants\n* @matfechner\n\n## Agenda\n#### @mfechner brings a topic\n* @artifical-intelligence\n* @fkr'
  const notes = readNotes(text, { knownHandles: ['artificial-intelligence', 'matfechner', 'fkx'] })
  expect(notes.handleProposals).toEqual([
    { typed: 'mfechner', proposed: 'matfechner', line: 5 },
    { typed: 'artifical-intelligence', proposed: 'artificial-intelligence', line: 6 },
  ])
  expect(notes.participants).toEqual(['matfechner'])
})

test('a configured spelling is proposed even where it looks like nobody, and two that are as near propose nothing', () => {
  expect(readNotes('* @otto', { people: { otto: 'o-otte' } }).handleProposals).toEqual([
    { typed: 'otto', proposed: 'o-otte', line: 1, isSpelling: true },
  ])
  expect(readNotes('* @annabel', { knownHandles: ['annabell', 'annabela'] }).handleProposals).toEqual([])
})

const proposed = (text: string, knownHandles: readonly string[], participants: readonly string[] = []) =>
  handleProposals(parsePad(text, { knownHandles, people: { gracie: 'grace-h' } }), participants).map(({ typed, proposed: to }) => [
    typed,
    to,
  ])

test.each([
  ['a slip of the finger', '* @ada-lovelcae', ['ada-lovelace'], [['ada-lovelcae', 'ada-lovelace']]],
  ['a hyphen that is missing', '* @adalovelace', ['ada-lovelace'], [['adalovelace', 'ada-lovelace']]],
  ['a spelling that is configured', '* @gracie', [], [['gracie', 'grace-h']]],
])('%s is proposed', (_what, text, known, expected) => {
  expect(proposed(text, known)).toEqual(expected)
})

test.each([
  ['a handle that is known', '* @ada-lovelace', ['ada-lovelace']],
  ['a handle like no other', '* @konrad', ['ada-lovelace']],
  ['a short one', '* @bob', ['rob']],
  ['one as near to two', '* @annab', ['annaa', 'annac']],
  ['code', '* `@ada-lovelcae`', ['ada-lovelace']],
])('%s is not', (_what, text, known) => {
  expect(proposed(text, known)).toEqual([])
})

test('people of the meeting are known, but no proof against themselves', () => {
  expect(proposed('* @konrat', [], ['konrad', 'konrat'])).toEqual([])
  expect(proposed('* @konrat', [], ['konrad'])).toEqual([['konrat', 'konrad']])
})

test.each([
  ['the handle as it was before', '@mfechner', 'matfechner', true],
  ['one that looks like the handle before', '@mfechnr', 'matfechner', undefined],
  ['a handle that was changed twice', '@mfe-old', 'matfechner', true],
])('%s is proposed as the person is called now, also where earlier minutes have it', (_name, typed, proposed, isSpelling) => {
  const options = { knownHandles: ['mfechner', 'fkr'], people: { 'mfe-old': 'mfechner', mfechner: 'matfechner' } }
  expect(readNotes(`* ${typed} asks`, options).handleProposals).toEqual([
    { typed: typed.slice(1), proposed, line: 1, ...(isSpelling ? { isSpelling } : {}) },
  ])
})

test('the handle that somebody has now is no mistake, and a circle of spellings means nobody', () => {
  expect(readNotes('* @matfechner', { knownHandles: ['mfechner'], people: { mfechner: 'matfechner' } }).handleProposals).toEqual([])
  expect(readNotes('* @ada', { people: { ada: 'eva', eva: 'ada' } }).handleProposals).toEqual([])
})
