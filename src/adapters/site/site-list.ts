/** The list of the app’s files in a folder of pages. Files that are not on it belong to someone else. */
import { createHash } from 'node:crypto'
import { sep } from 'node:path'
import { z } from 'zod'

export const LIST = '.scs-sprint-site.json'
const SCHEMA = 'scs-sprint/site'

/**
 * `hash`: of the text that we wrote. `key`: of what it was made of; null in lists of earlier versions. `was`: of the text
 * that lay there before, where a run that was cut off may have left it.
 */
export type OurFile = { readonly hash: string; readonly key: string | null; readonly was?: string | undefined }

/** By path below the folder, with `/`. */
export type OurFiles = ReadonlyMap<string, OurFile>

export function hashOf(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Whether this run or one that was cut off wrote the text with that hash there. */
export function isAsWritten({ hash, was }: OurFile, found: string): boolean {
  return found === hash || found === was
}

/** In one order, whatever order the files came in. */
export function listText(files: OurFiles): string {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1))
  const part = (of: (file: OurFile) => string | null | undefined) =>
    Object.fromEntries(sorted.flatMap(([path, file]) => (of(file) ? [[path, of(file)]] : [])))
  const was = part((file) => file.was)
  const list = { schema: SCHEMA, version: 1, files: part(({ hash }) => hash), keys: part(({ key }) => key) }
  return `${JSON.stringify(Object.keys(was).length === 0 ? list : { ...list, was }, null, 1)}\n`
}

const Texts = z.record(z.string(), z.string())
const ListShape = z.object({ schema: z.literal(SCHEMA), files: Texts, keys: Texts.optional(), was: Texts.optional() })

/** null: it is no list of ours. Paths that no run of ours wrote are left out. */
export function parseList(text: string): OurFiles | null {
  const list = ListShape.safeParse(parsed(text))
  if (!list.success) return null
  const [keys, was] = [list.data.keys, list.data.was].map((part) => new Map(Object.entries(part ?? {})))
  return new Map(
    Object.entries(list.data.files)
      .filter(([path]) => isPlain(path))
      .map(([path, hash]) => [path, { hash, key: keys?.get(path) ?? null, was: was?.get(path) }]),
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/**
 * A list that was changed by hand leads to no place outside, and to no folder that a tool keeps beside pages (`.git`, `.github`).
 * Below the top a page may have such a name: that of the repository `.github`.
 */
function isPlain(path: string): boolean {
  if (path.startsWith('.') || /(?:^|\/)\.git(?:\/|$)/i.test(path)) return false
  return path.split('/').every((segment) => segment !== '' && !/^\.+$/.test(segment) && !segment.includes(sep) && !/[\\\0:]/.test(segment))
}
