/** The meeting that a piece of due work is for, as the calendar knows it now. */
import { type Meeting, meetingsOn, takesPlace } from '../../domain/calendar/meetings.ts'
import { MeetingUnknownError, UserError } from '../../errors.ts'
import type { TeamSettings } from '../../settings/settings.ts'
import type { ReadMeetingPlan } from '../../usecases/read-meeting-plan.ts'
import type { Tools } from '../context.ts'

/** null: it was cancelled or moved since, which is logged. Throws where the calendar cannot be read. */
export async function heldMeeting(
  { ports }: Tools,
  plan: ReadMeetingPlan,
  team: TeamSettings,
  { date, number }: { readonly date: string; readonly number: number },
): Promise<Meeting | null> {
  const { failure } = plan
  if (failure instanceof UserError) throw new MeetingUnknownError(failure.message, { cause: failure })
  if (failure !== null) throw failure
  const found = meetingsOn(plan, team, date).find((meeting) => takesPlace(meeting) && meeting.number === number)
  if (!found) ports.log.info(`${team.name} no longer meets on ${date}, so nothing was made for that date.`)
  return found ?? null
}
