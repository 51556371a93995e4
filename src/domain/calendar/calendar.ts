/** The community's calendar as data, whatever format it was kept in. */

/** A time on a wall clock: `2026-01-15`, `14:05`, and the IANA name of the clock's zone. */
export type WallTime = { readonly day: string; readonly time: string; readonly zone: string }

/** A date that an event leaves out; without a time, the whole day. */
export type Exception = {
  readonly day: string
  readonly time: string | null
  readonly zone: string
  /** What stands beside it, for people. */
  readonly reason: string | null
}

/** 1 is Monday. `nth` of the month or year, -1 is the last; null: each. */
export type RuleWeekday = { readonly weekday: number; readonly nth: number | null }

/** How an event repeats, in the terms of iCalendar's RRULE. Empty lists restrict nothing. */
export type RecurrenceRule = {
  readonly every: 'day' | 'week' | 'month' | 'year'
  readonly interval: number
  /** How often in all, the first included; null: no limit. */
  readonly count: number | null
  /** The last time it may be; without a time, that day is included. */
  readonly until: { readonly day: string; readonly time: string | null; readonly zone: string } | null
  readonly weekdays: readonly RuleWeekday[]
  /** Of the month; negative from its end. */
  readonly monthDays: readonly number[]
  readonly months: readonly number[]
  /** Of the days of one period, those at these places; negative from the end. */
  readonly positions: readonly number[]
  readonly weekStart: number
}

/** A single event, a series, or what replaces one occurrence of a series. */
export type CalendarEvent = {
  /** Shared by a series and its replaced occurrences. */
  readonly uid: string
  readonly title: string
  readonly description: string
  readonly start: WallTime
  readonly minutes: number
  readonly isCancelled: boolean
  readonly rule: RecurrenceRule | null
  /** Occurrences beside those of the rule. */
  readonly also: readonly WallTime[]
  readonly except: readonly Exception[]
  /** The occurrence of the series that this event replaces (without a time, that of the day); null: it is the series itself. */
  readonly replaces: { readonly day: string; readonly time: string | null; readonly zone: string } | null
  /** It replaces all later ones as well. */
  readonly andLater: boolean
  /** Of two versions of the same, the higher one holds. */
  readonly version: string
}

export type Calendar = {
  /** The URL or the repository, for people. */
  readonly source: string
  readonly events: readonly CalendarEvent[]
  /** What could not be understood, for people. */
  readonly problems: readonly string[]
  /** When the events were read, as an ISO instant. */
  readonly takenAt: string
  /** Why the calendar could not be read now, so that these are the events of `takenAt`; null: it was. */
  readonly notRead: string | null
}
