/** Reasons of absences: what is taken out, and everything that stays. */
import { describe, expect, test } from 'vitest'
import { readNotes } from '../../../../src/notes/read-notes.ts'
import { withoutReasons } from '../../../../src/notes/readers/off-record/absences.ts'

const row = (text: string) => withoutReasons(text).text.split('\n').at(-1)

describe('in a list of participants', () => {
  test.each([
    ['@ada (sick)', '@ada (absent)'],
    ['@ada (krank)', '@ada (abwesend)'],
    ['@ada (parental leave)', '@ada (absent)'],
    ['@ada (in Elternzeit)', '@ada (abwesend)'],
    ['@ada (on vacation until 2023-01-30)', '@ada (absent until 2023-01-30)'],
    ['@ada (Urlaub bis 30.1.)', '@ada (abwesend bis 30.1.)'],
    ['@ada (sick, @bob stands in)', '@ada (absent, @bob stands in)'],
    ['@ada - sick', '@ada - absent'],
    ['@ada: krank', '@ada: abwesend'],
    ['@ada is on sick leave', '@ada absent'],
    ['@ada, @bob (excused, doctor), @carl', '@ada, @bob (excused), @carl'],
    ['@ada (entschuldigt wegen Krankheit)', '@ada (entschuldigt)'],
    ['@ada (excused due to a family emergency)', '@ada (excused)'],
    ['@ada fehlt wegen Arzttermin', '@ada fehlt'],
    ['Ada Lovelace (child is sick)', 'Ada Lovelace (absent)'],
    ['Ada Lovelace (Kind krank)', 'Ada Lovelace (abwesend)'],
    ['@ada (vacation next week)', '@ada (absent next week)'],
  ])('%s', (typed, told) => {
    expect(row(`# 2023-01-18\n\n## Participants\n\n* ${typed}`)).toBe(`* ${told}`)
  })
})

describe('below "Excused"', () => {
  test.each([
    ['@ada (sick)', '@ada'],
    ['@ada (Urlaub bis 30.1., @bob vertritt)', '@ada (bis 30.1., @bob vertritt)'],
    ['@ada (customer appointment)', '@ada'],
    ['@ada (joins later)', '@ada (joins later)'],
    ['@ada - parental leave', '@ada'],
    ['Kathi', 'Kathi'],
  ])('%s', (typed, told) => {
    expect(row(`# 2023-01-18\n\n## Excused\n\n* ${typed}`)).toBe(`* ${told}`)
    expect(row(`# 2023-01-18\n\nAbwesend: ${typed}`)).toBe(`Abwesend: ${told}`)
  })
})

describe('beside a handle anywhere', () => {
  test.each([
    ['@ada is sick, so the release moves', '@ada absent, so the release moves'],
    ['@ada and @bob are on vacation next week', '@ada and @bob are absent next week'],
    ['@ada ist krank, @bob übernimmt', '@ada abwesend, @bob übernimmt'],
    ['AI @ada: vacation planning', 'AI @ada: vacation planning'],
    ['@ada writes about sick leave policies', '@ada writes about sick leave policies'],
    ['The holiday season is near', 'The holiday season is near'],
    ['AI @ada: test the hospital demo', 'AI @ada: test the hospital demo'],
    ['@ada fixes the travel booking', '@ada fixes the travel booking'],
    ["@o-otte can't make it, migraine", "@o-otte can't make it"],
    ['@o-otte kann nicht, Zahnarzt', '@o-otte kann nicht'],
    ["@ada won't make it today: sick kid", "@ada won't make it today"],
    ['@ada schafft es heute nicht (Kind krank)', '@ada schafft es heute nicht'],
    ['@ada kommt heute nicht, sie ist beim Arzt', '@ada kommt heute nicht'],
    ['@ada sagt ab, Grippe', '@ada sagt ab'],
    ['@ada is unable to attend because of surgery', '@ada is unable to attend'],
    ['@ada kann leider nicht teilnehmen, Elternzeit', '@ada kann leider nicht teilnehmen'],
    ["@ada isn't coming - the flu", "@ada isn't coming"],
    ['@ada is out, fever', '@ada is out, absent'],
  ])('%s', (typed, told) => {
    expect(row(`# 2023-01-18\n\n## Agenda\n\n* ${typed}`)).toBe(`* ${told}`)
  })
})

