/** Databases of their own for tests, on the PostgreSQL server that is at hand. Tests that need one say PostgreSQL in their name. */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import pg from 'pg'

export type OwnDatabase = {
  /** Through a port of its own, so that it can go away without the server. */
  readonly url: string
  /** Ends every connection, as `pg_terminate_backend` and a restart do. */
  readonly endConnections: () => Promise<void>
  /** No connection is left, and none can be made: the server is being restarted. */
  readonly goAway: () => Promise<void>
  readonly comeBack: () => Promise<void>
  readonly drop: () => Promise<void>
}

/**
 * DATABASE_URL: tests of what runs on either engine, but only on one at a time, run on that server, in databases of their own.
 * null: on the embedded database.
 */
export const chosenServer: string | null = process.env.DATABASE_URL || null

/** Where tests that need a server find one: named, or on this machine without a password; null when there is none. */
const named = chosenServer ?? process.env.TEST_DATABASE_URL
export const postgresServer: string | null = await reachable(named ?? 'postgres://postgres@127.0.0.1:5432/postgres')

async function reachable(url: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 })
  try {
    await client.connect()
    return url
  } catch (error) {
    // Who names a server means it.
    if (named) throw error
    return null
  } finally {
    await client.end().catch(() => {})
  }
}

export async function ownDatabase(server: string): Promise<OwnDatabase> {
  const name = `scs_sprint_test_${randomUUID().replaceAll('-', '')}`
  const ask = async (statement: string) => {
    const client = new pg.Client({ connectionString: server })
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }
  await ask(`create database ${name}`)
  const there = new URL(server)
  const gate = await createGate({ host: there.hostname, port: Number(there.port || 5432) })
  const url = new URL(server)
  url.host = `127.0.0.1:${gate.port}`
  url.pathname = `/${name}`
  return {
    url: String(url),
    endConnections: () => ask(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`),
    goAway: gate.close,
    comeBack: gate.open,
    drop: async () => {
      await gate.close()
      await ask(`drop database if exists ${name} with (force)`)
    },
  }
}

async function createGate(to: { readonly host: string; readonly port: number }) {
  const sockets = new Set<Socket>()
  const server = createServer((from) => {
    const onward = connect(to)
    for (const socket of [from, onward]) {
      sockets.add(socket)
      socket
        .on('error', () => {})
        .on('close', () => {
          sockets.delete(socket)
          from.destroy()
          onward.destroy()
        })
    }
    from.pipe(onward).pipe(from)
  })
  let port = 0
  const open = async () => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
  }
  const close = async () => {
    if (!server.listening) return
    server.close()
    for (const socket of sockets) socket.destroy()
    await once(server, 'close')
  }
  await open()
  return { port, open, close }
}
