/** A summary of board changes in the past week, and the epics that need attention. Pure. */
import type { BoardChanges, ItemChange } from '../../../domain/board/board-changes.ts'
import type { PublishedFinding } from '../../../domain/finding.ts'
import type { GithubWeb } from '../../../domain/github-web.ts'
import { refKey, refUrl } from '../../../domain/reference.ts'
import { dayIn } from '../../../domain/time/dates.ts'
import type { BoardFacts, SiteFacts } from '../../facts/facts.ts'
import { dayView, LINE, shown } from '../../words/shown.ts'
import { epicPaths } from '../epics/epic-paths.ts'

const KINDS = [
  ['done', 'Done'],
  ['added', 'New'],
  ['moved', 'Another status'],
  ['carriedOver', 'Carried over'],
  ['reopened', 'Reopened'],
  ['dropped', 'Removed from the board'],
] as const

/** Lines of one kind of change, and epics; the pages behind have all. */
const FEW = 5

/** null: there is no board. */
export function boardWeek(facts: SiteFacts) {
  const { board, timezone } = facts
  if (board === null) return null
  const { github } = facts.minutes
  return {
    changes: changesView(board.changes, { timezone, github }),
    attention: attentionView(board, { pathOf: epicPaths(facts), github }),
  }
}

function changesView(
  changes: BoardChanges | null,
  { timezone, github }: Pick<SiteFacts, 'timezone'> & Pick<SiteFacts['minutes'], 'github'>,
) {
  if (changes === null) return null
  const kinds = KINDS.flatMap(([kind, name]) => {
    const items = changes[kind]
    if (items.length === 0) return []
    return [
      {
        name,
        count: items.length,
        items: items.slice(0, FEW).map((change) => changeView(change, github)),
        more: Math.max(0, items.length - FEW),
      },
    ]
  })
  return { since: dayView(dayIn(timezone, new Date(changes.since))), isPartial: !changes.complete, kinds }
}

function changeView({ ref, title, from, to }: ItemChange, github: GithubWeb) {
  const step = [from, to].filter((word) => word !== null).map((word) => shown(word, LINE / 4))
  return {
    title: shown(title, LINE) || (ref ?? 'No title'),
    ref: ref ?? '',
    href: ref === null ? '' : refUrl(ref, github),
    step: step.length === 2 ? step.join(' → ') : '',
  }
}

/** Those with most findings first; then by reference. */
function attentionView(
  { findings, snapshot }: BoardFacts,
  { pathOf, github }: { readonly pathOf: (ref: string) => string; readonly github: GithubWeb },
) {
  const byEpic = new Map<string, PublishedFinding[]>()
  for (const finding of findings) {
    if (finding.epic === null || finding.severity !== 'warning') continue
    const key = refKey(finding.epic)
    const known = byEpic.get(key)
    if (known) known.push(finding)
    else byEpic.set(key, [finding])
  }
  const epics = [...byEpic].sort(([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1))
  const titles = new Map(snapshot.items.flatMap(({ ref, title }) => (ref === null ? [] : [[refKey(ref), title] as const])))
  return {
    count: epics.length,
    more: Math.max(0, epics.length - FEW),
    epics: epics.slice(0, FEW).map(([key, [first]]) => ({
      title: shown(titles.get(key) ?? '', LINE) || key,
      path: pathOf(key),
      href: refUrl(key, github),
      why: shown(first?.message ?? '', LINE),
    })),
  }
}
