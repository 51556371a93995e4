/** What was written to GitHub and why, one JSON object a line, for the command line. */
import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { AuditEntry, AuditLog, Log } from '../../ports.ts'

const Entry = z.object({ at: z.string(), kind: z.string(), where: z.string(), why: z.string(), url: z.string().nullable() })

/** `<dir>/audit.jsonl`. A line that cannot be read (a crash while writing) is told and passed over. */
export function createJsonAuditLog(dir: string, log: Log): AuditLog {
  const path = join(dir, 'audit.jsonl')
  return {
    record: async (entry) => {
      await mkdir(dirname(path), { recursive: true })
      await appendFile(path, `${JSON.stringify(entry)}\n`)
    },
    entries: async ({ limit = 100 } = {}) => {
      const lines = (await textOf(path)).split('\n').filter((line) => line !== '')
      const entries = lines.flatMap((line): AuditEntry[] => readEntry(line) ?? [])
      if (entries.length < lines.length) log.warn(`${path}: ${lines.length - entries.length} lines cannot be read and are passed over.`)
      return entries.slice(-limit).reverse()
    },
  }
}

function readEntry(line: string): AuditEntry[] | null {
  try {
    const entry = Entry.safeParse(JSON.parse(line))
    return entry.success ? [entry.data] : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}
