import { expect, test } from 'vitest'
import { rules } from '../../../src/hygiene/registry.ts'
import { parseSettings } from '../../../src/settings/parse.ts'
import { readPastMeetings } from '../../../src/usecases/minutes/read-past-meetings.ts'

const SPRINT_YML = 'organization: scs\ntimezone: Europe/Berlin\nminutes: { repository: scs/minutes }\nteams: { iaas: { name: IaaS } }\n'

function aTeam() {
  const settings = parseSettings(SPRINT_YML, 'sprint.yml', rules)
  const team = settings.teams.iaas
  if (team === undefined) throw new Error('There is no team.')
  return { settings, team }
}

const NEWEST = 'iaas/20230118.md'

function anArchive() {
  const texts = new Map([
    ['iaas/20230111.md', '# 2023-01-11\n\n* Decision: the first\n'],
    [NEWEST, '# 2023-01-18\n\n* Decision: the second\n'],
  ])
  const read: string[] = []
  return {
    texts,
    /** What was read since the last call. */
    taken: () => read.splice(0),
    list: async () => [...texts.keys()].sort(),
    mark: async (path: string) => texts.get(path) ?? null,
    read: async (path: string) => {
      read.push(path)
      return texts.get(path) ?? null
    },
  }
}

test('minutes that were read are read again when they changed, or when the settings did', async () => {
  const archive = anArchive()
  const { settings, team } = aTeam()
  const first = await readPastMeetings(archive, settings, team)
  expect(first.map(({ path }) => path)).toEqual([NEWEST, 'iaas/20230111.md'])
  expect(archive.taken()).toHaveLength(2)
  expect(await readPastMeetings(archive, settings, team)).toEqual(first)
  expect(archive.taken()).toEqual([])
  archive.texts.set(NEWEST, '# 2023-01-18\n\n* Decision: another one\n')
  const [changed, same] = await readPastMeetings(archive, settings, team)
  expect([archive.taken(), changed?.text, same]).toEqual([[NEWEST], expect.stringContaining('another one'), first[1]])
  await readPastMeetings(archive, { ...settings }, team)
  expect(archive.taken()).toHaveLength(2)
})

test('minutes without a mark are read each time, and those that are gone are left out', async () => {
  const { mark, ...archive } = anArchive()
  const { settings, team } = aTeam()
  await readPastMeetings(archive, settings, team)
  await readPastMeetings(archive, settings, team)
  expect(archive.taken()).toHaveLength(4)
  const gone = { ...archive, mark, read: async (path: string) => (path === NEWEST ? null : archive.read(path)) }
  expect((await readPastMeetings(gone, settings, team)).map(({ path }) => path)).toEqual(['iaas/20230111.md'])
})
