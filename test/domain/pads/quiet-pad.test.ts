import { expect, test } from 'vitest'
import { isBeingTyped } from '../../../src/domain/pads/quiet-pad.ts'

const now = new Date('2023-01-18T11:00:00Z')
const at = (time: string) => new Date(`2023-01-18T${time}Z`)

test.each([
  ['edited four minutes ago', { editedAt: at('10:55:01') }, true],
  ['edited five minutes ago', { editedAt: at('10:55:00') }, false],
  ['edited by a clock that is a minute ahead', { editedAt: at('11:01:00') }, true],
  ['edited by a clock that is an hour ahead', { editedAt: at('12:00:00') }, false],
  ['open somewhere, and edited an hour ago', { editedAt: at('10:00:00'), editors: 3 }, false],
  ['open somewhere, and nothing known of edits', { editedAt: null, editors: 1 }, true],
  ['open nowhere, and nothing known of edits', { editedAt: null, editors: 0 }, false],
  ['nothing known', { editedAt: null }, false],
])('%s', (_, pad, isTyped) => {
  expect(isBeingTyped(pad, now)).toBe(isTyped)
})
