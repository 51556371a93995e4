/** A server of one calendar on localhost, which tests can change: its text, its version, and how it fails. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type CalendarServer = {
  /** Of the .ics file. */
  readonly url: string
  /** The next answers; `etag` null: the server names no versions. */
  readonly serve: (text: string, options?: { readonly etag?: string | null; readonly type?: string }) => void
  /** From now on it answers so; null: well again. `silent`: never. */
  readonly fail: (how: number | 'silent' | { readonly location: string } | null) => void
  /** `status`es sent, in order. */
  readonly answers: number[]
  readonly close: () => Promise<void>
}

export async function startCalendarServer(text: string): Promise<CalendarServer> {
  let current = { text, etag: '"1"' as string | null, type: 'text/calendar' }
  let failing: Parameters<CalendarServer['fail']>[0] = null
  const answers: number[] = []
  const server = createServer((request, response) => {
    const send = (status: number, headers: Record<string, string>, body = '') => {
      answers.push(status)
      response.writeHead(status, headers).end(body)
    }
    if (failing === 'silent') return
    if (typeof failing === 'number') return send(failing, { 'content-type': 'text/html' }, '<html>no</html>')
    if (failing !== null) return send(302, { location: failing.location })
    const named: Record<string, string> = current.etag === null ? {} : { etag: current.etag }
    if (current.etag !== null && request.headers['if-none-match'] === current.etag) return send(304, named)
    send(200, { ...named, 'content-type': current.type, 'content-length': String(Buffer.byteLength(current.text)) }, current.text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/scs.ics`,
    serve: (next, { etag = `"${current.etag}+"`, type = 'text/calendar' } = {}) => {
      current = { text: next, etag, type }
    },
    fail: (how) => {
      failing = how
    },
    answers,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
