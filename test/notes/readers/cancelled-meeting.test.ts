/** Which sentences say that this meeting, of Wednesday 2023-01-18, did not take place. */
import { describe, expect, test } from 'vitest'
import { cancelledIn } from '../../../src/notes/readers/cancelled-meeting.ts'
import { readStructure } from '../../../src/notes/structure/read-structure.ts'

const meeting = { date: '2023-01-18', names: ['iaas', 'Team IaaS'] }
const cancelled = (text: string) => cancelledIn(readStructure(text), meeting) !== null

describe('the meeting did not take place', () => {
  test.each([
    'fällt aus / cancelled (everybody at the conference)',
    'entfällt / cancelled, everybody is at the summit',
    'Cancelled / abgesagt',
    'Kein Meeting heute / no meeting today',
    'The meeting is cancelled / das Treffen findet nicht statt',
    'Cancelled',
    'CANCELED!',
    '**Meeting cancelled**',
    'Meeting cancelled due to lack of topics',
    'Meeting: cancelled',
    "Today's meeting is cancelled.",
    'This meeting was cancelled because most people are at FOSDEM',
    'The meeting does not take place this week.',
    "The call didn't take place",
    "The meeting won't happen today",
    'No meeting today',
    'No meeting this week (holidays)',
    'There will be no meeting on 2023-01-18',
    'There is no call on Wednesday, 18 January.',
    'No meeting on 18.01. and 25.01.',
    'No IaaS meeting today',
    'We skip the meeting today',
    'Skipped today',
    'We are skipping this week',
    'The weekly is called off',
    "Wednesday's sync was cancelled",
    'Meeting postponed to 2023-01-25',
    'The meeting is moved to next week',
    'Sorry, no meeting today. Next meeting: 2023-01-25',
    'Meeting cancelled, next one on 25 January',
    'Fällt aus',
    'Das Meeting fällt heute aus',
    'Heute fällt das Treffen aus',
    'Heute kein Meeting',
    'Kein Termin diese Woche',
    'Am 18.01. gibt es kein Meeting',
    'Das Treffen findet heute nicht statt.',
    'Der Termin entfällt wegen Krankheit',
    'Entfällt',
    'Der heutige Termin wurde abgesagt',
    'Leider ist der Termin heute ausgefallen',
    'Die Sitzung wurde auf den 25.01.2023 verschoben',
    'Das IaaS-Meeting ist abgesagt',
    'Team-Meeting am Mittwoch fällt aus',
  ])('%s', (words) => {
    expect(cancelled(`# 2023-01-18\n\n${words}\n`)).toBe(true)
    expect(cancelled(`# 2023-01-18\n\n## Agenda\n\n* \n\n${words}\n`)).toBe(true)
  })

  test.each([
    'Feiertag - kein Meeting',
    'Public holiday – no meeting',
    'Ostermontag: kein Termin',
    'Holiday, no call today',
    'Himmelfahrt -> kein Treffen',
    'Brückentag (kein Meeting)',
    'Weihnachtspause, kein Jour fixe',
    'Krankheitsbedingt kein Meeting',
    'Heute ist Feiertag, daher kein Meeting',
    'Hackathon: no meeting',
    'KubeCon, so no meeting today',
    'Meeting dropped because of the hackathon',
    'The meeting was dropped due to illness',
    'Meeting scrapped, everybody is at the fair',
    'Call dropped because of the public holiday',
    'This week we are not meeting',
    'We did not meet (strike)',
    'Wir treffen uns heute nicht',
    'Wir haben uns wegen Krankheit nicht getroffen',
    'Der Call fällt wegen Urlaub aus',
    'Das Treffen fällt heute wegen der Messe aus',
    'Die Sitzung findet aufgrund des Streiks nicht statt',
    'Das Meeting fand wegen Glatteis nicht statt',
    'Wegen Feiertag kein Meeting',
    'Wegen der Konferenz fällt das Meeting aus',
    'Due to the public holiday, the meeting is cancelled',
    'Because of the summit there is no meeting',
    'Termin gecancelt',
    'Das Meeting wird heute geskippt',
    'Jour fixe ausgesetzt',
  ])('%s', (words) => {
    for (const markup of [words, `* ${words}`, `**${words}**`]) {
      expect(cancelled(`# 2023-01-18\n\n${markup}\n`)).toBe(true)
      expect(cancelled(`# 2023-01-18\n\n## Participants\n\n* @ada\n\n## Agenda\n\n${markup}\n`)).toBe(true)
    }
  })

  const TEMPLATE =
    '# 2023-01-18\n\n## Participants\n\n* @\n\n## Recurring items\n\n* Who is presenting? @\n\n## Topics\n\n* WORDS\n\n## Action items\n\n* \n'
  test.each([
    'Cancelled',
    'CANCELED',
    'Fällt aus',
    'Entfällt',
    'Ausgefallen',
    'Skipped (public holiday)',
    'Skipped',
    'Did not take place',
    "Didn't happen",
    'Not held',
    'Hat nicht stattgefunden',
    'Findet nicht statt',
    'Fand nicht statt',
    '**Entfällt wegen Weihnachten**',
    '_cancelled due to illness_',
    'Abgesagt, zu wenige Leute',
    'Called off',
    'Fällt wegen Ferien aus',
    'Gecancelt',
    'Verschoben auf den 25.01.2023',
    'Kein Meeting (Feiertag)',
    'Cancelled\n* Next meeting: 2023-01-25',
    'Entfällt\n\nFrohe Weihnachten!',
  ])('nothing but "%s" below the topics of a template', (words) => {
    expect(cancelled(TEMPLATE.replace('WORDS', words))).toBe(true)
    expect(cancelled(TEMPLATE.replace('## Topics', '## Tagesordnung').replace('WORDS', words))).toBe(true)
    expect(cancelled(TEMPLATE.replace('## Topics', '## Agenda / Themen').replace('* WORDS', words.replace('\n* ', '\n')))).toBe(true)
  })

  test.each([
    ['a topic beside it', 'WORDS\n* Ceph upgrade'],
    ['a topic above it', 'Ceph upgrade\n* WORDS'],
    ['a topic it is nested in', 'Ceph upgrade\n  * WORDS'],
    ['another section with notes', 'WORDS\n\n## Release\n\n* is ready'],
    ['the only words, below a topic', '\n\n## Release 5\n\n* WORDS'],
    ['the only words, below the sprint review', '\n\n## Sprint review\n\n* WORDS'],
    ['a decision', 'WORDS\n\n> Decision: we take the blue one'],
    ['a table', 'WORDS\n\n| a | b |\n| --- | --- |\n| c | d |'],
  ])('with %s a bare word is about something else', (_what, text) => {
    for (const words of ['Cancelled', 'Entfällt', 'Skipped', 'Ausgefallen', 'Did not take place', 'Verschoben'])
      expect(cancelled(TEMPLATE.replace('WORDS', text.replace('WORDS', words)))).toBe(false)
  })

  test.each(['# 2023-01-18 CANCELLED', '## 2023-01-18 (cancelled)', '# Meeting 2023-01-18 – fällt aus', '# 18. Januar 2023: entfällt'])(
    'the heading %s',
    (heading) => expect(cancelled(`${heading}\n\n## Agenda\n\n- a\n- b\n`)).toBe(true),
  )
})

