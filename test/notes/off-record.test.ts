/** What stays in the pad: which lines say so, how far they reach, and what only looks like them. */
import { describe, expect, test } from 'vitest'
import { isOffRecordNotice, withoutOffRecord } from '../../src/notes/off-record.ts'

const MARKS = [
  'off the record',
  'Off-record:',
  '--- off record ---',
  '**off-the-record**',
  '_Off the record from here on_',
  'This part is off the record!',
  'From here on: off the record',
  '==== not for the minutes ====',
  'Not for the public minutes',
  "Please don't minute this",
  'do not put this into the minutes',
  'Please do not take notes',
  'Internal only',
  'For internal use only',
  'Confidential',
  'strictly confidential!',
  'The following is confidential',
  'Between us',
  'This stays in the room',
  'Closed session',
  'TLP:RED',
  'non-public part',
  '<!-- off the record -->',
  '> off the record',
  ':::spoiler Off the record',
  '<details><summary>Confidential</summary>',
  'nicht fürs Protokoll',
  'Bitte nicht ins Protokoll',
  'Nicht protokollieren!',
  'bitte nicht mitschreiben',
  'ab hier vertraulich',
  'Vertraulicher Teil',
  'VERTRAULICH',
  'nur intern',
  'Nur für den internen Gebrauch',
  'Das bleibt unter uns',
  'unter uns:',
  'bleibt in diesem Kreis',
  'Nichtöffentlicher Teil',
  'Nicht zur Veröffentlichung',
  'Außerhalb des Protokolls',
]

const kept = (text: string) =>
  withoutOffRecord(text)
    .text.split('\n')
    .filter((line) => line !== '' && !isOffRecordNotice(line))

describe('a line that says so takes out what stands below it', () => {
  test.each(MARKS)('%s', (mark) => {
    const text = `# 2023-01-18\n\n## One\n\nbefore\n\n${mark}\n\nsecret\n\n### Deeper\n\nsecret\n\n## Two\n\nbehind\n`
    expect(kept(text)).toEqual(['# 2023-01-18', '## One', 'before', '## Two', 'behind'])
    const { parts, text: rest } = withoutOffRecord(text)
    expect(parts).toEqual([{ from: 7, to: 14 }])
    expect(rest.split('\n')).toHaveLength(text.split('\n').length)
    expect(rest.split('\n').filter(isOffRecordNotice)).toHaveLength(1)
    // Read once more, nothing else goes.
    expect(withoutOffRecord(rest)).toEqual({ text: rest, parts: [] })
  })

  test.each(MARKS.filter((mark) => !/^[<>:=-]/.test(mark)))('as a heading: %s', (mark) => {
    const text = `# 2023-01-18\n\n### One\n\nbefore\n\n## ${mark}\n\nsecret\n\n### Deeper\n\nsecret\n\n## Two\n\nbehind\n`
    expect(kept(text)).toEqual(['# 2023-01-18', '### One', 'before', '## Two', 'behind'])
  })

  test.each(MARKS.filter((mark) => !/^[<>:=-]/.test(mark)))('as a bullet: %s', (mark) => {
    expect(kept(`## One\n\n- before\n- ${mark}\n- secret\n\n## Two\n`)).toEqual(['## One', '- before', '## Two'])
  })
})

describe('a remark takes out its item, or its paragraph', () => {
  test.each([
    '(off the record) Kathi leaves',
    '[confidential] Kathi leaves',
    '**Off the record:** Kathi leaves',
    'Off the record, Kathi leaves',
    'Off the record – Kathi leaves',
    'Vertraulich: Kathi geht',
    'nur intern: Kathi geht',
    'Kathi leaves (off the record)',
    'Kathi leaves *(not for the minutes)*.',
    'Kathi leaves - not for the minutes',
    'Kathi geht (vertraulich)',
    'Kathi geht – nicht fürs Protokoll',
    'Kathi geht [nur intern]',
  ])('%s', (words) => {
    expect(kept(`## One\n\n- before\n- ${words}\n  - secret\n    => secret\n- behind\n\n## Two\n`)).toEqual([
      '## One',
      '- before',
      '- behind',
      '## Two',
    ])
    const heading = kept(`## One\n\n### ${words}\n\nsecret\n\n### Two\n`)
    expect(heading).toEqual(['## One', '### Two'])
  })

  test('a paragraph', () => {
    expect(kept('## One\n\nbefore\n\nKathi leaves\nin March (off the record)\nand says so\n\nbehind\n')).toEqual([
      '## One',
      'before',
      'Kathi leaves',
      'behind',
    ])
  })
})

describe('what ends it', () => {
  test.each([
    'back on the record',
    '--- on the record again ---',
    '**Back on the record**',
    'on record',
    'end of off-record',
    'End off the record',
    'off the record ends here',
    '/off the record',
    '</off-the-record>',
    'end of the confidential part',
    '<!-- back on the record -->',
    'public again',
    'No longer confidential',
    'wieder im Protokoll',
    'Ab hier wieder fürs Protokoll',
    'Ende off the record',
    'Ende des vertraulichen Teils',
    'vertraulich Ende',
    'wieder öffentlich',
    'Ab hier geht das Protokoll weiter',
  ])('%s', (mark) => {
    expect(kept(`## One\n\noff the record\n\nsecret\n\n${mark}\n\nbehind\n`)).toEqual(['## One', 'behind'])
    expect(kept(`## One\n\n- ${mark}\n- behind\n`)).toHaveLength(3)
  })

  test('without a heading or a mark it goes to the end', () => {
    expect(kept('before\noff the record\nsecret\n\n# 2023-01-18\n\nsecret\n')).toEqual(['before'])
  })
})

test.each([
  'We discussed what off the record means',
  'off the record the release is late, says @fkr',
  '"off the record" is a heading that the app understands',
  'Confidential Computing',
  'Confidential Computing: status',
  '#### Confidential Computing #39',
  'The confidential computing epic',
  'Confidential containers (kata)',
  'confidential VMs – first tests',
  'Vertraulichkeit und Integrität',
  'internal only network for the cluster',
  'Use an internal network only for storage',
  'internal: load balancer',
  'The API is not public yet, see #12',
  'not confidential',
  'turn off recording',
  'the API is off, record the error',
  'This meeting is not recorded',
  'record',
  'on the record',
  'Who writes the minutes?',
  'Kein Protokoll von letzter Woche',
  'Das Protokoll ist nicht veröffentlicht worden, @fkr fragt nach',
  'Das Gespräch unter uns Entwicklern war gut',
  'Public part of the website (internal links)',
  'Notes are in the minutes',
  'AI @fkr: write the confidential part of the contract',
])('"%s" is a line like any other', (line) => {
  for (const text of [`## One\n\n${line}\n\nbehind\n`, `## One\n\n- ${line}\n- behind\n`])
    expect(withoutOffRecord(text)).toEqual({ text, parts: [] })
})

test('in code nothing is meant', () => {
  const text = '## One\n\n```\noff the record\n```\n\nbehind\n'
  expect(withoutOffRecord(text).parts).toEqual([])
})
