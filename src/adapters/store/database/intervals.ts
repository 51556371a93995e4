/** Times in the database's own clock: the clocks of two machines differ. */
import { sql } from 'kysely'

/** A length of time, for arithmetic with `now()`. */
export function interval(milliseconds: number) {
  return sql<string>`${milliseconds}::float8 * interval '1 millisecond'`
}

/** So many milliseconds from now. */
export function inMs(milliseconds: number) {
  return sql<Date>`now() + ${interval(milliseconds)}`
}
