/** Reading pads end to end: files, standard input, and servers like HedgeDoc, HackMD and Etherpad. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import nock from 'nock'
import { afterEach, expect, test } from 'vitest'
import { padTokensOf } from '../../../src/adapters/pads/fetching/pad-tokens.ts'
import { createPadSource, type PadSourceOptions } from '../../../src/adapters/pads/pad-source.ts'
import { notePath } from '../../../src/adapters/pads/providers/hedgedoc1.ts'
import { TryAgainError, UserError } from '../../../src/errors.ts'
import { startNock, stopNock } from '../../nock.ts'
import { type PadServer, type PadServerOptions, startPadServer } from '../../sandbox/pads/pad-server.ts'

const TYPED = '# 2023-01-18\n\n## Participants\n\n* @fkr\n  * later\n'
const BUTTONS = 'Attendees **soon**\n\t* @fkr\n\t\t* ~~@garloff~~\n'
const EDITED = '2023-01-18T11:12:00.000Z'
const pads = [
  { name: 'iaas', markdownTyped: TYPED, editedAt: EDITED, shortId: 'Ab12' },
  { name: 'rich', markdownTyped: BUTTONS, editedAt: EDITED, buttons: true },
  { name: 'secret', markdownTyped: TYPED, editedAt: EDITED, access: 'private' as const },
  { name: 'closed', markdownTyped: TYPED, editedAt: EDITED, access: 'forbidden' as const },
  { name: 'empty', markdownTyped: '', editedAt: EDITED },
]

let server: PadServer | null = null

async function serve(options: Partial<PadServerOptions> = {}): Promise<PadServer> {
  server = await startPadServer({ pads, ...options })
  return server
}

function source(options: Partial<PadSourceOptions> = {}) {
  return createPadSource({ hosts: ['127.0.0.1'], allowLoopback: true, timeoutMs: 3000, ...options })
}

const read = (path: string, options: Partial<PadSourceOptions> = {}) => source(options).readPad(`${server?.url}${path}`)

afterEach(async () => {
  await server?.close()
  server = null
  nock.cleanAll()
  stopNock()
})

const notes = ['/iaas', '/iaas?both', '/iaas?view#Participants', '/iaas/edit', '/iaas/publish', '/iaas/download', '/iaas/slide', '/iaas/']

test.each([...notes, '/iaas/revision/1673', '/s/Ab12', '/s/Ab12/edit?both'])('HedgeDoc: %s is read from its download URL', async (path) => {
  await serve()
  const pad = await read(path)
  expect(pad).toMatchObject({ text: TYPED, format: 'markdown', editedAt: new Date(EDITED), warnings: [] })
  expect(pad.source).toBe(`${server?.url}/${path.startsWith('/s') ? 'Ab12' : 'iaas'}`)
  expect(server?.requests.every((request) => /^GET \/[^/]+\/(?:download|info)$/.test(request))).toBe(true)
})

test('HedgeDoc: a slide URL, which looks like Etherpad, is tried with both', async () => {
  await serve()
  expect(await read('/p/Ab12')).toMatchObject({ text: TYPED, format: 'markdown', editedAt: new Date(EDITED) })
  expect(server?.requests).toEqual(['GET /p/Ab12/export/txt', 'GET /Ab12/download', 'GET /Ab12/info'])
})

test('HedgeDoc: below a subpath', async () => {
  await serve({ subPath: '/pads' })
  expect((await read('/iaas?both')).text).toBe(TYPED)
  expect((await read('/s/Ab12')).text).toBe(TYPED)
})

test('HedgeDoc: no form of the URL of an unknown note creates it', async () => {
  await serve()
  for (const path of ['/typo', '/typo?both', '/typo/publish', '/s/typo', '/s/typo/download', '/p/typo', '/typo/edit', '/']) {
    const missing = read(path)
    await expect(missing).rejects.toThrow(UserError)
    await expect(missing).rejects.toThrow(/expected a pad, found none \(404\)/)
  }
  expect(server?.notes()).toEqual(pads.map(({ name }) => name))
})

test('HedgeDoc: a private pad is rejected with what to do, for both kinds of response', async () => {
  await serve()
  for (const path of ['/secret', '/closed?both=token']) {
    const refused = read(path)
    await expect(refused).rejects.toThrow(UserError)
    await expect(refused).rejects.toThrow(/expected a public pad.*set its permission/)
    await expect(refused).rejects.not.toThrow(/token=|both=/)
  }
})

test('HedgeDoc: the text is used even if its age is unknown', async () => {
  for (const body of ['no json', '{"updatetime":"never"}', '{"updatetime":{}}']) {
    await serve({ files: { '/iaas/info': { type: 'application/json', body } } })
    expect(await read('/iaas')).toMatchObject({
      text: TYPED,
      editedAt: null,
      warnings: [expect.stringMatching(/time of the last edit is unknown/)],
    })
    await server?.close()
  }
  await serve({ files: { '/iaas/info': { type: 'text/html', body: '', status: 500 } } })
  expect((await read('/iaas')).warnings[0]).toMatch(/answered 500/)
  await server?.close()
  await serve({ files: { '/iaas/info': { type: 'application/json', body: '{"updatetime":null}' } } })
  expect(await read('/iaas')).toMatchObject({ editedAt: null, warnings: [] })
})

test('an empty pad and a pad that is too large are rejected', async () => {
  await serve({ files: { '/large/download': { type: 'text/markdown', body: 'x'.repeat(1024 * 1024 + 1) } } })
  await expect(read('/empty')).rejects.toThrow(/an empty pad/)
  await expect(read('/large')).rejects.toThrow(/at most 1 MiB/)
})

test('all forms of note URLs', () => {
  const path = (address: string) => notePath(new URL(address))?.join('/') ?? null
  expect(path('https://pads.example/features')).toBe('features')
  expect(path('https://pads.example/sub/path/s/x_Y-z/edit?both#a')).toBe('sub/path/x_Y-z')
  expect(path('https://pads.example/@team/note/download')).toBe('@team/note')
  expect(path('https://pads.example/download')).toBe('download')
  expect(path('https://pads.example/%C3%BCber/info')).toBe('%C3%BCber')
  expect(path('https://pads.example/')).toBe(null)
  expect(path('https://pads.example/p/x/export/txt')).toBe(null)
})

test('Etherpad: a typed pad is read as typed', async () => {
  await serve()
  const options = { timeoutMs: 3000 }
  for (const path of [
    '/p/iaas',
    '/p/iaas/',
    '/p/iaas?showChat=true',
    '/p/iaas/timeslider#7',
    '/p/iaas/7/export/pdf',
    '/p/iaas/export/etherpad',
  ]) {
    expect(await read(path, options)).toEqual({
      text: TYPED,
      format: 'markdown',
      editedAt: null,
      source: `${server?.url}/p/iaas`,
      warnings: [],
    })
  }
  expect(server?.requests).toContain('GET /p/iaas/7/export/txt')
  expect(server?.requests.some((request) => /pdf|etherpad$/.test(request))).toBe(false)
})

test('Etherpad: a pad made with buttons is read from its HTML; an explicit export URL is used as is', async () => {
  await serve()
  const rich = 'Attendees **soon**\n\t* @fkr\n\t\t* ~~@garloff~~\n'
  expect(await read('/p/rich')).toMatchObject({ text: rich, format: 'etherpad-html', warnings: [] })
  expect(await read('/p/rich/export/html')).toMatchObject({ text: rich, format: 'etherpad-html' })
  expect(await read('/p/rich/export/txt')).toMatchObject({ text: 'Attendees soon\n\t* @fkr\n\t\t* @garloff\n', format: 'etherpad-text' })
  expect(await read('/p/iaas/export/html')).toMatchObject({ text: TYPED, format: 'etherpad-html' })
  await expect(read('/p/nobody/export/html')).rejects.toThrow(/found none \(404\)/)
  await expect(read('/p/nobody/export/txt')).rejects.toThrow(/found none \(404\)/)
})

test('Etherpad: beyond its export limit, it never answers, and only waiting helps', async () => {
  await serve()
  server?.hangNext()
  const late = read('/p/iaas', { timeoutMs: 200 })
  await expect(late).rejects.toThrow(TryAgainError)
  await expect(late).rejects.toThrow(/did not answer within 0.2 s.*may limit exports/)
  server?.limitExports(1)
  const text = await read('/p/rich', { timeoutMs: 400 })
  expect(text).toMatchObject({ text: 'Attendees soon\n\t* @fkr\n\t\t* @garloff\n', format: 'etherpad-text' })
  expect(text.warnings).toEqual([expect.stringMatching(/read as plain text.*did not answer within/)])
})

test('Etherpad: an invalid HTML export leaves the text, with a warning', async () => {
  await serve({ files: { '/p/rich/export/html': { type: 'text/html', body: 'This export is not enabled' } } })
  expect((await read('/p/rich')).warnings).toEqual([expect.stringMatching(/not an Etherpad export/)])
  await server?.close()
  await serve({ files: { '/p/rich/export/html': { type: 'text/html', body: 'gone', status: 404 } } })
  expect((await read('/p/rich')).warnings).toEqual([expect.stringMatching(/answered 404/)])
})

test('Etherpad: an error sentence instead of the text is not a pad', async () => {
  await serve({ files: { '/p/iaas/export/txt': { type: 'text/html; charset=utf-8', body: 'This export is not enabled <b>here</b>' } } })
  await expect(read('/p/iaas')).rejects.toThrow(/found a page \("This export is not enabled/)
})

test('HackMD and HedgeDoc 2 are read through their APIs, with the token of their host', async () => {
  startNock()
  const sent = { reqheaders: { authorization: 'Bearer s3cret' } }
  nock('https://api.hackmd.io', sent)
    .get('/v1/notes/abc')
    .reply(200, { content: TYPED, lastChangedAt: Date.parse(EDITED) })
  nock('https://api.hackmd.io', sent).get('/v1/teams/scs/notes/abc').reply(200, { content: TYPED })
  nock('https://pads.example', sent)
    .get('/api/v2/notes/abc/content')
    .reply(200, TYPED, { 'content-type': 'text/markdown', 'content-length': String(TYPED.length) })
  nock('https://pads.example', sent).get('/api/v2/notes/abc/metadata').reply(200, { updatedAt: EDITED })
  const options = {
    hosts: ['hackmd.io', 'api.hackmd.io', 'pads.example'],
    tokenOf: padTokensOf({ PAD_TOKEN_HACKMD_IO: 's3cret', PAD_TOKEN_PADS_EXAMPLE: 's3cret' }),
  }
  const pad = source(options)
  const expected = { text: TYPED, format: 'markdown', editedAt: new Date(EDITED) }
  expect(await pad.readPad('https://hackmd.io/abc?both')).toMatchObject({ ...expected, source: 'https://hackmd.io/abc' })
  expect(await pad.readPad('https://hackmd.io/@scs/abc')).toMatchObject({ ...expected, editedAt: null })
  expect(await pad.readPad('https://pads.example/n/abc')).toMatchObject(expected)
})

test.each([
  ['no such path', 404, 'Cannot GET /api/v2/notes/abc/content'],
  ['another API that wants its key', 401, '{"code":4,"message":"no or wrong API Key"}'],
])('below /p/ the token goes to HedgeDoc 2 alone, not to a server that answers: %s', async (_what, status, body) => {
  startNock()
  const tokens: (string | undefined)[] = []
  nock('https://pads.example')
    .persist()
    .get(/.*/)
    .reply(function (path) {
      tokens.push(this.req.headers.authorization?.toString())
      return path.startsWith('/api/v2/') ? [status, body] : [404, 'no']
    })
  const pad = source({ hosts: ['pads.example'], tokenOf: () => 's3cret' })
  await expect(pad.readPad('https://pads.example/p/abc')).rejects.toThrow(/404/)
  expect(tokens.length).toBeGreaterThan(0)
  expect(tokens.filter((token) => token !== undefined)).toEqual([])
})

