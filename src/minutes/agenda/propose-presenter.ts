/** The rota of a team: who had which turn, and who is proposed next. */
import type { PastMeeting } from '../../domain/notes/past-meeting.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import { type Rota, rota } from '../meeting/rota.ts'

export type ProposePresenterInput = {
  readonly settings: Pick<Settings, 'people' | 'organization' | 'aliases'>
  readonly team: Pick<TeamSettings, 'rotaOptOut' | 'communityCall'>
  readonly past: readonly PastMeeting[]
  /** Who is in the meeting today, where that is known. */
  readonly present?: readonly string[]
}

/** Handles of organizations that people type as an answer (`@OSISM`) are no turn of anybody. */
export function proposePresenter({ settings, team, past, present }: ProposePresenterInput): Rota {
  return rota(past, {
    people: settings.people,
    optOut: team.rotaOptOut,
    organizations: [settings.organization, ...Object.values(settings.aliases).flatMap((repository) => repository.split('/')[0] ?? [])],
    communityCall: team.communityCall,
    ...(present === undefined ? {} : { present }),
  })
}
