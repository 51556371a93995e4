/** Guesses -> sprint.yml with a comment for each of them, and for all that was left out. Pure. */
import type { BoardGuess } from '../board/guess-board.ts'
import type { SettingsGuess } from '../guess-settings.ts'
import type { TeamGuess } from '../minutes/guess-teams.ts'
import { commentedYaml, type Entry } from './commented-yaml.ts'
import { placeholderTeam, teamEntries } from './write-teams.ts'

export function writeSettings(guessed: SettingsGuess): string {
  const { organization } = guessed
  return commentedYaml(
    [
      { key: 'organization', value: organization },
      ...zoneEntries(guessed),
      minutesEntry(guessed),
      ...boardEntries(guessed),
      ...sprintsEntries(guessed),
      ...epicsEntries(guessed),
      ...callEntries(guessed),
      ...calendarEntries(guessed),
      ...padsEntries(guessed),
      { key: 'teams', value: { below: teamsEntries(guessed) }, apart: true },
    ],
    [
      'Written by `scs-sprint init`. Each comment says what its value is based on. Check the values; then the comments can go.',
      'All keys: https://github.com/SovereignCloudStack/scs-sprint/blob/main/minutes/sprint.yml',
    ],
  )
}

/** Servers keep UTC: their zone says nothing. */
function zoneEntries({ timezone }: SettingsGuess): readonly Entry[] {
  if (timezone.isSure || timezone.value !== 'UTC') return [{ key: 'timezone', value: timezone.value, beside: timezone.because }]
  return [{ told: ['timezone: the minutes name none. Without `timezone`, times are those of Europe/Berlin.'] }]
}

function minutesEntry({ minutes }: SettingsGuess): Entry {
  const { repository, isAssumed, branch, path, others } = minutes
  const above = others.length > 0 ? [`Other repositories with dated Markdown files: ${others.join(', ')}.`] : []
  return {
    key: 'minutes',
    apart: true,
    above,
    value: {
      below: [
        {
          key: 'repository',
          value: repository,
          beside: isAssumed ? 'a guess: correct it if it is wrong' : undefined,
        },
        { key: 'branch', value: branch },
        path === null
          ? { told: ['No dated files were found, so minutes go to {team}/{yyyymmdd}.md. `path` changes that.'] }
          : { key: 'path', value: path.value, beside: path.because },
      ],
    },
  }
}

function boardEntries({ board, noBoard }: SettingsGuess): readonly Entry[] {
  if (board === null) return [{ told: [`board: ${noBoard ?? ''}`, 'Without `board`, no board is read or mentioned.'], apart: true }]
  const { fields, status } = board
  return [
    {
      key: 'board',
      apart: true,
      value: {
        below: [
          { key: 'owner', value: board.owner },
          { key: 'number', value: board.number.value, beside: board.number.because },
          { key: 'fields', value: { below: fieldEntries(fields) } },
          {
            key: 'status',
            above: unknownStatuses(board),
            value: { below: (['backlog', 'active', 'done'] as const).map((key) => ({ key, value: status[key] })) },
          },
        ],
      },
    },
  ]
}

function fieldEntries({ status, sprint, priority, team, targetDate }: BoardGuess['fields']): readonly Entry[] {
  return [
    { key: 'status', value: status.value, beside: status.because },
    ...(sprint === null ? [] : [{ key: 'sprint', value: sprint.value, beside: sprint.because }]),
    ...Object.entries({ priority, team, targetDate }).flatMap(([key, value]) => (value === null ? [] : [{ key, value }])),
  ]
}

function unknownStatuses({ unknown }: BoardGuess): readonly string[] {
  if (unknown.length === 0) return []
  const names = unknown.map((name) => `"${name}"`).join(', ')
  return [
    `What ${names} ${unknown.length === 1 ? 'means' : 'mean'} is not known: add ${unknown.length === 1 ? 'it' : 'each'} to backlog, active or done.`,
  ]
}

function sprintsEntries({ sprints, board }: SettingsGuess): readonly Entry[] {
  if (sprints === null) {
    if (board === null || board.fields.sprint !== null) return []
    return [{ told: ['sprints: neither an iteration field of the board nor labels such as "Sprint 1" were found.'], apart: true }]
  }
  const { prefix, isUsed } = sprints
  if (!isUsed)
    return [
      {
        told: [
          `sprints: labels that begin with "${prefix.value}" exist as well (${prefix.because}). The iteration field of the board is used.`,
        ],
        apart: true,
      },
    ]
  return [{ key: 'sprints', apart: true, value: { below: [{ key: 'labelPrefix', value: prefix.value, beside: prefix.because }] } }]
}

