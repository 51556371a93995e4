/** Which epics have a page, and its path. */
import { refKey } from '../../../domain/reference.ts'
import type { SiteFacts } from '../../facts/facts.ts'
import { epicPath } from '../../words/links.ts'
import { epicsWithPages, siteSnapshots } from './board-snapshots.ts'

const known = new WeakMap<SiteFacts, ReadonlyMap<string, string>>()

/** Below the site, by a reference in any spelling; empty: there is no page. */
export function epicPaths(facts: SiteFacts): (ref: string) => string {
  const snapshots = siteSnapshots(facts)
  const paths =
    known.get(facts) ?? new Map((snapshots === null ? [] : epicsWithPages(snapshots)).map(({ ref }) => [refKey(ref), epicPath(ref)]))
  known.set(facts, paths)
  return (ref) => paths.get(refKey(ref)) ?? ''
}