describe('beside a name that begins a line or a sentence', () => {
  test.each([
    ['Felix ist krankgeschrieben', 'Felix abwesend'],
    ['Anna Meier is on maternity leave until May', 'Anna Meier absent until May'],
    ['Uwe hat Urlaub', 'Uwe abwesend'],
    ['Ina ist im Krankenhaus, Bert übernimmt', 'Ina abwesend, Bert übernimmt'],
    ['Kathi und Uwe sind im Urlaub bis Montag', 'Kathi und Uwe sind abwesend bis Montag'],
    ["Ben can't come, he has the flu", "Ben can't come"],
    ['**Felix** ist erkrankt', '**Felix** abwesend'],
    ['Jan-Ole fehlt wegen Migräne', 'Jan-Ole fehlt'],
    ['Ceph is fine. Mia is sick.', 'Ceph is fine. Mia absent.'],
    ['Ole kommt nicht, Zahnarzt', 'Ole kommt nicht'],
    ['Petra has a doctor’s appointment', 'Petra absent'],
    ['Tom is on a business trip this week', 'Tom absent this week'],
    ['Lea liegt mit Grippe im Bett', 'Lea abwesend'],
    ['Max muss zum Zahnarzt', 'Max abwesend'],
    ['Rosa bleibt wegen Kinderbetreuung weg', 'Rosa bleibt weg'],
  ])('%s', (typed, told) => {
    expect(row(`# 2023-01-18\n\n## Agenda\n\n* ${typed}`)).toBe(`* ${told}`)
    expect(row(`# 2023-01-18\n\n${typed}`)).toBe(told)
  })

  test.each([
    '@o-otte: krankenhaus.example is the new tenant',
    '@o-otte: hospital:latest is the image',
    '@o-otte: vacation.md is merged',
    '@o-otte: grippe/statistik is the path',
    '@o-otte: [hospital](https://example.org) is the tenant',
    '@o-otte: sick-leave.example is down',
    '@o-otte: urlaub_api is slow',
    'Tenant is the hospital',
    'Kunde ist ein Krankenhaus',
    'Charité is the hospital of the pilot',
    'Freitag ist Urlaub',
    'Everybody is on vacation next week',
    'Niemand ist im Urlaub',
    'August is holiday season',
    'We are on vacation in July',
    'Das Krankenhaus ist Kunde',
    'The node was sick of old packages',
    'Urlaub ist kein Thema',
    'Felix plans the vacation calendar',
    'Anna tests the hospital demo',
    'Uwe spricht mit dem Krankenhaus',
    'Therapy: the app for patients is a pilot',
  ])('%s stays', (typed) => {
    expect(row(`# 2023-01-18\n\n## Agenda\n\n* ${typed}`)).toBe(`* ${typed}`)
    expect(row(`# 2023-01-18\n\n${typed}`)).toBe(typed)
  })
})

describe('a reason as the label of people', () => {
  test.each([
    ['sick: Piet', 'absent: Piet'],
    ['Sick: @tibeer', 'Absent: @tibeer'],
    ['Sick today: @ada, @bob', 'Absent today: @ada, @bob'],
    ['krank: Uwe', 'abwesend: Uwe'],
    ['Urlaub: Ina', 'Abwesend: Ina'],
    ['**Vacation:** Ina until 30.1., Uwe', '**Absent:** Ina until 30.1., Uwe'],
    ['**Krank**: Uwe Meier und Ina', '**Abwesend**: Uwe Meier und Ina'],
    ['On parental leave: Ina Schmidt', 'Absent: Ina Schmidt'],
    ['Sick / vacation: @ada', 'Absent: @ada'],
    ['Krank oder Urlaub: Ina, Uwe', 'Abwesend: Ina, Uwe'],
    ['Elternzeit – Ina', 'Abwesend – Ina'],
    ['sick: piet', 'absent: piet'],
    ['Sick: Piet (flu), back on Monday', 'Absent: Piet, back on Monday'],
    ['🤒 Sick: Piet', '🤒 Absent: Piet'],
    ['Sick: Piet, Urlaub: Ina', 'Absent: Piet, abwesend: Ina'],
    ['Krankmeldung: Uwe', 'Abwesend: Uwe'],
  ])('%s', (typed, told) => {
    for (const section of ['Agenda', 'Participants', 'Notes']) expect(row(`# 2023-01-18\n\n## ${section}\n\n* ${typed}`)).toBe(`* ${told}`)
    expect(row(`# 2023-01-18\n\n${typed}`)).toBe(told)
  })

  test.each([
    'Sick leave policy',
    'Sick leave policy: discussed',
    'Urlaub: Regelung besprochen',
    'Vacation: calendar needs an update',
    'Holiday season: @ada plans the freeze',
    'Vacation: planning for the summer',
    'Krankenhaus: Kunde fragt nach Angebot',
    'Urlaub: Anträge bis Freitag stellen',
    'Surgery: the pods restart',
    'Vacation: discussed',
    'Travelling: who books the rooms?',
  ])('%s stays', (typed) => {
    for (const list of ['* ', '## ', '']) expect(row(`# 2023-01-18\n\n## Agenda\n\n${list}${typed}`)).toBe(`${list}${typed}`)
  })

  test.each([
    ['## Sick\n\n- Piet\n- @ada (flu)', '## Absent\n\n- Piet\n- @ada'],
    ['## Krank\n\nUwe, Ina', '## Abwesend\n\nUwe, Ina'],
    ['- Vacation:\n  - Ina\n  - Uwe: Grippe', '- Absent:\n  - Ina\n  - Uwe'],
    ['### Sick: @ada', '### Absent: @ada'],
    ['## Vacation\n\n- the calendar is full\n- @ada asks for rules', '## Vacation\n\n- the calendar is full\n- @ada asks for rules'],
    ['## Sick\n\n## Agenda\n\n- Ceph', '## Sick\n\n## Agenda\n\n- Ceph'],
  ])('above people: %j', (typed, told) => {
    expect(withoutReasons(`# 2023-01-18\n\n${typed}\n`).text).toBe(`# 2023-01-18\n\n${told}\n`)
  })
})

test('the number of lines stays, and the changed ones are named', () => {
  const text = '# 2023-01-18\n\n## Participants\n\n* @ada (sick)\n* @bob\n'
  const { text: told, lines } = withoutReasons(text)
  expect(lines).toEqual([5])
  expect(told.split('\n')).toHaveLength(text.split('\n').length)
  expect(withoutReasons(told)).toEqual({ text: told, lines: [] })
})

test('with and without the reason the same people are absent', () => {
  const text = '# 2023-01-18\n\n## Participants\n\n* @ada (sick)\n* @bob (Urlaub bis 30.1.)\n* @carl (vacation next week)\n* @dora\n'
  for (const typed of [text, withoutReasons(text).text])
    expect(readNotes(typed)).toMatchObject({ participants: ['carl', 'dora'], excused: ['ada', 'bob'] })
})
