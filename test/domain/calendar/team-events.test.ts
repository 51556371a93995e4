/** Which events are a team's, and the lines of a description. */
import { expect, test } from 'vitest'
import { readEventLines } from '../../../src/domain/calendar/event-lines.ts'
import { kindOfMeeting } from '../../../src/domain/calendar/meeting-kind.ts'
import { belongsTo, type EventOwner } from '../../../src/domain/calendar/team-events.ts'
import { aTeam, calendarOf, parsed } from '../../calendars/calendars.ts'

const PAD = 'https://pads.example/iaas'
const MINUTES = 'https://github.com/scs/minutes/tree/main/iaas'

test.each<[string, string, string | null, string | null]>([
  ['lines in any order', `HedgeDoc: ${PAD}?both\nMatrix room: https://matrix.to/#/#x\nMinutes: ${MINUTES}`, MINUTES, PAD],
  ['an Etherpad', `Etherpad: https://pads.example/p/iaas`, null, 'https://pads.example/p/iaas'],
  ['bullets and emphasis', `- **Minutes:** <${MINUTES}>\n* Pad: ${PAD}.`, MINUTES, PAD],
  ['the address on the next line', `Minutes:\n${MINUTES}`, MINUTES, null],
  ['other case', `MINUTES: ${MINUTES}\nhedgedoc : ${PAD}#today`, MINUTES, PAD],
  ['HTML', `<p>Minutes: <a href="${MINUTES}">here</a><br>HedgeDoc:&nbsp;${PAD}?view</p>`, MINUTES, PAD],
  ['German', `Protokoll: ${MINUTES}`, MINUTES, null],
  ['the first of several', `HedgeDoc: ${PAD}\nHedgeDoc: https://pads.example/other`, null, PAD],
  ['an address with a query of its own', `HedgeDoc: ${PAD}?rev=3`, null, `${PAD}?rev=3`],
  ['words in a sentence', `We write minutes: see the wiki\nA pad: none`, null, null],
  ['nothing', '', null, null],
])('%s', (_, description, minutes, pad) => {
  expect(readEventLines(description)).toEqual({ minutes, pad })
})

const owner = (rest: Partial<EventOwner> = {}) => aTeam(rest)
function by(title: string, description: string, team: EventOwner) {
  const [event] = parsed(calendarOf(`UID:x\nSUMMARY:${title}\nDTSTART:20260101T100000Z\nDESCRIPTION:${description}`)).events
  return event ? belongsTo(event, team, { repository: 'scs/minutes' }) : null
}

test.each<[string, string, string, EventOwner, ReturnType<typeof by>]>([
  ['the link to its folder', 'Anything', `Minutes: ${MINUTES}`, owner(), 'minutes link'],
  [
    'a link in another case and with a slash',
    'Anything',
    'Minutes: https://github.com/SCS/Minutes/tree/main/iaas/',
    owner(),
    'minutes link',
  ],
  ['a link to a file of it', 'Anything', 'Minutes: https://github.com/scs/minutes/blob/main/iaas/20260101.md', owner(), 'minutes link'],
  [
    'a folder that the team’s path names',
    'Anything',
    `Minutes: ${MINUTES}`,
    owner({ id: 'x', path: 'iaas/{yyyymmdd}.md' }),
    'minutes link',
  ],
  [
    'the folder of another team, whatever the title',
    'Team IaaS',
    'Minutes: https://github.com/scs/minutes/tree/main/iaas-old',
    owner(),
    null,
  ],
  ['another repository: the title counts', 'Team IaaS', 'Minutes: https://github.com/other/minutes/tree/main/iaas', owner(), 'team name'],
  ['its name', 'team  iaas: deep dive', '', owner(), 'team name'],
  ['the beginning of a longer word', 'Team IaaSX', '', owner(), null],
  ['its name in the middle', 'Party of Team IaaS', '', owner(), null],
  [
    'a title of sprint.yml',
    'SIG Standardization/Certification',
    '',
    owner({ calendar: ['Other', 'SIG Standardization'] }),
    'configured title',
  ],
  ['titles of sprint.yml go before links', 'Anything', `Minutes: ${MINUTES}`, owner({ calendar: ['SIG Standardization'] }), null],
  ['off', 'Team IaaS', `Minutes: ${MINUTES}`, owner({ calendar: false }), null],
])('%s', (_, title, description, team, found) => {
  expect(by(title, description, team)).toBe(found)
})

test.each([
  ['Team IaaS: deep dive', 'deep dive'],
  ['Team IaaS – sprint review and planning', 'sprint review and planning'],
  ['Team IaaS', null],
  ['Workshop', 'Workshop'],
  ['SIG One/Two', 'Two'],
])('the kind of "%s"', (title, kind) => {
  expect(kindOfMeeting(title, { name: 'Team IaaS', calendar: ['SIG One'] })).toBe(kind)
})
