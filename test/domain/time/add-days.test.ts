/** Added days match those of a calendar library. */
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { addDays } from '../../../src/domain/time/dates.ts'

test('added days cross month ends, year ends and leap days', () => {
  const day = fc.date({ min: new Date('1970-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(day, fc.integer({ min: -1000, max: 1000 }), (date, days) => {
      const from = date.toISOString().slice(0, 10)
      expect(addDays(from, days)).toBe(Temporal.PlainDate.from(from).add({ days }).toString())
    }),
  )
})

test.each(['2023-02-30', '2023-2-3', '', 'someday'])('%s is not a valid date', (day) => {
  expect(() => addDays(day, 1)).toThrow(RangeError)
})
