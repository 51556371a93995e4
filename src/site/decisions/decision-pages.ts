/** Every decision since the first minutes, newest first: a page a year, and a page a team. */
import { countOf } from '../../domain/text/count-of.ts'
import type { SiteFacts, TeamFacts } from '../facts.ts'
import { teamPath } from '../links.ts'
import type { Page, PageMaker } from '../page.ts'
import { dayView, SENTENCE, saidView, teamView } from '../shown.ts'

/** `decisions/` has the newest year, `decisions/2022/` an older one; `teams/iaas/decisions/` all of one team. */
export const decisionPages: PageMaker = (facts) => {
  const all = decisionsOf(facts.teams, facts)
  const years = [...new Set(all.map(({ year }) => year))]
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
      groups: [{ year: '', decisions: all.filter((decision) => decision.year === year) }],
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
  const years = [...new Set(own.map(({ year }) => year))]
  return {
    path: teamDecisionsPath(team),
    title: `Decisions of ${teamView(team).name}`,
    template: 'decisions',
    nav: 'decisions',
    data: {
      years: [],
      teams: [],
      groups: years.map((year) => ({ year, decisions: own.filter((decision) => decision.year === year) })),
      count: countOf(own.length, 'decision'),
      isEmpty: own.length === 0,
      ofTeam: teamView(team),
    },
  }
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
