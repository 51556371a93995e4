/** The port for the community's calendar. */
import type { Calendar } from '../domain/calendar/calendar.ts'

export type CalendarSource = {
  /**
   * The calendar as it is now; where it cannot be read, as it was kept, with `notRead` saying why. Throws UserError and
   * TryAgainError where none was kept.
   */
  readonly readCalendar: () => Promise<Calendar>
}
