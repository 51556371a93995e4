/** The community call: a page a day to present from, one team a screen, and the list of days. */

import { fileUrl } from '../../../domain/reference.ts'
import { countOf } from '../../../domain/text/count-of.ts'
import type { CallDay, CallFacts, CallTeam, SiteFacts } from '../../facts/facts.ts'
import type { Page, PageMaker } from '../../page.ts'
import { dayWords } from '../../words/days.ts'
import { callPath, teamPath } from '../../words/links.ts'
import { peopleViews } from '../../words/people.ts'
import { LINE, SENTENCE, shown } from '../../words/shown.ts'

const SCRIPT = 'assets/call.js'

/** None without a call in sprint.yml. */
export const callPages: PageMaker = (facts) => {
  const { call } = facts
  return call === null ? {} : { pages: [daysPage(call), ...call.days.map((day) => dayPage(day, facts))] }
}

function daysPage({ next, days }: CallFacts): Page {
  const views = days.map((day) => ({ ...dayView(day.date), told: reportedWords(day) }))
  return {
    path: 'call/',
    title: 'Community call',
    template: 'call-days',
    nav: 'call',
    data: {
      next: views.find(({ iso }) => iso === next?.date) ?? null,
      time: next?.time ?? null,
      past: views.filter(({ iso }) => iso !== next?.date),
    },
  }
}

function dayView(date: string) {
  return { ...dayWords(date), path: callPath(date) }
}

function reportedWords({ teams }: CallDay): string {
  const told = teams.filter(({ meetings }) => meetings.length > 0).length
  return `Minutes from ${told} of ${countOf(teams.length, 'team')}`
}

function dayPage({ date, time, teams }: CallDay, facts: SiteFacts): Page {
  const told = teams.filter(({ missing }) => missing === null).map((team) => teamView(team, facts))
  const missing = teams.filter((team) => team.missing !== null)
  return {
    path: callPath(date),
    title: `Community call, ${dayWords(date).words}`,
    template: 'call',
    nav: 'call',
    scripts: [SCRIPT],
    data: {
      day: dayWords(date),
      // What is over does not begin.
      time: date < facts.today ? null : time,
      teams: told,
      silent: missing.filter(({ missing: why }) => !why?.didNotMeet && !why?.notKnown).map(missingView),
      notKnown: missing.filter(({ missing: why }) => why?.notKnown).map(missingView),
      idle: missing.filter(({ missing: why }) => why?.didNotMeet).map(missingView),
      isNobody: teams.length === 0,
      sheet: sheetOf(told),
    },
  }
}

function teamView(team: CallTeam, facts: SiteFacts) {
  const { minutes, teams } = facts
  const own = teams.find(({ id }) => id === team.id)
  const isDated = team.meetings.length > 1
  return {
    anchor: `team-${own?.slug ?? team.id}`,
    name: shown(team.name, LINE) || team.id,
    page: own === undefined ? '' : teamPath(own),
    reporters: peopleViews(facts, team.reporters),
    meetings: team.meetings.map(({ date, path, pull }, index) => ({
      ...dayWords(date),
      isFirst: index === 0,
      isDated,
      href: pull ?? fileUrl(minutes, path),
      isMerged: pull === null,
    })),
    parts: team.parts.map(({ title, lines }) => ({ title: shown(title, LINE), lines: lines.map((line) => shown(line, SENTENCE)) })),
  }
}

/** A screen without anything to tell would only cost the call time: these teams share a line. */
function missingView({ name, missing }: CallTeam) {
  return { name: shown(name, LINE), pad: missing?.pad ?? '', why: missing?.notKnown ?? '' }
}

/** How much there is to print, so that it fits on one sheet: the stylesheet has a size of letters for each. */
function sheetOf(teams: readonly Pick<CallTeam, 'parts'>[]): 'short' | 'usual' | 'long' {
  const parts = teams.flatMap((team) => team.parts)
  const rows = teams.length * 3 + parts.length + parts.flatMap(({ lines }) => lines).reduce((sum, line) => sum + 1 + line.length / 60, 0)
  return rows < 60 ? 'short' : rows < 90 ? 'usual' : 'long'
}
