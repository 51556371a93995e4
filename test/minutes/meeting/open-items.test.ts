import { expect, test } from 'vitest'
import { followItems, isListOfItems, openItems } from '../../../src/minutes/meeting/open-items.ts'
import { aMeeting, items, notesWith } from '../meetings.ts'

const list = [{ depth: 3, title: 'Pending action items', line: 5 }]

test('an item that was not mentioned again stays open, with its date and place', () => {
  const past = [aMeeting('2023-01-11', { items: ['@berendt: open an issue for the images of k8s-capi'] })]
  expect(openItems(past)).toEqual([
    {
      owners: ['berendt'],
      for: [],
      text: 'open an issue for the images of k8s-capi',
      due: null,
      since: '2023-01-11',
      lastSeen: '2023-01-11',
      path: 'iaas/20230111.md',
      line: 10,
      carried: 0,
    },
  ])
})

test('an item is recognized when it is retyped, linked, or extended with a remark', () => {
  const past = [
    aMeeting('2026-06-04', {
      items: [
        '@fzakfeld: Draft a standard on IPv6 for networks of the IaaS layer, see [standards#1020](https://github.com/SovereignCloudStack/standards/issues/1020)',
      ],
    }),
    aMeeting('2026-05-21', { items: ['@fzakfeld: draft a standard for IPv6 in networks of the IaaS layer (ongoing)'] }),
    aMeeting('2026-05-07', { items: ['@fzakfeld: draft a standard for IPv6 in networks of the IaaS layer'] }),
  ]
  expect(openItems(past)).toMatchObject([{ since: '2026-05-07', lastSeen: '2026-06-04', carried: 2, path: 'iaas/20260604.md' }])
})

test('an item marked as done later is no longer open', () => {
  const past = [
    aMeeting('2026-05-21', { items: ['@garloff: write down who may grant an exception', '@fkr: ask for a bigger room'] }),
    aMeeting('2026-06-04', { items: ['[x] @garloff: write down who may grant an exception'] }),
  ]
  expect(openItems(past).map(({ text }) => text)).toEqual(['ask for a bigger room'])
})

test('similar tasks with different numbers are different items', () => {
  const past = [
    aMeeting('2024-03-06', { items: ['@mbuechse: review the pull request #512'] }),
    aMeeting('2024-03-13', { items: ['[x] @mbuechse: review the pull request #517'] }),
  ]
  expect(openItems(past)).toMatchObject([{ text: 'review the pull request #512', carried: 0 }])
})

test('short tasks of one person with different objects are different items', () => {
  const past = [
    aMeeting('2024-03-06', { items: ['@itrich: write story for backups'] }),
    aMeeting('2024-03-13', { items: ['@itrich: write story for networks'] }),
  ]
  expect(openItems(past).map(({ carried }) => carried)).toEqual([0, 0])
})

test('an item taken over by someone else is the same item, with the new owner', () => {
  const past = [
    aMeeting('2024-03-06', { items: ['@itrich: prepare the agenda of the hackathon in Dresden'] }),
    aMeeting('2024-03-13', { items: ['@maxwolfs: prepare the agenda of the hackathon in Dresden'] }),
  ]
  expect(openItems(past)).toMatchObject([{ owners: ['maxwolfs'], since: '2024-03-06', carried: 1 }])
})

test('two spellings of a person are one person', () => {
  const past = [
    aMeeting('2024-03-06', { items: ['@mfechner: describe how hosts are replaced without downtime'] }),
    aMeeting('2024-03-13', { items: ['[x] @matfechner: describe how we replace hosts without downtime'] }),
  ]
  expect(openItems(past, { people: { mfechner: 'matfechner' } })).toEqual([])
})

test('an item in its topic and again in the summary is one item', () => {
  const past = [
    aMeeting('2024-03-06', {
      items: ['@fkr: turn the patches into stories, with help', '@fkr: turn the patches into stories, with help ([SGX](#sgx))'],
    }),
  ]
  expect(openItems(past)).toMatchObject([{ line: 10, carried: 0 }])
})

test('a team that goes through its list twice without an item has dropped it; once may be an oversight', () => {
  const both = ['@fkr: find a date for the retreat', '@cwrau: compare the versions of Kubernetes']
  const past = [
    aMeeting('2026-05-07', { items: both }),
    aMeeting('2026-05-21', { sections: list, items: both }),
    aMeeting('2026-06-04', { sections: list, items: ['@cwrau: compare the versions of Kubernetes'] }),
    aMeeting('2026-06-18', { sections: list, items: ['@cwrau: compare the versions of Kubernetes'] }),
  ]
  expect(openItems(past.slice(0, 3)).map(({ owners }) => owners)).toEqual([['cwrau'], ['fkr']])
  expect(openItems(past)).toMatchObject([{ text: 'compare the versions of Kubernetes', carried: 3 }])
})

test('an item that was never on the list is shown once more before it is dropped', () => {
  const past = [
    aMeeting('2026-05-21', { items: ['@fkr: find a date for the retreat', '@toothstone: invite the authors of the catalog'] }),
    aMeeting('2026-06-04', { sections: list, items: ['@fkr: find a date for the retreat'] }),
    aMeeting('2026-06-18', { sections: list, items: ['@fkr: find a date for the retreat'] }),
  ]
  expect(openItems(past.slice(0, 2)).map(({ text }) => text)).toEqual(['find a date for the retreat', 'invite the authors of the catalog'])
  expect(openItems(past).map(({ text }) => text)).toEqual(['find a date for the retreat'])
})

