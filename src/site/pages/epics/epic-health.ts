/** The health of an epic, from findings and from checks that could not run. Shown in words and by a sign, never only by color. Pure. */

import type { KnownEpic } from '../../../domain/board/board-index.ts'
import type { PublishedFinding } from '../../../domain/finding.ts'
import { countOf } from '../../../domain/text/count-of.ts'
import { endOf } from '../../../minutes/meeting/issue-annotation.ts'
import type { RuleResult } from '../../facts/facts.ts'

export type Health = {
  /** Name of its look. */
  readonly kind: 'attention' | 'hint' | 'unknown' | 'good' | 'left' | 'closed'
  readonly sign: string
  readonly words: string
  /** Smaller needs a look sooner. */
  readonly rank: number
}

export type HealthInput = {
  readonly epic: KnownEpic
  readonly findings: readonly PublishedFinding[]
  /** Absent: no rule looked at it. */
  readonly looks: readonly RuleResult[] | undefined
  readonly isComplete: boolean
}

/** What the rules did not look at for a reason of the epic's own. */
const LEFT_ALONE = new Set(['exempt', 'grace', 'off', 'not-for-open', 'not-for-closed'])

export function healthOf({ epic, findings, looks, isComplete }: HealthInput): Health {
  const isClosed = epic.item.state === 'closed'
  // A snapshot with gaps would accuse of what it does not show.
  if (!isComplete) return isClosed ? closed(epic) : unknown('not known')
  const warnings = findings.filter(({ severity }) => severity === 'warning').length
  if (warnings > 0) return { kind: 'attention', sign: '▲', words: `needs attention (${countOf(findings.length, 'finding')})`, rank: 0 }
  if (findings.length > 0) return { kind: 'hint', sign: '●', words: countOf(findings.length, 'hint'), rank: 1 }
  if (isClosed) return closed(epic)
  if (looks === undefined || looks.length === 0) return unknown('not checked')
  if (looks.some(({ outcome }) => outcome === 'withheld' || outcome === 'incomplete')) return unknown('partly unknown')
  const own = looks.filter(({ outcome }) => outcome !== 'off' && !outcome.startsWith('not-for'))
  if (looks.every(({ outcome }) => LEFT_ALONE.has(outcome)))
    return { kind: 'left', sign: '–', words: own.some(({ outcome }) => outcome === 'grace') ? 'new' : 'exempt', rank: 4 }
  return { kind: 'good', sign: '✓', words: 'OK', rank: 3 }
}

function unknown(words: string): Health {
  return { kind: 'unknown', sign: '?', words, rank: 2 }
}

function closed({ item }: KnownEpic): Health {
  return { kind: 'closed', sign: '■', words: endOf(item), rank: 5 }
}
