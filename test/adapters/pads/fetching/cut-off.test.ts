/** Pads with truncated responses, from servers that write to the connection directly. */

import { writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { aFolder, scsSprint } from '../../../cli/terminal.ts'

const PAD = '# 2023-01-18\n\n## Agenda\n\n- first\n- second\n- third\n'
const half = PAD.slice(0, 30)
const hex = (text: string) => Buffer.byteLength(text).toString(16)

let server: Server | null = null
afterEach(() => new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve())))

/** Answers each request for a text with what `answer` writes. */
async function serve(answer: (socket: Socket) => void): Promise<string> {
  server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', (request) => {
      if (/\/(?:download|export\/txt) /.test(String(request))) answer(socket)
      else socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
    })
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

const head = (...lines: string[]) =>
  `${['HTTP/1.1 200 OK', 'Content-Type: text/markdown; charset=utf-8', 'Connection: close', ...lines].join('\r\n')}\r\n\r\n`

async function minutesOf(host: string, path: string) {
  const config = join(aFolder(), 'sprint.yml')
  writeFileSync(
    config,
    `organization: acme\nminutes: { repository: acme/minutes }\npads: { hosts: ["${host}"] }\nteams: { core: { name: Core } }\n`,
  )
  const argv = ['minutes', '--config', config, '--team', 'core', '--date', '2023-01-18', '--pad', `http://${host}${path}`]
  return scsSprint(argv, { GHE_HOST: 'localhost:1', GHE_PROTOCOL: 'http' })
}

const CUT: readonly (readonly [string, (socket: Socket) => void])[] = [
  ['shorter than it said', (socket) => socket.end(head(`Content-Length: ${PAD.length}`) + half)],
  ['reset in the middle', (socket) => socket.write(head(`Content-Length: ${PAD.length}`) + half, () => socket.resetAndDestroy())],
  ['longer than it said', (socket) => socket.end(head(`Content-Length: ${half.length}`) + PAD)],
  ['chunks without the last one', (socket) => socket.end(`${head('Transfer-Encoding: chunked')}${hex(half)}\r\n${half}\r\n`)],
  ['half a chunk', (socket) => socket.end(`${head('Transfer-Encoding: chunked')}${hex(PAD)}\r\n${half}`)],
  ['no length, and the connection is reset', (socket) => socket.write(head() + half, () => socket.resetAndDestroy())],
  ['no length at all', (socket) => socket.end(head() + half)],
  ['no length, as HTTP/1.0 has it', (socket) => socket.end(`HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n${half}`)],
]

test.each(CUT.flatMap(([what, answer]) => [['HedgeDoc', '/core', what, answer] as const, ['Etherpad', '/p/core', what, answer] as const]))(
  '%s %s, %s: exit code 3, and no minutes of a part',
  async (_kind, path, _what, answer) => {
    const { code, out, err } = await minutesOf(await serve(answer), path)
    expect([code, out]).toEqual([3, ''])
    expect(err).toMatch(/ended its response early|does not send the length of its response/)
  },
)

test.each([
  ['with its length', (socket: Socket) => socket.end(head(`Content-Length: ${PAD.length}`) + PAD)],
  ['in chunks', (socket: Socket) => socket.end(`${head('Transfer-Encoding: chunked')}${hex(PAD)}\r\n${PAD}\r\n0\r\n\r\n`)],
])('a complete pad %s is read', async (_what, answer) => {
  const { code, out } = await minutesOf(await serve(answer), '/core')
  expect(code).toBe(0)
  expect(out).toContain('- third')
})
