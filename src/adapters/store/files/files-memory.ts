/** Reads all data from the files in DATA_DIR for a backup, and restores it. */
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { unpack } from '../../../domain/board/history/packed.ts'
import type { AddedMemory, BoardHistory, Clock, Log, Memory } from '../../../ports.ts'
import { isMissing } from '../../files/files.ts'
import { ALL_ENTRIES, missingEntries } from '../audit-entries.ts'
import { createJsonAuditLog } from './json-audit.ts'
import { createJsonCommentMemory } from './json-comments.ts'
import { createJsonSnapshotStore, keptBoards } from './json-snapshots.ts'

type Tools = { readonly log: Log; readonly clock: Clock }

export async function hasFiles(dir: string): Promise<boolean> {
  for (const name of ['snapshots', 'audit.jsonl', 'comments.jsonl', 'comments.json']) if (await isThere(join(dir, name))) return true
  return false
}

export async function readFiles(dir: string, tools: Tools): Promise<Memory> {
  const store = createJsonSnapshotStore(dir, tools)
  const history: BoardHistory[] = []
  for (const board of await keptBoards(dir, tools)) history.push({ board, snapshots: await store.packed(board) })
  return {
    history,
    audit: [...(await createJsonAuditLog(dir, tools.log).entries({ limit: ALL_ENTRIES }))].reverse(),
    comments: Object.fromEntries(await createJsonCommentMemory(dir, tools.log).known()),
    tables: {},
  }
}

export async function addToFiles(dir: string, memory: Memory, tools: Tools): Promise<AddedMemory> {
  const there = await readFiles(dir, tools)
  const store = createJsonSnapshotStore(dir, tools)
  let added = 0
  for (const { board, snapshots } of memory.history) added += await store.addMissing(board, unpack(snapshots))
  const audit = createJsonAuditLog(dir, tools.log)
  const entries = missingEntries(there.audit, memory.audit)
  for (const entry of entries) await audit.record(entry)
  const comments = createJsonCommentMemory(dir, tools.log)
  const unknown = Object.entries(memory.comments).filter(([epic]) => !Object.hasOwn(there.comments, epic))
  for (const [epic, comment] of unknown) await comments.remember(epic, comment)
  return { snapshots: added, entries: entries.length, comments: unknown.length }
}

export async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}
