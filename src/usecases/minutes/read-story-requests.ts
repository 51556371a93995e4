/** Reads requests for stories in the past minutes of the teams, if minutes are available. */

import type { Snapshot } from '../../domain/board/board.ts'
import type { StoryRequest } from '../../domain/notes/story-request.ts'
import { storyRequestsIn } from '../../minutes/meeting/story-requests.ts'
import type { MinutesArchive } from '../../ports.ts'
import type { Settings } from '../../settings/settings.ts'
import { readPastMeetings } from './read-past-meetings.ts'

/** The last so many meetings are asked: older wishes are history. */
export const ASKED_MEETINGS = 8

export async function readStoryRequests(
  archive: MinutesArchive | null,
  settings: Settings,
  snapshot: Snapshot,
): Promise<readonly StoryRequest[]> {
  if (archive === null) return []
  const teams = Object.values(settings.teams).filter(({ board }) => board)
  const past = await Promise.all(teams.map((team) => readPastMeetings(archive, settings, team, { limit: ASKED_MEETINGS })))
  return storyRequestsIn(past.flat(), snapshot)
}
