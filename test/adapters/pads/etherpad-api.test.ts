/** Etherpad read by its HTTP API, and whom its key is sent to. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { createPadSource } from '../../../src/adapters/pads/pad-source.ts'
import { type PadServer, startPadServer } from '../../sandbox/pads/pad-server.ts'

const TYPED = '# 2023-01-18\n\n## Participants\n\n* @fkr\n'
const BUTTONS = 'Attendees **soon**\n\t* @fkr\n'
const EDITED = '2023-01-18T11:12:00.000Z'
const KEY = 'a1b2c3d4e5f6'
const pads = [
  { name: 'team', markdownTyped: TYPED, editedAt: EDITED, editors: 2 },
  { name: 'rich', markdownTyped: BUTTONS, editedAt: EDITED, buttons: true },
]

let server: PadServer | null = null
let other: Server | null = null
afterEach(async () => {
  await server?.close()
  server = null
  other?.closeAllConnections()
  await new Promise<void>((resolve) => (other ? other.close(() => resolve()) : resolve()))
  other = null
})

const read = (address: string, token: string | null) =>
  createPadSource({ hosts: ['127.0.0.1'], allowLoopback: true, timeoutMs: 3000, tokenOf: () => token }).readPad(address)

describe.each([
  ['a key', { key: KEY }, KEY],
  ['an OAuth client', { client: 'sprint', secret: 's3cret' }, 'sprint:s3cret'],
] as const)('with %s', (_, etherpad, token) => {
  test('text, last edit and people in it are known, and no export is used up', async () => {
    server = await startPadServer({ pads, etherpad })
    const pad = await read(`${server.url}/p/team`, token)
    expect(pad).toMatchObject({ text: TYPED, format: 'markdown', editedAt: new Date(EDITED), editors: 2, warnings: [] })
    expect(server.requests.some((request) => request.includes('/export/'))).toBe(false)
    expect(server.requests.join(' ')).not.toContain(token)
  })

  test('when it was edited is asked without reading it', async () => {
    server = await startPadServer({ pads, etherpad })
    const source = createPadSource({ hosts: ['127.0.0.1'], allowLoopback: true, timeoutMs: 3000, tokenOf: () => token })
    expect(await source.lastEdit(`${server.url}/p/team`)).toEqual(new Date(EDITED))
    expect(server.requests.filter((request) => /export|getText|getHTML|padUsersCount/.test(request))).toEqual([])
  })

  test('what was made with buttons is there', async () => {
    server = await startPadServer({ pads, etherpad })
    expect(await read(`${server.url}/p/rich`, token)).toMatchObject({ text: BUTTONS, format: 'etherpad-html', editors: 0 })
  })
})

test('a wrong key: the pad is read by its export, and that is told without the key', async () => {
  server = await startPadServer({ pads, etherpad: { key: 'another' } })
  const pad = await read(`${server.url}/p/team`, KEY)
  expect(pad).toMatchObject({ text: TYPED, editedAt: null })
  expect(pad.warnings.join()).toContain('The pad was read by its text export, because its API could not be used:')
  expect(pad.warnings.join()).not.toContain(KEY)
})

test('without a key the export is read', async () => {
  server = await startPadServer({ pads, etherpad: { key: KEY } })
  expect(await read(`${server.url}/p/team`, null)).toMatchObject({ text: TYPED, editedAt: null })
  expect(server.requests.some((request) => request.includes('/api/'))).toBe(false)
})

test('a server that is no Etherpad, or sends elsewhere, never gets the key of one', async () => {
  const seen: string[] = []
  other = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`)
    request.on('data', (chunk) => seen.push(String(chunk)))
    if (request.url === '/moved/api/openapi.json')
      return void response.writeHead(302, { location: `http://localhost:1/api/openapi.json` }).end()
    response.writeHead(404, { 'content-type': 'text/html', 'content-length': 2 }).end('no')
  })
  await new Promise<void>((resolve) => other?.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
  await expect(read(`${url}/moved/p/team`, KEY)).rejects.toThrow()
  expect(seen.join(' ')).not.toContain(KEY)
  expect(seen.some((request) => request.startsWith('POST'))).toBe(false)
})
