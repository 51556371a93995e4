/** Files with one JSON object per line. Several processes may append to them at once; they are never rewritten. */

import { readFile } from 'node:fs/promises'
import type { ZodType } from 'zod'
import { countOf } from '../../../domain/text/count-of.ts'
import { errnoCode, UserError } from '../../../errors.ts'
import type { Log } from '../../../ports.ts'
import { isMissing } from '../../files/files.ts'

/** Oldest first. A line that cannot be read (a crash while writing) is reported and skipped. */
export async function readLines<Line>(path: string, shape: ZodType<Line>, log: Log): Promise<readonly Line[]> {
  const lines = ((await textIfAny(path)) ?? '').split('\n').filter((line) => line !== '')
  const read = lines.flatMap((line): Line[] => {
    const found = shape.safeParse(jsonOf(line))
    return found.success ? [found.data] : []
  })
  const unread = lines.length - read.length
  if (unread > 0) log.warn(`${path}: ${countOf(unread, 'line')} cannot be read and are skipped.`)
  return read
}

/** null when there is no such file. */
export async function textIfAny(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (isMissing(error)) return null
    if (errnoCode(error) !== 'EACCES') throw error
    throw new UserError(`${path}: expected a file that this user can read, found no permission. Grant it, or set another DATA_DIR.`, {
      cause: error,
    })
  }
}

/** null for what is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
