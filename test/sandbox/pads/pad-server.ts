/**
 * Pads on localhost: each pad has one content and is spoken of as HedgeDoc 1 and as Etherpad do, from the same server.
 * HedgeDoc: `/NOTE/download`, `/NOTE/info`, the editor at `/NOTE` (which makes a note of an unknown name, as the real one
 * does), `/s/ID`. Etherpad: `/p/PAD/export/txt|html|etherpad`, also with a revision before `export`, and where `etherpad` is given its
 * HTTP API.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createFaults, type Fault, type Faults } from '../faults.ts'
import { type AskedApi, type EtherpadAccess, etherpadApi } from './etherpad-api.ts'
import { exportHtml, exportText } from './etherpad-exports.ts'
import { buttonLines, plainLines, textOf } from './etherpad-lines.ts'

type Pad = {
  readonly name: string
  /** Its one content. */
  readonly markdownTyped: string
  readonly editedAt: string
  /** Typed with Etherpad's buttons: signs of Markdown stand for what a button made (see `etherpad-lines.ts`). */
  readonly buttons?: boolean
  /** HedgeDoc's short id, for `/s/ID`; else made of the name. */
  readonly shortId?: string
  /** `private`: HedgeDoc sends strangers to its start page, as the real one does; `forbidden`: it answers 403. */
  readonly access?: 'public' | 'private' | 'forbidden'
  /** How many people have it open, by Etherpad's API. */
  readonly editors?: number
}

export type PadServerOptions = {
  readonly pads: readonly Pad[]
  /** 0 or absent: any free one. */
  readonly port?: number
  /** Everything below this path (`/pads`). */
  readonly subPath?: string
  /** Path -> where it leads; for tests of redirects. */
  readonly redirects?: Readonly<Record<string, string>>
  /** Path -> what lies there: `/uploads/…` and oddities. */
  readonly files?: Readonly<Record<string, { readonly type: string; readonly body: string | Uint8Array; readonly status?: number }>>
  /** Etherpad's HTTP API: with a key, or with a client of its OAuth provider. */
  readonly etherpad?: EtherpadAccess
  /** HedgeDoc's `allowFreeURL` without a login: `POST /new/NOTE` makes a note of that name. */
  readonly takesNewNotes?: boolean
}

export type PadServer = {
  /** `http://127.0.0.1:PORT` with the sub path. */
  readonly url: string
  readonly port: number
  /** The next exports of Etherpad are never answered, as over its limit of exports. */
  readonly hangNext: (count?: number) => void
  /** How many exports are answered from now on; Etherpad's default is 10 in 90 seconds. */
  readonly limitExports: (count: number) => void
  /** What people typed since. */
  readonly edit: (name: string, markdownTyped: string, editedAt: string) => void
  /** `GET /path` of every request, oldest first. */
  readonly requests: readonly string[]
  /** Names of all notes, those that a request made too. */
  readonly notes: () => readonly string[]
  /** What a pad holds; null: there is none. */
  readonly text: (name: string) => string | null
  readonly faults: Faults
  readonly close: () => Promise<void>
}

type Running = PadServerOptions & {
  readonly store: Map<string, Pad>
  readonly requests: string[]
  readonly faults: Faults
  exportsLeft: number
  hanging: number
}

