/** `init` on whole organizations: what it writes means what a person who knows the organization wrote by hand. */
import { afterEach, expect, test } from 'vitest'
import { readEnvironment } from '../../src/adapters/environment.ts'
import { createOrganizationReader } from '../../src/adapters/github/organization/organization.ts'
import { rules } from '../../src/hygiene/registry.ts'
import { guessSettings } from '../../src/init/guess-settings.ts'
import { writeSettings } from '../../src/init/write/write-settings.ts'
import { parseSettings } from '../../src/settings/parse.ts'
import { lookAtOrganization } from '../../src/usecases/look-at-organization.ts'
import { createCalendarPorts } from '../../src/wiring/calendar-ports.ts'
import { appAccessTo } from '../adapters/github/sandbox-access.ts'
import { type Sandbox, startSandbox } from '../sandbox/github.ts'
import { createWorld } from '../sandbox/model.ts'
import { checkWorld } from '../sandbox/world.ts'
import { germanClub } from './organizations/german-club.ts'
import { hub } from './organizations/hub.ts'
import { meaningOf } from './organizations/meaning.ts'
import type { Organization } from './organizations/organization.ts'
import { scs2023 } from './organizations/scs-2023.ts'
import { scsToday } from './organizations/scs-today.ts'

let sandbox: Sandbox | null = null
afterEach(async () => {
  await sandbox?.close()
  sandbox = null
})

async function written({ world, now }: Organization): Promise<string> {
  sandbox = await startSandbox({ world: createWorld(checkWorld(world)) })
  const organization = Object.keys(world.organizations ?? {})[0] ?? ''
  const clock = { now: () => new Date(now) }
  const log = { info: () => {}, warn: () => {} }
  const access = appAccessTo(sandbox)
  const facts = await lookAtOrganization({
    reader: createOrganizationReader(access, organization, clock),
    folder: null,
    organization,
    today: now.slice(0, 10),
    machineZone: 'Pacific/Auckland',
    calendarOf: createCalendarPorts({ env: readEnvironment(sandbox.env), access, clock, log, keeps: false }).calendar,
    progress: () => {},
  })
  return writeSettings(guessSettings(facts))
}

test.each([scsToday, scs2023, germanClub, hub].map((organization) => [organization.name, organization] as const))(
  '%s: the configuration means what a person wrote by hand',
  async (_name, organization) => {
    const text = await written(organization)
    if (process.env.SHOW) console.log(text)
    expect(meaningOf(parseSettings(text, 'sprint.yml', rules), organization.now)).toEqual(
      meaningOf(parseSettings(organization.truth, 'sprint.yml', rules), organization.now),
    )
    const comments = text.replaceAll(/\n\s*# ?/g, ' ')
    for (const told of organization.told) expect(comments).toMatch(told)
  },
)
