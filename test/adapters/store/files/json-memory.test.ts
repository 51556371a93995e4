/** The command line’s store, written by several processes at the same time. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createJsonAuditLog } from '../../../../src/adapters/store/files/json-audit.ts'
import { createJsonCommentMemory } from '../../../../src/adapters/store/files/json-comments.ts'
import { createJsonSnapshotStore } from '../../../../src/adapters/store/files/json-snapshots.ts'
import { aSnapshot } from '../../../builders.ts'

const warnings: string[] = []
const log = { info: () => {}, warn: (text: string) => void warnings.push(text) }
const clock = { now: () => new Date('2023-01-18T12:00:00Z') }
const EACH = 60

const WRITER = `
  import { createJsonAuditLog } from './dist/adapters/store/files/json-audit.js'
  import { createJsonCommentMemory } from './dist/adapters/store/files/json-comments.js'
  import { createJsonSnapshotStore } from './dist/adapters/store/files/json-snapshots.js'
  const [dir, name, snapshot] = process.argv.slice(1)
  const log = { info() {}, warn(text) { throw new Error(text) } }
  const clock = { now: () => new Date('2023-01-18T12:00:00Z') }
  const audit = createJsonAuditLog(dir, log), comments = createJsonCommentMemory(dir, log), snapshots = createJsonSnapshotStore(dir, { log, clock })
  for (let index = 0; index < ${EACH}; index += 1) {
    const at = new Date(Date.UTC(2023, 0, 18, 11, 0, index)).toISOString()
    await audit.record({ at, kind: 'create-comment', where: name, why: String(index), url: null })
    await comments.remember(\`scs/\${name}#\${index}\`, { commentId: name, findings: [] })
    await snapshots.keep({ ...JSON.parse(snapshot), takenAt: at })
    if (await snapshots.latest({ owner: 'SCS', number: 6 }) === null) throw new Error('The newest snapshot was gone.')
  }
`

test('two processes write at once: every line and comment is kept, and the newest board is always found', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'scs-sprint-json-'))
  const codes = await Promise.all(
    ['one', 'two'].map(async (name) => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', WRITER, dir, name, JSON.stringify(aSnapshot({}))], {
        stdio: 'inherit',
      })
      return (await once(child, 'close'))[0]
    }),
  )
  expect(codes).toEqual([0, 0])
  expect((await createJsonAuditLog(dir, log).entries({ limit: 1000 })).length).toBe(2 * EACH)
  expect((await createJsonCommentMemory(dir, log).known()).size).toBe(2 * EACH)
  expect((await createJsonSnapshotStore(dir, { log, clock }).latest({ owner: 'SCS', number: 6 }))?.takenAt).toBe('2023-01-18T11:00:59.000Z')
  expect(warnings).toEqual([])
})

test('half a line left by a crash does not hide later lines', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'scs-sprint-json-'))
  await writeFile(join(dir, 'comments.jsonl'), '{"epic":"scs/issues#1","comm')
  await createJsonCommentMemory(dir, log).remember('scs/issues#2', { commentId: 'IC_2', findings: [] })
  expect([...(await createJsonCommentMemory(dir, log).known()).keys()]).toEqual(['scs/issues#2'])
})
