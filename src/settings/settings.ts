/** The validated settings from sprint.yml, with defaults filled in. Written by hand; the schema is checked against it. */

import type { GithubWeb } from '../domain/github-web.ts'
import type { RepositoryBranch } from '../domain/reference.ts'

export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday'

export type HygieneMode = 'comment' | 'label' | 'digest' | 'off'

export type BoardSettings = {
  readonly owner: string
  readonly number: number
  /** Names of the board's fields, by our word for them. */
  readonly fields: {
    readonly status: string
    readonly sprint?: string
    readonly priority?: string
    readonly team?: string
    readonly targetDate?: string
  }
  readonly status: { readonly backlog: readonly string[]; readonly active: readonly string[]; readonly done: readonly string[] }
}

export type HygieneSettings = {
  readonly mode: HygieneMode
  readonly maxNewCommentsPerTeamAndDay: number
  readonly minDaysBetweenNotifications: number
  /** Days a young epic is left alone about missing things. */
  readonly graceDays: number
  readonly quietDays: readonly Weekday[]
  /** Local times `HH:MM` between which nothing is written (may pass midnight). */
  readonly quietHours: { readonly from: string; readonly to: string } | null
  readonly exempt: { readonly labels: readonly string[]; readonly milestones: readonly string[]; readonly epics: readonly string[] }
  /** Set and removed by the app on epics with findings; off by default. */
  readonly label: string | null
  /** Digest of the team in place of comments: nowhere but the agenda, or one issue (`owner/repo#1`). */
  readonly digestIssue: string | null
  /** Rule id -> off, report only (never in a comment), or options; rules not named have their defaults. */
  readonly rules: Readonly<Record<string, 'off' | 'on' | 'report' | Readonly<Record<string, unknown>>>>
}

export type MeetingSettings = {
  readonly weekday: Weekday
  /** Local time, `HH:MM`. */
  readonly time: string
  readonly minutes: number
  readonly everyWeeks: number
  /** An ISO day on which a meeting of the rhythm takes place; needed where `everyWeeks` > 1. */
  readonly startsOn: string | null
  readonly skip: readonly string[]
}

export type CommunityCallSettings = {
  /** What the community calls it: the title of its notes. */
  readonly name: string
  readonly path: string
  /** null: the calendar says when it is. */
  readonly meeting: {
    readonly weekday: Weekday
    readonly time: string
    readonly everyWeeks: number
    /** The ISO day of a call; needed where `everyWeeks` > 1. */
    readonly startsOn: string | null
    /** ISO days on which the call does not take place. */
    readonly skip: readonly string[]
  } | null
  /** Titles of its events in the calendar, or their beginnings; null: `meeting` says when it is. */
  readonly calendar: readonly string[] | null
}

export type TeamSettings = {
  readonly id: string
  readonly name: string
  /** Only board items with this label belong to the team; null: the whole board. */
  readonly label: string | null
  /** false: no board is read or mentioned. */
  readonly board: boolean
  /** Its URL; `{yyyy}` in it is the year of the meeting. */
  readonly pad: string | null
  readonly meeting: MeetingSettings | null
  /** Beginnings of titles of its events in the calendar; null: found by their link to its minutes, or its name; false: none. */
  readonly calendar: readonly string[] | null | false
  /** Level of the date heading the team's minutes begin with. */
  readonly firstHeading: 1 | 2
  /** false: no reporter is asked for. */
  readonly communityCall: boolean
  /** Where the minutes go, with `{team}`, `{yyyymmdd}`, `{yyyy-mm-dd}`. */
  readonly path: string
  readonly hygiene: HygieneSettings
  /** People never proposed in the rota (observers). */
  readonly rotaOptOut: readonly string[]
  /** Issues with this label are topics of this team alone; null: those with `agenda.label` that are the team's by its label. */
  readonly agendaLabel: string | null
}

/** An iCalendar file, or a repository with files for yaml2ics; `branch` HEAD: the default one; `file` null: main.yml, else all of them. */
export type CalendarSettings =
  | { readonly url: string }
  | { readonly repository: string; readonly branch: string; readonly file: string | null }

/** What follows from minutes that are merged. */
export type AfterMeetingSettings = {
  /** `link`: issues that people named get cross-references from the comments; key `minutes.references`. */
  readonly references: 'quiet' | 'link'
  readonly discussed: 'off' | 'comment'
  readonly outcomes: 'off' | 'comment'
  readonly notify: 'off' | 'merged'
  readonly boardStatus: 'off' | 'write'
}

export type PrivacySettings = {
  /** `stop`: nothing is published while there is one; `mask`: a placeholder stands in its place. */
  readonly secrets: 'stop' | 'mask'
  /** `ask`: masked, and a question for a person; `mask`: masked; `keep`: published as typed. */
  readonly emails: 'ask' | 'mask' | 'keep'
  readonly absences: 'without-reason' | 'as-typed'
}

/** How pull requests with minutes go on; keys of `minutes` in sprint.yml. */
export type PullRequestSettings = {
  readonly merge: 'by-hand' | 'when-answered'
  /** Hours without a new commit before the app merges. */
  readonly mergeAfterHours: number
  /** How long minutes wait for approval: days, or while a label is there; null: not at all. */
  readonly clearance: { readonly days: number } | { readonly label: string } | null
  readonly labels: readonly string[]
  /** `presenter`, logins, and teams as `organization/team`. */
  readonly reviewers: readonly string[]
  /** null: nobody is reminded. */
  readonly remindAfterDays: number | null
}

export type Settings = {
  /** Where the text came from, for messages. */
  readonly source: string
  /** Where all that is named here lies: github.com, or the GitHub server of the environment. */
  readonly github: GithubWeb
  readonly enabled: boolean
  readonly organization: string
  readonly timezone: string
  readonly minutes: RepositoryBranch & { readonly path: string }
  readonly pullRequests: PullRequestSettings
  readonly board: BoardSettings | null
  readonly sprints: { readonly labelPrefix: string | null }
  readonly epics: { readonly labels: readonly string[]; readonly types: readonly string[]; readonly titlePrefix: string | null }
  readonly communityCall: CommunityCallSettings | null
  /** Where the community keeps its meetings; null: sprint.yml alone tells of them. */
  readonly calendar: CalendarSettings | null
  readonly pads: { readonly hosts: readonly string[] }
  readonly privacy: PrivacySettings
  readonly afterMeeting: AfterMeetingSettings
  /** Issues and pull requests with the label are topics of agendas (null: none are); `repositories` are looked through beside the board. */
  readonly agenda: { readonly label: string | null; readonly repositories: readonly string[] }
  /** Where the weekly report becomes an issue; null: it is in the log alone. */
  readonly report: { readonly repository: string | null }
  /** Short forms people type -> `owner/repo`. */
  readonly aliases: Readonly<Record<string, string>>
  /** Other spellings of a handle -> the handle; keys in lower case. */
  readonly people: Readonly<Record<string, string>>
  /** Machine users that GitHub takes for people, in lower case, without `[bot]`. */
  readonly bots: readonly string[]
  readonly teams: Readonly<Record<string, TeamSettings>>
  readonly hygiene: HygieneSettings
}
