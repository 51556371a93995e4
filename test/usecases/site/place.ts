/** A folder with settings, minutes and kept boards, and the command `site` run on it as people run it. */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createJsonSnapshotStore } from '../../../src/adapters/store/files/json-snapshots.ts'
import type { Snapshot } from '../../../src/domain/board/board.ts'
import { aFolder, scsSprint } from '../../cli/terminal.ts'

export const SETTINGS = `organization: scs
timezone: Europe/Berlin
minutes: { repository: scs/minutes }
board: { owner: scs, number: 6 }
communityCall: { weekday: thursday, time: "15:05" }
pads: { hosts: [pad.example] }
teams:
  iaas: { name: Team IaaS, label: IaaS, pad: "https://pad.example/iaas", meeting: { weekday: wednesday, time: "10:05" } }
  iam: { name: Team IAM, label: IAM }
`

export type Place = ReturnType<typeof aPlace>

/** `files`: by path; `sprint.yml` has a usual text. It is Thursday, 2023-01-19. */
export function aPlace(files: Readonly<Record<string, string>> = {}, env: Readonly<Record<string, string>> = {}) {
  const folder = aFolder()
  const write = (path: string, text: string): string => {
    const place = join(folder, path)
    mkdirSync(dirname(place), { recursive: true })
    writeFileSync(place, text)
    return place
  }
  mkdirSync(join(folder, 'minutes'))
  for (const [path, text] of Object.entries({ 'sprint.yml': SETTINGS, ...files })) write(path, text)
  const out = join(folder, 'out')
  const data = join(folder, 'data')
  const site = (more: readonly string[] = ['--minutes', join(folder, 'minutes')]) => {
    const minutes = more.includes('--minutes') ? [] : ['--minutes', join(folder, 'minutes')]
    return scsSprint(['site', '--config', join(folder, 'sprint.yml'), '--out', out, ...minutes, ...more], {
      SPRINT_NOW: '2023-01-19T09:00:00Z',
      DATA_DIR: data,
      ...env,
    })
  }
  return { folder, out, data, write, site, page: (path: string) => readFileSync(join(out, path), 'utf8') }
}

/** As earlier runs would have kept them. */
export async function keepBoards({ data }: Pick<Place, 'data'>, boards: readonly Snapshot[]): Promise<void> {
  const store = createJsonSnapshotStore(data, {
    log: { info: () => {}, warn: () => {} },
    clock: { now: () => new Date('2023-01-19T09:00:00Z') },
  })
  for (const board of boards) await store.keep(board)
}

/** Paths of the files that the command wrote, the memory of the next run included, that hold it. */
export function holding(out: string, what: RegExp): readonly string[] {
  return readdirSync(out, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(out, path)).isFile())
    .filter((path) => what.test(readFileSync(join(out, path), 'utf8')))
}
