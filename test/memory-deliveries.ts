/** The log of deliveries in memory, for tests of the server that need no database. */
import type { Delivery, DeliveryLog } from '../src/ports.ts'

type Row = Delivery & { attempts: number; state: 'due' | 'held' | 'done'; dueAt: number }

export function memoryDeliveries(): DeliveryLog & { readonly rows: Map<string, Row> } {
  const rows = new Map<string, Row>()
  const change = (id: string, to: Partial<Row>) => void Object.assign(rows.get(id) ?? {}, to)
  return {
    rows,
    accept: async (delivery) => {
      if (rows.has(delivery.id)) return false
      rows.set(delivery.id, { ...delivery, attempts: 0, state: 'due', dueAt: 0 })
      return true
    },
    take: async (limit) => {
      const due = [...rows.values()].filter(({ state, dueAt }) => state === 'due' && dueAt <= Date.now()).slice(0, limit)
      for (const row of due) Object.assign(row, { state: 'held', attempts: row.attempts + 1 })
      return due.map((row) => ({ ...row }))
    },
    finish: async (id) => change(id, { state: 'done' }),
    postpone: async (id, milliseconds) => change(id, { state: 'due', dueAt: Date.now() + milliseconds }),
    renew: async () => {},
    handBack: async () => {
      for (const row of rows.values()) if (row.state === 'held') row.state = 'due'
    },
    forget: async () => [],
  }
}
