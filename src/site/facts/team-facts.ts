/** The data of a team for its pages. Pure. */
import { addDays } from '../../domain/time/dates.ts'
import { isMeetingDay } from '../../domain/time/meetings.ts'
import { proposePresenter } from '../../minutes/agenda/propose-presenter.ts'
import { openActions } from '../../minutes/meeting/open-actions.ts'
import { REMEMBERED_MEETINGS } from '../../minutes/meeting/past-meetings.ts'
import { withoutAbsenceReasons } from '../../minutes/privacy/absence-reasons.ts'
import type { MeetingSettings, Settings, TeamSettings } from '../../settings/settings.ts'
import type { MeetingFacts, MinutesDoubt, TeamFacts, WaitingMinutes } from './facts.ts'
import { plainWords } from './plain-words.ts'
import { type Conceal, publicItems, withTexts } from './public-record.ts'
import { type MeetingRecord, pastOf } from './read-meeting.ts'

export type TeamFactsInput = {
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
/** Meetings are at most so many days apart. */
const LONGEST_RHYTHM = 12 * 7

export function teamFacts({ settings, team, slug, today, records, meetings, waiting, doubts, conceal }: TeamFactsInput): TeamFacts {
  const past = records.slice(0, REMEMBERED_MEETINGS).map(pastOf)
  const items = openActions({ settings, team, past }).map((item) =>
    withTexts(item, (text) => withoutAbsenceReasons(plainWords(text), { owned: item.owners.length > 0 })),
  )
  return {
    id: team.id,
    slug,
    name: team.name,
    label: team.label,
    hasBoard: team.board && settings.board !== null,
    pad: team.pad,
    communityCall: team.communityCall && settings.communityCall !== null,
    ...scheduleOf(team.meeting, today),
    meetings,
    waiting,
    doubts,
    openItems: publicItems(items, conceal),
    rota: proposePresenter({ settings, team, past }),
  }
}

function scheduleOf(meeting: MeetingSettings | null, today: string): Pick<TeamFacts, 'schedule' | 'lastDay' | 'comingDays'> {
  if (meeting === null) return { schedule: null, lastDay: null, comingDays: [] }
  const { weekday, time, minutes, everyWeeks } = meeting
  const back = Array.from({ length: LONGEST_RHYTHM + 1 }, (_, days) => addDays(today, -days))
  const coming: string[] = []
  for (let days = 1; coming.length < COMING && days <= COMING * LONGEST_RHYTHM; days += 1) {
    const day = addDays(today, days)
    if (isMeetingDay(meeting, day)) coming.push(day)
  }
  return {
    schedule: { weekday, time, minutes, everyWeeks },
    lastDay: back.find((day) => isMeetingDay(meeting, day)) ?? null,
    comingDays: coming,
  }
}
