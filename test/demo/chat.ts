/** A chat on this machine: it takes messages by an incoming webhook, as Mattermost does. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Chat = {
  /** The address of the webhook. */
  readonly url: string
  /** Oldest first. */
  readonly messages: readonly string[]
  readonly close: () => Promise<void>
}

export async function startChat(): Promise<Chat> {
  const messages: string[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    messages.push((JSON.parse(Buffer.concat(chunks).toString('utf8')) as { text: string }).text)
    response.end('ok')
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/demo`,
    messages,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
