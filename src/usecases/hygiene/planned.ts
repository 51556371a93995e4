/** What each part of a hygiene run (comments, digest, labels) plans. */
import type { KnownComment } from '../../ports.ts'
import type { Action, CommentVersion } from '../plan.ts'

/** What one part of the run plans. */
export type Planned = {
  readonly actions: readonly Action[]
  readonly remarks: readonly string[]
  /** What the store is to know of the comments that were looked at. */
  readonly known: readonly { readonly epic: string; readonly known: KnownComment }[]
  readonly versions: ReadonlyMap<string, readonly CommentVersion[]>
}
