/** Notes and pads of other communities, on the command line. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { aFolder, scsSprint } from '../terminal.ts'

const folder = aFolder()
const config = join(folder, 'sprint.yml')
writeFileSync(config, 'organization: acme\nminutes: { repository: acme/minutes }\nteams: { core: { name: Core } }\n')

async function notesOf(text: string) {
  const file = join(folder, 'notes.md')
  writeFileSync(file, text)
  const { out } = await scsSprint(['notes', '--config', config, '--json', file])
  return JSON.parse(out)
}

function minutesOf(pad: string, name = 'pad.md', date = '2023-01-18') {
  const file = join(folder, name)
  writeFileSync(file, pad)
  return scsSprint(['minutes', '--config', config, '--team', 'core', '--date', date, '--pad', file])
}

test('a remark next to one person, bold headings, a table of actions and a vote are read as meant', async () => {
  const notes = await notesOf(
    [
      '**18 January 2023**\n\n**Attendees:** Ada (@ada), Ben (@ben), @cleo (excused)\n',
      '**Beschlüsse**\n\n- Wir nehmen Blau.\n',
      '**Aufgaben**\n\n| Was | Wer | Bis wann |\n| --- | --- | --- |\n| Farbe kaufen | @ada | 01.02.2023 |\n',
      '- Ben to paint the wall\n',
    ].join('\n'),
  )
  expect(notes).toMatchObject({
    headingDate: '2023-01-18',
    participants: ['ada', 'ben'],
    excused: ['cleo'],
    actionItems: [
      { owners: ['ada'], text: 'Farbe kaufen', due: '2023-02-01', kind: 'explicit' },
      { owners: [], ownersTyped: ['Ben'], text: 'to paint the wall' },
    ],
    decisions: [{ text: 'Wir nehmen Blau.' }],
    warnings: [],
  })
})

test('notes without participants say what was looked for', async () => {
  const { warnings } = await notesOf('# 2023-01-18\n\n- storage is full\n')
  expect(warnings).toMatchObject([{ code: 'no-participants', line: 1 }])
})

test('in an Etherpad export, a line without a tab ends the list, and nested numbers nest', async () => {
  const { code, out } = await minutesOf(
    '2023-01-18\n\nParticipants:\n\t* @ada\n\t* @ben\nTopic: storage\n\t1. disks\n\t\t1.1. old\n\t\t1.2. new\n\t2. AI @ben: buy disks\nNext meeting: 2023-01-25\n',
    'pad.txt',
  )
  expect(code).toBe(0)
  expect(out).toContain('- @ben\n\nTopic: storage\n\n1. disks\n   1. old\n   2. new\n2. AI @ben: buy disks\n\nNext meeting: 2023-01-25\n')
})

test('bold dates and dates on their own line divide a pad, and a wrong one stops the minutes', async () => {
  const part = (day: string, who: string) => `${day}\n\nTeilnehmer: @${who}\n\n- AI @${who}: Kabel von ${who} kaufen\n\n`
  for (const [first, second] of [
    ['**18. Januar 2023**', '**Mittwoch, 11. Januar 2023**'],
    ['Wednesday, January 18th 2023', 'Wednesday, January 11th 2023'],
    ['### 18 January 2023', '### 11 January 2023'],
  ] as const) {
    const { code, out } = await minutesOf(part(first, 'ada') + part(second, 'ben'))
    expect([first, code]).toEqual([first, 0])
    expect(out).toContain('Kabel von ada')
    expect(out).not.toContain('ben')
    const other = await minutesOf(part(second, 'ben'))
    expect(other.code).toBe(1)
    expect(other.err).toContain('those of 2023-01-11')
  }
})

test('the date on a bold first line appears once in the minutes', async () => {
  const { out } = await minutesOf('**18. Januar 2023**\n\nTeilnehmer: @ada\n\n- Speicher\n')
  expect(out.split('## Summary')[0]?.match(/2023/g)).toHaveLength(1)
})

test('a cancelled meeting in bold takes nothing from the one below', async () => {
  const { code, out, err } = await minutesOf(
    '**Mi, 18. Januar 2023 - entfällt**\n\n**11. Januar 2023**\n\nTeilnehmer: @ada\n\n- Speicher\n',
  )
  expect(code).toBe(0)
  expect(err).toContain('did not take place')
  expect(out).not.toContain('Speicher')
})

test('the summary says what was looked for if nothing was found', async () => {
  const { out } = await minutesOf('# 2023-01-18\n\nTeilnehmer: @ada\n\n- Speicher\n')
  expect(out).toContain('No action items found. Looked for')
  expect(out).toContain('No decisions found. Looked for')
  expect(out).not.toContain('None.')
})
