/** One line to a chat: the form of webhooks and of Matrix, and where it is never sent. */
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createChat } from '../../../src/adapters/chat/chat.ts'
import { TryAgainError, UnknownOutcomeError, UserError } from '../../../src/errors.ts'
import type { ChatMessage } from '../../../src/ports/chat.ts'

type Seen = { method: string; url: string; token: string | undefined; body: unknown }
let server: Server
let seen: Seen[]
let status: number
/** What the server does once it has the message. */
let answer: (response: ServerResponse) => void
let base: string
beforeEach(async () => {
  seen = []
  status = 200
  answer = (response) => response.writeHead(status, { location: 'https://elsewhere.example/' }).end('ok')
  server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => {
      text += chunk
    })
    request.on('end', () => {
      seen.push({ method: request.method ?? '', url: request.url ?? '', token: request.headers.authorization, body: JSON.parse(text) })
      answer(response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(resolve))
})

const chatOf = (variables: Record<string, string>, allowLoopback = true) => createChat({ variables, allowLoopback, timeoutMs: 500 })
const webhook = () => chatOf({ NOTIFY_WEBHOOK_URL: `${base}/hooks/secret` })
const matrix = () => chatOf({ NOTIFY_MATRIX_URL: base, NOTIFY_MATRIX_ROOM: '!abc:example.org', NOTIFY_MATRIX_TOKEN: 'syt_secret' })
const MESSAGE: ChatMessage = { id: 'scs/minutes#7', text: 'Minutes' }
const failureOf = (sent: Promise<void> | undefined) =>
  (sent ?? Promise.resolve()).then(
    () => null,
    (error: Error) => error,
  )

test('a webhook gets the text in the form of Mattermost and Slack', async () => {
  const chat = webhook()
  await chat?.send(MESSAGE)
  expect(seen).toEqual([{ method: 'POST', url: '/hooks/secret', token: undefined, body: { text: 'Minutes' } }])
  expect(chat?.name).not.toContain('secret')
})

test('a Matrix room gets a notice, with the token, and the same message under the same name, whatever its text is by then', async () => {
  const chat = matrix()
  await chat?.send(MESSAGE)
  await chat?.send({ ...MESSAGE, text: 'Minutes (1 decision)' })
  await chat?.send({ ...MESSAGE, id: 'scs/minutes#8' })
  expect(seen[0]).toMatchObject({ method: 'PUT', token: 'Bearer syt_secret', body: { msgtype: 'm.notice', body: 'Minutes' } })
  expect(seen[0]?.url).toMatch(/^\/_matrix\/client\/v3\/rooms\/!abc%3Aexample\.org\/send\/m\.room\.message\/scs-sprint-[\w-]+$/)
  expect(seen[1]?.url).toBe(seen[0]?.url)
  expect(seen[2]?.url).not.toBe(seen[0]?.url)
})

const silent = () => {}
const cut = (response: ServerResponse) => void response.socket?.destroy()

test.each([
  ['does not answer', silent, 'did not answer within 0.5 s'],
  ['closes the connection', cut, 'could not be reached (ECONNRESET)'],
])('where the server has a message and %s, a webhook cannot be asked again, and a Matrix room can', async (_what, does, told) => {
  answer = does
  const failure = await failureOf(webhook()?.send(MESSAGE))
  expect(failure).toBeInstanceOf(UnknownOutcomeError)
  expect(failure?.message).toContain(told)
  expect(failure?.message).not.toContain('secret')
  const later = await failureOf(matrix()?.send(MESSAGE))
  expect(later).toBeInstanceOf(TryAgainError)
  expect(later).not.toBeInstanceOf(UnknownOutcomeError)
  expect(later?.message).toContain('It is told later by itself.')
})

test('where nothing listens, the message has not arrived: it is sent later', async () => {
  const closed = base
  await new Promise((resolve) => server.close(resolve))
  const failure = await failureOf(chatOf({ NOTIFY_WEBHOOK_URL: `${closed}/hooks/secret` })?.send(MESSAGE))
  expect(failure).toBeInstanceOf(TryAgainError)
  expect(failure).not.toBeInstanceOf(UnknownOutcomeError)
  server.listen(0)
})

test('a message is sent once its status says so, whatever else is wrong with the answer', async () => {
  answer = (response) => void response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': 10_000_000 }).write('half')
  await webhook()?.send(MESSAGE)
  expect(seen).toHaveLength(1)
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
    await expect(chat?.send(MESSAGE)).rejects.toThrow('on the public internet')
  }
  const resolve = async () => [{ address: '192.168.1.1', family: 4 }]
  const named = createChat({ variables: { NOTIFY_WEBHOOK_URL: 'https://chat.example/x' }, allowLoopback: false, resolve })
  await expect(named?.send(MESSAGE)).rejects.toThrow('on the public internet')
  expect(seen).toEqual([])
})

test.each([
  [404, UserError],
  [302, UserError],
  [503, TryAgainError],
  [429, TryAgainError],
  [500, UnknownOutcomeError],
  [504, UnknownOutcomeError],
])('an answer of %i', async (answered, kind) => {
  status = answered
  const failure = await failureOf(webhook()?.send(MESSAGE))
  expect(failure?.constructor).toBe(kind)
  expect(failure?.message).not.toContain('secret')
  expect(seen).toHaveLength(1)
})
