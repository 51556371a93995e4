/** What stays in the pad: which lines say so, how far they reach, and what only looks like them. */
import { describe, expect, test } from 'vitest'
import { withoutTypedMarks } from '../../../../src/minutes/agenda/agenda-marker.ts'
import { formatNotes } from '../../../../src/notes/format/house-format.ts'
import { isOffRecordNotice, withoutOffRecord } from '../../../../src/notes/readers/off-record/off-record.ts'

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
  'Ausserhalb des Protokolls',
  '// off the record',
  '// not for the minutes //',
  '/* off the record */',
  'Ab hier nicht mehr protokollieren',
  'Ab jetzt bitte nicht mehr mitschreiben',
  'Bitte ab hier nichts aufschreiben',
  'Hiervon bitte nichts ins Protokoll',
  'Nicht fuers Protokoll',
  'Nicht für die Öffentlichkeit',
  'Bitte für euch behalten',
  'Nicht nach außen',
  'Keine Mitschrift ab hier',
  'Inoffizieller Teil',
  'Private (not for minutes)',
  'Private, off the record',
  'OTR',
  'OTR:',
  'Unter drei:',
  'Unter 3',
  'Please stop taking notes',
  'Please do not write any of this down',
  'Stop taking minutes here',
  'Never minute this',
  'For the team only',
  'Members only',
  'Please keep this to yourselves',
  'Not for publication',
  'Remove this before publishing',
  'Vor Veröffentlichung löschen',
  'Under NDA',
  'Under embargo',
  'Chatham House Rule',
]

/** A title of a part; "- Intern" may be somebody's job. */
const TITLES = [
  '## Intern',
  '## Internal',
  '## Internes',
  '### Interna',
  '## Private',
  '## Privat',
  '**Intern**',
  '**Intern:**',
  'Intern:',
  'Private:',
  '## Internal topics',
  '## Interne Themen',
  '## Interner Teil',
  '## Private matters',
  '## Privates',
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

  test.each(MARKS.filter((mark) => !/^[<>:=/-]/.test(mark)))('as a heading: %s', (mark) => {
    const text = `# 2023-01-18\n\n### One\n\nbefore\n\n## ${mark}\n\nsecret\n\n### Deeper\n\nsecret\n\n## Two\n\nbehind\n`
    expect(kept(text)).toEqual(['# 2023-01-18', '### One', 'before', '## Two', 'behind'])
  })

  test.each(MARKS.filter((mark) => !/^[<>:=/-]/.test(mark)))('as a bullet: %s', (mark) => {
    expect(kept(`## One\n\n- before\n- ${mark}\n- secret\n\n## Two\n`)).toEqual(['## One', '- before', '## Two'])
  })
})

test.each(TITLES)('the title %s takes out its part', (title) => {
  expect(kept(`# 2023-01-18\n\n### One\n\nbefore\n\n${title}\n\nsecret\n\n#### Deeper\n\nsecret\n\n## Two\n\nbehind\n`)).toEqual([
    '# 2023-01-18',
    '### One',
    'before',
    '## Two',
    'behind',
  ])
})

describe('said in the middle of a sentence', () => {
  test.each([
    'X told us off the record that Anna leaves',
    'Kathi said off the record: the budget is gone',
    'off the record the release is late, says @fkr',
    'The vendor admitted, off the record, that the test lab does not exist',
    'We heard off-the-record that the rule will change',
    'Two partners leave (Bert mentioned it off the record) in May',
    '@ada learned in confidence that the bid was lost',
    'The ministry told @ada confidentially about the new budget',
    'Nothing of this is for the minutes: we lose the office',
    'The salaries are not for the public minutes, @ada keeps the list',
    'Sven hat ausserhalb des Protokolls erzählt, dass er geht',
    'Außerhalb des Protokolls: der Kunde kündigt, sagt Ina',
    'Annas Kündigung bitte nicht ins Protokoll schreiben, sie weiß es noch nicht',
    'Uwe hat uns vertraulich mitgeteilt, dass die Förderung endet',
    'Ina sagte unter vier Augen, dass sie wechselt',
    'Unter uns gesagt: hat Ina erzählt, der Anbieter ist pleite',
    'Das Ministerium hat unter drei verraten, dass die Mittel gekürzt werden',
    'Bernd hat im Vertrauen berichtet, dass das Projekt endet',
  ])('%s', (words) => {
    expect(kept(`## One\n\n- before\n- ${words}\n  - secret\n- behind\n`)).toEqual(['## One', '- before', '- behind'])
    expect(kept(`## One\n\nbefore\n\n${words}\n\nbehind\n`)).toEqual(['## One', 'before', 'behind'])
  })
})