describe('the meeting took place', () => {
  test.each([
    "Next week's meeting is cancelled",
    'Next week, the meeting is cancelled',
    'The meeting is cancelled next week',
    'No meeting next week',
    'No meeting on 2023-01-25',
    'No meeting on Thursday',
    'No meetings in August',
    'The meeting of 25 January is cancelled',
    "Tomorrow's call is cancelled",
    'The last meeting was cancelled',
    'The community call is cancelled',
    'The community call is cancelled today',
    'No community call today',
    'The call with upstream is cancelled',
    'KaaS meeting cancelled',
    'The meeting with the vendor did not take place',
    'The meeting is not cancelled',
    'Is the meeting cancelled?',
    'If nobody has topics the meeting is cancelled',
    'Should we skip the meeting next time?',
    'The Summit is cancelled',
    'The meeting is moved to 11:00',
    'Meeting postponed by 5 minutes to 10:10',
    'Cancelled: the order of the servers',
    'We skip the upgrade',
    'No meeting notes were written last time',
    'There was no call for papers',
    'No topics for the meeting',
    'Nächste Woche fällt das Meeting aus',
    'Das Meeting fällt nächste Woche aus',
    'Das nächste Treffen entfällt',
    'Kein Meeting am 25.01.',
    'Kein Meeting am Donnerstag',
    'Morgen kein Meeting',
    'Der Community Call fällt heute aus',
    'Das Treffen mit dem Hersteller findet nicht statt',
    'Letzte Woche ist das Meeting ausgefallen',
    'Das Meeting ist nicht abgesagt',
    'Fällt das Meeting heute aus?',
    'Der Strom ist heute ausgefallen',
    'Die Reise wurde abgesagt',
    'Keine Themen für das Meeting',
    'Das Meeting fällt heute kürzer aus',
    'Das Meeting fällt wegen Urlaub kürzer aus',
    'The call dropped, we dialled in again',
    'The session was dropped twice',
    'The meeting dropped to three people',
    'The topic was dropped from the meeting',
    'Support for the old release is dropped',
    'We dropped the old call for papers',
    'Release 5 dropped',
    'Hackathon cancelled',
    'Hackathon: cancelled',
    'Christmas party: cancelled',
    'Feiertag: wer vertritt?',
    'Feiertag - kein Deployment',
    'Holidays: no releases',
    'Ostern: kein Community Call',
    'Public holiday next week, no meeting then',
    'Because of illness the community call is cancelled',
    'Due to the outage the release is cancelled',
    'Wegen Umzug Workshop abgesagt',
    'Wegen Feiertag nächste Woche kein Meeting',
    'Der Community Call fällt wegen Urlaub aus',
    'Der Workshop fällt wegen Krankheit aus',
    'Das Treffen mit dem Hersteller fällt wegen Streik aus',
    'Das nächste Meeting fällt wegen Ostern aus',
    'Wir treffen uns nächste Woche nicht',
    'We will not meet next week',
    'We did not meet the deadline',
    'Wir haben das Ziel nicht getroffen',
    'Der Node ist ausgefallen',
    'The upgrade did not happen',
    'The demo did not take place',
    'Backups are suspended',
    'Das Deployment wurde ausgesetzt',
    'Bestellung storniert',
    'Termin mit dem Hersteller gecancelt',
    'KaaS: kein Meeting',
    'Test skipped',
    'Verschoben: das Update der Knoten',
    'Update verschoben',
  ])('%s', (words) => {
    expect(cancelled(`# 2023-01-18\n\n${words}\n`)).toBe(false)
    expect(cancelled(`# 2023-01-18\n\n## Agenda\n\n* ${words}\n`)).toBe(false)
  })

  test.each([
    ['it is said below a topic', '# 2023-01-18\n\n## Kick-off with the vendor\n\n* meeting cancelled\n'],
    ['it is nested in an item', '# 2023-01-18\n\n* Kick-off with the vendor\n  * meeting cancelled\n'],
    ['much else is said', `# 2023-01-18\n\nMeeting cancelled\n\n${'- a topic\n'.repeat(9)}`],
    ['the heading is of another day', '# 2023-01-25 CANCELLED\n\n- a topic\n'],
  ])('%s', (_why, text) => expect(cancelled(text)).toBe(false))
})
