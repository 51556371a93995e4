/** The configuration of `test/sandbox/worlds/small.yml`: one team, whose epics have the type Epic. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const SMALL_CONFIG = `organization: scs
minutes: { repository: scs/minutes }
board: { owner: scs, number: 6, fields: { status: Status, sprint: Sprint } }
epics: { types: [Epic] }
teams: { iaas: { name: Team IaaS, label: IaaS } }
`

/** Writes `sprint.yml` into the folder and returns its path. `more`: further keys, as YAML lines. */
export function smallConfig(folder: string, more = ''): string {
  return written(folder, `${SMALL_CONFIG}${more}`)
}

/** The same without a board: the team meets on Wednesdays and writes into the pad `iaas` of the server. */
export function smallPadConfig(folder: string, pads: { readonly url: string }, more = ''): string {
  return written(
    folder,
    `organization: scs
minutes: { repository: scs/minutes }
pads: { hosts: [127.0.0.1] }
teams: { iaas: { name: Team IaaS, pad: "${pads.url}/iaas", meeting: { weekday: wednesday, time: "10:05" } } }
${more}`,
  )
}

function written(folder: string, text: string): string {
  const path = join(folder, 'sprint.yml')
  writeFileSync(path, text)
  return path
}
