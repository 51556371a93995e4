/** Addresses in messages: what may be a secret is left out. */
import { expect, test } from 'vitest'
import { shownWithoutTokens } from '../../../../src/adapters/pads/fetching/shown-address.ts'

test.each([
  ['https://scs.github.io/calendar/scs.ics', 'https://scs.github.io/calendar/scs.ics'],
  ['https://example.org/calendar/community-2026.ics', 'https://example.org/calendar/community-2026.ics'],
  [
    'https://calendar.google.com/calendar/ical/team%40group.calendar.google.com/private-0a1b2c3d4e5f/basic.ics',
    'https://calendar.google.com/calendar/ical/…/…/basic.ics',
  ],
  [
    'https://cloud.example.org/remote.php/dav/public-calendars/kXq2TzWmRpL9aBcD/?export',
    'https://cloud.example.org/remote.php/dav/public-calendars/…/',
  ],
  [
    'https://outlook.office365.com/owa/calendar/0a1b2c@example.org/1234567890/calendar.ics',
    'https://outlook.office365.com/owa/calendar/…/…/calendar.ics',
  ],
  ['https://p01.icloud.com/published/2/MTIzNDU2Nzg5', 'https://p01.icloud.com/published/2/…'],
  ['https://me:secret@example.org/abcdefghijklmnop.ics#x', 'https://example.org/…'],
])('%s', (address, told) => {
  expect(shownWithoutTokens(new URL(address))).toBe(told)
})
