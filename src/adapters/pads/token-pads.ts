/** HedgeDoc 2 and HackMD: their APIs, where a token for the host is configured. */
import { z } from 'zod'
import { userError } from '../../errors.ts'
import { PAD_LIMIT } from './decode-pad.ts'
import { at, isThere, type PadKind, segmentsOf } from './pad-provider.ts'
import { type Fetched, shown } from './safe-fetch.ts'

/** JSON around a text is a little longer than the text. */
const ANSWER_LIMIT = 2 * PAD_LIMIT

const HackmdNote = z.object({ content: z.string(), lastChangedAt: z.union([z.number(), z.string()]).nullish() })

export const hackmd: PadKind = {
  id: 'hackmd',
  claims: (url, token) => token !== null && url.hostname === 'hackmd.io' && segmentsOf(url).length > 0,
  async read(url, { fetch, token }) {
    const [first = '', second] = segmentsOf(url).filter((part) => part !== 's' && part !== 'p')
    const path = first.startsWith('@') && second ? ['v1', 'teams', first.slice(1), 'notes', second] : ['v1', 'notes', first]
    const answer = await fetch(at(new URL('https://api.hackmd.io'), ...path), {
      token,
      limit: ANSWER_LIMIT,
      what: 'an answer',
      showsItsEnd: true,
    })
    if (!isThere(answer, url)) return null
    const { content, lastChangedAt } = parseAnswer(HackmdNote, answer)
    return { content, editedAt: dateOf(lastChangedAt), source: shown(url), warnings: [] }
  },
}

const Metadata = z.object({ updatedAt: z.string().nullish() })

export const hedgedoc2: PadKind = {
  id: 'hedgedoc-2',
  claims: (url, token) => token !== null && aliasOf(url) !== null,
  async read(url, { fetch, token }) {
    const alias = aliasOf(url)
    if (alias === null) return null
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

function parseAnswer<Shape extends z.ZodType>(shape: Shape, { url, bytes }: Fetched): z.output<Shape> {
  const text = new TextDecoder().decode(bytes)
  try {
    return shape.parse(JSON.parse(text))
  } catch (error) {
    throw userError(
      {
        where: shown(url),
        expected: 'the answer of its API',
        found: 'something else',
        fix: 'Is the address right, and is it the pad server that the token is for?',
      },
      error,
    )
  }
}

function dateOf(value: string | number | null | undefined): Date | null {
  if (value === null || value === undefined) return null
  const date = new Date(value)
  return Number.isNaN(date.getTime()) ? null : date
}
