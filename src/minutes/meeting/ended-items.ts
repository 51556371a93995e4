/** Action items that their issues and pull requests have closed. Pure. */
import type { OpenItem, PastMeeting } from '../../domain/notes/past-meeting.ts'
import { formatRef, refKey } from '../../domain/reference.ts'
import { readNotes } from '../../notes/read-notes.ts'
import type { Settings } from '../../settings/settings.ts'
import { endOf } from './issue-annotation.ts'
import { readOptionsFor } from './read-options.ts'

/** What GitHub or the board says of an issue. */
export type KnownEnd = {
  readonly kind: 'issue' | 'pull'
  readonly state: 'open' | 'closed'
  readonly stateReason: string | null
  readonly closedAt: string | null
}

/** References that an item names, `owner/repo#1`. `past`: newest first. */
export function referencesOf({ text, since }: OpenItem, settings: Settings, past: readonly PastMeeting[]): readonly string[] {
  return readNotes(`- ${text}\n`, readOptionsFor(settings, since, null, past)).references.map(formatRef)
}

/**
 * How it ended ("its issue is done"), where all that it names was closed on the day it was last named or later; null: something is
 * open or unknown, or was closed before people named the item as open, who then mean something else by it. `ends`: by `refKey`.
 */
export function endOfItem({ lastSeen }: OpenItem, references: readonly string[], ends: ReadonlyMap<string, KnownEnd>): string | null {
  const known = references.flatMap((ref) => ends.get(refKey(ref)) ?? [])
  const [first] = known
  if (first === undefined || known.length < references.length) return null
  if (known.some(({ state, closedAt }) => state === 'open' || closedAt === null || closedAt.slice(0, 10) < lastSeen)) return null
  if (known.length > 1) return `its ${known.length} issues are closed`
  return `its ${first.kind === 'pull' ? 'pull request' : 'issue'} is ${endOf(first)}`
}
