/** `teams/`: all teams; `teams/<slug>/`: one, with its action items, turns and minutes. */

import { fileUrl } from '../../../domain/reference.ts'
import { countOf } from '../../../domain/text/count-of.ts'
import type { Rota, Turn } from '../../../minutes/meeting/rota.ts'
import type { MeetingFacts, SiteFacts, TeamFacts } from '../../facts/facts.ts'
import { teamFeeds } from '../../feeds/feeds.ts'
import type { Page, PageMaker } from '../../page.ts'
import { teamPath } from '../../words/links.ts'
import { personView } from '../../words/people.ts'
import { dayView, LINE, shown, teamView } from '../../words/shown.ts'
import { itemColumns, itemViews } from '../actions/items.ts'
import { teamDecisionsPath } from '../decisions/decision-pages.ts'
import { nextMeeting } from '../week/last-meeting.ts'
import { questionsWords } from '../week/week-page.ts'
import { sprintPart } from './sprint-part.ts'

export const teamPages: PageMaker = (facts) => ({ pages: [teamList(facts), ...facts.teams.map((team) => teamPage(team, facts))] })

function teamList(facts: SiteFacts): Page {
  const teams = facts.teams.map((team) => ({
    team: teamView(team),
    next: dayView(nextMeeting(team, facts)?.date ?? null),
    newest: dayView(team.meetings[0]?.date ?? null),
    meetings: team.meetings.length,
    waiting: team.waiting.length,
    items: team.openItems.length,
  }))
  return { path: 'teams/', title: 'Teams', template: 'teams', nav: 'teams', data: { teams } }
}

function teamPage(team: TeamFacts, facts: SiteFacts): Page {
  const items = itemViews(team, facts)
  const next = nextMeeting(team, facts)
  const decisions = team.meetings.flatMap((meeting) => meeting.decisions).length
  return {
    path: teamPath(team),
    title: teamView(team).name,
    template: 'team',
    nav: 'teams',
    feeds: teamFeeds(team),
    data: {
      ofTeam: teamView(team),
      columns: itemColumns(items),
      schedule: scheduleWords(team),
      next: dayView(next?.date ?? null),
      nextKind: next === null || next.kind === null ? '' : shown(next.kind, LINE),
      nextTime: team.schedule === 'calendar' ? (next?.time ?? '') : '',
      pad: team.pad ?? '',
      feeds: teamFeeds(team),
      sprint: sprintPart(facts, team),
      items: { label: `Action items of ${teamView(team).name}`, count: items.length, items },
      rota: rotaView(team.rota, facts),
      communityCall: team.communityCall,
      waiting: team.waiting.map(({ date, url, openQuestions }) => ({
        day: dayView(date),
        href: url,
        questions: questionsWords(openQuestions),
      })),
      years: yearsOf(team.meetings, facts),
      meetings: team.meetings.length,
      decisions: { path: teamDecisionsPath(team), words: countOf(decisions, 'decision') },
    },
  }
}

/** `Wednesday, 10:05, 60 minutes`; empty: nothing says when it meets. */
function scheduleWords({ schedule }: TeamFacts): string {
  if (schedule === null) return ''
  if (schedule === 'calendar') return 'As in the calendar of the community'
  const { weekday, time, minutes, everyWeeks } = schedule
  const day = weekday.slice(0, 1).toUpperCase() + weekday.slice(1)
  return `${day}${everyWeeks === 1 ? '' : `, every ${everyWeeks} weeks`}, ${time}, ${countOf(minutes, 'minute')}`
}

function rotaView({ counts, history, proposal }: Rota, facts: SiteFacts) {
  const { reporter, scribe } = proposal
  return {
    reporter: reporter === null ? null : personView(facts, reporter),
    scribe: scribe === null ? null : personView(facts, scribe),
    // Attendance is shown only on request.
    turns: counts
      .filter(({ reported, wrote }) => reported + wrote > 0)
      .map(({ handle, reported, wrote }) => ({
        person: personView(facts, handle),
        reported,
        wrote,
        last: dayView(lastTurn(history, handle)),
      })),
  }
}

function lastTurn(history: readonly Turn[], handle: string): string | null {
  return history.findLast(({ reporters, scribes }) => reporters.includes(handle) || scribes.includes(handle))?.date ?? null
}

function yearsOf(meetings: readonly MeetingFacts[], { minutes }: Pick<SiteFacts, 'minutes'>) {
  const years = [...new Set(meetings.map(({ date }) => date.slice(0, 4)))]
  return years.map((year) => ({
    year,
    meetings: meetings
      .filter(({ date }) => date.startsWith(year))
      .map(({ date, path, decisions }) => ({
        day: dayView(date),
        href: fileUrl(minutes, path),
        decisions: decisions.length === 0 ? '' : countOf(decisions.length, 'decision'),
      })),
  }))
}
