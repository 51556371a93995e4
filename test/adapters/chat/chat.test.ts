/** One line to a chat: the form of webhooks and of Matrix, and where it is never sent. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createChat } from '../../../src/adapters/chat/chat.ts'
import { TryAgainError, UserError } from '../../../src/errors.ts'

type Seen = { method: string; url: string; token: string | undefined; body: unknown }
let server: Server
let seen: Seen[]
let status: number
let base: string
beforeEach(async () => {
  seen = []
  status = 200
  server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => {
      text += chunk
    })
    request.on('end', () => {
      seen.push({ method: request.method ?? '', url: request.url ?? '', token: request.headers.authorization, body: JSON.parse(text) })
      response.writeHead(status, { location: 'https://elsewhere.example/' }).end('ok')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => new Promise((resolve) => server.close(resolve)))

const chatOf = (variables: Record<string, string>, allowLoopback = true) => createChat({ variables, allowLoopback })

test('a webhook gets the text in the form of Mattermost and Slack', async () => {
  const chat = chatOf({ NOTIFY_WEBHOOK_URL: `${base}/hooks/secret` })
  await chat?.send('Minutes')
  expect(seen).toEqual([{ method: 'POST', url: '/hooks/secret', token: undefined, body: { text: 'Minutes' } }])
  expect(chat?.name).not.toContain('secret')
})

test('a Matrix room gets a notice, with the token, and the same line under the same name', async () => {
  const chat = chatOf({ NOTIFY_MATRIX_URL: base, NOTIFY_MATRIX_ROOM: '!abc:example.org', NOTIFY_MATRIX_TOKEN: 'syt_secret' })
  await chat?.send('Minutes')
  await chat?.send('Minutes')
  expect(seen[0]).toMatchObject({ method: 'PUT', token: 'Bearer syt_secret', body: { msgtype: 'm.notice', body: 'Minutes' } })
  expect(seen[0]?.url).toMatch(/^\/_matrix\/client\/v3\/rooms\/!abc%3Aexample\.org\/send\/m\.room\.message\/scs-sprint-[\w-]+$/)
  expect(seen[1]?.url).toBe(seen[0]?.url)
})

test('no variable, no chat', () => {
  expect(chatOf({})).toBeNull()
})

test.each([
  [{ NOTIFY_MATRIX_ROOM: '!abc:example.org' }, 'Set all three'],
  [{ NOTIFY_MATRIX_URL: 'https://matrix.example', NOTIFY_MATRIX_ROOM: 'general', NOTIFY_MATRIX_TOKEN: 'syt_secret' }, 'the ID of a room'],
  [{ NOTIFY_WEBHOOK_URL: 'not an address' }, 'begins with https://'],
])('half a chat is refused, and no secret is shown: %j', (variables, expected) => {
  const refused = () => chatOf(variables as unknown as Record<string, string>)
  expect(refused).toThrow(UserError)
  expect(refused).toThrow(expected)
  expect(refused).not.toThrow('syt_secret')
})

test('no private network, and nothing without encryption', async () => {
  expect(() => chatOf({ NOTIFY_WEBHOOK_URL: `${base}/hooks/secret` }, false)).toThrow('begins with https://')
  for (const host of ['127.0.0.1', '10.0.0.1', '[::1]', '169.254.169.254']) {
    const chat = chatOf({ NOTIFY_WEBHOOK_URL: `https://${host}/hooks/secret` }, false)
    await expect(chat?.send('Minutes')).rejects.toThrow('on the public internet')
  }
  const resolve = async () => [{ address: '192.168.1.1', family: 4 }]
  const named = createChat({ variables: { NOTIFY_WEBHOOK_URL: 'https://chat.example/x' }, allowLoopback: false, resolve })
  await expect(named?.send('Minutes')).rejects.toThrow('on the public internet')
  expect(seen).toEqual([])
})

test.each([
  [404, UserError],
  [302, UserError],
  [503, TryAgainError],
  [429, TryAgainError],
])('an answer of %i', async (answer, kind) => {
  status = answer
  const chat = chatOf({ NOTIFY_WEBHOOK_URL: `${base}/hooks/secret` })
  const sent = chat?.send('Minutes') ?? Promise.resolve()
  await expect(sent).rejects.toThrow(kind)
  await expect(sent).rejects.not.toThrow('secret')
  expect(seen).toHaveLength(1)
})
