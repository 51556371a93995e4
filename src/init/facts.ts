/** What the guesses rest on: all that was seen of an organization, as data. */
import type { Calendar } from '../domain/calendar/calendar.ts'
import type { FoundBoard, FoundCard, FoundLabel } from '../domain/organization.ts'

export type FoundText = { readonly path: string; readonly text: string }

/** A repository, or a folder of this machine, that holds minutes. */
export type MinutesFacts = {
  /** `owner/repo`; null where nobody knows it (a folder without a remote). */
  readonly repository: string | null
  readonly branch: string
  /** Other repositories with dated Markdown files. */
  readonly others: readonly { readonly repository: string; readonly files: number }[]
  readonly paths: readonly string[]
  /** The latest minutes of each team, and descriptions (README). */
  readonly texts: readonly FoundText[]
}

/** The calendar of an organization, in a repository. */
export type CalendarFacts = {
  /** `owner/repo`. */
  readonly repository: string
  readonly branch: string
  /** iCalendar files that lie in it. */
  readonly icsFiles: readonly string[]
  /** Of files for yaml2ics; null: there are none, or they could not be read. */
  readonly calendar: Calendar | null
  /** Why they could not be read; null: nothing was wrong. */
  readonly problem: string | null
}

export type OrganizationFacts = {
  readonly organization: string
  /** ISO day. */
  readonly today: string
  /** IANA zone of this machine. */
  readonly machineZone: string
  /** null: nobody could look (no credentials). */
  readonly boards: readonly FoundBoard[] | null
  /** Why boards could not be read; null: they could. */
  readonly boardProblem: string | null
  /** Of the boards that may be meant, by number. */
  readonly cards: Readonly<Record<number, readonly FoundCard[]>>
  readonly labels: readonly FoundLabel[]
  readonly types: readonly string[]
  readonly minutes: MinutesFacts | null
  readonly calendar: CalendarFacts | null
}
