/** How far minutes may rest on the picture of the board, and the sentences that say so in them. Pure. */
import type { Snapshot } from '../../domain/board/board.ts'

/** What is left out of minutes for a gap in the picture: epics are not judged, or nothing of the board is told. */
export type BoardOmission = 'nothing' | 'findings' | 'board'

export function withheldFor(snapshot: Snapshot | null): BoardOmission {
  if (snapshot === null || snapshot.complete) return 'nothing'
  const { gaps = [] } = snapshot
  return gaps.length > 0 && gaps.every(({ part }) => part === 'activity') ? 'findings' : 'board'
}

/** It may be over at the next read; false: a person must act first. */
export function isPassingGap({ complete, gaps = [] }: Snapshot): boolean {
  return !complete && !gaps.some(({ denied }) => denied)
}

/** Always the same words: why it could not be read changes from run to run, and is told to whoever runs it. */
export const NOT_READ = 'No board was read when these minutes were made.'
export const OLD_BOARD = 'The board could not be read when these minutes were made; this is the newest picture that is kept.'
const NOT_COMPLETE = 'The board could not be read completely when these minutes were made, so nothing is taken from it.'
const NOT_JUDGED = 'Activity on issues could not be read, so epics are not judged.'

export function sentenceFor(withheld: Exclude<BoardOmission, 'nothing'>): string {
  return withheld === 'board' ? NOT_COMPLETE : NOT_JUDGED
}

/** What minutes say of themselves. */
export function withheldIn(minutes: string): BoardOmission {
  if (minutes.includes(NOT_COMPLETE)) return 'board'
  return minutes.includes(NOT_JUDGED) ? 'findings' : 'nothing'
}

/** They were made with a whole picture of the board. */
export function restsOnBoard(minutes: string): boolean {
  return ABOUT.test(minutes) && withheldIn(minutes) === 'nothing'
}

/** The last sentence before it names the board. */
const ABOUT = /\]\([^()\s]{1,500}\) as of \d{4}-\d{2}-\d{2} \d{2}:\d{2}\./
