/** HedgeDoc 2: its API, if a token for the host is configured. */
import { z } from 'zod'
import { PAD_LIMIT } from '../decode-pad.ts'
import { shown } from '../fetching/shown-address.ts'
import { ANSWER_LIMIT, dateOf, parseAnswer } from './api-answer.ts'
import { isEtherpad } from './etherpad-api.ts'
import { at, isThere, type PadProvider, segmentsOf } from './pad-provider.ts'

const Metadata = z.object({ updatedAt: z.string().nullish() })

export const hedgedoc2: PadProvider = {
  id: 'hedgedoc-2',
  name: 'HedgeDoc 2',
  access: { token: 'HedgeDoc 2 notes' },
  claims: (url, token) => token !== null && aliasOf(url) !== null,
  async read(url, { fetch, token }) {
    const alias = aliasOf(url)
    // Etherpad has pads below /p/, too: its key is no token of HedgeDoc.
    if (alias === null || (segmentsOf(url)[0] === 'p' && (await isEtherpad(url, [], { fetch })))) return null
    const note = at(url, 'api', 'v2', 'notes', alias)
    const content = await fetch(new URL(`${note.href}/content`), { token, limit: PAD_LIMIT })
    if (!isThere(content, url)) return null
    const metadata = await fetch(new URL(`${note.href}/metadata`), { token, limit: ANSWER_LIMIT, what: 'an answer', showsItsEnd: true })
    const { updatedAt } = isThere(metadata, url) ? parseAnswer(Metadata, metadata) : {}
    return { content: content.bytes, editedAt: dateOf(updatedAt), source: shown(url), warnings: [] }
  },
}

/** `/n/<alias>`, `/s/<alias>`, `/p/<alias>`. */
function aliasOf(url: URL): string | null {
  const [mode, alias] = segmentsOf(url)
  return alias !== undefined && (mode === 'n' || mode === 's' || mode === 'p') ? alias : null
}
