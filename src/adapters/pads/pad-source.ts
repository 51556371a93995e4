/** Reads a pad from a URL, a file or standard input. The format is detected from the content. */
import { stat } from 'node:fs/promises'
import type { PadText } from '../../domain/pads/pad-text.ts'
import { TryAgainError, UserError, userError } from '../../errors.ts'
import type { PadSource } from '../../ports.ts'
import { readBytes } from '../files/files.ts'
import { missing, notPublic, withAccessHelp } from './access-errors.ts'
import { checkPadText, decodePad, PAD_LIMIT, padTooLarge } from './decode-pad.ts'
import { detectFormat } from './detect-format.ts'
import { type DoorOptions, resolveEndpoint } from './fetching/pad-endpoint.ts'
import { type PadFetch, safeFetch, safePost } from './fetching/safe-fetch.ts'
import { NotPublic, type PadRead, type ReadTools } from './providers/pad-provider.ts'
import { providers } from './providers/providers.ts'

export type PadSourceOptions = DoorOptions & {
  readonly readFile?: (path: string) => Promise<Uint8Array>
  readonly readStdin?: () => Promise<Uint8Array>
}

/**
 * `readPad(location)`: a path, `-` for standard input, or an http(s) address as people copy it from their browser.
 * Throws `UserError` where a person must act (not listed, not public, missing, empty, too large, no text), and
 * `TryAgainError` where only time helps.
 */
export function createPadSource(options: PadSourceOptions): PadSource {
  const { readFile = readPadFile, readStdin = readPadStdin } = options
  const readPad = async (location: string) => {
    if (location === '-') return toPadText({ content: await readStdin(), source: null }, 'standard input')
    if (ADDRESS.test(location)) return await readAddress(location, options)
    return toPadText({ content: await readFile(location), source: location }, location)
  }
  const lastEdit = async (location: string) => {
    const told = ADDRESS.test(location) ? await lastEditOf(location, options) : null
    return told ?? (await readPad(location)).editedAt
  }
  return { readPad, lastEdit }
}

const ADDRESS = /^[a-z][a-z\d+.-]{0,30}:\/\//i

async function lastEditOf(location: string, options: PadSourceOptions): Promise<Date | null> {
  const { claiming, tools, url } = endpointOf(location, options)
  for (const provider of claiming) {
    const told = await unlessRefused(() => provider.lastEdit?.(url, tools))
    if (told !== null) return told
  }
  return null
}

/** null: the server does not tell. Reading the pad says why. */
async function unlessRefused(ask: () => Promise<Date | null> | undefined): Promise<Date | null> {
  try {
    return (await ask()) ?? null
  } catch (error) {
    if (error instanceof UserError || error instanceof TryAgainError || error instanceof NotPublic) return null
    throw error
  }
}

function endpointOf(location: string, options: PadSourceOptions) {
  const { url, rules, token } = resolveEndpoint(location, options, 'Copy it from the browser.')
  const fetch: PadFetch = (address, fetchOptions) => safeFetch(address, rules, fetchOptions)
  const tools: ReadTools = { fetch, post: (asked, post) => safePost(asked, rules, post), token }
  return { url, tools, claiming: providers.filter((known) => known.claims(url, token)) }
}

async function readAddress(location: string, options: PadSourceOptions): Promise<PadText> {
  const { url, tools, claiming } = endpointOf(location, options)
  for (const provider of claiming) {
    const read = await withAccessHelp(() => provider.read(url, tools))
    if (read) return toPadText(read, read.source, url)
  }
  throw missing(url)
}

type Sent = Pick<PadRead, 'content' | 'format'> & {
  readonly source: string | null
  readonly editedAt?: Date | null
  readonly editors?: number | null
  readonly warnings?: readonly string[]
}

async function toPadText(read: Sent, where: string, url?: URL): Promise<PadText> {
  const { content, source, editedAt = null, editors = null, warnings = [] } = read
  const raw = typeof content === 'string' ? content : decodePad(content, where)
  const known = { source, editedAt, ...(editors === null ? {} : { editors }), warnings }
  if (read.format) {
    checkPadText(raw, where)
    return { text: raw, format: read.format, ...known }
  }
  const format = detectFormat(raw)
  if (format === 'web-page') throw url ? notPublic(url, 'a web page (the login page, or the editor)') : webPage(where)
  if (format !== 'etherpad-html') {
    checkPadText(raw, where)
    return { text: raw, format, ...known }
  }
  // Its parser is large, and most pads are no HTML.
  const { etherpadHtmlToText } = await import('./html-export/etherpad-html.ts')
  const text = etherpadHtmlToText(raw)
  checkPadText(text, where)
  return { text, format, ...known }
}

function webPage(where: string) {
  return userError({
    where,
    expected: 'Markdown, or a text or HTML export of Etherpad',
    found: 'a web page (a login page, or the editor itself)',
    fix: 'Log in and use the menu of the pad to download it as Markdown or text.',
  })
}

async function readPadFile(path: string): Promise<Uint8Array> {
  const size = await stat(path).then(
    (found) => found.size,
    // What is wrong with the path, the reading itself says in words.
    () => 0,
  )
  if (size > PAD_LIMIT) throw padTooLarge(path)
  return await readBytes(path, 'the pad')
}

/** No more than is needed to know that it is too much. */
async function readPadStdin(): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    size += chunk.length
    if (size > PAD_LIMIT) throw padTooLarge('standard input')
  }
  return Buffer.concat(chunks)
}
