/** The configuration of `test/sandbox/worlds/small.yml`: one team, whose epics have the type Epic. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Writes `sprint.yml` into the folder and returns its path. `more`: further keys, as YAML lines. */
export function smallConfig(folder: string, more = ''): string {
  const path = join(folder, 'sprint.yml')
  writeFileSync(
    path,
    `organization: scs
minutes: { repository: scs/minutes }
board: { owner: scs, number: 6, fields: { status: Status, sprint: Sprint } }
epics: { types: [Epic] }
teams: { iaas: { name: Team IaaS, label: IaaS } }
${more}`,
  )
  return path
}
