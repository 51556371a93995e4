/** Connections are bounded too; of too many, those go that have been open longest: GitHub's are open for moments. */
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
