/** The settings of a sprint.yml that was checked: what people left out has its default. Pure. */
import type { GithubWeb } from '../domain/github-web.ts'
import type { RawSettings } from './schema.ts'
import type { CalendarSettings, CommunityCallSettings, HygieneSettings, PullRequestSettings, Settings, TeamSettings } from './settings.ts'

/** `source`: where the text came from, for messages. `github`: the environment's, not the file's. */
export function applyDefaults(raw: RawSettings, source: string, github: GithubWeb): Settings {
  const hygiene = hygieneOf(raw.hygiene)
  const teams = Object.entries(raw.teams).map(([id, team]): [string, TeamSettings] => [
    id,
    {
      id,
      name: team.name,
      label: team.label ?? null,
      board: raw.board !== undefined && team.board === undefined,
      pad: team.pad ?? null,
      meeting: team.meeting ? { ...team.meeting, startsOn: team.meeting.startsOn ?? null } : null,
      calendar: titlesOf(team.calendar),
      firstHeading: team.firstHeading,
      communityCall: raw.communityCall !== undefined && (team.communityCall ?? team.board === undefined),
      path: team.path ?? raw.minutes.path,
      hygiene: team.hygiene ? mergeHygiene(hygiene, team.hygiene) : hygiene,
      rotaOptOut: team.rota.optOut,
      agendaLabel: team.agendaLabel ?? null,
    },
  ])
  return {
    source,
    github,
    enabled: raw.enabled,
    organization: raw.organization,
    timezone: raw.timezone,
    minutes: { github, repository: raw.minutes.repository, branch: raw.minutes.branch, path: raw.minutes.path },
    pullRequests: pullRequestsOf(raw.minutes),
    board: raw.board ?? null,
    sprints: { labelPrefix: raw.sprints.labelPrefix ?? null },
    epics: {
      labels: raw.epics.labels ?? (raw.epics.types || raw.epics.titlePrefix ? [] : ['epic']),
      types: raw.epics.types ?? [],
      titlePrefix: raw.epics.titlePrefix ?? null,
    },
    communityCall: callOf(raw.communityCall),
    calendar: calendarOf(raw.calendar),
    pads: raw.pads,
    agenda: { label: raw.agenda.label ?? null, repositories: raw.agenda.repositories },
    privacy: raw.privacy,
    afterMeeting: { ...afterMeetingOf(raw.afterMeeting), references: raw.minutes.references },
    report: { repository: raw.report.repository ?? null },
    aliases: dictionary(Object.entries(raw.aliases)),
    people: dictionary(Object.entries(raw.people).map(([typed, meant]) => [typed.toLowerCase(), meant])),
    bots: raw.bots.map((login) => login.toLowerCase().replace(/\[bot\]$/, '')),
    teams: dictionary(teams),
    hygiene,
  }
}

/** `checks.ts` demands weekday and time, or the calendar. */
function callOf(call: RawSettings['communityCall']): CommunityCallSettings | null {
  if (call === undefined) return null
  const { name, path, weekday, time, everyWeeks, startsOn = null, skip, calendar } = call
  if (calendar !== undefined) return { name, path, meeting: null, calendar: typeof calendar === 'string' ? [calendar] : calendar }
  if (weekday === undefined || time === undefined) throw new Error('communityCall: weekday and time were not checked.')
  return { name, path, meeting: { weekday, time, everyWeeks, startsOn, skip }, calendar: null }
}

function pullRequestsOf({
  merge,
  mergeAfterHours,
  clearance,
  labels,
  reviewers,
  remindAfterDays,
}: RawSettings['minutes']): PullRequestSettings {
  return {
    ...{ merge, mergeAfterHours, labels, reviewers },
    clearance: clearance === undefined ? null : typeof clearance === 'number' ? { days: clearance } : { label: clearance },
    remindAfterDays: typeof remindAfterDays === 'number' ? remindAfterDays : null,
  }
}

function titlesOf(calendar: RawSettings['teams'][string]['calendar']): TeamSettings['calendar'] {
  if (calendar === undefined) return null
  if (calendar === 'off' || calendar === false) return false
  return typeof calendar === 'string' ? [calendar] : calendar
}

/** `checkTogether` demands one of both. */
function calendarOf(calendar: RawSettings['calendar']): CalendarSettings | null {
  if (calendar?.url !== undefined) return { url: calendar.url }
  if (calendar?.repository === undefined) return null
  return { repository: calendar.repository, branch: calendar.branch ?? 'HEAD', file: calendar.file ?? null }
}

/** Looked up with what people type: without a prototype, `constructor` is no team, no person and no alias. */
function dictionary<Value>(entries: readonly (readonly [string, Value])[]): Readonly<Record<string, Value>> {
  return Object.assign(Object.create(null), Object.fromEntries(entries))
}

type RawHygiene = Partial<RawSettings['hygiene']>

function hygieneOf(raw: RawSettings['hygiene']): HygieneSettings {
  return { ...raw, mode: raw.mode === false ? 'off' : raw.mode, rules: rulesOf(raw.rules) }
}

/** A team's hygiene differs by key; its rules differ rule by rule. */
function mergeHygiene(general: HygieneSettings, team: RawHygiene): HygieneSettings {
  const { mode, rules, ...rest } = team
  return {
    ...general,
    ...rest,
    ...(mode === undefined ? {} : { mode: mode === false ? 'off' : mode }),
    rules: { ...general.rules, ...rulesOf(rules ?? {}) },
  }
}

/** YAML 1.1 readers turn `off` and `on` into booleans; people mean the same. */
function rulesOf(rules: Readonly<Record<string, unknown>>): HygieneSettings['rules'] {
  const settled = Object.entries(rules)
    .filter(([, setting]) => setting !== undefined)
    .map(([id, setting]) => [id, setting === false ? 'off' : setting === true ? 'on' : setting] as const)
  return Object.fromEntries(settled) as HygieneSettings['rules']
}

function afterMeetingOf({
  discussed,
  outcomes,
  notify,
  boardStatus,
}: RawSettings['afterMeeting']): Omit<Settings['afterMeeting'], 'references'> {
  return { discussed: discussed || 'off', outcomes: outcomes || 'off', notify: notify || 'off', boardStatus: boardStatus || 'off' }
}
