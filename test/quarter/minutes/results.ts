/** What came of a simulated quarter, beside the truth that was written before it. */
import { minutesBranch } from '../../../src/domain/notes/minutes-path.ts'
import { countWords } from '../../replay/count-words.ts'
import { none, type Row, told } from '../../soak/part.ts'
import type { PlannedMeeting, Quarter } from './plan-quarter.ts'
import { type Hand, type Played, pullsOf } from './play-quarter.ts'

export type MeetingResult = {
  readonly meeting: PlannedMeeting
  readonly pulls: number
  readonly isMerged: boolean
  readonly lost: readonly string[]
  /** From the last edit of the pad, or the end of the meeting, to the commit that has all of it; null: there is none. */
  readonly minutesUntilComplete: number | null
  readonly questions: readonly string[]
  readonly hands: readonly Hand['did'][]
}

const MOST_MINUTES = 10

export function resultsOf({ meetings }: Quarter, played: Played): readonly MeetingResult[] {
  return meetings.map((meeting) => resultOf(meeting, played))
}

function resultOf(meeting: PlannedMeeting, { sandbox, history, hands }: Played): MeetingResult {
  const branch = minutesBranch(meeting.team, meeting.date)
  const pulls = pullsOf(sandbox).filter(({ head }) => head === branch || head.startsWith(`${branch}-`))
  const commits = history.get(branch) ?? []
  const lostIn = (text: string) => countWords(meeting.text, text).lost
  const from = Math.max(meeting.end.getTime(), meeting.lastEdit?.getTime() ?? 0)
  const complete = commits.find(({ text }) => lostIn(text).length === 0)
  return {
    ...{ meeting, pulls: pulls.length, isMerged: pulls.some(({ state }) => state === 'MERGED') },
    lost: meeting.takesPlace ? lostIn(commits.at(-1)?.text ?? '') : [],
    minutesUntilComplete: complete === undefined ? null : Math.max(0, Math.round((complete.at.getTime() - from) / 60_000)),
    questions: pulls.flatMap(({ threads, body }) => [
      ...threads.map(({ comments: [first] }) => visibleWords(first?.body ?? '')),
      ...[...body.matchAll(/^- \[[ x]\] (.*)$/gm)].map(([, text = '']) => visibleWords(text)),
    ]),
    hands: hands.filter(({ pull }) => pulls.some(({ number }) => number === pull)).map(({ did }) => did),
  }
}

const visibleWords = (body: string) =>
  body
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/^`{3,}suggestion[\s\S]*/m, '')
    .trim()
    .split('\n', 1)[0] ?? ''

const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`

export function rowsOf(results: readonly MeetingResult[]): readonly Row[] {
  const held = results.filter(({ meeting }) => meeting.takesPlace)
  const lags = held.flatMap(({ minutesUntilComplete: lag }) => lag ?? []).sort((a, b) => a - b)
  const alone = held.filter(({ hands }) => hands.length === 0).length
  const asked = held.filter(({ questions }) => questions.length > 0)
  return [
    told('Meetings on the calendar, and those that took place', `${results.length} and ${held.length}`),
    none('Meetings that took place and have no merged minutes', held.filter(({ isMerged }) => !isMerged).length),
    none('Minutes of meetings that did not take place', results.filter(({ meeting, pulls }) => !meeting.takesPlace && pulls > 0).length),
    none('Meetings with more than one pull request', results.filter(({ pulls }) => pulls > 1).length),
    none(
      'Words that people typed and that are missing in the end',
      held.reduce((sum, { lost }) => sum + lost.length, 0),
    ),
    none(
      `Meetings whose minutes were complete later than ${MOST_MINUTES} minutes after the last edit of the pad`,
      held.filter(({ minutesUntilComplete: lag }) => lag === null || lag > MOST_MINUTES).length,
    ),
    told(
      'Time from the last edit to complete minutes, median and longest (minutes of the clock)',
      `${lags[Math.floor(lags.length / 2)]} and ${lags.at(-1)}`,
    ),
    told('Meetings with a question', asked.length),
    none('Meetings with a question that stayed open after it was answered', asked.filter(({ isMerged }) => !isMerged).length),
    {
      what: 'Meetings that needed no human hand from the pad to merged minutes',
      found: `${alone} of ${held.length} (${percent(alone, held.length)})`,
      goal: '95 %',
      isMet: alone / held.length >= 0.95,
    },
    told(
      'Of the others, with something in the pad that only a person can know',
      held.filter(({ hands, meeting }) => hands.length > 0 && meeting.needsPerson).length,
    ),
  ]
}

export const isMet = (rows: readonly Row[]) => rows.every(({ isMet: met }) => met !== false)
