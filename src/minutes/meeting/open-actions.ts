/** Action items of a team that nobody has marked as done, across the weeks. */
import type { OpenItem, PastMeeting } from '../../domain/notes/past-meeting.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import { openItems } from './open-items.ts'

export type OpenActionsInput = {
  readonly settings: Pick<Settings, 'people'>
  readonly team: Pick<TeamSettings, 'id'>
  readonly past: readonly PastMeeting[]
}

/** Those of the newest meeting first, in the order of its minutes. */
export function openActions({ settings, past }: OpenActionsInput): readonly OpenItem[] {
  return openItems(past, { people: settings.people })
}
