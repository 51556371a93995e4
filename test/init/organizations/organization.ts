/** An organization of the sandbox, and the configuration that a person who knows it wrote by hand. */
import { addDays } from '../../../src/domain/time/dates.ts'
import type { WorldInput } from '../../sandbox/world.ts'

export type Organization = {
  readonly name: string
  /** The day on which somebody installs the app there. */
  readonly now: string
  readonly world: WorldInput
  /** sprint.yml as it should be: only what the organization shows. */
  readonly truth: string
  /** What the file must say in comments, because no key can. */
  readonly told: readonly RegExp[]
}

type Series = { readonly from: string; readonly to: string; readonly days: number; readonly without?: readonly string[] }

/** Days of a rhythm, without those on which nobody met. */
export function series({ from, to, days, without = [] }: Series): readonly string[] {
  const found: string[] = []
  for (let day = from; day <= to; day = addDays(day, days)) if (!without.includes(day)) found.push(day)
  return found
}

/** Files of a team: their path and their text, by day. */
export function filesOf(
  days: readonly string[],
  path: (day: string) => string,
  text: (day: string, index: number) => string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(days.map((day, index) => [path(day), text(day, index)]))
}

export const compact = (day: string): string => day.replaceAll('-', '')
