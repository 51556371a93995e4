/** The settings of a small organization for tests of minutes. */
import { rules } from '../../src/hygiene/registry.ts'
import { parseSettings } from '../../src/settings/parse.ts'
import type { TeamSettings } from '../../src/settings/settings.ts'

const SPRINT_YML = `
organization: acme
timezone: Europe/Berlin
minutes: { repository: acme/minutes }
board:
  owner: acme
  number: 6
  fields: { status: Status, sprint: Sprint }
  status: { backlog: [Backlog, Refined], active: [In progress, Review], done: [Done] }
epics: { labels: [epic] }
communityCall: { weekday: thursday, time: "15:05" }
pads: { hosts: [pads.acme.org] }
people: { adalovelace: ada-l }
teams:
  iaas:
    name: Team IaaS
    label: IaaS
    meeting: { weekday: wednesday, time: "10:05" }
  sig:
    name: SIG Standards
    board: off
    firstHeading: 2
`

export const minutesSettings = parseSettings(SPRINT_YML, 'sprint.yml', rules)

export const iaasTeam = team('iaas')
export const sigTeam = team('sig')

function team(id: string): TeamSettings {
  const found = minutesSettings.teams[id]
  if (!found) throw new Error(`There is no team ${id}.`)
  return found
}
