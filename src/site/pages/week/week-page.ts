/** The first page: what each team met about, where its minutes stand, what moved on the board. */

import { fileUrl } from '../../../domain/reference.ts'
import { countOf } from '../../../domain/text/count-of.ts'
import { addDays } from '../../../domain/time/dates.ts'
import type { MeetingFacts, Said, SiteFacts, TeamFacts } from '../../facts/facts.ts'
import type { PageMaker } from '../../page.ts'
import { callPath } from '../../words/links.ts'
import { personView } from '../../words/people.ts'
import { dayView, LINE, saidView, shown, teamView } from '../../words/shown.ts'
import { boardWeek } from './board-week.ts'
import { lastMeeting, nextMeeting } from './last-meeting.ts'

export const weekPage: PageMaker = (facts) => ({
  pages: [
    {
      path: '',
      title: 'This week',
      template: 'week',
      nav: 'week',
      data: {
        call: callView(facts.call?.next ?? null),
        teams: facts.teams.map((team) => teamWeek(team, facts)),
        board: boardWeek(facts),
        // Why there is none stands below the page already.
        isBoardMissing: facts.board === null && facts.boardRemark === null,
      },
    },
  ],
})

function callView(next: NonNullable<SiteFacts['call']>['next']) {
  return next === null ? null : { day: dayView(next.date), time: next.time, path: callPath(next.date) }
}

function teamWeek(team: TeamFacts, facts: SiteFacts) {
  const last = lastMeeting(team, facts)
  const next = nextMeeting(team, facts)
  const state = stateOf(last)
  const { scribe } = team.rota.proposal
  return {
    team: teamView(team),
    pad: team.pad ?? '',
    last: last && { day: dayView(last.day) },
    next: next === null ? null : { day: dayView(next.date), time: next.time, kind: next.kind === null ? '' : shown(next.kind, LINE) },
    merged: last?.merged ? fileUrl(facts.minutes, last.merged.path) : '',
    waiting: last?.waiting ? { href: last.waiting.url, questions: questionsWords(last.waiting.openQuestions) } : null,
    didNotMeet: state === 'did not meet',
    notKnown: state === 'not known' ? (last?.notKnown ?? '') : '',
    missing: state === 'missing' ? { scribe: scribe === null ? null : personView(facts, scribe) } : null,
    hasFacts: last !== null || next !== null || team.pad !== null,
    isUnscheduled: team.schedule === null,
    isEmpty: last === null && isKnown(team),
    headlines: last?.merged && last.day > addDays(facts.today, -NEWS_DAYS) ? headlines(last.merged, facts) : [],
  }
}

/** false: minutes may be there, where nobody looked. */
function isKnown({ doubts }: TeamFacts): boolean {
  return doubts.every(({ day }) => day !== null)
}

function stateOf(last: ReturnType<typeof lastMeeting>): 'none' | 'written' | 'did not meet' | 'not known' | 'missing' {
  if (last === null) return 'none'
  if (last.merged || last.waiting) return 'written'
  if (last.notKnown !== null) return 'not known'
  return last.didNotMeet ? 'did not meet' : 'missing'
}

export function questionsWords(count: number): string {
  return count === 0 ? 'no open questions' : countOf(count, 'open question')
}

/** Older headlines are no news; teams that meet every two weeks have some all the time. */
const NEWS_DAYS = 14
/** Of each kind; the minutes have all. */
const FEW = 3

function headlines(meeting: MeetingFacts, facts: SiteFacts) {
  const group = (name: string, said: readonly Said[]) =>
    said.length === 0
      ? []
      : [
          {
            name,
            lines: said.slice(0, FEW).map((one) => saidView(facts, meeting, one, LINE)),
            more: Math.max(0, said.length - FEW),
          },
        ]
  return [...group('TL;DR', meeting.lifted), ...group('Decisions', meeting.decisions), ...group('Help wanted', meeting.helpWanted)]
}
