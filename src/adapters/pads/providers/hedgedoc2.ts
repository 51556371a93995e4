/** HedgeDoc 2: its API, if a token for the host is configured. */
import { z } from 'zod'
import { PAD_LIMIT } from '../decode-pad.ts'
import { shown } from '../fetching/shown-address.ts'
import { ANSWER_LIMIT, dateOf, parseAnswer } from './api-answer.ts'
import { at, isThere, type PadProvider, type ReadTools, segmentsOf } from './pad-provider.ts'

const Refusal = z.object({ statusCode: z.literal(401) })
const Metadata = z.object({ updatedAt: z.string().nullish() })

export const hedgedoc2: PadProvider = {
  id: 'hedgedoc-2',
  name: 'HedgeDoc 2',
  access: { token: 'HedgeDoc 2 notes' },
  claims: (url, token) => token !== null && aliasOf(url) !== null,
  async read(url, { fetch, token }) {
    const alias = aliasOf(url)
    if (alias === null) return null
    const note = at(url, 'api', 'v2', 'notes', alias)
    const address = new URL(`${note.href}/content`)
    // Etherpad has pads below /p/, too: its key is no token of HedgeDoc.
    if (segmentsOf(url)[0] === 'p' && !(await asksForToken(address, fetch))) return null
    const content = await fetch(address, { token, limit: PAD_LIMIT })
    if (!isThere(content, url)) return null
    return { content: content.bytes, editedAt: await editedAt(url, note, { fetch, token }), source: shown(url), warnings: [] }
  },
  async lastEdit(url, tools) {
    const alias = aliasOf(url)
    // Below /p/ it may be a pad of Etherpad, which only reading it tells.
    if (alias === null || segmentsOf(url)[0] === 'p') return null
    return await editedAt(url, at(url, 'api', 'v2', 'notes', alias), tools)
  },
}

async function editedAt(url: URL, note: URL, { fetch, token }: Pick<ReadTools, 'fetch' | 'token'>): Promise<Date | null> {
  const metadata = await fetch(new URL(`${note.href}/metadata`), { token, limit: ANSWER_LIMIT, what: 'an answer', showsItsEnd: true })
  const { updatedAt } = isThere(metadata, url) ? parseAnswer(Metadata, metadata) : {}
  return dateOf(updatedAt)
}

/** Asked without a token, HedgeDoc 2 answers as its framework does; other servers have no such path. */
async function asksForToken(address: URL, fetch: ReadTools['fetch']): Promise<boolean> {
  const { status, bytes, url } = await fetch(address, { limit: ANSWER_LIMIT, what: 'an answer', showsItsEnd: true })
  if (status !== 401 || url.origin !== address.origin) return false
  try {
    return Refusal.safeParse(JSON.parse(new TextDecoder().decode(bytes))).success
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

/** `/n/<alias>`, `/s/<alias>`, `/p/<alias>`. */
function aliasOf(url: URL): string | null {
  const [mode, alias] = segmentsOf(url)
  return alias !== undefined && (mode === 'n' || mode === 's' || mode === 'p') ? alias : null
}
