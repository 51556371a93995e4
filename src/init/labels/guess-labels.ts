/** Labels and issue types that name epics, sprints and teams. Pure. */
import type { FoundCard, FoundLabel } from '../../domain/organization.ts'
import { countOf } from '../../domain/text/count-of.ts'
import { phrases } from '../../domain/text/phrases.ts'
import { parseWeeks } from '../../domain/time/sprints.ts'
import { type Guess, guess } from '../guess.ts'

/** `epic`, `kind/epic`, `Typ: Epos`. */
const EPIC = phrases(['epics?, epos, epen'], { before: /^(?:(?:kind|type|level|issue|typ|art)[:/ _-]{1,3})?/, after: /$/ })
const EPIC_TITLE = /^(?:\[epic\]|epic:|\[epos\]|epos:)/i
/** Fewer titles than that may begin so by chance. */
const LEAST_TITLES = 3

export type EpicsGuess = {
  readonly labels: Guess<readonly string[]> | null
  readonly types: Guess<readonly string[]> | null
  readonly titlePrefix: Guess<string> | null
}

/** One label for each spelling: a label lives in many repositories. */
export function guessEpics(labels: readonly FoundLabel[], types: readonly string[], cards: readonly FoundCard[]): EpicsGuess {
  const found = [...new Set(labels.map(({ name }) => name))].filter((name) => EPIC.test(name.trim()))
  const wanted = types.filter((type) => EPIC.test(type.trim()))
  const used = (name: string) => cards.filter((card) => card.labels.includes(name)).length
  const titles = cards.flatMap(({ title }) => EPIC_TITLE.exec(title)?.[0] ?? [])
  const cardsOf =
    cards.length > 0 ? `, on ${found.map(used).reduce((sum, count) => sum + count, 0)} of ${countOf(cards.length, 'card')}` : ''
  return {
    labels:
      found.length === 0 ? null : guess(found, `${found.length === 1 ? 'a label' : 'labels'} of ${placesOf(labels, found)}${cardsOf}`),
    types: wanted.length === 0 ? null : guess(wanted, 'an issue type of the organization'),
    titlePrefix:
      titles.length < LEAST_TITLES || titles[0] === undefined
        ? null
        : guess(titles[0], `${titles.length} of ${countOf(cards.length, 'card')} begin so`),
  }
}

function placesOf(labels: readonly FoundLabel[], names: readonly string[]): string {
  const places = [...new Set(labels.filter(({ name }) => names.includes(name)).map(({ repository }) => repository))]
  return places.length <= 2 ? places.join(' and ') : countOf(places.length, 'repository', 'repositories')
}

/** `Sprint Jena`, `Sprint 12`, `Iteration-3`: the word, and what separates it from the name. */
const SPRINT = /^(sprint|iteration|zyklus|cycle)([ :/_-]{1,3})(?=[\p{L}\d])/iu
/** `Sprint goal`, `sprint review`: no periods. */
const NO_SPRINT = phrases(['goals?, reviews?, planning, planung, backlog, candidates?, ziele?, retro, carry, carried'], {
  before: /^\p{L}{1,12}[ :/_-]{1,3}/u,
  after: /(?!\p{L})/u,
})

/** The beginning that labels of sprints share; null: fewer than two begin alike. Weeks in a description make one enough. */
export function guessSprintPrefix(labels: readonly FoundLabel[]): Guess<string> | null {
  const groups = new Map<string, { prefix: string; names: Set<string>; withWeeks: number }>()
  for (const { name, description } of labels) {
    const match = NO_SPRINT.test(name) ? null : SPRINT.exec(name)
    if (!match) continue
    const key = match[0].toLowerCase()
    const group = groups.get(key) ?? { prefix: match[0], names: new Set<string>(), withWeeks: 0 }
    if (!group.names.has(name) && parseWeeks(`${description ?? ''} ${name}`).length > 0) group.withWeeks += 1
    group.names.add(name)
    groups.set(key, group)
  }
  const best = [...groups.values()].toSorted((a, b) => b.names.size - a.names.size)[0]
  if (!best || best.names.size + best.withWeeks < 2) return null
  const examples = [...best.names].slice(-2).map((name) => `"${name}"`)
  return guess(
    best.prefix,
    `${countOf(best.names.size, 'label')} such as ${examples.join(' and ')}; ${best.withWeeks === best.names.size ? 'all' : best.withWeeks} of them tell their calendar weeks`,
  )
}

/** Words before the name of a team. */
const TEAM_WORD = phrases(['team, teams, sig, wg, ag, tag, group, gruppe, area, component, arbeitsgruppe, bereich'], {
  before: /^/,
  after: /[ :/_-]{1,3}(?=[\p{L}\d])/u,
})

/** `Team: Technik` -> `Technik`. */
export function teamCore(name: string): string {
  return name.trim().replace(TEAM_WORD, '').trim()
}

const folded = (name: string) =>
  name
    .toLowerCase()
    .match(/[\p{L}\d]+/gu)
    ?.join('-') ?? ''

/** The label of a team by the name of its folder: the same word, or the same behind "team", "SIG" … */
export function guessTeamLabel(folder: string, labels: readonly FoundLabel[]): Guess<string> | null {
  const names = [...new Set(labels.map(({ name }) => name))]
  const wanted = folded(folder)
  const found =
    names.find((name) => folded(name) === wanted) ??
    names.find((name) => folded(teamCore(name)) === wanted) ??
    names.find((name) => folded(teamCore(name)) === folded(teamCore(folder.replaceAll(/[_-]/g, ' '))))
  return found === undefined ? null : guess(found, `a label of ${placesOf(labels, [found])}, named like the folder`)
}

/** Labels that begin with "Team", which no folder of minutes explains. */
export function otherTeamLabels(labels: readonly FoundLabel[], taken: readonly string[]): readonly string[] {
  const names = [...new Set(labels.map(({ name }) => name))]
  return names.filter((name) => /^team[ :/_-]/i.test(name) && !taken.includes(name))
}