test('below /p/ HedgeDoc 2 is known by how it asks for a token', async () => {
  startNock()
  nock('https://pads.example', { badheaders: ['authorization'] })
    .get('/api/v2/notes/abc/content')
    .reply(401, { message: 'Unauthorized', statusCode: 401 })
  const sent = { reqheaders: { authorization: 'Bearer s3cret' } }
  nock('https://pads.example', sent)
    .get('/api/v2/notes/abc/content')
    .reply(200, TYPED, { 'content-type': 'text/markdown', 'content-length': String(TYPED.length) })
  nock('https://pads.example', sent).get('/api/v2/notes/abc/metadata').reply(200, { updatedAt: EDITED })
  const pad = source({ hosts: ['pads.example'], tokenOf: () => 's3cret' })
  expect(await pad.readPad('https://pads.example/p/abc')).toMatchObject({ text: TYPED })
})

test('HackMD: errors say what to do, and never show the token', async () => {
  startNock()
  nock('https://api.hackmd.io')
    .get('/v1/notes/abc')
    .reply(401, 'no')
    .get('/v1/notes/odd')
    .reply(200, '<html>')
    .get('/v1/notes/none')
    .reply(404)
  nock('https://hackmd.io').get('/none/download').reply(404)
  const pad = source({ hosts: ['hackmd.io', 'api.hackmd.io'], tokenOf: () => 's3cret' })
  const answers = await Promise.allSettled(['abc', 'odd', 'none'].map((id) => pad.readPad(`https://hackmd.io/${id}`)))
  const messages = answers.map((answer) => (answer.status === 'rejected' ? String(answer.reason) : 'read'))
  expect(messages).toEqual([
    expect.stringMatching(/^UserError: .*set PAD_TOKEN_HACKMD_IO/),
    expect.stringMatching(/^UserError: .*a response of its API/),
    expect.stringMatching(/^UserError: .*none \(404\)/),
  ])
  expect(messages.join()).not.toContain('s3cret')
  await expect(source({ hosts: ['hackmd.io'], tokenOf: () => 'x' }).readPad('https://hackmd.io/abc')).rejects.toThrow(
    /pads\.hosts.*api\.hackmd\.io/,
  )
})

