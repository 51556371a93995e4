/** The log of writes to GitHub for the command line, one JSON object per line. */
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { AuditLog, Log } from '../../../ports.ts'
import { readLines } from './json-lines.ts'
import { appendLine, makeFolder } from './private-files.ts'

const Entry = z.object({ at: z.string(), kind: z.string(), where: z.string(), why: z.string(), url: z.string().nullable() })

/** `<dir>/audit.jsonl`. */
export function createJsonAuditLog(dir: string, log: Log): AuditLog {
  const path = join(dir, 'audit.jsonl')
  return {
    record: async (entry) => {
      await makeFolder(dirname(path))
      await appendLine(path, JSON.stringify(entry))
    },
    entries: async ({ limit = 100 } = {}) => [...(await readLines(path, Entry, log))].slice(-limit).reverse(),
  }
}
