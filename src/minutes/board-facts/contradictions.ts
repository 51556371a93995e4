/** Where notes and board tell different things: "merged", "closed", "done" of what is open, "still open" of what is closed. Pure. */
import type { BoardIndex, KnownEpic, KnownItem } from '../../domain/board/board-index.ts'
import { plain } from '../meeting/issue-annotation.ts'
import type { PadLine } from '../meeting/pad-lines.ts'
import type { Topics } from '../meeting/topics.ts'
import { type Claim, claimIn } from './status-claims.ts'

export type Contradiction = {
  /** Of the pad. */
  readonly line: number
  readonly said: string
  readonly item: KnownItem
  /** Goes on after the item: `is in review`. */
  readonly board: string
}

export type ContradictionsInput = {
  readonly lines: readonly PadLine[]
  readonly topics: Topics
  readonly board: BoardIndex
  /** Lines about something else: an action item is done before its story is. */
  readonly apart: ReadonlySet<number>
}

export function findContradictions({ lines, topics, board, apart }: ContradictionsInput): readonly Contradiction[] {
  const told = new Set<string>()
  return lines.flatMap((line, index) => {
    if ((line.kind !== 'item' && line.kind !== 'text') || line.fromAgenda || apart.has(line.number)) return []
    if (line.parent !== -1 && apart.has(lines[line.parent]?.number ?? 0)) return []
    return saidOf(line, index, { topics, board }).flatMap(({ claim, item }): Contradiction[] => {
      const answer = disagreement(claim, item, board.epicOf(item.ref))
      if (answer === null || told.has(`${item.ref} ${claim}`)) return []
      told.add(`${item.ref} ${claim}`)
      return [{ line: line.number, said: line.text, item, board: answer }]
    })
  })
}

type Said = { readonly claim: Claim; readonly item: KnownItem }

/** A line that names several issues says of each what stands beside it. */
function saidOf(line: PadLine, index: number, { topics, board }: Pick<ContradictionsInput, 'topics' | 'board'>): readonly Said[] {
  const names = namesIn(line)
  if (names.length > 1) {
    return names.flatMap(({ mention, said }) => {
      const item = mention === null ? null : board.itemOf(mention.ref)
      return item === null || mention === null ? [] : claimed(said, item, [mention.text, item.title], true)
    })
  }
  const named = line.mentions.filter(({ ref }) => board.itemOf(ref) !== null)
  const item = topics.itemOf(index)
  const epic = topics.epicOf(index)
  const meant = item ?? (isWhole(line.text) ? (epic?.item ?? null) : null)
  if (meant === null) return []
  return claimed(line.text, meant, [...line.mentions.map(({ text }) => text), meant.title], named.length === 1)
}

function claimed(text: string, item: KnownItem, names: readonly string[], isNamedHere: boolean): readonly Said[] {
  const found = claimIn(text, { names, isPull: item.kind === 'pull', isNamedHere })
  return found === null ? [] : [{ claim: found.claim, item }]
}

type Name = { readonly mention: PadLine['mentions'][number] | null; readonly said: string }

/** Any reference, whether it is known what it refers to or not. */
const REFERENCE = /https?:\/\/\S{1,200}?\/(?:issues|pull)\/\d+|(?<![\w./-])[\w./-]{0,100}#\d+/g
const CLAUSE_END = /[,;.()]{1,9}(?:\s|$)|\s(?:but|aber|and|und|while|whereas|während|however)\s/gi

/**
 * The references of a line, and what is said of each: the words of its clause, from it to the next reference. A clause
 * without a reference goes with none.
 */
function namesIn({ text, mentions }: PadLine): readonly Name[] {
  const places: { at: number; end: number; mention: Name['mention'] }[] = []
  for (const mention of mentions) {
    const from = places.at(-1)?.end ?? 0
    const at = Math.max(text.indexOf(mention.text, from), from)
    places.push({ at, end: at + mention.text.length, mention })
  }
  const taken = new Set(places.flatMap(({ at, end }) => Array.from({ length: end - at }, (_, column) => at + column)))
  for (const found of text.matchAll(REFERENCE)) {
    const end = found.index + found[0].length
    if (!taken.has(found.index) && !taken.has(end - 1)) places.push({ at: found.index, end, mention: null })
  }
  places.sort((one, other) => one.at - other.at)
  const ends = [...text.matchAll(CLAUSE_END)].filter((found) => !taken.has(found.index))
  let clause = 0
  return places.map(({ at, mention }, index): Name => {
    while ((ends[clause]?.index ?? text.length) < at) clause += 1
    const before = ends[clause - 1]
    const begins = before === undefined ? 0 : before.index + before[0].length
    // What stands before the first reference of a clause goes with it.
    const from = (places[index - 1]?.at ?? -1) < begins ? begins : at
    return { mention, said: text.slice(from, Math.min(ends[clause]?.index ?? text.length, places[index + 1]?.at ?? text.length)) }
  })
}

/** What the board says in place of it; null where it agrees or cannot tell. */
function disagreement(claim: Claim, item: KnownItem, epic: KnownEpic | null): string | null {
  if (claim === 'open') return item.state === 'closed' ? `is ${item.stateReason === 'merged' ? 'merged' : 'closed'} already` : null
  if (item.state === 'closed') return null
  if (item.kind === 'pull') return 'is still open'
  if (claim === 'merged') {
    // Not everything that is merged for a story says so on GitHub.
    const pulls = item.pulls ?? []
    if (epic !== null || pulls.length === 0 || pulls.some(({ state }) => state === 'merged')) return null
    return `has no merged pull request yet: ${pulls.length === 1 ? 'its only one is' : `its ${pulls.length} are`} still open`
  }
  if (epic !== null && epic.progress.all > epic.progress.done) {
    const rest = epic.progress.all - epic.progress.done
    return `has ${rest} open ${rest === 1 ? 'story' : 'stories'} of ${epic.progress.all}`
  }
  return item.status === null ? 'is still open' : `is still open (${plain(item.status)})`
}

/** Said of the topic as a whole, not of one thing in it: a short line that is hardly more than the claim. */
function isWhole(text: string): boolean {
  return text.split(/\s+/).length <= 9
}
