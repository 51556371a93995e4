/** Deliveries and their jobs in memory, for tests of the server that need no database. */
import type { Delivery, DeliveryLog, Job, JobQueue } from '../src/ports/jobs.ts'

type Row = Delivery & { attempts: number; state: 'due' | 'held' | 'done'; dueAt: number }

export type MemoryJobs = { readonly rows: Map<string, Row>; readonly deliveries: DeliveryLog; readonly jobs: JobQueue }

export function memoryJobs(): MemoryJobs {
  const rows = new Map<string, Row>()
  const change = ({ id }: Pick<Job, 'id'>, to: Partial<Row>) => void Object.assign(rows.get(id) ?? {}, to)
  const deliveries: DeliveryLog = {
    accept: async (delivery) => {
      if (rows.has(delivery.id)) return false
      rows.set(delivery.id, { ...delivery, attempts: 0, state: 'due', dueAt: 0 })
      return true
    },
    body: async (id) => rows.get(id)?.body ?? null,
    known: async (ids) => new Set(ids.filter((id) => rows.has(id))),
    forget: async () => {},
  }
  const jobs: JobQueue = {
    add: async () => {},
    due: async (kinds) => kinds,
    take: async (kind, limit) => {
      if (kind !== 'delivery') return []
      const due = [...rows.values()].filter(({ state, dueAt }) => state === 'due' && dueAt <= Date.now()).slice(0, limit)
      for (const row of due) Object.assign(row, { state: 'held', attempts: row.attempts + 1 })
      return due.map(({ id, event, body, attempts }) => ({ id, kind, data: { id, event, body }, attempt: attempts }))
    },
    finish: async (job) => change(job, { state: 'done' }),
    fail: async (job, { pause, mostMs }) => {
      change(job, { state: 'due', dueAt: Date.now() + (pause ?? mostMs) })
      return 'again'
    },
    renew: async () => {},
    handBack: async (held) => {
      for (const job of held) if (rows.get(job.id)?.state === 'held') change(job, { state: 'due' })
    },
    takeOver: async () => {},
    state: async () => ({ kinds: [], dead: [] }),
  }
  return { rows, deliveries, jobs }
}
