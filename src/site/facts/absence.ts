/** What a page says when there are no minutes of a meeting. Pure. */
import type { MinutesDoubt } from './facts.ts'

/** `didNotMeet`: the team said so. Unread files come first, then what the team said. In doubt, nobody is asked for minutes. */
export function absenceOf(
  didNotMeet: boolean,
  doubts: readonly MinutesDoubt[],
  days: readonly string[],
): { readonly didNotMeet: boolean; readonly notKnown: string | null } {
  const ofDay = doubts.find(({ day }) => day !== null && days.includes(day))
  if (ofDay !== undefined) return { didNotMeet: false, notKnown: ofDay.words }
  return { didNotMeet, notKnown: didNotMeet ? null : (doubts.find(({ day }) => day === null)?.words ?? null) }
}
