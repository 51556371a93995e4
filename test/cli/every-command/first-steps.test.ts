/** What people read with a minimal configuration, no credentials and a first pad. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openServerStore } from '../../../src/adapters/store/database/server-store.ts'
import { aBoardItem, aSnapshot } from '../../builders.ts'
import { aFolder, scsSprint } from '../terminal.ts'

const SMALL = 'organization: acme\nminutes: { repository: acme/minutes }\nteams: { core: { name: Core } }\n'

function config(text = SMALL): string {
  const path = join(aFolder(), 'sprint.yml')
  writeFileSync(path, text)
  return path
}

const minutes = (path: string, pad: string, date = '2023-01-18') =>
  scsSprint(['minutes', '--team', 'core', '--date', date, '--pad', '-', '--config', path], {}, pad)

test('doctor says what the configuration omits, and which key adds it', async () => {
  const { out } = await scsSprint(['doctor', '--config', config()])
  expect(out.match(/^off .*$/gm)).toEqual([
    'off     hygiene, sprint review and planning: no board in sprint.yml. `board` with `owner` and `number` adds them.',
    'off     minutes and agenda on schedule: no meeting times in sprint.yml. Add `teams.core.meeting`, or `calendar` with the `url` of an .ics file.',
    'off     reading and writing pads automatically: no pad address in sprint.yml. Add `teams.core.pad`; until then, use --pad.',
    'off     notes of the community call: no call in sprint.yml. `communityCall` adds them.',
  ])
  expect((await scsSprint(['doctor', '--config', 'minutes/sprint.yml'])).out).not.toMatch(/^off .*board in sprint/m)
})

test('without a board in the configuration, hygiene asks for that key, not for credentials', async () => {
  const { code, err } = await scsSprint(['hygiene', '--config', config()])
  expect(code).toBe(1)
  expect(err).toContain('expected `board` with `owner` and `number`, found none. Add `board`.')
  expect(err).not.toMatch(/credentials/)
})

test('missing credentials are reported once', async () => {
  const { err } = await scsSprint(['hygiene', '--config', config(`${SMALL}board: { owner: acme, number: 1 }\n`)])
  expect(err.match(/There are no GitHub credentials/g)).toHaveLength(1)
})

test('an agenda contains no messages for whoever runs the command', async () => {
  const path = config(
    `${SMALL.replace('name: Core', 'name: Core, meeting: { weekday: wednesday, time: "10:00", minutes: 60 }')}board: { owner: acme, number: 1 }\n`,
  )
  const { out, err } = await scsSprint(['agenda', '--team', 'core', '--date', '2023-01-19', '--config', path])
  expect(err).toContain('There are no GitHub credentials.')
  expect(err).toContain('Core has no meeting on 2023-01-19: `teams.core.meeting` says every wednesday.')
  expect(out).toContain('The board was not available when this agenda was written.')
  expect(out).not.toMatch(/credentials|snapshot|sprint\.yml/)
})

test('omitted parts are reported by lines of the pad', async () => {
  const pad = '# 2023-01-11\n\n## Agenda\n\n- old\n\n# 2023-01-18\n\n## Agenda\n\n- Passwort: q7Rt9xLm2\n'
  const { err } = await minutes(config(`${SMALL}privacy: { secrets: mask }\n`), pad)
  expect(err).toContain('line 11: something that looks like a secret was left out.')
})

test('off-record parts are reported for the requested meeting, not for others in the pad', async () => {
  const pad = '# 2023-01-11\n\n## Agenda\n\n- old\n- (off the record) gossip\n\n# 2023-01-18\n\n## Agenda\n\n- new\n'
  expect((await minutes(config(), pad)).err).not.toContain('Off the record')
  expect((await minutes(config(), pad, '2023-01-11')).err).toMatch(/Off the record, and left out: lines? 6/)
})

test('a spelling from the configuration is not unknown', async () => {
  const path = config(`${SMALL}people: { miri: mschaefer }\n`)
  const pad = '# 2023-01-18\n\n## Participants\n\n- @miri\n- @alba\n\n## Agenda\n\n- AI @miri: book a room\n'
  const file = join(aFolder(), '20230118.md')
  writeFileSync(file, pad)
  const { out } = await scsSprint(['notes', file, '--config', path])
  expect(out).toContain('@miri is @mschaefer (`people` in sprint.yml)')
  const { err } = await minutes(path, pad)
  expect(out + err).not.toContain('unknown')
})

test('a folder that is not writable stops the start', async () => {
  const tools = { log: { info: () => {}, warn: () => {} }, clock: { now: () => new Date() }, debounce: { quietMs: 1, maxMs: 1 } }
  await expect(openServerStore({ databaseUrl: null, dataDir: '/proc/nowhere/data' }, tools)).rejects.toThrow('cannot create this folder')
})

test('simulate without --current says what it compares with', async () => {
  const board = join(aFolder(), 'board.json')
  const path = config(`${SMALL}board: { owner: acme, number: 1 }\n`)
  const snapshot = aSnapshot({ items: [aBoardItem({ number: 1 })] })
  writeFileSync(board, JSON.stringify(snapshot))
  const { err } = await scsSprint(['simulate', '--config', path, '--board', board])
  expect(err).toContain('Configuration: minutes/sprint.yml (the project’s example)')
})