test('a row of a table goes, and the rows below stay rows', () => {
  const table = '| Topic | Notes |\n| --- | --- |\n| Ceph | done |\n| Staff | off the record: Anna leaves |\n| Kolla | open |\n'
  expect(withoutOffRecord(table).text).toBe(
    '| Topic | Notes |\n| --- | --- |\n| Ceph | done |\n| _A part that was off the record is left out._ <!-- scs-sprint:off-record --> |\n| Kolla | open |\n',
  )
  const columns = '| Topic | Confidential |\n| --- | --- |\n| Ceph | no |\n'
  expect(withoutOffRecord(columns).text).toBe(columns)
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
  'off the record parts are filtered by the app',
  'What does "off the record" mean?',
  'Policy for off-the-record remarks: Ina writes a draft',
  '@ada turns: turn off the record button on the camera',
  'Kurt kicked off the record-keeping project',
  'The mark `off the record` is documented in the handbook',
  'The DNS team took off the record for the old host',
  'internal network',
  'Internal network: MTU is wrong',
  '## Internal network',
  'Intern: Max starts on Monday',
  'Our new intern starts on Monday',
  'Intern',
  '## Intern onboarding',
  '## Interns',
  '## Internals',
  '@ada mentors the intern',
  'Internship: two applications',
  'private cloud',
  '## Private cloud',
  'Private cloud: the sizing is open',
  'private registry',
  'Private registry: mirror images',
  'Private repositories and forks',
  'Private key rotation',
  'Policy for confidential documents: Ina writes a draft',
  'Richtlinie für vertrauliche Dokumente besprechen',
  'Vertraulichkeitsstufen im Wiki einführen',
  'Embargoed security issues are handled by the security team',
  'NDA with the vendor is signed',
  'Protokolliert wird in Zukunft rotierend',
  'Wer kann heute protokollieren?',
  'Der Agent soll nicht mehr so viel protokollieren',
  'Do not write to the old bucket any more',
  'Stop writing to the old database',
  'No notes',
  'Keine Notizen',
  'OTR encryption in the chat client',
  'Unter drei Tagen nicht machbar',
  'Der Umzug dauert unter 3 Stunden',
  'Not in the minutes of last week: the decision about Ceph',
  'https://example.org/internal/off-the-record-guide',
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
  const item = line.startsWith('#') ? line : `- ${line}`
  const paragraph = line === 'Intern' ? item : line
  for (const text of [`## One\n\n${paragraph}\n\nbehind\n`, `## One\n\n${item}\n- behind\n`])
    expect(withoutOffRecord(text)).toEqual({ text, parts: [] })
})

test('in code nothing is meant', () => {
  const text = '## One\n\n```\noff the record\n```\n\nbehind\n'
  expect(withoutOffRecord(text).parts).toEqual([])
})

test('the notice is known by its marker, whatever its words are; those of earlier versions by their words', () => {
  const { text } = withoutOffRecord('## One\n\n- before\n- (off the record) secret\n- behind\n')
  const notice = text.split('\n').find((line) => line.includes('left out')) ?? ''
  expect(isOffRecordNotice(notice.replace(/_.*_/, '_Something stays in the pad._'))).toBe(true)
  expect(isOffRecordNotice('- *A part that was off the record is left out.*')).toBe(true)
  expect(isOffRecordNotice('| _A part that was off the record is left out._ |')).toBe(true)
  expect(isOffRecordNotice('- A part that was off the record is left out, says @ada')).toBe(false)
})

test('house format keeps the marker of the notice, and a marker that somebody typed in a pad becomes words', () => {
  const { text } = withoutOffRecord('# 2023-01-18\n\n## One\n\n- before\n- (off the record) secret\n- behind\n\noff the record\n\nsecret\n')
  const formatted = formatNotes(text, { date: '2023-01-18' }).text
  expect(formatted.split('\n').filter(isOffRecordNotice)).toEqual([
    '- *A part that was off the record is left out.* <!-- scs-sprint:off-record -->',
    '*A part that was off the record is left out.* <!-- scs-sprint:off-record -->',
  ])
  expect(isOffRecordNotice(withoutTypedMarks('- I said so <!-- scs-sprint:off-record -->'))).toBe(false)
})
