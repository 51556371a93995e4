/** The entries of one team in sprint.yml. Pure. */

import { PLACEHOLDER_NAME } from '../../settings/names.ts'
import type { SettingsGuess } from '../guess-settings.ts'
import type { TeamGuess } from '../minutes/guess-teams.ts'
import type { Entry } from './commented-yaml.ts'

export function teamEntries(team: TeamGuess, guessed: SettingsGuess): readonly Entry[] {
  const { name, firstHeading, path, isByYear } = team
  return [
    { key: 'name', value: name },
    ...(path === null ? [] : [{ key: 'path', value: path }]),
    ...(isByYear
      ? [
          {
            told: [
              `Its minutes lie in folders by year, which \`path\` cannot say: earlier ones are not found, and new ones lie outside of these folders.`,
            ],
          },
        ]
      : []),
    ...boardEntries(team, guessed),
    ...(firstHeading === null ? [] : [{ key: 'firstHeading', value: firstHeading.value, beside: firstHeading.because }]),
    ...padEntries(team),
    ...meetingEntries(team),
  ]
}

/** Without a label, a team has the whole board: right for the only team that is seen anywhere, wrong for one of several. */
function boardEntries({ label }: TeamGuess, { board, isOnlyTeam }: SettingsGuess): readonly Entry[] {
  if (label !== null) return [{ key: 'label', value: label.value, beside: label.because }]
  if (board === null) return []
  if (isOnlyTeam)
    return [{ told: ['It has the whole board, because no other team was found. With a `label`, it has the issues with that label.'] }]
  return [
    {
      key: 'board',
      value: 'off',
      beside: 'No label has the name of this team. Give its label, or remove this line: then it has the whole board.',
    },
  ]
}

/** Of a team that nothing tells of yet. `doctor` knows the name, and asks for another. */
export function placeholderTeam({ board }: SettingsGuess): readonly Entry[] {
  return [{ key: 'name', value: PLACEHOLDER_NAME }, ...(board === null ? [] : [{ key: 'board', value: 'off' }])]
}

/** Pads change by year: the calendar knows the current one. */
function padEntries({ pad, calendar }: TeamGuess): readonly Entry[] {
  return pad === null || (calendar !== null && calendar.pads.length > 0) ? [] : [{ key: 'pad', value: pad.value, beside: pad.because }]
}

/** `meeting` needs day, rhythm and time: what is known without the others is told. */
function meetingEntries({ rhythm, time, calendar }: TeamGuess): readonly Entry[] {
  if (calendar !== null) return [{ told: [calendar.because] }]
  const { weekday, everyWeeks, startsOn, untold } = rhythm
  if (weekday === null || everyWeeks === null || time === null) return [{ told: knownOfMeeting({ rhythm, time }) }]
  return [
    {
      key: 'meeting',
      value: {
        below: [
          { key: 'weekday', value: weekday.value, beside: weekday.because },
          { key: 'time', value: time.time.value, beside: time.time.because },
          ...(time.minutes === null ? [] : [{ key: 'minutes', value: time.minutes }]),
          { key: 'everyWeeks', value: everyWeeks.value, beside: everyWeeks.because },
          ...(startsOn === null ? [] : [{ key: 'startsOn', value: startsOn }]),
          ...(untold === null ? [] : [{ told: [untold] }]),
        ],
      },
    },
  ]
}

function knownOfMeeting({ rhythm, time }: Pick<TeamGuess, 'rhythm' | 'time'>): readonly string[] {
  const { weekday, everyWeeks, untold, startsOn } = rhythm
  if (weekday === null) return ['meeting: the days of its minutes show no weekday. Add `meeting` with `weekday` and `time`.']
  if (untold !== null)
    return [
      `meeting: ${weekday.because}, ${untold}, which \`meeting\` cannot say${time === null ? '' : `; ${time.time.because}`}. Use a calendar, or leave it out.`,
    ]
  if (everyWeeks === null)
    return [
      `meeting: ${weekday.because}, in no rhythm of weeks${time === null ? '' : `; ${time.time.because}`}. Add \`meeting\` if there is one.`,
    ]
  const rest = everyWeeks.value === 1 ? '' : `, everyWeeks: ${everyWeeks.value}${startsOn === null ? '' : `, startsOn: ${startsOn}`}`
  return [
    `${weekday.because}, ${everyWeeks.because}. No text tells the time. With it:`,
    `meeting: { weekday: ${weekday.value}, time: "HH:MM"${rest} }`,
  ]
}
