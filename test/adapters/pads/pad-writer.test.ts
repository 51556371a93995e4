import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { createPadWriter, type PadWriterOptions } from '../../../src/adapters/pads/pad-writer.ts'
import { isUntouchedAgenda, withAgendaMarker } from '../../../src/minutes/agenda/agenda-marker.ts'

const AGENDA = withAgendaMarker('# 2023-01-18\n\n## Participants\n\n-\n')
const KEY = 'key-of-the-etherpad'

/** Notes and pads by name; what HedgeDoc 1 and Etherpad's HTTP API do to them, as their sources have it. */
type Pads = {
  readonly notes: Map<string, string>
  readonly pads: Map<string, { text: string; revisions: number }>
  readonly requests: string[]
  freeNames: boolean
  users: number
  /** Somebody else is faster: made between the look and the write. */
  race: (() => void) | null
}

const DESCRIPTION: Reply = [200, 'application/json', '{"openapi":"3.0.2","info":{"title":"Etherpad API","version":"1.2.15"}}']

const servers: Server[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

async function start(): Promise<{ url: string; host: string; state: Pads }> {
  const state: Pads = { notes: new Map(), pads: new Map(), requests: [], freeNames: true, users: 0, race: null }
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://pads.invalid').pathname
    state.requests.push(`${request.method} ${path}`)
    const body = await bodyOf(request)
    const [status, type, text, location] =
      path === '/api/openapi.json'
        ? DESCRIPTION
        : path.startsWith('/api/')
          ? etherpad(path, request, body, state)
          : hedgedoc(path, request, body, state)
    response.writeHead(status, { 'content-type': type, ...(location === undefined ? {} : { location }) }).end(text)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, host: `127.0.0.1:${port}`, state }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

type Reply = readonly [status: number, type: string, body: string, location?: string]

function hedgedoc(path: string, { method, headers }: IncomingMessage, body: string, state: Pads): Reply {
  const [first = '', second = ''] = path.split('/').slice(1)
  if (method === 'POST') {
    if (first !== 'new' || headers['content-type']?.startsWith('text/markdown') !== true) return [404, 'text/html', 'no']
    if (!state.freeNames) return [403, 'text/html', '<h1>403 Forbidden</h1>']
    state.race?.()
    // The alias is unique in its database.
    if (state.notes.has(second)) return [500, 'text/html', '<h1>500</h1>']
    state.notes.set(second, body)
    return [302, 'text/plain', 'Found', `http://elsewhere.invalid/${second}`]
  }
  const note = state.notes.get(first)
  if (second !== 'download' || note === undefined) return [404, 'text/html', '<h1>404</h1>']
  return [200, 'text/markdown; charset=UTF-8', note]
}

function etherpad(path: string, { method }: IncomingMessage, body: string, state: Pads): Reply {
  const given = new URLSearchParams(body)
  const json = (code: number, message: string, data: unknown = null): Reply => [
    200,
    'application/json',
    JSON.stringify({ code, message, data }),
  ]
  if (method !== 'POST' || given.get('apikey') !== KEY) return json(4, 'no or wrong API Key')
  const name = given.get('padID') ?? ''
  const pad = state.pads.get(name)
  const verb = path.split('/').at(-1)
  if (verb === 'createPad') {
    state.race?.()
    if (state.pads.has(name)) return json(1, 'padID does already exist')
    state.pads.set(name, { text: `${given.get('text')}\n`, revisions: 0 })
    return json(0, 'ok')
  }
  if (!pad) return json(1, 'padID does not exist')
  if (verb === 'getText') return json(0, 'ok', { text: pad.text })
  if (verb === 'getRevisionsCount') return json(0, 'ok', { revisions: pad.revisions })
  if (verb === 'padUsersCount') return json(0, 'ok', { padUsersCount: state.users })
  if (verb !== 'setText') return json(3, 'no such function')
  state.pads.set(name, { text: `${given.get('text')}\n`, revisions: pad.revisions + 1 })
  return json(0, 'ok')
}

function writer(host: string, change: Partial<PadWriterOptions> = {}) {
  return createPadWriter({ hosts: [host], allowLoopback: true, tokenOf: () => KEY, isUntouched: isUntouchedAgenda, ...change })
}

describe('HedgeDoc', () => {
  test('a missing pad is created with the text, once', async () => {
    const { url, host, state } = await start()
    await writer(host).write(`${url}/2023-scs-team-iaas?both`, AGENDA)
    expect(state.notes.get('2023-scs-team-iaas')).toBe(AGENDA)
    await writer(host).write(`${url}/2023-scs-team-iaas`, AGENDA)
    expect(state.requests.filter((request) => request.startsWith('POST'))).toEqual(['POST /new/2023-scs-team-iaas'])
    // The bare address would make a note by being looked at.
    expect(state.requests).not.toContain('GET /2023-scs-team-iaas')
  })

  test('an earlier agenda of the app, whose response was lost, does not count as typed by someone', async () => {
    const { url, host, state } = await start()
    const earlier = withAgendaMarker('# 2023-01-18\n\nBoard as of 2023-01-17 09:00.\n\n## Participants\n\n-\n')
    state.notes.set('team', earlier)
    await writer(host).write(`${url}/team`, AGENDA)
    expect(state.notes.get('team')).toBe(earlier)
    state.notes.set('team', withAgendaMarker('# 2023-01-11\n\n## Participants\n\n-\n'))
    await expect(writer(host).write(`${url}/team`, AGENDA)).rejects.toThrow('an agenda of another meeting')
    state.notes.set('team', earlier.replace('-\n', '- @fkr\n'))
    await expect(writer(host).write(`${url}/team`, AGENDA)).rejects.toThrow('a pad in which someone has typed')
  })

  test.each([
    ['# 2023-01-11\n\n* notes of last week\n', /a pad in which someone has typed.*Copy the text/s],
    ['', /an empty pad.*Copy the text/s],
  ])('an existing pad stays as it is: %j', async (there, message) => {
    const { url, host, state } = await start()
    state.notes.set('team', there)
    await expect(writer(host).write(`${url}/team`, AGENDA)).rejects.toThrow(message)
    expect(state.notes.get('team')).toBe(there)
    expect(state.requests.some((request) => request.startsWith('POST'))).toBe(false)
  })

  test('a server that requires a login to create pads is reported', async () => {
    const { url, host, state } = await start()
    state.freeNames = false
    await expect(writer(host).write(`${url}/team`, AGENDA)).rejects.toThrow(/requires a login to create pads with this name \(403\)/)
  })

  test('a pad that someone else creates at the same moment stays', async () => {
    const { url, host, state } = await start()
    state.race = () => state.notes.set('team', '# mine')
    await expect(writer(host).write(`${url}/team`, AGENDA)).rejects.toThrow(/at the same moment/)
    expect(state.notes.get('team')).toBe('# mine')
  })
})

describe('Etherpad', () => {
  test('a missing pad is created, with the key in no URL', async () => {
    const { url, host, state } = await start()
    await writer(host).write(`${url}/p/team%20iaas`, AGENDA)
    expect(state.pads.get('team iaas')?.text).toBe(`${AGENDA}\n`)
    expect(state.requests.join(' ')).not.toContain(KEY)
    await writer(host).write(`${url}/p/team%20iaas`, AGENDA)
    expect(state.requests.filter((request) => /createPad|setText/.test(request))).toHaveLength(1)
  })

  test.each([
    ['the welcome text nobody touched', 'Welcome to Etherpad!\n\nThis pad text is synchronized as you type.\n', 0],
    ['an agenda of ours nobody touched', withAgendaMarker('# 2023-01-11\n\nolder\n'), 4],
  ])('%s is replaced', async (_name, text, revisions) => {
    const { url, host, state } = await start()
    state.pads.set('team', { text, revisions })
    await writer(host).write(`${url}/p/team`, AGENDA)
    expect(state.pads.get('team')?.text).toBe(`${AGENDA}\n`)
  })

  test.each([
    ['what people typed', '# 2023-01-11\n\n* notes\n', 12],
    ['a welcome text somebody wrote into', 'Welcome to Etherpad! @fkr: hello\n', 3],
    ['an agenda of ours somebody wrote into', `${AGENDA}\n* @fkr\n`, 5],
    ['a text some other program made', '# Template\n', 0],
  ])('%s stays', async (_name, text, revisions) => {
    const { url, host, state } = await start()
    state.pads.set('team', { text, revisions })
    await expect(writer(host).write(`${url}/p/team`, AGENDA)).rejects.toThrow(/someone has typed.*Nothing was written/s)
    expect(state.pads.get('team')).toEqual({ text, revisions })
  })

  test('a pad that someone has open is not overwritten', async () => {
    const { url, host, state } = await start()
    state.pads.set('team', { text: 'Welcome to Etherpad!\n', revisions: 0 })
    state.users = 1
    await expect(writer(host).write(`${url}/p/team`, AGENDA)).rejects.toThrow(/has the pad open/)
  })

  test('a pad created by someone else at the same moment stays', async () => {
    const { url, host, state } = await start()
    state.race = () => state.pads.set('team', { text: 'mine', revisions: 0 })
    await expect(writer(host).write(`${url}/p/team`, AGENDA)).rejects.toThrow(/could not be created/)
    expect(state.pads.get('team')?.text).toBe('mine')
  })

  test('without a key, or with a wrong one, nothing is read or written, and the key is not shown', async () => {
    const { url, host, state } = await start()
    await expect(writer(host, { tokenOf: () => null }).write(`${url}/p/team`, AGENDA)).rejects.toThrow(/no API key.*PAD_TOKEN_/s)
    expect(state.requests).toEqual([])
    const wrong = writer(host, { tokenOf: () => 'wrong-key' }).write(`${url}/p/team`, AGENDA)
    await expect(wrong).rejects.toThrow(/expected an API key/)
    await expect(wrong).rejects.not.toThrow(/wrong-key/)
    expect(state.pads.size).toBe(0)
  })
})

describe('addresses', () => {
  test.each([
    ['https://evil.example/pad', /`pads\.hosts`/],
    ['file:///etc/passwd', /HTTP or HTTPS/],
    ['no address', /cannot be read/],
    ['http://user:secret@pads.example/x', /without user name and password/],
  ])('%s is never written to', async (address, message) => {
    await expect(writer('pads.example').write(address, AGENDA)).rejects.toThrow(message)
  })

  test('an allowed host that resolves to a private network is not written to', async () => {
    const resolve = async () => [{ address: '10.0.0.7', family: 4 }]
    await expect(writer('pads.example', { resolve }).write('https://pads.example/team', AGENDA)).rejects.toThrow(/private network/)
  })

  test('a text larger than the pad limit is rejected', async () => {
    await expect(writer('pads.example').write('https://pads.example/team', 'x'.repeat(1024 * 1024 + 1))).rejects.toThrow(/1 MiB/)
  })
})
