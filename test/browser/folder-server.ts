/** A web server as simple as GitHub Pages: files of a folder below a path, nothing else. */
import { readFileSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.ics': 'text/calendar; charset=utf-8',
  '.svg': 'image/svg+xml',
}

export type FolderServer = { readonly url: string; readonly close: () => void }

/** Project pages of GitHub lie below the repository's name: so do these. */
const BASE = '/pages/'

/** `made`: HTML by path (`written/`), made whenever it is asked for. */
export async function serveFolder(folder: string, made: Readonly<Record<string, () => string>> = {}): Promise<FolderServer> {
  const server: Server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)
    const page = path.startsWith(BASE) && Object.hasOwn(made, path.slice(BASE.length)) ? made[path.slice(BASE.length)] : undefined
    if (page) return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page())
    const file = path.startsWith(BASE) ? fileAt(folder, path.slice(BASE.length)) : null
    if (file === null) return void response.writeHead(404, { 'content-type': 'text/plain' }).end('not found')
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' }).end(readFileSync(file))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${BASE}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

function fileAt(folder: string, path: string): string | null {
  const file = normalize(join(folder, path === '' || path.endsWith('/') ? `${path}index.html` : path))
  return file.startsWith(folder) && statSync(file, { throwIfNoEntry: false })?.isFile() ? file : null
}
