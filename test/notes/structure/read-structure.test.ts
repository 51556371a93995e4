import { expect, test } from 'vitest'
import { meetings, readStructure, selectMeeting } from '../../../src/notes/structure/read-structure.ts'

/** `kind depth text` of every line that holds something. */
function lines(text: string): string[] {
  return readStructure(text)
    .lines.filter(({ kind }) => kind !== 'blank')
    .map(({ kind, depth, text: typed }) => `${kind} ${depth} ${typed}`)
}

function headings(text: string): string[] {
  return readStructure(text).headings.map(({ level, title }) => `${level} ${title}`)
}

test.each([
  ['## Agenda', ['2 Agenda']],
  ['##Agenda', ['2 Agenda']],
  ['## Agenda ##', ['2 Agenda']],
  ['#### Confidential Computing #39', ['4 Confidential Computing #39']],
  ['# 2023-07-27 ## Participants', ['1 2023-07-27', '2 Participants']],
  ['Manager nodes\n=====', ['1 Manager nodes']],
  ['* one\n* two\n\n=====\n', []],
  ['#183 is open', []],
  ['#tag', []],
])('%j has the headings %j', (text, expected) => {
  expect(headings(text)).toEqual(expected)
})

test.each([
  ['* a\n    * b\n        * c', ['item 0 a', 'item 1 b', 'item 2 c']],
  ['* a\n\t* b\n\t\t* c', ['item 0 a', 'item 1 b', 'item 2 c']],
  ['* a\n      - b', ['item 0 a', 'item 1 b']],
  ['- a\n * b', ['item 0 a', 'item 0 b']],
  ['* done.    - also this', ['item 0 done.', 'item 1 also this']],
  ['* question?\n  @anna', ['item 0 question?', 'text 1 @anna']],
  ['* a\n  => b', ['item 0 a', 'text 1 b']],
  ['-> a', ['text 0 a']],
  ['*emphasis* here', ['text 0 *emphasis* here']],
  ['1. a\n2) b', ['item 0 a', 'item 0 b']],
])('%j is read as %j', (text, expected) => {
  expect(lines(text)).toEqual(expected)
})

test('text is always the slice of the input line that its offset names', () => {
  const text = '# A ## B\n  * one.    - two\n\t=> three ##\n> > quoted\n1. x\n'
  for (const { raw, offset, text: typed } of readStructure(text).lines) expect(raw.slice(offset, offset + typed.length)).toBe(typed)
})

test('code spans and comments are blank in the searched text, which keeps its length', () => {
  const [line] = readStructure('* see `#12` <!-- hint --> #13').lines
  expect(line?.search.split(/\s+/)).toEqual(['see', '#13'])
  expect(line?.search.length).toBe(line?.text.length)
})

test('what means nothing to readers is set apart: front matter, fences, comments', () => {
  const kinds = readStructure('---\ntitle: x\n---\n\n```\n# no heading\n```\n<!--\nhint\n-->\n# A').lines.map(({ kind }) => kind)
  expect(kinds).toEqual([
    'front-matter',
    'front-matter',
    'front-matter',
    'blank',
    'fence',
    'code',
    'fence',
    'comment',
    'comment',
    'comment',
    'heading',
  ])
})

test.each([
  ['- ```\n  # no heading\n  ```\n- b', ['item 0 ', 'fence 1 ```', 'code 1 # no heading', 'fence 1 ```', 'item 0 b']],
  ['* a\n  * ```sh\n    ls\n    ```', ['item 0 a', 'item 1 ', 'fence 2 ```sh', 'code 2 ls', 'fence 2 ```']],
  ['- ````md\n  ```\n  ````', ['item 0 ', 'fence 1 ````md', 'code 1 ```', 'fence 1 ````']],
  ['- ```\n- b', ['item 0 ```', 'item 0 b']],
  ['- ```\n- b\n```js\nc\n```', ['item 0 ```', 'item 0 b', 'fence 0 ```js', 'code 0 c', 'fence 0 ```']],
])('code that begins behind a bullet, %j, is read as %j', (text, expected) => {
  expect(lines(text)).toEqual(expected)
})

test('meetings begin at headings that are about a day, not at topics that name one', () => {
  const structure = readStructure('## 2026-04-13\n### Plan until 2026-05-01\n## 2026-03-30\n')
  expect(meetings(structure).map(({ date }) => date)).toEqual(['2026-04-13', '2026-03-30'])
  expect(selectMeeting(structure, '2026-03-30')).toMatchObject({ date: '2026-03-30', from: 2 })
  expect(selectMeeting(structure, '2020-01-01')).toMatchObject({ date: '2026-04-13', from: 0 })
})

test.each([
  ['# SIG Documentation on 2023-01–09', '2023-01-09'],
  ['# 2022-08-10 Team IaaS', '2022-08-10'],
  ['# 18.01.2023', '2023-01-18'],
  ['# 2023-13-45', undefined],
])('%j is the meeting of %s', (text, date) => {
  expect(meetings(readStructure(text))[0]?.date).toBe(date)
})

test.each([
  ['2023-01-11', '2023-01-11'],
  ['Team IaaS, 2023-01-11', null],
  ['Team meeting 2023-01-11', '2023-01-11'],
  ['Wednesday, 11 January 2023', '2023-01-11'],
  ['Mittwoch, 11. Januar 2023', '2023-01-11'],
  ['Mi 11.01.23, 10:05 Uhr', '2023-01-11'],
  ['January 11th, 2023', '2023-01-11'],
  ['11th of January 2023', '2023-01-11'],
  ['11-Jan-2023', '2023-01-11'],
  ['Sprint review 11. Jänner 2023', '2023-01-11'],
  ['Protokoll vom 1. März 2023', '2023-03-01'],
  ['Minutes of the meeting on Jan. 11, 2023', '2023-01-11'],
  ['Wed, Jan 11', '2023-01-11'],
  ['14. Dezember', '2022-12-14'],
  ['Agenda 2023-01-25', '2023-01-25'],
  ['IaaS 2023-01-11', '2023-01-11'],
  // Topics of the meeting above.
  ['Next week 2023-01-25', null],
  ['Next meeting: 25 January 2023', null],
  ['Nächstes Treffen 25.01.2023', null],
  ['Deadline 2023-01-25', null],
  ['Release 2023-01-25 planning', null],
  ['Release on March 22', null],
  ['Summit 2023-05-23', null],
  ['Kolla upgrade until 1 March 2023', null],
  ['Urlaub bis 25. Januar 2023', null],
  ['2023-01-25 Freeze', null],
  ['Plan for January', null],
  ['Mayflower 12', null],
  ['Version 2023.1', null],
])('below "# IaaS 2023-01-18", the heading "# %s" opens the meeting of %s', (title, date) => {
  const structure = readStructure(`# IaaS 2023-01-18\n\n- a\n\n# ${title}\n\n- b\n`)
  const found = meetings(structure, '2023-01-18').map((meeting) => meeting.date)
  expect(found).toEqual(date === null ? ['2023-01-18'] : ['2023-01-18', date])
})

test.each(['# Next week 2023-01-25', '# Deadline: 25 January 2023', '## Abgabe bis 25.01.2023'])(
  'a text that begins with the topic "%s" names no meeting',
  (heading) => {
    expect(meetings(readStructure(`${heading}\n\n- a\n`), '2023-01-18')).toEqual([])
  },
)
