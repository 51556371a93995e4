/** Etherpad: `/p/<pad>/export/txt` for what was typed, `/export/html` for what was made with its buttons. */
import { TryAgainError, UserError, userError } from '../../errors.ts'
import { decodePad, PAD_LIMIT } from './decode-pad.ts'
import { detectFormat } from './detect-format.ts'
import { readHtml } from './html-export/etherpad-html.ts'
import { at, isThere, type PadProvider, type PadRead, segmentsOf } from './pad-provider.ts'
import { type PadFetch, shown } from './safe-fetch.ts'

/** Without a converter, exports answer 200 with a sentence: it must not become the minutes. */
const SENTENCE_SHOWN = 160

export const etherpad: PadProvider = {
  id: 'etherpad',
  claims: (url) => padOf(url) !== null,
  async read(url, { fetch }) {
    const pad = padOf(url)
    if (pad === null) return null
    const address = at(url, ...pad.path)
    const exported = (type: 'txt' | 'html') => at(url, ...pad.path, ...(pad.revision === null ? [] : [pad.revision]), 'export', type)
    if (pad.type === 'html') return await readHtmlExport(exported('html'), address, fetch)
    const text = await fetch(exported('txt'), { limit: PAD_LIMIT })
    if (!isThere(text, address)) return null
    if (text.contentType === 'text/html') throw noExport(exported('txt'), text.bytes)
    const read: PadRead = { content: text.bytes, editedAt: null, source: shown(address), warnings: [] }
    return pad.type === 'txt' ? read : await richer(read, exported('html'), fetch)
  },
}

type EtherpadAddress = {
  readonly path: readonly string[]
  readonly revision: string | null
  /** Asked for by the address itself; null: choose. */
  readonly type: 'txt' | 'html' | null
}

/** `…/p/<pad>`, with a revision, `/timeslider` or an `/export/…` behind it; null for any other address. */
function padOf(url: URL): EtherpadAddress | null {
  const path = segmentsOf(url)
  const mark = path.indexOf('p')
  const name = path[mark + 1]
  if (mark < 0 || name === undefined) return null
  const rest = path.slice(mark + 2)
  const revision = /^\d{1,9}$/.test(rest[0] ?? '') ? (rest.shift() ?? null) : null
  const [verb, type] = rest
  if (verb !== undefined && verb !== 'export' && verb !== 'timeslider') return null
  return { path: path.slice(0, mark + 2), revision, type: verb === 'export' && (type === 'txt' || type === 'html') ? type : null }
}

async function readHtmlExport(address: URL, pad: URL, fetch: PadFetch): Promise<PadRead | null> {
  const html = await fetch(address, { limit: PAD_LIMIT })
  return isThere(html, pad) ? { content: html.bytes, editedAt: null, source: shown(pad), warnings: [] } : null
}

/** HTML where buttons were used, since only it knows headings, strike and links; else the text as it is. */
async function richer(read: PadRead, address: URL, fetch: PadFetch): Promise<PadRead> {
  try {
    const answer = await fetch(address, { limit: PAD_LIMIT })
    if (answer.status !== 200) return withoutHtml(read, `it answered ${answer.status}`)
    const html = decodePad(answer.bytes, shown(address))
    if (detectFormat(html) !== 'etherpad-html') return withoutHtml(read, 'it is no export of Etherpad')
    const { text, usesButtons } = readHtml(html)
    return usesButtons ? { ...read, content: text, format: 'etherpad-html' } : read
  } catch (error) {
    if (error instanceof TryAgainError || error instanceof UserError) return withoutHtml(read, error.message)
    throw error
  }
}

function withoutHtml(read: PadRead, reason: string): PadRead {
  const warning = `The pad was read as plain text: headings, strike and links made with buttons may be missing. Its HTML export could not be read: ${reason}`
  return { ...read, warnings: [...read.warnings, warning] }
}

function noExport(address: URL, bytes: Uint8Array): UserError {
  const sentence = new TextDecoder().decode(bytes.slice(0, SENTENCE_SHOWN)).replace(/[\s<>`]{1,99}/g, ' ')
  return userError({
    where: shown(address),
    expected: 'the text of the pad',
    found: `a page ("${sentence.trim()}…")`,
    fix: 'Ask who runs this Etherpad to allow the text export; or save the pad as a file and pass the file.',
  })
}
