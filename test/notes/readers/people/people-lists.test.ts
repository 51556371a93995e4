/** Lists of people in the forms of other communities: who was there, who was not, and when nobody can be told. */
import { describe, expect, test } from 'vitest'
import { readNotes } from '../../../../src/notes/read-notes.ts'

/** `present | excused` of notes whose head is the text. */
function people(head: string, date?: string): string {
  const { participants, excused } = readNotes(`# 2023-01-18\n\n${head}\n\n## Topics\n\n- @zoe asks\n`, date === undefined ? {} : { date })
  return `${participants.join(' ')} | ${excused.join(' ')}`
}

describe('a remark about one person is about that person', () => {
  test.each([
    ['Present: @ada, @ben, @cleo (excused)', 'ada ben | cleo'],
    ['Present: @ada, @ben (excused: @cleo, @dan)', 'ada ben | cleo dan'],
    ['Present: @ada, @ben (regrets: Cleo)', 'ada ben | '],
    ['Present: @ada, @ben; excused: @cleo', 'ada ben | cleo'],
    ['Present: @ada, @ben - Regrets: @cleo', 'ada ben | cleo'],
    ['**In attendance:** @ada, @ben. **Absent:** @cleo', 'ada ben | cleo'],
    ['Anwesend: @ada (bis 11 Uhr), @ben (fehlt), @cleo (kommt später)', 'ada cleo | ben'],
    ['Attendees: @ada (remote), @ben, sends regrets, @cleo', 'ada cleo | ben'],
    ['## Attendees\n\n- @ada\n- @ben & @cleo excused', 'ada | ben cleo'],
    ['## Attendees\n\n- @ada\n- @ben and @cleo (both excused)', 'ada | ben cleo'],
    ['Present: @ada, @ben and @cleo (excused)', 'ada ben | cleo'],
  ])('%j', (head, wanted) => expect(people(head)).toBe(wanted))
})

describe('a list goes on through groups, names and hints, and ends at the topics', () => {
  test.each([
    ['**Attendees:**\n\n- _add your name..._\n- @ada\n- @ben', 'ada ben | '],
    ['Attendees:\n\n- …\n- Cleo Example\n- @ada', 'ada | '],
    ['**Present:** Ada (@ada), Ben Example (@ben), Cleo (@cleo)', 'ada ben cleo | '],
    ['## Present\n\n### Board\n\n- @ada\n\n### Northwind\n\n- Ben (@ben)\n\n### Not present\n\n- @cleo', 'ada ben | cleo'],
    ['**Attendees**\n@ada, @ben\n**Apologies**\n@cleo\n**Agenda**\n- @dan talks', 'ada ben | cleo'],
    ['- **Chair**: @ada\n- **Attendees**\n  - @ada\n  - @ben\n- **Absent**\n  - @cleo\n- **Topics**\n  - @dan talks', 'ada ben | cleo'],
    ['- Attendees\n  - Northwind\n    - Ada (@ada)\n  - Initech\n    - @ben\n- Regrets\n  - @cleo', 'ada ben | cleo'],
    ['Entschuldigt: @cleo\nAnwesend: @ada, @ben\nProtokoll: @ada\n\n- @dan redet', 'ada ben | cleo'],
    ['Teilnehmende: @ada\nGäste: @ben\nUnentschuldigt: @cleo', 'ada ben | cleo'],
    ['present+ ada, ben\npresent+ cleo\nregrets+ dan', 'ada ben cleo | dan'],
    ['<b>Attendees</b>\n\n- @ada\n- @ben: sick', 'ada | ben'],
    ['## Attendees\n\n- @ada ✅\n- @ben ❌\n- @cleo', 'ada cleo | ben'],
    ['Attendees:\n✔️ @ada\n✗ @ben', 'ada | ben'],
    ['-> Not discussed\n\n- AI: @ada and @ben write it', ' | '],
    ['### Missing tests\n\n- @ada writes them', ' | '],
  ])('%j', (head, wanted) => expect(people(head)).toBe(wanted))
})

describe('presence in boxes and tables', () => {
  test.each([
    ['## Attendance\n\n- [x] @ada\n- [ ] @ben\n- [X] @cleo', 'ada cleo | ben'],
    ['## Attendance\n\n- [ ] @ada\n- [ ] @ben', ' | '],
    ['| Name | Handle | Present |\n| --- | --- | --- |\n| Ada | @ada | x |\n| Ben | @ben | |\n| Cleo | @cleo | yes |', 'ada cleo | ben'],
    ['## Teilnehmer\n\n| Name | GitHub | Anwesend |\n|---|---|---|\n| Ada | @ada | ja |\n| Ben | @ben | nein |', 'ada | ben'],
    ['| Member | Absent |\n|---|---|\n| @ada | |\n| @ben | x |', 'ada | ben'],
    ['| Member | Present |\n|---|---|\n| @ada | |\n| @ben | |', ' | '],
    ['## Attendees\n\n| Name | Company |\n|---|---|\n| @ada | Northwind |\n| @ben (excused) | Initech |', 'ada | ben'],
    ['| Topic | Status |\n|---|---|\n| quota of @ada | open |', ' | '],
  ])('%j', (head, wanted) => expect(people(head)).toBe(wanted))

  test('a column for each day: the one of the meeting counts', () => {
    const table = '| Who | 2023-01-11 | 2023-01-18 |\n|---|---|---|\n| @ada | x | |\n| @ben | | x |'
    expect(people(table, '2023-01-18')).toBe('ben | ada')
  })
})

test('that nobody was found is said, with what was looked for; a template and a cancelled meeting need nobody', () => {
  const warnings = (text: string) => readNotes(text, { date: '2023-01-18' }).warnings.map(({ code, message }) => `${code}: ${message}`)
  expect(warnings('# 2023-01-18\n\n- storage is full\n')).toEqual([
    expect.stringMatching(/^no-participants: .*`Participants` or `Teilnehmer`/),
  ])
  expect(warnings('# 2023-01-18\n\n## Attendees\n\n- Ada Example\n- Ben Example\n')).toEqual([
    expect.stringMatching(/^no-participants: .*by name only/),
  ])
  expect(warnings('# 2023-01-18\n\n## Attendees\n\n- [ ] @ada\n- [ ] @ben\n')).toEqual([expect.stringMatching(/no box is ticked/)])
  expect(warnings('# 2023-01-18\n\nThe meeting is cancelled.\n')).toEqual([])
  expect(warnings('# 2023-01-18\n\n## Participants\n\n- @ada\n\n## Topics\n\n- x\n')).toEqual([])
})

describe('who writes: a plain name is an answer, and the search ends there', () => {
  test.each([
    'Scribe: Dora\n\nAgenda:\n\n- [Login page](https://github.com/acme/app/issues/12) - @ada, @ben',
    'Who writes the minutes: Dora Example\n\n- Login page - @ada',
    'Scribe:\n\nAgenda:\n\n- Login - @ada',
    'Scribe:\n- Dora\n- Login - @ada',
    '# Protokoll vom 12. Mai 2023\n\nAnwesend: @ada, @ben',
  ])('%j names no handle', (text) => expect(readNotes(`${text}\n`)).toMatchObject({ scribes: [], presenters: [] }))

  test('a handle is still found behind and below the question', () => {
    expect(readNotes('# 2023-01-18\n\nScribe: @ada\n\n- @ben talks\n').scribes).toEqual(['ada'])
    expect(readNotes('# 2023-01-18\n\nScribe:\n\n- @ada\n').scribes).toEqual(['ada'])
    expect(readNotes('present+ ada\nscribe: ada\n').scribes).toEqual(['ada'])
  })
})
