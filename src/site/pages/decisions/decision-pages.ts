/** All decisions, newest first: on one page, or on one page per year if there are many, and on one page per team. */
import { countOf } from '../../../domain/text/count-of.ts'
import type { SiteFacts, TeamFacts } from '../../facts/facts.ts'
import type { Page, PageMaker } from '../../page.ts'
import { teamPath } from '../../words/links.ts'
import { dayView, SENTENCE, saidView, teamView } from '../../words/shown.ts'

/** So many a page shows without getting long or heavy. */
const ON_A_PAGE = 300

/**
 * `decisions/` has all of them. Where they are many it has the newest year, and `decisions/2022/` an older one.
 * `teams/iaas/decisions/` has all of one team.
 */
export const decisionPages: PageMaker = (facts) => {
  const all = decisionsOf(facts.teams, facts)
  const years = all.length > ON_A_PAGE ? yearsOf(all) : []
  const paths = years.map((year, index) => ({ year, path: index === 0 ? 'decisions/' : `decisions/${year}/` }))
  const teams = facts.teams.map((team) => ({ team, own: all.filter((decision) => decision.team.slug === team.slug) }))
  const filters = teams
    .filter(({ own }) => own.length > 0)
    .map(({ team, own }) => ({ ...teamView(team), decisions: teamDecisionsPath(team), count: own.length }))
  const page = (year: string | null, path: string): Page => ({
    path,
    title: year === null ? 'Decisions' : `Decisions ${year}`,
    template: 'decisions',
    nav: 'decisions',
    data: {
      years: paths.map((other) => ({ ...other, isHere: other.year === year })),
      teams: filters,
      groups: year === null ? byYear(all) : [{ year: '', decisions: all.filter((decision) => decision.year === year) }],
      count: countOf(all.length, 'decision'),
      isEmpty: all.length === 0,
      ofTeam: null,
    },
  })
  const yearPages = paths.length === 0 ? [page(null, 'decisions/')] : paths.map(({ year, path }) => page(year, path))
  return { pages: [...yearPages, ...teams.map(({ team, own }) => teamPage(team, own))] }
}

/** `teams/iaas/decisions/`. */
export function teamDecisionsPath(team: { readonly slug: string }): string {
  return `${teamPath(team)}decisions/`
}

function teamPage(team: TeamFacts, own: readonly DecisionView[]): Page {
  return {
    path: teamDecisionsPath(team),
    title: `Decisions of ${teamView(team).name}`,
    template: 'decisions',
    nav: 'decisions',
    data: {
      years: [],
      teams: [],
      groups: byYear(own),
      count: countOf(own.length, 'decision'),
      isEmpty: own.length === 0,
      ofTeam: teamView(team),
    },
  }
}

function yearsOf(decisions: readonly DecisionView[]): readonly string[] {
  return [...new Set(decisions.map(({ year }) => year))]
}

function byYear(decisions: readonly DecisionView[]) {
  return yearsOf(decisions).map((year) => ({ year, decisions: decisions.filter((decision) => decision.year === year) }))
}

type DecisionView = ReturnType<typeof decisionsOf>[number]

/** Newest first; those of one day by team and by line. */
function decisionsOf(teams: readonly TeamFacts[], facts: Pick<SiteFacts, 'minutes'>) {
  return teams
    .flatMap((team) =>
      team.meetings.flatMap((meeting) =>
        [...meeting.decisions]
          .sort((a, b) => a.line - b.line)
          .map((decision) => ({
            ...saidView(facts, meeting, decision, SENTENCE),
            team: teamView(team),
            day: dayView(meeting.date),
            date: meeting.date,
            year: meeting.date.slice(0, 4),
          })),
      ),
    )
    .sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0))
}
