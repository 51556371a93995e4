/**
 * The app’s known comments for the command line, one JSON object per line; the last line of an epic counts. Lines are only appended,
 * so two processes at once lose no data.
 */
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { refKey } from '../../../domain/reference.ts'
import type { CommentMemory, KnownComment, Log } from '../../../ports.ts'
import { jsonOf, readLines, textIfAny } from './json-lines.ts'
import { appendLine, makeFolder } from './private-files.ts'

const known = { commentId: z.string(), findings: z.array(z.string()) }
const Line = z.object({ epic: z.string(), ...known })
const Earlier = z.record(z.string(), z.object(known))

/** `<dir>/comments.jsonl`, and before its lines `<dir>/comments.json` of an earlier version. */
export function createJsonCommentMemory(dir: string, log: Log): CommentMemory {
  const path = join(dir, 'comments.jsonl')
  return {
    known: async () => {
      const all = new Map(Object.entries(await earlier(join(dir, 'comments.json'), log)))
      for (const { epic, ...comment } of await readLines(path, Line, log)) all.set(epic, comment)
      return all
    },
    remember: async (epic, { commentId, findings }) => {
      await makeFolder(dirname(path))
      await appendLine(path, JSON.stringify({ epic: refKey(epic), commentId, findings }))
    },
  }
}

async function earlier(path: string, log: Log): Promise<Readonly<Record<string, KnownComment>>> {
  const text = await textIfAny(path)
  if (text === null) return {}
  const read = Earlier.safeParse(jsonOf(text))
  if (read.success) return read.data
  log.warn(`${path} cannot be read and is skipped. A deleted comment may come back once.`)
  return {}
}
