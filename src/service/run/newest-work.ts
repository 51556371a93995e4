/** Of a long time, what is still worth doing: of work that would be done several times, once. Pure. */
import type { DueWork } from '../schedule/schedule.ts'

/** The last look tells people of what failed, a daily one only looks for minutes that are missing. */
const RANK = { again: 0, soon: 1, last: 2 } as const

/** In order of time; what sums up the rest comes last. */
export function newestWork(due: readonly DueWork[]): readonly DueWork[] {
  const kept = new Map<string, DueWork>()
  for (const work of due) {
    const key = subjectOf(work)
    const known = kept.get(key)
    if (known === undefined || !isStronger(known, work)) kept.set(key, work)
  }
  const all = [...kept.values()].filter((work) => !isPassed(work, due)).sort((a, b) => a.at.getTime() - b.at.getTime())
  return [...all.filter((work) => !isSummary(work)), ...all.filter(isSummary)]
}

/** The notes of the call hold what the minutes of the same run say. */
function isSummary({ kind }: DueWork): boolean {
  return kind === 'digest' || kind === 'report' || kind === 'follow-up'
}

/**
 * Minutes that are missing are looked for until the next meeting: once that one has ended, its own are.
 */
function isPassed(work: DueWork, due: readonly DueWork[]): boolean {
  if (work.kind !== 'minutes' || work.look !== 'again') return false
  return due.some((other) => other.kind === 'minutes' && other.team === work.team && other.date > work.date)
}

/** `minutes iaas 2026-03-04 2`: the same whenever it is due. */
function subjectOf(work: DueWork): string {
  const parts = [work.kind, 'team' in work ? work.team : '', 'date' in work ? work.date : '', 'meeting' in work ? (work.meeting ?? 1) : '']
  return parts.join(' ')
}

function isStronger(known: DueWork, work: DueWork): boolean {
  return known.kind === 'minutes' && work.kind === 'minutes' && RANK[known.look] > RANK[work.look]
}
