/** `run.json` in DATA_DIR: up to when scheduled work is done. What cannot be read counts as absent. */
import { join } from 'node:path'
import { z } from 'zod'
import type { RunTimes } from '../../../ports/run-times.ts'
import type { Log } from '../../../ports.ts'
import { jsonOf, textIfAny } from './json-lines.ts'
import { makeFolder, writePrivate } from './private-files.ts'

const Kept = z.object({
  schema: z.literal('scs-sprint/run'),
  version: z.literal(1),
  /** By the repository of the minutes, in lower case. */
  until: z.record(z.string(), z.iso.datetime()),
})

export function createJsonRunTimes(dir: string, log: Log): RunTimes {
  const path = join(dir, 'run.json')
  const read = async (): Promise<Readonly<Record<string, string>>> => {
    const text = await textIfAny(path)
    if (text === null) return {}
    const found = Kept.safeParse(jsonOf(text))
    if (found.success) return found.data.until
    log.warn(`${path} cannot be read and is skipped, so work of the last hours is looked at again.`)
    return {}
  }
  return {
    last: async (repository) => {
      const found = (await read())[repository.toLowerCase()]
      return found === undefined ? null : new Date(found)
    },
    remember: async (repository, until) => {
      const all = { ...(await read()), [repository.toLowerCase()]: until.toISOString() }
      await makeFolder(dir)
      await writePrivate(path, `${JSON.stringify({ schema: 'scs-sprint/run', version: 1, until: all })}\n`)
    },
  }
}