test('an allowed pad on this machine is only read if that is enabled', async () => {
  await serve()
  await expect(read('/iaas', { allowLoopback: false })).rejects.toThrow(/public internet/)
  await expect(read('/iaas', { hosts: ['input.scs.community'] })).rejects.toThrow(/pads\.hosts/)
  expect(server?.requests).toEqual([])
})

test('the format of a file depends on its content, not its name', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pads-'))
  try {
    const file = (name: string, content: string | Uint8Array) => {
      writeFileSync(join(folder, name), content)
      return join(folder, name)
    }
    expect(await source().readPad(file('pad.html', TYPED))).toEqual({
      text: TYPED,
      format: 'markdown',
      editedAt: null,
      source: join(folder, 'pad.html'),
      warnings: [],
    })
    const html = '<!doctype html><html><head><meta name="generator" content="Etherpad"/></head><body>\n# x<br>y<br>\n</body></html>'
    expect(await source().readPad(file('pad.md', html))).toMatchObject({ text: '# x\ny\n', format: 'etherpad-html' })
    await expect(source().readPad(file('login.md', '<!DOCTYPE html><html><head></head><body><form></form></body></html>'))).rejects.toThrow(
      /a web page.*download it as Markdown/,
    )
    await expect(source().readPad(file('hollow.html', html.replace('# x<br>y<br>', '&nbsp;<br>')))).rejects.toThrow(/an empty pad/)
    await expect(source().readPad(file('lines.html', html.replace('# x<br>', '<br>x'.repeat(20_001))))).rejects.toThrow(/20,000 lines/)
    await expect(source().readPad(file('large.md', Buffer.alloc(2 * 1024 * 1024, 'x')))).rejects.toThrow(/at most 1 MiB/)
    await expect(source().readPad(folder)).rejects.toThrow(/expected the pad, found a folder/)
    await expect(source().readPad(join(folder, 'none.md'))).rejects.toThrow(/file not found/)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('standard input has no source; files and input can be passed in', async () => {
  const pad = source({ readStdin: async () => Buffer.from(TYPED), readFile: async (path) => Buffer.from(`# ${path}`) })
  expect(await pad.readPad('-')).toMatchObject({ text: TYPED, source: null })
  expect(await pad.readPad('any/path.md')).toMatchObject({ text: '# any/path.md', source: 'any/path.md' })
  await expect(source({ readStdin: async () => Buffer.from('') }).readPad('-')).rejects.toThrow(/^standard input: .*an empty pad/)
})

test.each(['ftp://127.0.0.1/x', 'file:///etc/passwd', 'gopher://x'])('%s is not the URL of a pad', async (location) => {
  await expect(source().readPad(location)).rejects.toThrow(UserError)
})

test('an invalid URL is not repeated, since it may contain secrets', async () => {
  await expect(source().readPad('https://[broken?key=hunter2')).rejects.toThrow(/^The URL of the pad: expected one like/)
})

test.each([
  ['HedgeDoc', '/iaas', ['GET /iaas/info']],
  ['HedgeDoc by a short id', '/s/Ab12/edit?both', ['GET /Ab12/info']],
  ['a slide URL of HedgeDoc', '/p/Ab12', ['GET /Ab12/info']],
])('%s is asked when it was edited, and is not read for it', async (_name, path, requests) => {
  await serve()
  expect(await source().lastEdit(`${server?.url}${path}`)).toEqual(new Date(EDITED))
  expect(server?.requests).toEqual(requests)
})

test('where the server does not say when a pad was edited, the pad is read; a file does not tell', async () => {
  await serve()
  server?.faults.add({ kind: 'status', status: 500, json: {} }, { match: '/iaas/info', times: 1 })
  expect(await source().lastEdit(`${server?.url}/iaas`)).toEqual(new Date(EDITED))
  expect(server?.requests).toEqual(['GET /iaas/info', 'GET /iaas/download', 'GET /iaas/info'])
  const folder = mkdtempSync(join(tmpdir(), 'pad-'))
  writeFileSync(join(folder, 'pad.md'), TYPED)
  expect(await source().lastEdit(join(folder, 'pad.md'))).toBeNull()
  rmSync(folder, { recursive: true })
})

test('when a pad was edited that nobody may read, or that is on another host, says what to do as reading it does', async () => {
  await serve()
  await expect(source().lastEdit(`${server?.url}/secret`)).rejects.toThrow(UserError)
  await expect(source({ hosts: ['pads.example'] }).lastEdit(`${server?.url}/iaas`)).rejects.toThrow(UserError)
  expect(server?.requests.filter((request) => request.includes('iaas'))).toEqual([])
})

test('HedgeDoc 2 is asked for the last edit alone, with its token', async () => {
  startNock()
  const sent = { reqheaders: { authorization: 'Bearer t0ken' } }
  nock('https://pads.example', sent).get('/api/v2/notes/abc/metadata').reply(200, { updatedAt: EDITED })
  const hosts = { hosts: ['pads.example'], tokenOf: () => 't0ken' }
  expect(await source(hosts).lastEdit('https://pads.example/n/abc')).toEqual(new Date(EDITED))
})
