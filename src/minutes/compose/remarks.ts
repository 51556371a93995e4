/** What the person who runs it should know of pad, board and minutes. Lines are those of the pad: people look them up there. Pure. */
import { boardDoubts, doubtSentences } from '../../domain/board/board-status.ts'
import type { LostLine } from '../../notes/format/verify-lossless.ts'
import { sentenceFor } from '../board-facts/board-trust.ts'
import { leftOutRemarks } from '../privacy/left-out.ts'
import type { MinutesContext } from './read-meeting.ts'

/** `lost`: lines that stand at the end as they were typed. */
export function remarksOf(context: MinutesContext, lost: readonly LostLine[]): readonly string[] {
  const { meeting, leftOut, where, notes, withheld, snapshot, history, status } = context
  const at = (line: number) => `line ${Math.max(1, line + meeting.firstLine - 1)}`
  return [
    ...leftOut,
    ...leftOutRemarks(where, meeting),
    ...(meeting.leftOut === null ? [] : [meeting.leftOut]),
    ...notes.warnings.map(({ line, message }) => `${at(line)}: ${message}`),
    ...(withheld === 'nothing' ? [] : [sentenceFor(withheld)]),
    ...lost.map(
      ({ line, problem }) =>
        `${at(line)}: converting this part to house format would change it (${problem}), so it was added at the end as typed.`,
    ),
    ...(snapshot === null ? [] : doubtSentences(boardDoubts(snapshot, history, status), status)),
  ]
}
