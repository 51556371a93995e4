/**
 * Claims on work: one row per job or epic, leased and renewed while the work runs. With it, servers on one database take turns. Runs in
 * one server stand in line for it: only the first one asks the database.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { BusyError } from '../../../errors.ts'
import type { Claims, Log } from '../../../ports.ts'
import { createLine } from '../../queue/line.ts'
import type { Tables } from './database.ts'
import { inMs } from './intervals.ts'
import { restoredAt } from './marks.ts'

/** A server that died frees its work after this time. */
const LEASE_MS = 30_000
const RENEW_MS = 10_000
/** Who waits longer for another server comes back later: its delivery is not finished. */
const WAIT_MS = 60_000
/** Of each server one run asks for a claim, so it may ask often. */
const LONGEST_PAUSE_MS = 250

/** Claims of one holder: taken together, renewed while a task runs. */
function createHolding(db: Kysely<Tables>, log: Log, waitMs: number) {
  const release = (holder: string) => db.deleteFrom('claims').where('holder', '=', holder).where('done', '=', false).execute()

  /** All of them or none. In order of their names, so that two that want the same ones do not wait for each other. */
  const take = async (names: readonly string[], holder: string): Promise<boolean> => {
    const { rows } = await sql<{ name: string }>`
      insert into claims (name, holder, until, done)
      select name, ${holder}, ${inMs(LEASE_MS)}, false from unnest(${names}::text[]) as name order by name
      on conflict (name) do update set holder = excluded.holder, until = excluded.until
      where claims.until <= now() and not claims.done
      returning name`.execute(db)
    if (rows.length === names.length) return true
    if (rows.length > 0) await release(holder)
    return false
  }

  const during = async <Value>(
    holder: string,
    task: () => Promise<Value>,
    leave: () => Promise<unknown> = () => release(holder),
  ): Promise<Value> => {
    const renewing = setInterval(() => void renew(db, log, holder), RENEW_MS)
    renewing.unref()
    try {
      const value = await task()
      await leave()
      return value
    } catch (error) {
      // It expires by itself. Why the work failed must not be hidden by why it could not be freed.
      await leave().catch((second: Error) => log.warn('A claim could not be freed.', { error: second.message }))
      throw error
    } finally {
      clearInterval(renewing)
    }
  }

  /** false: one of them was done once and for all. */
  const acquire = async (names: readonly string[], holder: string, isOver: () => Promise<boolean>): Promise<boolean> => {
    const deadline = Date.now() + waitMs
    for (let wait = 50; !(await take(names, holder)); wait = Math.min(wait * 1.5, LONGEST_PAUSE_MS)) {
      if (await isOver()) return false
      if (Date.now() > deadline) throw new BusyError('Other work on the same board or epic is still running.')
      await pause(wait * (0.5 + Math.random() / 2))
    }
    return true
  }

  return { acquire, during }
}

export function createClaims(db: Kysely<Tables>, log: Log, { waitMs = WAIT_MS }: { readonly waitMs?: number } = {}): Claims {
  // Longer than the pause of another server that asks.
  const line = createLine({ letInMs: 2 * LONGEST_PAUSE_MS })
  const { acquire, during } = createHolding(db, log, waitMs)
  /** `task` runs while the claims are held. */
  const inTurn = async <Value>(
    names: readonly string[],
    task: (holder: string) => Promise<Value>,
    isOver: () => Promise<boolean> = async () => false,
  ): Promise<Value | undefined> => {
    const step = await line(names)
    try {
      const holder = randomUUID()
      return (await acquire(names, holder, isOver)) ? await task(holder) : undefined
    } finally {
      step()
    }
  }

  return {
    alone: async (names, task) => {
      const unique = [...new Set(names)]
      if (unique.length === 0) return task()
      return inTurn(unique, (holder) => during(holder, task)) as ReturnType<typeof task>
    },
    paced: async (name, pauseMs, task) => {
      // Free for whoever comes when the pause is over.
      const leave = (holder: string) =>
        db
          .updateTable('claims')
          .set({ until: inMs(pauseMs) })
          .where('name', '=', name)
          .where('holder', '=', holder)
          .execute()
      return inTurn([name], (holder) => during(holder, task, () => leave(holder))) as ReturnType<typeof task>
    },
    once: async (name, task, madeAt) => {
      if (madeAt !== undefined && (await mayBeDone(db, name, madeAt))) {
        return log.warn('Not done: a backup was restored since, so it may have been done already.', { name, madeAt: madeAt.toISOString() })
      }
      const done = (holder: string) => async () => {
        await task()
        await db.updateTable('claims').set({ done: true }).where('name', '=', name).where('holder', '=', holder).execute()
      }
      await inTurn(
        [name],
        (holder) => during(holder, done(holder)),
        () => isDone(db, name),
      )
    },
  }
}

async function isDone(db: Kysely<Tables>, name: string): Promise<boolean> {
  const row = await db.selectFrom('claims').select('done').where('name', '=', name).executeTakeFirst()
  return row?.done === true
}

/** Done between the backup and its restore: nothing tells. */
async function mayBeDone(db: Kysely<Tables>, name: string, madeAt: Date): Promise<boolean> {
  const restored = await restoredAt(db)
  return restored !== null && madeAt < restored && !(await isDone(db, name))
}

async function renew(db: Kysely<Tables>, log: Log, holder: string): Promise<void> {
  try {
    await db
      .updateTable('claims')
      .set({ until: inMs(LEASE_MS) })
      .where('holder', '=', holder)
      .where('done', '=', false)
      .execute()
  } catch (error) {
    log.warn('A claim could not be renewed.', { error: (error as Error).message })
  }
}

/** For a database that no other process can hold: nobody is at any work. */
export async function freeClaims(db: Kysely<Tables>): Promise<void> {
  await db.deleteFrom('claims').where('done', '=', false).execute()
}