test('a list that was not gone through drops nothing', () => {
  const past = [
    aMeeting('2026-05-07', { items: ['@fkr: find a date for the retreat'] }),
    aMeeting('2026-05-21', { sections: list, items: ['@fkr: find a date for the retreat'] }),
    aMeeting('2026-06-04', { sections: list, items: [] }),
  ]
  expect(openItems(past)).toMatchObject([{ lastSeen: '2026-05-21', carried: 1 }])
})

test('an item not mentioned for eight meetings is dropped', () => {
  const first = aMeeting('2023-01-04', { items: ['@tibeer: clean up the old images'] })
  const later = Array.from({ length: 8 }, (_, week) => aMeeting(`2023-02-${String(week + 1).padStart(2, '0')}`))
  expect(openItems([first, ...later.slice(0, 7)])).toHaveLength(1)
  expect(openItems([first, ...later])).toEqual([])
})

test('an item listed again after it was done is open again, with its full age', () => {
  const past = [
    aMeeting('2026-05-07', { items: ['@jklare: publish the results of the survey'] }),
    aMeeting('2026-05-21', { items: ['[x] @jklare: publish the results of the survey'] }),
    aMeeting('2026-06-04', { items: ['@jklare: publish the results of the survey'] }),
  ]
  expect(openItems(past)).toMatchObject([{ since: '2026-05-07', lastSeen: '2026-06-04', carried: 2 }])
})

test('current notes match open items by line, done or not, and both copies of one', () => {
  const past = [
    aMeeting('2026-06-04', { items: ['@garloff: write down who may grant an exception', '@cwrau: compare the versions of Kubernetes'] }),
  ]
  const current = notesWith({
    actionItems: items(
      ['@fkr: book a room', '[x] @garloff: write down who may grant an exception', '@garloff: write down who may grant an exception'],
      20,
    ),
  })
  const found = followItems(current, past)
  expect([...found.keys()]).toEqual([21, 22])
  expect(found.get(21)).toMatchObject({ since: '2026-06-04', carried: 0 })
})

test('the age that an agenda added to an item is not part of it', () => {
  const past = [
    aMeeting('2026-05-21', { items: ['@garloff: rules'] }),
    aMeeting('2026-06-04', { items: ['@garloff: rules (since 2026-05-21, carried over twice)'] }),
  ]
  expect(openItems(past)).toMatchObject([{ text: 'rules', since: '2026-05-21', carried: 1 }])
})

test('items without words are not matched', () => {
  const past = [aMeeting('2024-03-06', { items: ['@fkr: ???'] }), aMeeting('2024-03-13', { items: ['@fkr: !!!'] })]
  expect(openItems(past)).toHaveLength(2)
})

test('the order of the given meetings does not matter', () => {
  const past = [
    aMeeting('2026-05-07', { items: ['@fkr: find a date for the retreat'] }),
    aMeeting('2026-05-21', { items: ['@fkr: find a date for the retreat', '@cwrau: compare the versions'] }),
    aMeeting('2026-06-04', { items: ['@cwrau: compare the versions'] }),
  ]
  expect(openItems([...past].reverse())).toEqual(openItems(past))
})

test.each([
  ['Pending action items', true],
  ['Check AIs from last time', true],
  ['AIs from last time', true],
  ['Open action items of the last meetings', true],
  ['Offene Punkte', true],
  ['offene Aufgaben', true],
  ['Action items', false],
  ['Open source AI policy', false],
  ['Mail from last week', false],
])('"%s" is a list that a team goes through: %s', (title, expected) => {
  expect(isListOfItems(title)).toBe(expected)
})

test.each([
  ['3 times', '(minutes: open since 2026-05-07, carried over 3 times)', { since: '2026-05-07', carried: 3 }],
  ['twice, with a due day', '(minutes: due 2026-07-01, open since 2026-05-07, carried over twice)', { since: '2026-05-07', carried: 2 }],
  ['not yet', '(minutes: open since 2026-05-07)', { since: '2026-05-07', carried: 0 }],
  ['a day that is none', '(minutes: open since 2026-25-07, carried over once)', { since: '2026-06-11', carried: 0 }],
  ['a day to come', '(minutes: open since 2026-07-01, carried over once)', { since: '2026-06-11', carried: 0 }],
  ['what a person typed', '(open since 2026-05-07)', { since: '2026-06-11', carried: 0 }],
])('where older minutes are not at hand, what the minutes say of the age counts: %s', (_what, said, age) => {
  const text = `${'\n'.repeat(9)}- *AI @ada: order the slate* ${said}\n`
  const first = { ...aMeeting('2026-06-11', { items: ['@ada: order the slate'] }), text }
  expect(openItems([first])).toMatchObject([age])
  const next = aMeeting('2026-06-18', { items: ['@ada: order the slate'] })
  expect(openItems([first, next])).toMatchObject([{ ...age, carried: age.carried + 1 }])
})
