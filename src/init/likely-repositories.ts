/** Which repositories of an organization are worth a look. Pure. */
import type { FoundRepository } from '../domain/organization.ts'
import { phrases } from '../domain/text/phrases.ts'

export type RankedRepository = { readonly name: string; readonly files: number }

const WORDS = { before: /(?:^|[._-])/, after: /(?:$|[._-])/ } as const
/** Names that repositories of minutes have. */
const MINUTES = phrases(
  ['minutes, meetings?, meeting-minutes, meeting-notes, notes, mom', 'protokolle?, sitzungsprotokolle, mitschriften, treffen, sitzungen'],
  WORDS,
)
/** Names of repositories in which communities keep what concerns all of them. */
const COMMUNITY = phrases(
  ['community, team-compass, governance, tsc, toc, steering, admin, wg, sig, tag, org, organization, verein, orga'],
  WORDS,
)
const CALENDAR = phrases(['calendars?, kalender, termine, events'], { before: /^(?:[\w-]{1,30}[._-])?/, after: /$/ })
/** Of repositories whose names say nothing, so many are listed. */
const MOST_LISTED = 12
/** Labels are read of so many repositories. */
const MOST_LABELED = 6

const nameOf = ({ name }: FoundRepository) => name.split('/')[1] ?? ''

/** In groups, the likeliest first; who finds minutes in one need not look at the next. */
export function likelyMinutes(repositories: readonly FoundRepository[]): readonly (readonly FoundRepository[])[] {
  const kept = repositories.filter(({ branch }) => branch !== '')
  const named = kept.filter((repository) => MINUTES.test(nameOf(repository)))
  const shared = kept.filter((repository) => !named.includes(repository) && COMMUNITY.test(nameOf(repository)))
  const others = kept.filter((repository) => !named.includes(repository) && !shared.includes(repository)).slice(0, MOST_LISTED)
  return [named.slice(0, MOST_LISTED), shared.slice(0, MOST_LISTED), others]
}

export type ChosenMinutes = {
  readonly repository: string
  readonly branch: string
  /** Other repositories of the group with dated files, by how many. */
  readonly others: readonly { readonly repository: string; readonly files: number }[]
}

/** The one of a group with the most dated files; null: none has any. */
export function chooseMinutes(counted: readonly RankedRepository[], repositories: readonly FoundRepository[]): ChosenMinutes | null {
  const [best, ...others] = counted.filter(({ files }) => files > 0).toSorted((a, b) => b.files - a.files)
  if (best === undefined) return null
  const branch = repositories.find(({ name }) => name === best.name)?.branch ?? 'main'
  return { repository: best.name, branch, others: others.map(({ name, files }) => ({ repository: name, files })) }
}

/** Those with cards on the board, by how many; without any, the repositories with issues that were written to last. */
export function repositoriesWithLabels(repositories: readonly FoundRepository[], cards: readonly string[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const name of cards) counts.set(name, (counts.get(name) ?? 0) + 1)
  const onBoard = [...counts].toSorted((a, b) => b[1] - a[1]).map(([name]) => name)
  const known = onBoard.filter((name) => repositories.some((repository) => repository.name === name))
  const others = repositories.filter(({ hasIssues }) => hasIssues).map(({ name }) => name)
  return (known.length > 0 ? known : others).slice(0, MOST_LABELED)
}

export function calendarRepository(repositories: readonly FoundRepository[]): FoundRepository | null {
  return repositories.find((repository) => repository.branch !== '' && CALENDAR.test(nameOf(repository))) ?? null
}
