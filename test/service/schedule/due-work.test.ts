/** What is due by the calendar: exceptions, moved meetings, and a calendar that changes or cannot be read. */
import { expect, test } from 'vitest'
import type { Calendar } from '../../../src/domain/calendar/calendar.ts'
import { TryAgainError } from '../../../src/errors.ts'
import { rules } from '../../../src/hygiene/registry.ts'
import { createDueLooks } from '../../../src/service/schedule/due-work.ts'
import { type DueWork, dueWork } from '../../../src/service/schedule/schedule.ts'
import { parseSettings } from '../../../src/settings/parse.ts'
import { aCalendar, calendarOf, communityCalendar } from '../../calendars/calendars.ts'

const settingsOf = (teams: string, more = '') =>
  parseSettings(
    `organization: scs\nminutes: { repository: scs/minutes }\npads: { hosts: [pads.example] }\ncalendar: { url: "https://calendar.example/x.ics" }\n${more}teams: { ${teams} }\n`,
    'sprint.yml',
    rules,
  )
const words = (all: readonly DueWork[]) =>
  all
    // Pads are watched in each look at the clock after a meeting.
    .filter((work) => work.kind !== 'report' && !('editedSince' in work))
    .map(
      (work) =>
        `${work.at.toISOString().slice(5, 16)} ${work.kind}${'date' in work ? ` ${work.date}` : ''}${'meeting' in work ? `-${work.meeting}` : ''}${'look' in work ? ` ${work.look}` : ''}`,
    )
const due = (teams: string, from: string, to: string, more = '') =>
  words(dueWork({ settings: settingsOf(teams, more), calendar: aCalendar(communityCalendar) }, new Date(from), new Date(to)))

const RELEASE = 'sig-release: { name: SIG Release }'

test('agenda and minutes around a meeting that was moved; nothing around its old time', () => {
  expect(due(RELEASE, '2026-03-23T12:00:00Z', '2026-03-26T12:00:00Z')).toEqual([
    '03-24T10:55 minutes 2026-03-10 again',
    '03-24T12:05 agenda 2026-03-25',
    '03-25T08:50 minutes 2026-03-25 soon',
    '03-25T10:35 minutes 2026-03-25 soon',
    '03-26T06:35 minutes 2026-03-25 last',
  ])
})

test('an exception brings no agenda and no minutes; the next meeting does', () => {
  const found = due(RELEASE, '2026-05-15T00:00:00Z', '2026-05-21T00:00:00Z')
  expect(found.filter((line) => !line.endsWith('again'))).toEqual([])
  expect(due(RELEASE, '2026-06-01T12:00:00Z', '2026-06-02T13:00:00Z').filter((line) => !line.endsWith('again'))).toEqual([
    '06-01T15:05 agenda 2026-06-02',
    '06-02T12:10 minutes 2026-06-02 soon',
  ])
})

test('a meeting that was cancelled brings nothing', () => {
  expect(
    due('steering: { name: Steering, pad: "https://pads.example/s" }', '2026-10-25T00:00:00Z', '2026-10-27T23:00:00Z').filter(
      (line) => !line.includes('again'),
    ),
  ).toEqual([])
})

test('two meetings of a day in two pads are two pieces of work each', () => {
  expect(
    due('iaas: { name: Team IaaS }', '2026-03-31T11:00:00Z', '2026-04-01T16:30:00Z').filter((line) => !line.endsWith('again')),
  ).toEqual([
    '03-31T12:05 agenda 2026-04-01',
    '03-31T16:05 agenda 2026-04-01-2',
    '04-01T09:10 minutes 2026-04-01 soon',
    '04-01T10:55 minutes 2026-04-01 soon',
    '04-01T14:10 minutes 2026-04-01-2 soon',
    '04-01T15:55 minutes 2026-04-01-2 soon',
  ])
})

test('epics are looked at daily, two hours before a meeting, and not on the day of an exception', () => {
  const board = 'board: { owner: scs, number: 1 }\nhygiene: { quietDays: [] }\n'
  const looks = (from: string, to: string) =>
    due('sig-release: { name: SIG Release, label: R }', from, to, board).filter((line) => line.endsWith('hygiene'))
  expect(looks('2026-05-17T22:00:00Z', '2026-05-20T22:00:00Z')).toEqual(['05-18T11:05 hygiene', '05-20T11:05 hygiene'])
  expect(looks('2026-05-31T22:00:00Z', '2026-06-02T22:00:00Z')).toEqual(['06-01T11:05 hygiene', '06-02T09:05 hygiene'])
})