function epicsEntries({ epics }: SettingsGuess): readonly Entry[] {
  const { labels, types, titlePrefix } = epics
  const entries: Entry[] = [
    ...(labels === null ? [] : [{ key: 'labels', value: labels.value, beside: labels.because }]),
    ...(types === null ? [] : [{ key: 'types', value: types.value, beside: types.because }]),
    ...(titlePrefix === null ? [] : [{ key: 'titlePrefix', value: titlePrefix.value, beside: titlePrefix.because }]),
  ]
  if (entries.length > 0) return [{ key: 'epics', apart: true, value: { below: entries } }]
  return [
    {
      told: [
        'epics: no label, issue type or beginning of titles that looks like epics was found. Without `epics`, the label "epic" marks them.',
      ],
      apart: true,
    },
  ]
}

function callEntries({ call }: SettingsGuess): readonly Entry[] {
  if (call === null) return []
  const { team, time, path } = call
  const { weekday } = team.rhythm
  // Without both there is no call: what is known is told, and nothing is guessed.
  if (weekday === null || time === null) {
    const known = `weekday: ${weekday?.value ?? '…'}, time: ${time === null ? '…' : `"${time.value}"`}, path: "${path}"`
    const told = `communityCall: ${team.because}. When the call is was not found. Fill in its weekday (such as thursday) and time (such as "15:05"), and remove the #:`
    return [{ told: [told, `communityCall: { ${known} }`], apart: true }]
  }
  return [
    {
      key: 'communityCall',
      apart: true,
      above: [team.because],
      value: {
        below: [
          { key: 'weekday', value: weekday.value, beside: weekday.because },
          { key: 'time', value: time.value, beside: time.because },
          { key: 'path', value: path },
        ],
      },
    },
  ]
}

function calendarEntries({ calendar, teams }: SettingsGuess): readonly Entry[] {
  if (calendar === null) return []
  const { repository, branch, problem, icsFiles } = calendar
  if (teams.some((team) => team.calendar !== null)) {
    const where = branch === 'main' ? [] : [{ key: 'branch', value: branch }]
    const beside = 'files for yaml2ics; tells when teams without `meeting` meet, and in which pad'
    return [{ key: 'calendar', apart: true, value: { below: [{ key: 'repository', value: repository, beside }, ...where] } }]
  }
  if (problem !== null) return [{ told: [`calendar: ${problem}`], apart: true }]
  const files =
    icsFiles.length === 0
      ? ''
      : ` It holds ${icsFiles.slice(0, 3).join(', ')}: with the address under which it is published, \`calendar: { url: … }\` reads it.`
  const found = calendar.calendar === null ? '' : ' No coming event in it links to the minutes of a team, or has the name of one.'
  return [{ told: [`calendar: ${repository} looks like the calendar of the organization.${found}${files}`], apart: true }]
}

function padsEntries({ pads }: SettingsGuess): readonly Entry[] {
  const others = pads.others.length > 0 ? [`Not listed, because no team has its pad there: ${pads.others.join(', ')}.`] : []
  if (pads.hosts.length === 0) return others.length > 0 ? [{ told: others.map((line) => `pads: ${line}`), apart: true }] : []
  const hosts = pads.hosts.map(({ value }) => value)
  const because = pads.hosts.map(({ value, because: why }) => (hosts.length === 1 ? why : `${value}: ${why}`)).join('; ')
  return [{ key: 'pads', apart: true, value: { below: [{ key: 'hosts', value: hosts, beside: because, above: others }] } }]
}

function teamsEntries(guessed: SettingsGuess): readonly Entry[] {
  const { teams, minutes, teamLabels } = guessed
  const told = [
    ...(minutes.leftOut.length > 0 ? [`Left out, because they have few or no recent minutes: ${minutes.leftOut.join(', ')}.`] : []),
    ...(minutes.rolling.length > 0
      ? [`Left out, because one file holds all meetings of a year or a month: ${minutes.rolling.join(', ')}.`]
      : []),
  ]
  const labels = teamLabels.length > 0 ? [`Labels that look like teams without recent minutes: ${teamLabels.join(', ')}.`] : []
  const leftOut: readonly Entry[] = [...told, ...labels].length > 0 ? [{ told: [...told, ...labels] }] : []
  const entries: readonly Entry[] = teams.flatMap((team: TeamGuess, index) => [
    { key: team.id, apart: index > 0 || leftOut.length > 0, above: evidenceOf(team), value: { below: teamEntries(team, guessed) } },
  ])
  if (teams.length > 0) return [...leftOut, ...entries]
  return [
    ...leftOut,
    {
      key: 'team',
      above: ['No team was found in the minutes. This is a placeholder: give it the key and the name of your team.'],
      value: { below: placeholderTeam(guessed) },
    },
  ]
}

function evidenceOf({ because, isNew }: TeamGuess): readonly string[] {
  return isNew ? [`${because}. So few files may be a new team, or none: remove it if it is none.`] : [because]
}
