/** How far minutes may rest on the snapshot of the board, the sentences that say so in them, and the marker. Pure. */
import type { Snapshot } from '../../domain/board/board.ts'
import { markedSections } from '../../domain/text/section-marks.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'

/** What is left out of minutes for a gap in the snapshot: epics are not checked, or the board is not used. */
export type BoardOmission = 'nothing' | 'findings' | 'board'

export function withheldFor(snapshot: Snapshot | null): BoardOmission {
  if (snapshot === null || snapshot.complete) return 'nothing'
  const { gaps = [] } = snapshot
  return gaps.length > 0 && gaps.every(({ part }) => part === 'activity') ? 'findings' : 'board'
}

/** Always the same words: the reason changes from run to run, and is printed for whoever runs it. */
const NOT_READ = 'No board was read for these minutes.'
const OLD_BOARD = 'The board could not be read for these minutes; the newest saved snapshot was used.'
const NOT_COMPLETE = 'The board could not be read completely for these minutes, so it was not used.'
const NOT_JUDGED = 'Activity on issues could not be read, so epics were not checked.'

export function sentenceFor(withheld: Exclude<BoardOmission, 'nothing'>): string {
  return withheld === 'board' ? NOT_COMPLETE : NOT_JUDGED
}

export type BoardAtMeeting = {
  readonly team: Pick<TeamSettings, 'board'>
  readonly settings: Pick<Settings, 'board'>
  readonly snapshot: Snapshot | null
  readonly boardRemark: string | null
  readonly withheld: BoardOmission
}

/** Sentences for the reader of the minutes; empty where all is well, and for teams without a board. */
export function remarksOnBoard({ team, settings, snapshot, boardRemark, withheld }: BoardAtMeeting): readonly string[] {
  if (!team.board || settings.board === null) return []
  if (snapshot === null) return [withheld === 'board' ? NOT_COMPLETE : NOT_READ]
  return [...(boardRemark === null ? [] : [OLD_BOARD]), ...(withheld === 'nothing' ? [] : [sentenceFor(withheld)])]
}

/** On what minutes rest, as their mark says it: `about-<state>`. Empty for teams without a board. */
const STATES = ['whole', 'kept', 'unread', 'unjudged', 'incomplete'] as const
type BoardState = (typeof STATES)[number]

export function boardStateOf({ team, settings, snapshot, boardRemark, withheld }: BoardAtMeeting): BoardState | '' {
  if (!team.board || settings.board === null) return ''
  if (snapshot === null) return withheld === 'board' ? 'incomplete' : 'unread'
  if (withheld !== 'nothing') return withheld === 'board' ? 'incomplete' : 'unjudged'
  return boardRemark === null ? 'whole' : 'kept'
}

/** What minutes say of themselves. */
export function withheldIn(minutes: string): BoardOmission {
  const state = stateIn(minutes)
  return state === 'incomplete' ? 'board' : state === 'unjudged' ? 'findings' : 'nothing'
}

/** They were made from a complete snapshot of the board, if an older one. */
export function restsOnBoard(minutes: string): boolean {
  const state = stateIn(minutes)
  return state === 'whole' || state === 'kept'
}

function stateIn(minutes: string): BoardState | null {
  const ids = markedSections(minutes.split('\n')).map(({ id }) => id)
  return STATES.find((state) => ids.includes(`about-${state}`)) ?? null
}

/** The same minutes but for the time the board was read, and whether it could be: nothing worth a commit. */
export function isSameMinutes(a: string, b: string): boolean {
  return withoutLook(a) === withoutLook(b)
}

/** An older snapshot that still holds says the same as a new one. */
function withoutLook(text: string): string {
  const lines = text.split('\n')
  const looks = markedSections(lines).filter(({ id }) => id === 'about' || id.startsWith('about-'))
  const said = lines.map((line, index) => (looks.some(({ from, to }) => index > from && index < to) ? '' : line))
  for (const { id, from } of looks) said[from] = id === 'about-kept' ? 'about-whole' : id
  return said.join('\n')
}