function looksOf(answers: (Calendar | Error)[]) {
  const warned: string[] = []
  let failed = 0
  const readCalendar = async () => {
    const next = answers.length > 1 ? answers.shift() : answers[0]
    if (next instanceof Error || next === undefined) throw next
    return next
  }
  const log = { info: () => {}, warn: (message: string) => void warned.push(message) }
  const looks = createDueLooks({ calendar: () => ({ readCalendar }), clock: { now: () => new Date('2026-06-02T12:00:00Z') }, log }, () => {
    failed += 1
  })
  const whole = async (from: string, to: string, teams = RELEASE, began?: string) =>
    looks.between(
      settingsOf(teams),
      new Date(`2026-06-02T${from}:00Z`),
      new Date(`2026-06-02T${to}:00Z`),
      began === undefined ? began : new Date(began),
    )
  const between = async (from: string, to: string, teams?: string) => words((await whole(from, to, teams)).work)
  const betweenSince = async (began: string, from: string, to: string) => words((await whole(from, to, RELEASE, began)).work)
  return { between, betweenSince, whole, warned, failed: () => failed }
}

const calendar = aCalendar(communityCalendar)
const away = new TryAgainError('calendar.example answered 503.')

test('a look without the calendar is not whole; it is told once', async () => {
  const { whole, warned, failed } = looksOf([away, away, calendar])
  expect(await whole('12:05', '12:10')).toEqual({ work: [], isWhole: false })
  expect(await whole('12:05', '12:15')).toEqual({ work: [], isWhole: false })
  expect(warned).toEqual(['The calendar could not be read, so no agenda and no minutes of its meetings are made.'])
  expect(failed()).toBe(1)
  const { work, isWhole } = await whole('12:05', '12:20')
  expect([words(work), isWhole]).toEqual([['06-02T12:10 minutes 2026-06-02 soon'], true])
})

test('teams with `meeting` do not wait for the calendar', async () => {
  const { between } = looksOf([away])
  const teams = `${RELEASE}, x: { name: X, pad: "https://pads.example/x", meeting: { weekday: tuesday, time: "13:05", minutes: 50 } }`
  expect(await between('12:05', '12:10', teams)).toEqual(['06-02T12:10 minutes 2026-06-02 soon'])
})

test('an old calendar is used, and told once', async () => {
  const { between, warned } = looksOf([{ ...calendar, notRead: 'calendar.example answered 503.' }])
  expect(await between('12:05', '12:10')).toEqual(['06-02T12:10 minutes 2026-06-02 soon'])
  await between('12:10', '12:15')
  expect(warned).toHaveLength(1)
  expect(warned[0]).toMatch(
    /^The calendar could not be read now \(calendar\.example answered 503\.\) Meetings are those of the calendar at /,
  )
})

const extra = (start: string) =>
  aCalendar(calendarOf(`UID:x\nSUMMARY:SIG Release\nDTSTART:${start}\nDESCRIPTION:HedgeDoc: https://pads.example/new`))

test('the agenda of a meeting that is new in the calendar is caught up', async () => {
  const { between } = looksOf([extra('20270101T100000Z'), extra('20260602T160000Z')])
  expect(await between('12:00', '12:05')).toEqual([])
  expect(await between('12:05', '12:10')).toEqual(['06-01T20:00 agenda 2026-06-02'])
  expect(await between('12:10', '12:15')).toEqual([])
})

test('so is that of a meeting which became known while no server ran, but nothing of the time before the first look', async () => {
  const agenda = ['06-01T20:00 agenda 2026-06-02']
  const { betweenSince } = looksOf([extra('20260602T160000Z')])
  expect(await betweenSince('2026-05-20T12:00:00Z', '12:00', '12:05')).toEqual(agenda)
  expect(await betweenSince('2026-05-20T12:00:00Z', '12:05', '12:10')).toEqual([])
  const { betweenSince: later } = looksOf([away, extra('20260602T160000Z')])
  expect(await later('2026-05-20T12:00:00Z', '12:00', '12:05')).toEqual([])
  expect(await later('2026-05-20T12:00:00Z', '12:00', '12:10')).toEqual(agenda)
  const { betweenSince: fresh } = looksOf([extra('20260602T160000Z')])
  expect(await fresh('2026-06-02T11:55:00Z', '12:00', '12:05')).toEqual([])
})

test('meetings that were over before the first look bring no minutes; those after it do', () => {
  const looks = (began?: string) =>
    words(
      dueWork(
        { settings: settingsOf(RELEASE), calendar: aCalendar(communityCalendar) },
        new Date('2026-03-23T12:00:00Z'),
        new Date('2026-03-26T12:00:00Z'),
        began === undefined ? began : new Date(began),
      ),
    ).filter((line) => line.includes('minutes'))
  const ofMeeting = ['03-25T08:50 minutes 2026-03-25 soon', '03-25T10:35 minutes 2026-03-25 soon', '03-26T06:35 minutes 2026-03-25 last']
  expect(looks()).toEqual(['03-24T10:55 minutes 2026-03-10 again', ...ofMeeting])
  expect(looks('2026-03-23T10:00:00Z')).toEqual(ofMeeting)
  expect(looks('2026-03-25T08:34:59Z')).toEqual(ofMeeting)
  expect(looks('2026-03-25T08:35:00Z')).toEqual([])
})
