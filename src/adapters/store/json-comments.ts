/** What is known of the app's comment on each epic, as one JSON file, for the command line. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { refKey } from '../../domain/reference.ts'
import type { CommentMemory, KnownComment, Log } from '../../ports.ts'

const Known = z.record(z.string(), z.object({ commentId: z.string(), findings: z.array(z.string()) }))

/** `<dir>/comments.json`. A file that cannot be read is told and counts as empty: then a deleted comment may come back once. */
export function createJsonCommentMemory(dir: string, log: Log): CommentMemory {
  const path = join(dir, 'comments.json')
  const read = async (): Promise<Map<string, KnownComment>> => {
    try {
      return new Map(Object.entries(Known.parse(JSON.parse(await readFile(path, 'utf8')))))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map()
      if (!(error instanceof SyntaxError || error instanceof z.ZodError)) throw error
      log.warn(`${path} cannot be read and is begun anew.`)
      return new Map()
    }
  }
  // One after the other: a second write would not know of the first.
  let last: Promise<void> = Promise.resolve()
  return {
    known: read,
    remember: (epic, known) => {
      last = last.then(async () => {
        const all = (await read()).set(refKey(epic), known)
        await mkdir(dirname(path), { recursive: true })
        await writeFile(`${path}.tmp`, `${JSON.stringify(Object.fromEntries(all))}\n`)
        await rename(`${path}.tmp`, path)
      })
      return last
    },
  }
}
