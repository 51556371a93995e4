/** All that the files in DATA_DIR keep, and back into them. */
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Snapshot } from '../../../domain/board/board.ts'
import type { AddedMemory, Clock, Log, Memory } from '../../../ports.ts'
import { isMissing } from '../../files.ts'
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
  const snapshots: Snapshot[] = []
  for (const board of await keptBoards(dir)) snapshots.push(...(await store.history(board)))
  return {
    snapshots,
    audit: [...(await createJsonAuditLog(dir, tools.log).entries({ limit: ALL_ENTRIES }))].reverse(),
    comments: Object.fromEntries(await createJsonCommentMemory(dir, tools.log).known()),
    tables: {},
  }
}

export async function addToFiles(dir: string, memory: Memory, tools: Tools): Promise<AddedMemory> {
  const there = await readFiles(dir, tools)
  const keyOf = ({ board, takenAt }: Snapshot) => `${board.owner.toLowerCase()} ${board.number} ${new Date(takenAt).toISOString()}`
  const kept = new Set(there.snapshots.map(keyOf))
  const snapshots = memory.snapshots.filter((snapshot) => !kept.has(keyOf(snapshot)))
  const store = createJsonSnapshotStore(dir, tools)
  for (const snapshot of snapshots) await store.keep(snapshot)
  const audit = createJsonAuditLog(dir, tools.log)
  const entries = missingEntries(there.audit, memory.audit)
  for (const entry of entries) await audit.record(entry)
  const comments = createJsonCommentMemory(dir, tools.log)
  const unknown = Object.entries(memory.comments).filter(([epic]) => !Object.hasOwn(there.comments, epic))
  for (const [epic, comment] of unknown) await comments.remember(epic, comment)
  return { snapshots: snapshots.length, entries: entries.length, comments: unknown.length }
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
