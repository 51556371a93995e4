/** Etherpad: `/p/<pad>/export/txt` for the typed text, `/export/html` for formatting made with buttons. */
import { z } from 'zod'
import { padTokenVariable } from '../../../domain/pads/pad-token-variable.ts'
import { isSameText } from '../../../domain/text/same-text.ts'
import { TryAgainError, UserError, userError } from '../../../errors.ts'
import { decodePad, PAD_LIMIT } from '../decode-pad.ts'
import { detectFormat } from '../detect-format.ts'
import type { PadFetch } from '../fetching/safe-fetch.ts'
import { shown } from '../fetching/shown-address.ts'
import { openEtherpadApi } from './etherpad-api.ts'
import { at, copyByHand, isThere, type PadProvider, type PadRead, type PadTarget, type ReadTools, segmentsOf } from './pad-provider.ts'

/** Without a converter, exports answer 200 with a sentence: it must not become the minutes. */
const SENTENCE_SHOWN = 160

export const etherpad: PadProvider = {
  id: 'etherpad',
  name: 'Etherpad',
  access: {},
  claims: (url) => padOf(url) !== null,
  async read(url, tools) {
    const { fetch } = tools
    const pad = padOf(url)
    if (pad === null) return null
    const address = at(url, ...pad.path)
    const byApi = pad.type === null ? await readByApi(url, pad, tools) : { read: null, warnings: [] }
    if (byApi.read !== null) return byApi.read
    const exported = (type: 'txt' | 'html') => at(url, ...pad.path, ...(pad.revision === null ? [] : [pad.revision]), 'export', type)
    if (pad.type === 'html') return await readHtmlExport(exported('html'), address, fetch)
    const text = await fetch(exported('txt'), { limit: PAD_LIMIT })
    if (!isThere(text, address)) return null
    if (text.contentType === 'text/html') throw noExport(exported('txt'), text.bytes)
    const read: PadRead = { content: text.bytes, editedAt: null, source: shown(address), warnings: byApi.warnings }
    return pad.type === 'txt' ? read : await richer(read, exported('html'), fetch)
  },
  lastEdit,
  write: seedEtherpad,
}

type ByApi = {
  /** null: it is read by its exports. */
  readonly read: PadRead | null
  readonly warnings: readonly string[]
}

/** With a key the API is asked: it says who types and when somebody did, and has no limit of exports. */
async function readByApi(url: URL, { path, revision }: EtherpadAddress, tools: ReadTools): Promise<ByApi> {
  if (tools.token === null) return { read: null, warnings: [] }
  try {
    const api = await openEtherpadApi(url, path.slice(0, -2), tools)
    const padID = decoded(path.at(-1) ?? '')
    const asked: Readonly<Record<string, string>> = revision === null ? { padID } : { padID, rev: revision }
    const text = await api?.call('getText', asked)
    // A pad that it does not know may be one by its read-only name, which exports take.
    if (api === null || text?.code !== 0) return { read: null, warnings: [] }
    const [html, edited, users] = [
      await api.call('getHTML', asked),
      await api.call('getLastEdited', { padID }),
      await api.call('padUsersCount', { padID }),
    ]
    const { readHtml } = await import('../html-export/etherpad-html.ts')
    const formatted = html.code === 0 ? readHtml(stringIn(html.data, 'html', url)) : null
    const read: PadRead = {
      content: textIn(text.data, url),
      editedAt: edited.code === 0 ? new Date(numberIn(edited.data, 'lastEdited', url)) : null,
      editors: users.code === 0 ? numberIn(users.data, 'padUsersCount', url) : null,
      source: shown(at(url, ...path)),
      warnings: [],
    }
    return { read: formatted?.usesButtons ? { ...read, content: formatted.text, format: 'etherpad-html' } : read, warnings: [] }
  } catch (error) {
    if (!(error instanceof TryAgainError) && !(error instanceof UserError)) throw error
    return { read: null, warnings: [`The pad was read by its text export, because its API could not be used: ${error.message}`] }
  }
}

