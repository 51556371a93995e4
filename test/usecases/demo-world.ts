/** The demo's settings, board and earlier minutes as the app reads them, without a server in between. */

import { readFileSync } from 'node:fs'
import { createBoardSource } from '../../src/adapters/github/board/read-board.ts'
import { createTemplates } from '../../src/adapters/templates/templates.ts'
import type { Snapshot } from '../../src/domain/board/board.ts'
import { GITHUB_COM } from '../../src/domain/github-web.ts'
import type { PastMeeting } from '../../src/domain/notes/past-meeting.ts'
import { rules } from '../../src/hygiene/registry.ts'
import type { MinutesArchive } from '../../src/ports.ts'
import { parseSettings } from '../../src/settings/parse.ts'
import type { Settings, TeamSettings } from '../../src/settings/settings.ts'
import { readPastMeetings } from '../../src/usecases/minutes/read-past-meetings.ts'
import type { Actions } from '../sandbox/actions.ts'
import { runGraphql } from '../sandbox/graphql/execute.ts'
import { createWorld } from '../sandbox/model.ts'
import { readWorldFile } from '../sandbox/world.ts'

const file = readWorldFile('test/demo/world.yml')

export const demoSettings: Settings = parseSettings(readFileSync('minutes/sprint.yml', 'utf8'), 'minutes/sprint.yml', rules)
export const render = createTemplates().render

export function demoTeam(id: string): TeamSettings {
  const team = demoSettings.teams[id]
  if (!team) throw new Error(`The demo has no team ${id}.`)
  return team
}

/** The board of Monday, 2023-01-16. */
export async function demoBoard(): Promise<Snapshot> {
  const world = createWorld(file)
  const installation = world.installations[0]
  if (!installation || !demoSettings.board) throw new Error('The demo has an installation and a board.')
  const token = {
    value: 'ghs_1',
    expiresAt: null,
    kind: 'installation' as const,
    installation,
    permissions: installation.permissions,
    repositories: null,
    workflow: false,
  }
  const graphql = async <Data>(query: string, variables?: Record<string, unknown>): Promise<Data> => {
    const budget = { limit: 5000, remaining: 5000, used: 0, resetAt: '2030-01-01T00:00:00Z' }
    const answer = runGraphql(world, token, {} as Actions, { query, variables }, () => budget)
    const body = JSON.parse(JSON.stringify(answer.body)) as { data?: Data; errors?: { message: string }[] }
    if (body.errors) throw Object.assign(new Error(body.errors[0]?.message), { data: body.data, errors: body.errors })
    return body.data as Data
  }
  return createBoardSource(
    { graphql, github: GITHUB_COM },
    { ...demoSettings, board: demoSettings.board },
    { now: world.now },
    { isApp: true },
  ).readBoard()
}

/** Files of the minutes repository; `more` adds or replaces some. */
export function demoArchive(more: Readonly<Record<string, string>> = {}): MinutesArchive {
  const files = new Map(
    Object.entries({ ...file.repositories['SovereignCloudStack/minutes']?.files, ...more }).map(([path, text]) => [path, String(text)]),
  )
  return {
    list: async (folder) => [...files.keys()].filter((path) => folder === '' || path.startsWith(`${folder}/`)).sort(),
    read: async (path) => files.get(path) ?? null,
  }
}

export function demoPast(id: string, options: { before?: string; limit?: number } = {}): Promise<readonly PastMeeting[]> {
  return readPastMeetings(demoArchive(), demoSettings, demoTeam(id), options)
}
