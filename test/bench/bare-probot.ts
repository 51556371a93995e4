/**
 * The least an app on Probot can do with a webhook: its own middleware, and a handler that stores the body, in the database
 * that DATABASE_URL or DATA_DIR names. Prints its address when it listens.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import pg from 'pg'
import { pino } from 'pino'
import { createNodeMiddleware, Probot } from 'probot'

const { DATABASE_URL, DATA_DIR = '', WEBHOOK_SECRET = '' } = process.env
const pool = DATABASE_URL
  ? new pg.Pool({ connectionString: DATABASE_URL, max: 5 })
  : new pg.Pool({ ...(createPgConfig(await PGlite.create(join(DATA_DIR, 'bare'))) as unknown as pg.PoolConfig), max: 1 })
await pool.query('create table if not exists bodies (id text primary key, event text not null, body text not null)')

const probot = new Probot({ appId: 1, privateKey: 'unused', secret: WEBHOOK_SECRET, log: pino({ level: 'silent' }) })
const middleware = await createNodeMiddleware(
  (app) => {
    app.onAny(async ({ id, name, payload }) => {
      await pool.query('insert into bodies (id, event, body) values ($1, $2, $3)', [id, name, JSON.stringify(payload)])
    })
  },
  { probot, webhooksPath: '/api/github/webhooks' },
)
const server = createServer((request, response) => void middleware(request, response))
server.listen(0, '127.0.0.1', () => process.stdout.write(`Listening on http://127.0.0.1:${(server.address() as AddressInfo).port}\n`))