export async function startPadServer(options: PadServerOptions): Promise<PadServer> {
  const running: Running = {
    ...options,
    store: new Map(options.pads.map((pad) => [pad.name, pad])),
    requests: [],
    faults: createFaults(),
    exportsLeft: Number.POSITIVE_INFINITY,
    hanging: 0,
  }
  const server = createServer((request, response) => void answer(request, response, running))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}${options.subPath ?? ''}`,
    port,
    hangNext: (count = 1) => {
      running.hanging = count
    },
    limitExports: (count) => {
      running.exportsLeft = count
    },
    edit: (name, markdownTyped, editedAt) => {
      const pad = running.store.get(name)
      if (!pad) throw new Error(`There is no pad ${name}.`)
      running.store.set(name, { ...pad, markdownTyped, editedAt })
    },
    requests: running.requests,
    notes: () => [...running.store.keys()],
    text: (name) => running.store.get(name)?.markdownTyped ?? null,
    faults: running.faults,
    close: () => closeServer(server),
  }
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

/** null: never answered. */
type Answer = {
  readonly status: number
  readonly type: string
  readonly body: string | Uint8Array
  readonly headers?: Readonly<Record<string, string>>
} | null

async function answer(request: IncomingMessage, response: ServerResponse, running: Running): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://pads.invalid')
  const { method = 'GET' } = request
  running.requests.push(`${method} ${pathname}`)
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const fault = running.faults.next({ method, path: pathname, operation: `${method} ${pathname}` })
  if (fault?.kind === 'hang') return
  if (fault?.kind === 'crash' && !fault.done) fault.crash()
  if (fault?.kind === 'reset' || (fault?.kind === 'crash' && !fault.done)) return void request.socket.destroy()
  const early = fault === null ? null : insteadOf(fault)
  if (early && !early.done) return void send(response, early.answer)
  const body = Buffer.concat(chunks).toString('utf8')
  const found =
    apiAnswer({ method, pathname, body, bearer: request.headers.authorization }, running) ??
    (method === 'GET' ? find(pathname, running) : post(pathname, body, running))
  if (fault?.kind === 'crash') fault.crash()
  if (fault?.kind === 'lost-answer' || fault?.kind === 'crash') return void request.socket.destroy()
  send(response, early?.answer ?? (fault?.kind === 'torn' ? half(found) : found))
}

function send(response: ServerResponse, found: Answer): void {
  if (found) response.writeHead(found.status, { 'content-type': found.type, ...found.headers }).end(found.body)
}

/** What comes in place of the answer; `done`: after the request was carried out. null: the fault lets it through. */
function insteadOf(fault: Fault): { readonly answer: Answer; readonly done: boolean } | null {
  if (fault.kind === 'status') return { answer: said(fault.status, fault.json), done: false }
  if (fault.kind === 'bad-gateway') return { answer: html(502, page('502 Bad Gateway')), done: fault.done === true }
  if (fault.kind === 'page') return { answer: html(200, page('Please sign in to the network')), done: fault.done === true }
  return null
}

const said = (status: number, body: unknown): Answer => ({ status, type: 'application/json; charset=utf-8', body: JSON.stringify(body) })

/** The connection is said to carry more than comes. */
function half(found: Answer): Answer {
  if (!found) return found
  const whole = Buffer.from(found.body)
  return { ...found, body: whole.subarray(0, whole.length >> 1), headers: { ...found.headers, 'content-length': String(whole.length) } }
}

function post(pathname: string, text: string, { subPath = '', takesNewNotes, store }: Running): Answer {
  const [first, name, ...more] = pathname.slice(subPath.length).split('/').slice(1).map(decodeURIComponent)
  if (!takesNewNotes || first !== 'new' || !name || more.length > 0) return notFound(pathname)
  if (store.has(name)) return html(409, page('409 Conflict'))
  store.set(name, { name, markdownTyped: text, editedAt: NEW_AT })
  return redirect(`/${name}`)
}

function find(pathname: string, running: Running): Answer {
  const { subPath = '', redirects = {}, files = {} } = running
  if (!pathname.startsWith(subPath)) return notFound(pathname)
  const path = pathname.slice(subPath.length) || '/'
  if (redirects[path] !== undefined) return redirect(redirects[path])
  const file = files[path]
  if (file) return { status: 200, ...file }
  const parts = path.split('/').slice(1).map(decodeURIComponent)
  return parts[0] === 'p' ? etherpad(parts.slice(1), running, path) : hedgedoc(parts, running)
}

function apiAnswer(asked: AskedApi, { etherpad: access, subPath = '', store }: Running): Answer {
  const pathname = asked.pathname.slice(subPath.length)
  const said = access === undefined ? null : etherpadApi({ ...asked, pathname }, access, (name) => store.get(name))
  return said && json(said.body, {}, said.status)
}

const CONVERTED = ['pdf', 'doc', 'odt']
const NO_CONVERTER = 'This export is not enabled at this Etherpad instance. Set the path to soffice in settings.json to enable this feature'

function etherpad([name = '', ...rest]: readonly string[], running: Running, path: string): Answer {
  if (/^\d+$/.test(rest[0] ?? '')) rest.shift()
  const [verb, type = ''] = rest
  if (verb === undefined || verb === 'timeslider') return html(200, page('Etherpad', '<div id="editorcontainer"></div>'))
  if (verb !== 'export') return notFound(path)
  if (running.hanging > 0 || running.exportsLeft <= 0) {
    // The real limiter writes to its log and never ends the response.
    running.hanging = Math.max(0, running.hanging - 1)
    return null
  }
  running.exportsLeft--
  if (CONVERTED.includes(type)) return html(200, NO_CONVERTER)
  const pad = running.store.get(name)
  return (pad && exported(pad, type)) ?? notFound(path)
}

/** null: no such type of export. */
function exported(pad: Pad, type: string): Answer {
  const lines = pad.buttons ? buttonLines(pad.markdownTyped) : plainLines(pad.markdownTyped)
  const file = `attachment; filename="${encodeURIComponent(pad.name)}.${type}"`
  const headers = { 'content-disposition': file, 'access-control-allow-origin': '*' }
  if (type === 'txt') return { status: 200, type: 'text/plain; charset=utf-8', body: exportText(lines), headers }
  if (type === 'html') return html(200, exportHtml(pad.name, lines), headers)
  if (type !== 'etherpad') return null
  const text = lines.map((line) => `${line.list ? '*' : ''}${textOf(line)}\n`).join('')
  return json({ [`pad:${pad.name}`]: { atext: { text }, head: 0, chatHead: -1, publicStatus: false, savedRevisions: [] } }, headers)
}

function hedgedoc([first = '', second, third]: readonly string[], running: Running): Answer {
  if (first === '') return html(200, startPage())
  if (first === 's') return published(second ?? '', third, running)
  const pad = running.store.get(first) ?? byShortId(running, first)
  if (second === undefined) {
    if (pad) return refused(pad) ?? html(200, page('HedgeDoc', '<textarea id="textit"></textarea>'))
    running.store.set(first, { name: first, markdownTyped: '', editedAt: NEW_AT })
    return redirect(`/${first}`)
  }
  return pad ? (refused(pad) ?? note(pad, second)) : html(404, page('404 Not Found oops.'))
}

const NEW_AT = '2023-01-01T00:00:00.000Z'

function note(pad: Pad, action: string): Answer {
  const headers = { 'access-control-allow-origin': '*', 'cache-control': 'private', 'x-robots-tag': 'noindex, nofollow' }
  if (action === 'download') {
    const file = `attachment; filename=${encodeURIComponent(titleOf(pad))}.md`
    const type = 'text/markdown; charset=UTF-8'
    return { status: 200, type, body: pad.markdownTyped, headers: { ...headers, 'content-disposition': file } }
  }
  if (action === 'info') {
    const description = pad.markdownTyped.slice(0, 100).replace(/\n/g, ' ')
    return json({ title: titleOf(pad), description, viewcount: 7, createtime: NEW_AT, updatetime: pad.editedAt }, headers)
  }
  if (action === 'publish') return redirect(`/s/${pad.shortId ?? pad.name}`)
  if (action === 'slide') return redirect(`/p/${pad.shortId ?? pad.name}`)
  return redirect(`/${pad.name}`)
}

/** What is below `/s/` makes a note of an unknown id, its `/download` too. */
function published(id: string, action: string | undefined, running: Running): Answer {
  const pad = byShortId(running, id)
  if (!pad) {
    const made = `made-${running.store.size}`
    running.store.set(made, { name: made, markdownTyped: '', editedAt: NEW_AT })
    return redirect(`/${made}`)
  }
  const refusal = refused(pad)
  if (refusal) return refusal
  if (action === 'download') return note(pad, 'download')
  if (action === 'edit') return redirect(`/${pad.name}?both`)
  return html(200, page(titleOf(pad), '<article id="doc"></article>'))
}

function byShortId({ store }: Running, id: string): Pad | undefined {
  return [...store.values()].find((pad) => (pad.shortId ?? pad.name) === id)
}

/** Strangers are sent to the start page with a message there; only people who are logged in see 403. */
function refused({ access = 'public' }: Pad): Answer {
  if (access === 'public') return null
  return access === 'private' ? redirect('/') : html(403, page('403 Forbidden oh no.'))
}

const titleOf = ({ markdownTyped }: Pad): string => /^# (.+)$/m.exec(markdownTyped)?.[1]?.trim() ?? 'Untitled'

function startPage(): string {
  return page('HedgeDoc - Collaborative markdown notes', '<form action="/login" method="post"><input name="email"></form>')
}

function page(title: string, body = `<h1>${title}</h1>`): string {
  const head = `<meta charset="utf-8">\n<title>${title}</title>\n<script src="/build/index.js" defer></script>`
  return `<!DOCTYPE html>\n<html lang="en">\n<head>\n${head}\n</head>\n<body>\n${body}\n</body>\n</html>\n`
}

function notFound(path: string): Answer {
  return html(404, page('Error', `<pre>Cannot GET ${path.replace(/[<>&]/g, '')}</pre>`))
}

function redirect(location: string): Answer {
  return { status: 302, type: 'text/plain; charset=utf-8', body: `Found. Redirecting to ${location}`, headers: { location } }
}

function html(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, type: 'text/html; charset=utf-8', body, headers }
}

function json(body: unknown, headers: Readonly<Record<string, string>>, status = 200): Answer {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(body), headers }
}
