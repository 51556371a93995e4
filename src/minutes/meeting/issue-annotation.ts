/** What GitHub knows of an issue, in the few words that stand in brackets after it (`boardFact`). Pure. */

import type { BoardIndex, KnownItem } from '../../domain/board/board-index.ts'
import { progressOf, progressWords } from '../../domain/board/progress.ts'
import { webOf } from '../../domain/github-web.ts'
import { parseRef, refUrl } from '../../domain/reference.ts'
import { fileText } from '../../domain/text/escape.ts'

/** What the reader already sees: facts shown above, people on the same line, the word "epic". */
export type Around = { readonly short?: boolean; readonly named?: readonly string[]; readonly saysEpic?: boolean }

/** `epic, in progress, 4 of 7 stories done, R4`; `short`: where it was shown above. Empty: nothing to add. */
export function factsOf(item: KnownItem, board: BoardIndex, { short = false, named = [], saysEpic = false }: Around = {}): string {
  const epic = board.epicOf(item.ref)
  if (item.kind === 'pull') return item.state === 'closed' ? endOf(item) : item.state
  const state = stateOf(item, board)
  if (epic === null) return [state, ...(short ? [] : ownersOf(item, board, named))].join(', ')
  const kind = saysEpic ? [] : ['epic']
  if (short) return [...kind, state].join(', ')
  const children = epic.children.flatMap(({ ref }) => board.itemOf(ref) ?? [])
  return [
    ...kind,
    state,
    progressWords(progressOf(epic.progress, children)),
    ...(item.milestone === null ? [] : [milestoneName(item.milestone.title)]),
  ].join(', ')
}

/** How something that is closed ended: `done`, `merged`, `closed as not planned`, `closed without merging`. */
export function endOf({ kind, stateReason }: Pick<KnownItem, 'kind' | 'stateReason'>): string {
  if (stateReason === 'merged') return 'merged'
  if (kind === 'pull') return 'closed without merging'
  if (stateReason === 'duplicate') return 'closed as duplicate'
  return stateReason === 'not_planned' ? 'closed as not planned' : 'done'
}

/** `in progress`, `done`, `closed as not planned`; where card and issue differ, both are shown. */
function stateOf(item: KnownItem, board: BoardIndex): string {
  const status = item.status === null ? null : plain(item.status.toLowerCase())
  if (item.state === 'closed') {
    if (endOf(item) !== 'done') return endOf(item)
    return status === null || board.isDone(item) || board.isUnknown(item) ? 'done' : `closed, but ${status} on the board`
  }
  if (status === null) return 'open'
  return board.isDone(item) ? `open, but ${status} on the board` : status
}

const MAX_OWNERS = 3

/** Who has it, where that says something: work goes on, and the line does not name them. */
function ownersOf(item: KnownItem, board: BoardIndex, named: readonly string[]): readonly string[] {
  if (item.state === 'closed' || !board.isActive(item)) return []
  if (item.assignees.length === 0) return ['nobody assigned']
  const others = item.assignees.filter((login) => !named.includes(login.toLowerCase()))
  if (others.length === 0) return []
  const shown = others.slice(0, MAX_OWNERS).map((login) => `@${login}`)
  return [...shown, ...(others.length > MAX_OWNERS ? [`${others.length - MAX_OWNERS} more`] : [])]
}

/** `R4 (v5.0.0)` -> `R4`: within brackets the short name is enough. */
function milestoneName(title: string): string {
  return plain(title.replace(/ {1,3}\([^()]{0,100}\)$/, ''))
}

/** A link with the reference as its label. */
export function linkOf(item: KnownItem, label = item.ref): string {
  const ref = parseRef(item.ref)
  return ref ? `[${label}](${refUrl(ref, webOf(item.url), item.kind === 'pull' ? 'pull' : 'issue')})` : plain(item.ref)
}

const MAX_TITLE = 120

/** A title of GitHub's as text of a file: markup shown as typed, addresses without becoming links. */
export function titleOf({ title }: KnownItem): string {
  return plain(title.length > MAX_TITLE ? `${title.slice(0, MAX_TITLE - 1)}…` : title)
}

/** One line, nothing that Markdown or a linter would take for more than words. */
export const plain = fileText
