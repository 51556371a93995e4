/** The state of a story, from its issue and its card. Pure. */

import type { BoardIndex, KnownItem } from '../../../domain/board/board-index.ts'
import { oneLine } from '../../../domain/text/escape.ts'
import { endOf } from '../../../minutes/meeting/issue-annotation.ts'

/** `other`: open, with a status that sprint.yml does not name. `ended`: closed without being done. */
export type StoryGroup = 'done' | 'active' | 'open' | 'other' | 'ended'

/** In the order in which they are shown. */
export const GROUPS: readonly { readonly group: StoryGroup; readonly title: string }[] = [
  { group: 'active', title: 'In progress' },
  { group: 'open', title: 'Open' },
  { group: 'other', title: 'Other' },
  { group: 'done', title: 'Done' },
  { group: 'ended', title: 'Closed without being done' },
]

export type StoryState = {
  readonly group: StoryGroup
  /** `Doing`, `done`, `closed as not planned`, `done, but Doing on the board`. */
  readonly words: string
}

export function storyState(item: KnownItem, board: BoardIndex): StoryState {
  // An archived card is no longer on the board.
  const status = item.status === null || item.archived ? null : oneLine(item.status)
  if (item.state === 'closed') {
    const end = endOf(item)
    const group = end === 'done' || end === 'merged' ? 'done' : 'ended'
    if (status === null || board.isDone(item)) return { group, words: end }
    // A status that nobody knows contradicts nothing.
    return { group, words: board.isUnknown(item) ? `${end} (${status} on the board)` : `${end}, but ${status} on the board` }
  }
  if (status === null) return { group: 'open', words: 'open' }
  if (board.isUnknown(item)) return { group: 'other', words: status }
  if (board.isDone(item)) return { group: 'open', words: `open, but ${status} on the board` }
  return { group: board.isActive(item) ? 'active' : 'open', words: status }
}
