/** HedgeDoc 1 and CodiMD: `/<note>/download` and `/<note>/info`. */
import { z } from 'zod'
import { TryAgainError, UserError } from '../../../errors.ts'
import { PAD_LIMIT } from '../decode-pad.ts'
import type { PadFetch } from '../fetching/safe-fetch.ts'
import { shown } from '../fetching/shown-address.ts'
import { ANSWER_LIMIT, at, copyByHand, isOurs, isThere, NotPublic, type PadProvider, type PadTarget, segmentsOf } from './pad-provider.ts'

const ACTIONS = new Set(['download', 'info', 'publish', 'pretty', 'edit', 'slide', 'gist', 'pdf', 'revision'])

/**
 * Only addresses below `/<note>/` are asked. The bare note, `/s/<id>` and everything below it make a new, empty note of an
 * unknown name; `/<id>/download` answers 404, and takes short ids, too.
 */
export const hedgedoc1: PadProvider = {
  id: 'hedgedoc-1',
  name: 'HedgeDoc',
  access: { setting: 'set its permission to freely, editable or locked' },
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
  async lastEdit(url, { fetch }) {
    const path = notePath(url)
    return path === null ? null : (await readInfo(at(url, ...path, 'info'), fetch)).editedAt
  },
  write: seedHedgeDoc,
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
    if (editedAt !== null && Number.isNaN(editedAt.getTime())) return unknownEdit(`${shown(address)} contains no date`)
    return { editedAt, warnings: [] }
  } catch (error) {
    // The text is there; a server that does not tell its age is no reason to do without it.
    if (error instanceof TryAgainError || error instanceof UserError) return unknownEdit(error.message)
    if (error instanceof SyntaxError || error instanceof z.ZodError) return unknownEdit(`${shown(address)} has an unexpected form`)
    throw error
  }
}

function unknownEdit(reason: string): { editedAt: null; warnings: readonly string[] } {
  return { editedAt: null, warnings: [`The time of the last edit is unknown: ${reason}`] }
}

/** HedgeDoc 1 makes notes by POST and can change none: a note that is there stays as it is. */
async function seedHedgeDoc(target: PadTarget): Promise<void> {
  const { url, text, fetch, post } = target
  const path = notePath(url)
  if (path === null) throw copyByHand(url, 'a URL without a pad name')
  const download = at(url, ...path, 'download')
  const found = await readNote(download, url, fetch)
  if (found !== null) {
    // Ours from a try whose answer was lost: it says the same of an earlier hour, and HedgeDoc lets nobody replace it.
    if (isOurs(found, target)) return
    if (target.isUntouched(found)) throw copyByHand(url, 'an agenda of another meeting, which HedgeDoc only lets people replace')
    throw copyByHand(url, found.trim() === '' ? 'an empty pad, which HedgeDoc only lets people fill' : 'a pad in which someone has typed')
  }
  const answer = await post(at(url, ...path.slice(0, -1), 'new', path.at(-1) ?? ''), {
    body: text,
    contentType: 'text/markdown; charset=utf-8',
    limit: ANSWER_LIMIT,
  })
  if (answer.status === 401 || answer.status === 403 || answer.status === 404) {
    throw copyByHand(url, `that the server requires a login to create pads with this name (${answer.status})`)
  }
  // Whatever it answered: the pad tells whether it was made, and by whom.
  const made = await readNote(download, url, fetch)
  if (made !== null && isOurs(made, target)) return
  if (made !== null) throw copyByHand(url, 'a pad that someone created at the same moment')
  throw new TryAgainError(`${shown(url)} answered ${answer.status} and created no pad.`, {
    advice: 'Try again later, or copy the text into the pad.',
  })
}

/** null: there is no such note. */
async function readNote(download: URL, pad: URL, fetch: PadFetch): Promise<string | null> {
  const answer = await fetch(download, { limit: PAD_LIMIT })
  if (!isThere(answer, pad)) return null
  // A private note leads to the start page.
  if (answer.contentType === 'text/html') throw new NotPublic(pad, 'a web page (the login page)')
  return new TextDecoder().decode(answer.bytes)
}
