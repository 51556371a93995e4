import { expect, test } from 'vitest'
import type { PastMeeting } from '../../../src/domain/notes/past-meeting.ts'
import { rota } from '../../../src/minutes/meeting/rota.ts'
import { aMeeting } from '../meetings.ts'

/** `who` reports and writes. */
const turn = (date: string, participants: readonly string[], ...who: readonly string[]): PastMeeting =>
  aMeeting(date, { participants, reporters: who, scribes: who, presenters: who })

const plain = { people: {}, optOut: [] }

test('the person with the fewest turns per attendance is proposed, not with the fewest turns', () => {
  const all = ['fkr', 'garloff', 'berendt']
  const past = [
    turn('2023-01-04', all, 'fkr'),
    turn('2023-01-11', all, 'garloff'),
    turn('2023-01-18', ['garloff', 'berendt', 'fkr'], 'fkr'),
    turn('2023-01-25', all, 'garloff'),
  ]
  const { proposal, counts } = rota(past, plain)
  expect(proposal).toEqual({ reporter: 'berendt', scribe: 'berendt', why: '@berendt attended 4 of 4 meetings and has not had a turn.' })
  expect(counts).toContainEqual({ handle: 'fkr', attended: 4, reported: 2, wrote: 2 })
})

test('nobody is proposed twice in a row, even if only two people attend', () => {
  const past = [turn('2023-01-04', ['o-otte', 'joshmue'], 'joshmue'), turn('2023-01-11', ['o-otte', 'joshmue'], 'o-otte')]
  expect(rota(past, plain).proposal.reporter).toBe('joshmue')
  expect(rota([turn('2023-01-11', ['o-otte'], 'o-otte')], plain).proposal).toEqual({
    reporter: null,
    scribe: null,
    why: 'Only @o-otte could be proposed, but had the last turn. Ask in the meeting.',
  })
})

test('two spellings are one person; people who opted out and organizations are never proposed', () => {
  const list = ['mfechner', 'horazont', 'fkr', 'osism']
  const past = [turn('2023-01-04', list, 'matfechner'), turn('2023-01-11', list, 'fkr'), turn('2023-01-18', list, 'osism')]
  const found = rota(past, { people: { mfechner: 'matfechner' }, optOut: ['Horazont'], organizations: ['OSISM'] })
  expect(found.counts.map(({ handle }) => handle)).toEqual(['fkr', 'horazont', 'matfechner'])
  expect(found.history.at(-1)).toEqual({ date: '2023-01-18', reporters: [], scribes: [] })
  expect(found.proposal.reporter).toBe('matfechner')
})

test('someone who came once long ago is not proposed, nor someone who stopped coming', () => {
  const team = ['fkr', 'garloff', 'berendt']
  const past = [
    turn('2023-01-04', [...team, 'tibeer'], 'fkr'),
    turn('2023-01-11', [...team, 'flyersa'], 'garloff'),
    ...Array.from({ length: 6 }, (_, week) => turn(`2023-02-0${week + 1}`, team, ['fkr', 'garloff'][week % 2] ?? 'fkr')),
  ]
  expect(rota(past, plain).proposal.reporter).toBe('berendt')
})

test('if today’s people are known, only they are proposed, including newcomers', () => {
  const past = [turn('2023-01-04', ['fkr', 'garloff'], 'fkr'), turn('2023-01-11', ['fkr', 'garloff'], 'garloff')]
  expect(rota(past, { ...plain, present: ['garloff', 'newcomer'] }).proposal.reporter).toBe('newcomer')
})

test('teams that ask two questions get two people', () => {
  const team = ['juanptm', 'garloff', 'reqa', 'gtema']
  const past = ['2024-01-03', '2024-01-10', '2024-01-17'].map((date, week) =>
    aMeeting(date, { participants: team, reporters: [team[week] ?? ''], scribes: [team[week + 1] ?? ''] }),
  )
  expect(rota(past, plain).proposal).toMatchObject({ reporter: 'gtema', scribe: 'juanptm' })
})

test('a team without a call needs no reporter', () => {
  const past = [aMeeting('2026-06-04', { participants: ['mbuechse', 'cwrau'], scribes: ['mbuechse'] })]
  expect(rota(past, { ...plain, communityCall: false }).proposal).toMatchObject({ reporter: null, scribe: 'cwrau' })
})

test('among equals, the one who waited longest is proposed, then the most frequent attendee, then by name', () => {
  const past = [
    turn('2023-01-04', ['a', 'b', 'c'], 'a'),
    turn('2023-01-11', ['a', 'b', 'c'], 'b'),
    turn('2023-01-18', ['a', 'b', 'c'], 'c'),
  ]
  expect(rota(past, plain).proposal.reporter).toBe('a')
  expect(rota([turn('2023-01-04', ['x', 'b', 'a'], 'x')], plain).proposal.reporter).toBe('a')
})

test('over a year, everyone who always attends has the same number of turns', () => {
  const team = ['a', 'b', 'c', 'd', 'e']
  const past: PastMeeting[] = []
  for (let week = 0; week < 50; week++) {
    const date = new Date(Date.UTC(2023, 0, 4 + 7 * week)).toISOString().slice(0, 10)
    const { reporter } = rota(past, plain).proposal
    past.push(turn(date, team, reporter ?? 'a'))
  }
  expect(rota(past, plain).counts.map(({ reported }) => reported)).toEqual([10, 10, 10, 10, 10])
})

test('without minutes, nobody is proposed, and the reason says so', () => {
  expect(rota([], plain).proposal).toEqual({
    reporter: null,
    scribe: null,
    why: 'No past minutes were found, so nobody is proposed. Ask in the meeting.',
  })
})
