/** The minutes of the week -> the community call's notes or slides, and the plan of their pull request. Writes nothing itself. */
import { addDays } from '../domain/dates.ts'
import { quoted } from '../domain/escape.ts'
import { UserError } from '../errors.ts'
import type { Clock, MinutesArchive, MinutesRepository, Templates } from '../ports.ts'
import type { Settings } from '../settings/settings.ts'
import { pastMeetings } from './past-meetings.ts'
import type { Plan } from './plan.ts'
import { planFile } from './plan-file.ts'
import { composeDigest, type Digest } from './publish-digest.ts'

export type MakeDigestPorts = {
  readonly archive: MinutesArchive
  /** null: there is nothing to make a pull request with. */
  readonly publish: { readonly minutes: MinutesRepository; readonly identity: { readonly login: string; readonly id: number } } | null
  readonly render: Templates['render']
  readonly clock: Clock
}

export type MakeDigestInput = {
  readonly settings: Settings
  /** Day of the call. */
  readonly date: string
  readonly slides: boolean
}

/** `plan` is null where nothing can be published. */
export type MadeDigest = { readonly digest: Digest; readonly plan: () => Promise<Plan | null> }

/** Minutes of the week before the call. */
const WEEK = 7

/** The pull request is planned when it is asked for: the text itself needs no right to write. */
export async function makeDigest(ports: MakeDigestPorts, { settings, date, slides }: MakeDigestInput): Promise<MadeDigest> {
  if (settings.communityCall === null)
    throw new UserError(`${settings.source}: expected \`communityCall\`, found none. Add it, there is no call to make notes for.`)
  const teams = Object.values(settings.teams).filter((team) => team.communityCall)
  const found = await Promise.all(
    teams.map(async (team) => {
      const past = await pastMeetings(ports.archive, settings, team, { before: addDays(date, 1), limit: 1 })
      const meeting = past[0] ?? null
      return { team, meeting: meeting !== null && meeting.date > addDays(date, -WEEK) ? meeting : null, pad: team.pad }
    }),
  )
  const digest = composeDigest({ settings, date, teams: found, slides, now: ports.clock.now(), render: ports.render })
  const { path, text } = digest
  const body = `Notes of the community call of ${date}, from the minutes of ${teams.map(({ name }) => quoted(name)).join(', ')}.\n`
  const { publish } = ports
  return {
    digest,
    plan: async () =>
      publish === null ? null : planFile(publish, { settings, team: 'community-call', date, path, text, body, assignees: [] }),
  }
}
