/** Compares a secret with what somebody sent. Pure. */
import { timingSafeEqual } from 'node:crypto'

/** Takes as long for a wrong answer that begins right as for any other. */
export function isSameSecret(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)]
  return one.length === other.length && timingSafeEqual(one, other)
}
