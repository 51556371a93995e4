import { expect, test } from 'vitest'
import { guessTime, guessZone } from '../../../src/init/minutes/guess-times.ts'

const files = (...lines: readonly string[]) => lines.map((line, index) => ({ path: `a/${index}.md`, text: `# Day ${index}\n\n${line}\n` }))
const called = (name: string, weekday: string | null = null) => ({ names: [name], weekday, timezone: 'Europe/Berlin' })
const twice = (line: string) => files(line, line)

test.each([
  ['Time: 10:05 - 10:55 CET', '10:05', 50],
  ['Beginn: 19:30 Uhr', '19:30', null],
  ['Beginn: 19.30 Uhr', '19:30', null],
  ['Zeit: 19 Uhr bis 20 Uhr', '19:00', 60],
  ['**Time**: UTC Tue 14-Jan-2025 17:00 (05:00 PM)', '17:00', null],
  ['When: 3 pm UTC', '15:00', null],
  ['Wednesday 9:05am', '09:05', null],
  ['Thursdays 15:05 to 15:55', '15:05', 50],
])('%s', (line, time, minutes) => {
  const guessed = guessTime(twice(line), [], { ...called('A'), timezone: line.includes('UTC') ? 'UTC' : 'Europe/Berlin' })
  expect([guessed?.time.value, guessed?.minutes]).toEqual([time, minutes])
})

test.each([
  ['a time without a word for it', twice('10:05 flavors')],
  ['one of many', files('Time: 10:05', 'x', 'y', 'z')],
  ['times that differ', files('Time: 10:05', 'Time: 11:05', 'Time: 12:05')],
  ['a time of another zone', twice('Time: 17:00 UTC')],
  ['a version and a date', twice('Time to release v4.10.05 on 2023-01-18')],
])('%s tells no time', (_name, own) => {
  expect(guessTime(own, [], called('A'))).toBeNull()
})

test('a description tells the time of the team that its line names', () => {
  const about = [
    { path: 'README.md', text: '| Team Ops IAM | Monday, 9:00 |\n| Team Ops | Thursday, 10:05 |\n| Community call | Thursday, 15:05 |\n' },
  ]
  expect(guessTime([], about, called('Ops', 'thursday'))?.time).toEqual({ value: '10:05', because: 'README.md says 10:05' })
  expect(guessTime([], about, called('community-call'))?.time.value).toBe('15:05')
  expect(guessTime([], about, called('community-call', 'friday'))).toBeNull()
  expect(guessTime([], about, called('iam-ops'))).toBeNull()
})

test('the zone: named beside times, else by the language, else that of this machine', () => {
  expect(guessZone(twice('Time: 10:05 CEST'), null, 'UTC')).toMatchObject({ value: 'Europe/Berlin', isSure: true })
  expect(guessZone(twice('Time: 10:05 UTC'), null, 'Europe/Paris')).toMatchObject({ value: 'UTC', isSure: true })
  expect(guessZone(twice('Anwesend: @anja'), null, 'UTC')).toMatchObject({ value: 'Europe/Berlin', isSure: true })
  expect(guessZone(twice('hello'), null, 'Europe/Paris')).toMatchObject({ value: 'Europe/Paris', isSure: false })
})
