/** The data of a team for its pages. Pure. */

import { type Meeting, type MeetingPlan, meetingSourceOf, meetingsBetween, takesPlace } from '../../domain/calendar/meetings.ts'
import { padOfDay } from '../../domain/pads/pad-of-day.ts'
import { addDays, instantAt } from '../../domain/time/dates.ts'
import { proposePresenter } from '../../minutes/agenda/propose-presenter.ts'
import { openActions } from '../../minutes/meeting/open-actions.ts'
import { REMEMBERED_MEETINGS } from '../../minutes/meeting/past-meetings.ts'
import { withoutAbsenceReasons } from '../../minutes/privacy/absence-reasons.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import type { MeetingFacts, MinutesDoubt, PlannedMeeting, TeamFacts, WaitingMinutes } from './facts.ts'
import { plainWords } from './plain-words.ts'
import { type Conceal, publicItems, withTexts } from './public-record.ts'
import { type MeetingRecord, pastOf } from './read-meeting.ts'

export type TeamFactsInput = {
  readonly plan: MeetingPlan
  readonly settings: Settings
  readonly team: TeamSettings
  readonly slug: string
  readonly today: string
  /** Newest first. */
  readonly records: readonly MeetingRecord[]
  /** The same meetings, as everybody may read them. */
  readonly meetings: readonly MeetingFacts[]
  readonly waiting: readonly WaitingMinutes[]
  readonly doubts: readonly MinutesDoubt[]
  readonly conceal: Conceal
}

const COMING = 12
const DAY_MS = 24 * 60 * 60 * 1000
/** Meetings are at most so far apart. */
const LONGEST_RHYTHM_MS = (12 * 7 + 1) * DAY_MS
/** Further ahead nobody plans. */
const COMING_MS = 3 * 365 * DAY_MS

export function teamFacts({ plan, settings, team, slug, today, records, meetings, waiting, doubts, conceal }: TeamFactsInput): TeamFacts {
  const schedule = scheduleOf(plan, team, today)
  const past = records.slice(0, REMEMBERED_MEETINGS).map(pastOf)
  const items = openActions({ settings, team, past }).map((item) =>
    withTexts(item, (text) => withoutAbsenceReasons(plainWords(text, settings.github), { owned: item.owners.length > 0 })),
  )
  return {
    id: team.id,
    slug,
    name: team.name,
    label: team.label,
    hasBoard: team.board && settings.board !== null,
    pad: padOf(schedule, team, today),
    communityCall: team.communityCall && settings.communityCall !== null,
    ...schedule,
    meetings,
    waiting,
    doubts,
    openItems: publicItems(items, conceal),
    rota: proposePresenter({ settings, team, past }),
  }
}

function scheduleOf(plan: MeetingPlan, team: TeamSettings, today: string): Pick<TeamFacts, 'schedule' | 'lastPlanned' | 'coming'> {
  const { timezone } = plan.settings
  const begin = instantAt(timezone, today, '00:00')
  const end = instantAt(timezone, addDays(today, 1), '00:00')
  const around = (from: Date, to: Date) => meetingsBetween(plan, team, { from, to }).filter(takesPlace).map(planned)
  return {
    schedule: wordsOf(plan, team),
    lastPlanned: around(new Date(begin.getTime() - LONGEST_RHYTHM_MS), end).at(-1) ?? null,
    coming: around(begin, new Date(begin.getTime() + COMING_MS)).slice(0, COMING),
  }
}

function planned({ date, time, minutes, kind, pad }: Meeting): PlannedMeeting {
  return { date, time, minutes, kind, pad }
}

function wordsOf(plan: MeetingPlan, team: TeamSettings): TeamFacts['schedule'] {
  const { meeting } = team
  if (meeting === null) return meetingSourceOf(plan, team) === null ? null : 'calendar'
  const { weekday, time, minutes, everyWeeks } = meeting
  return { weekday, time, minutes, everyWeeks }
}

/** Of the next meeting that has one; else the team's own. */
function padOf({ lastPlanned, coming }: Pick<TeamFacts, 'lastPlanned' | 'coming'>, team: TeamSettings, today: string): string | null {
  return [...coming, ...(lastPlanned ? [lastPlanned] : [])].find(({ pad }) => pad !== null)?.pad ?? padOfDay(team, today)
}
