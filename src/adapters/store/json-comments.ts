/** What the store knows of the app's comments, in one JSON file, for the command line. Written whole or not at all. */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { refKey } from '../../domain/reference.ts'
import type { CommentMemory, KnownComment, Log } from '../../ports.ts'

const Known = z.record(z.string(), z.object({ commentId: z.string(), findings: z.array(z.string()) }))

/** `<dir>/comments.json`. One that cannot be read is told and begun anew: then a deleted comment may come back once. */
export function createJsonCommentMemory(dir: string, log: Log): CommentMemory {
  const path = join(dir, 'comments.json')
  const read = async (): Promise<Map<string, KnownComment>> => {
    const text = await textOf(path)
    if (text === null) return new Map()
    const known = Known.safeParse(jsonOf(text))
    if (known.success) return new Map(Object.entries(known.data))
    log.warn(`${path} cannot be read and is begun anew: a comment that somebody deleted may come back once.`)
    return new Map()
  }
  // One after the other: two at once would lose what the first one wrote.
  let turn: Promise<unknown> = Promise.resolve()
  return {
    known: read,
    remember: (epic, known) => {
      const written = turn.then(async () => {
        const all = await read()
        all.set(refKey(epic), known)
        await write(path, JSON.stringify(Object.fromEntries(all)))
      })
      turn = written.catch(() => {})
      return written
    },
  }
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const temporary = `${path}.${process.pid}.tmp`
  try {
    await writeFile(temporary, text)
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
