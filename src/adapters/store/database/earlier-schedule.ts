/** Earlier versions kept work of the schedule among the webhooks, under an event of its own. */
import { type QueryExecutorProvider, sql } from 'kysely'

/** Work that was done is not done again; work that was not done falls due again: the last look at the schedule goes back before it. */
export async function moveEarlierSchedule(db: QueryExecutorProvider): Promise<void> {
  await sql`insert into times (id, at) select substring(id from 10), received_at from deliveries
    where event = 'schedule:' and finished_at is not null on conflict do nothing`.execute(db)
  await sql`update looks set at = least(at, (select min(received_at) from deliveries
    where event = 'schedule:' and finished_at is null)) where name = 'schedule'`.execute(db)
  await sql`delete from deliveries where event = 'schedule:'`.execute(db)
}
