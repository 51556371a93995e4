/** Limits the number of connections. If there are too many, the oldest ones are closed: GitHub’s are only open for moments. */
import type { Server } from 'node:http'
import type { Socket } from 'node:net'

export function boundConnections(server: Server, most: number): void {
  const open = new Set<Socket>()
  server.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    if (open.size <= most) return
    const [oldest] = open
    oldest?.destroy()
    if (oldest) open.delete(oldest)
  })
}