/** Without a key nobody can be asked but for the whole pad, which does not tell either. */
async function lastEdit(url: URL, tools: ReadTools): Promise<Date | null> {
  const pad = padOf(url)
  if (pad === null || tools.token === null) return null
  const api = await openEtherpadApi(url, pad.path.slice(0, -2), tools)
  const edited = await api?.call('getLastEdited', { padID: decoded(pad.path.at(-1) ?? '') })
  return edited?.code === 0 ? new Date(numberIn(edited.data, 'lastEdited', url)) : null
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
    if (detectFormat(html) !== 'etherpad-html') return withoutHtml(read, 'it is not an Etherpad export')
    const { readHtml } = await import('../html-export/etherpad-html.ts')
    const { text, usesButtons } = readHtml(html)
    return usesButtons ? { ...read, content: text, format: 'etherpad-html' } : read
  } catch (error) {
    if (error instanceof TryAgainError || error instanceof UserError) return withoutHtml(read, error.message)
    throw error
  }
}

function withoutHtml(read: PadRead, reason: string): PadRead {
  const warning = `The pad was read as plain text: headings, strikethrough and links made with buttons may be missing. Its HTML export could not be read: ${reason}`
  return { ...read, warnings: [...read.warnings, warning] }
}

function noExport(address: URL, bytes: Uint8Array): UserError {
  const sentence = new TextDecoder().decode(bytes.slice(0, SENTENCE_SHOWN)).replace(/[\s<>`]{1,99}/g, ' ')
  return userError({
    where: shown(address),
    expected: 'the text of the pad',
    found: `a page ("${sentence.trim()}…")`,
    fix: 'Ask the administrator of this Etherpad to allow the text export, or save the pad as a file and pass the file.',
  })
}

/** `/p/<pad>`: what stands before it, and the pad's name. */
function namedPad(url: URL): { readonly base: readonly string[]; readonly name: string } | null {
  const path = segmentsOf(url)
  const mark = path.indexOf('p')
  const name = path[mark + 1]
  if (mark < 0 || name === undefined) return null
  return { base: path.slice(0, mark), name: decoded(name) }
}

/** As it is where it is no encoding at all. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch (error) {
    if (error instanceof URIError) return part
    throw error
  }
}

async function seedEtherpad(target: PadTarget): Promise<void> {
  const { url, text, token } = target
  const pad = namedPad(url)
  if (pad === null) throw copyByHand(url, 'a URL without a pad name')
  if (token === null) {
    throw copyByHand(url, `no API key for this Etherpad (set ${padTokenVariable(url.hostname)} where the app runs)`)
  }
  const api = await openEtherpadApi(url, pad.base, target)
  if (api === null) throw copyByHand(url, 'a server that does not say it is an Etherpad')
  const call = (verb: string, parameters: Readonly<Record<string, string>>) => api.call(verb, { padID: pad.name, ...parameters })
  const current = await call('getText', {})
  if (current.code === 1) {
    const made = await call('createPad', { text })
    if (made.code === 0) return
    throw copyByHand(url, `that the pad could not be created (${(made.message ?? '').slice(0, 80)})`)
  }
  const found = textIn(current.data, url)
  if (isSameText(found, text)) return
  const revisions = await call('getRevisionsCount', {})
  const isNew = numberIn(revisions.data, 'revisions', url) === 0 && /^\s*$|^Welcome to Etherpad/.test(found)
  if (!isNew && !target.isUntouched(found)) throw copyByHand(url, 'a pad in which someone has typed')
  const users = await call('padUsersCount', {})
  if (numberIn(users.data, 'padUsersCount', url) > 0) throw copyByHand(url, 'someone who has the pad open and may be typing')
  const set = await call('setText', { text })
  if (set.code !== 0) throw copyByHand(url, `that the pad could not be written (${(set.message ?? '').slice(0, 80)})`)
}

function textIn(data: unknown, url: URL): string {
  return stringIn(data, 'text', url)
}

function stringIn(data: unknown, key: string, url: URL): string {
  const parsed = z.record(z.string(), z.unknown()).safeParse(data)
  const value = parsed.success ? parsed.data[key] : null
  if (typeof value === 'string') return value
  throw unexpected(url)
}

function numberIn(data: unknown, key: string, url: URL): number {
  const parsed = z.record(z.string(), z.unknown()).safeParse(data)
  const value = parsed.success ? parsed.data[key] : null
  if (typeof value === 'number') return value
  throw unexpected(url)
}

function unexpected(url: URL): UserError {
  return userError({
    where: shown(url),
    expected: 'an answer of its API as Etherpad documents it',
    found: 'another one',
    fix: 'Ask the administrator of this Etherpad which version it is, and whether a plugin changes its API.',
  })
}
