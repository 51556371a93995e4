/** Stories that past minutes of the teams ask for, where minutes can be read. */

import type { Snapshot } from '../../domain/board/board.ts'
import type { AskedForStory } from '../../domain/notes/asked-story.ts'
import { askedStories } from '../../minutes/meeting/story-requests.ts'
import type { MinutesArchive } from '../../ports.ts'
import type { Settings } from '../../settings/settings.ts'
import { pastMeetings } from './read-past-meetings.ts'

/** The last so many meetings are asked: older wishes are history. */
export const ASKED_MEETINGS = 8

export async function askedAtHand(
  archive: MinutesArchive | null,
  settings: Settings,
  snapshot: Snapshot,
): Promise<readonly AskedForStory[]> {
  if (archive === null) return []
  const teams = Object.values(settings.teams).filter(({ board }) => board)
  const past = await Promise.all(teams.map((team) => pastMeetings(archive, settings, team, { limit: ASKED_MEETINGS })))
  return askedStories(past.flat(), snapshot)
}
