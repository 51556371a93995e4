/** Which sentences say that this meeting, of Wednesday 2023-01-18, did not take place. */
import { describe, expect, test } from 'vitest'
import { cancelledIn } from '../../src/notes/cancelled.ts'
import { readStructure } from '../../src/notes/structure.ts'

const meeting = { date: '2023-01-18', names: ['iaas', 'Team IaaS'] }
const cancelled = (text: string) => cancelledIn(readStructure(text), meeting) !== null

/** The verb alone is about the meeting only directly below its heading. */
const BARE = /^(?:cancell?ed!?|(?:cancelled|fällt aus|entfällt)(?: \/ (?:cancelled|abgesagt)(?:[ ,(].*)?)?)$/i

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
    expect(cancelled(`# 2023-01-18\n\n## Agenda\n\n* \n\n${words}\n`)).toBe(!BARE.test(words))
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
