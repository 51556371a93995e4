/**
 * An index of all mentions of issues in meetings, built once for the whole site, because an epic may be mentioned thousands of
 * times. Pure.
 */

import { refKey } from '../../../domain/reference.ts'
import { compareTexts } from '../../../domain/text/compare-texts.ts'
import type { Mention, SiteFacts } from '../../facts/facts.ts'

export type MeetingMention = Mention & {
  /** `TeamFacts.id`. */
  readonly team: string
  readonly date: string
  readonly path: string
}

const known = new WeakMap<SiteFacts, ReadonlyMap<string, readonly MeetingMention[]>>()

/** One entry for each line that names one of them: newest meeting first, lines of one meeting in their order. */
export function mentionsOf(facts: SiteFacts, refs: readonly string[]): readonly MeetingMention[] {
  const index = mentionIndex(facts)
  const lines = new Map<string, MeetingMention>()
  for (const ref of new Set(refs.map(refKey))) {
    for (const mention of index.get(ref) ?? []) {
      const place = `${mention.path}:${mention.line}`
      if (!lines.has(place)) lines.set(place, mention)
    }
  }
  return [...lines.values()].sort(
    (a, b) => compareTexts(b.date, a.date) || compareTexts(a.team, b.team) || compareTexts(a.path, b.path) || a.line - b.line,
  )
}

function mentionIndex(facts: SiteFacts): ReadonlyMap<string, readonly MeetingMention[]> {
  const before = known.get(facts)
  if (before) return before
  const index = new Map<string, MeetingMention[]>()
  for (const { meetings } of facts.teams) {
    for (const { team, date, path, mentions } of meetings) {
      for (const mention of mentions) {
        const key = refKey(mention.ref)
        const entry = { ...mention, team, date, path }
        const list = index.get(key)
        if (list) list.push(entry)
        else index.set(key, [entry])
      }
    }
  }
  known.set(facts, index)
  return index
}
