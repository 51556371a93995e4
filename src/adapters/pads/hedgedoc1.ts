/** HedgeDoc 1 and CodiMD: `/<note>/download` and `/<note>/info`. */
import { z } from 'zod'
import { TryAgainError, UserError } from '../../errors.ts'
import { PAD_LIMIT } from './decode-pad.ts'
import { at, isThere, type PadProvider, segmentsOf } from './pad-provider.ts'
import { type PadFetch, shown } from './safe-fetch.ts'

const ACTIONS = new Set(['download', 'info', 'publish', 'pretty', 'edit', 'slide', 'gist', 'pdf', 'revision'])

/**
 * Only addresses below `/<note>/` are asked. The bare note, `/s/<id>` and everything below it make a new, empty note of an
 * unknown name; `/<id>/download` answers 404, and takes short ids, too.
 */
export const hedgedoc1: PadProvider = {
  id: 'hedgedoc-1',
  claims: (url) => notePath(url) !== null,
  async read(url, { fetch }) {
    const path = notePath(url)
    if (path === null) return null
    const pad = at(url, ...path)
    const download = await fetch(at(url, ...path, 'download'), { limit: PAD_LIMIT })
    if (!isThere(download, pad)) return null
    const { editedAt, warnings } = await readInfo(at(url, ...path, 'info'), fetch)
    return { content: download.bytes, editedAt, source: shown(pad), warnings }
  },
}

/** The note's path under whatever form of its address people copied; null where there is none in it. */
export function notePath(url: URL): readonly string[] | null {
  const path = [...segmentsOf(url)]
  if (path.includes('export') && path.includes('p')) return null
  if (path.length > 2 && path.at(-2) === 'revision') path.splice(-2)
  while (path.length > 1 && ACTIONS.has(path.at(-1) ?? '')) path.pop()
  const note = path.pop()
  if (note === undefined) return null
  const mode = path.at(-1)
  if (mode === 's' || mode === 'p') path.pop()
  return [...path, note]
}

const Info = z.object({ updatetime: z.union([z.string(), z.number()]).nullish() })

async function readInfo(address: URL, fetch: PadFetch): Promise<{ editedAt: Date | null; warnings: readonly string[] }> {
  try {
    const answer = await fetch(address, { limit: PAD_LIMIT, showsItsEnd: true })
    if (answer.status !== 200) return unknownEdit(`${shown(address)} answered ${answer.status}`)
    const { updatetime } = Info.parse(JSON.parse(new TextDecoder().decode(answer.bytes)))
    const editedAt = updatetime === null || updatetime === undefined ? null : new Date(updatetime)
    if (editedAt !== null && Number.isNaN(editedAt.getTime())) return unknownEdit(`${shown(address)} names no date`)
    return { editedAt, warnings: [] }
  } catch (error) {
    // The text is there; a server that does not tell its age is no reason to do without it.
    if (error instanceof TryAgainError || error instanceof UserError) return unknownEdit(error.message)
    if (error instanceof SyntaxError || error instanceof z.ZodError) return unknownEdit(`${shown(address)} is not as expected`)
    throw error
  }
}

function unknownEdit(reason: string): { editedAt: null; warnings: readonly string[] } {
  return { editedAt: null, warnings: [`When the pad was last edited is not known: ${reason}`] }
}
