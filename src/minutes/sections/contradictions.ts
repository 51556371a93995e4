/** Where notes and board tell different things: "merged", "closed", "done" of what is open, "still open" of what is closed. Pure. */
import type { BoardLookup, KnownEpic, KnownItem } from '../board-lookup.ts'
import { plain } from '../known-facts.ts'
import type { PadLine } from '../pad-lines.ts'
import { type Claim, claimIn } from '../status-claims.ts'
import type { Topics } from '../topics.ts'

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
  readonly board: BoardLookup
  /** Lines about something else: an action item is done before its story is. */
  readonly apart: ReadonlySet<number>
}

export function findContradictions({ lines, topics, board, apart }: ContradictionsInput): readonly Contradiction[] {
  const told = new Set<string>()
  return lines.flatMap((line, index) => {
    if ((line.kind !== 'item' && line.kind !== 'text') || line.seeded || apart.has(line.number)) return []
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
  const named = line.mentions.flatMap((mention) => {
    const item = board.itemOf(mention.ref)
    return item === null ? [] : [{ item, mention }]
  })
  if (named.length > 1) {
    return piecesOf(
      line.text,
      named.map(({ mention }) => mention.text),
    ).flatMap((piece, at) => {
      const one = named[at]
      return one ? claimed(piece, one.item, [one.mention.text, one.item.title], true) : []
    })
  }
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

/** The text from each name to the next one; what stands before the first goes with it. */
function piecesOf(text: string, names: readonly string[]): readonly string[] {
  const starts: number[] = []
  for (const name of names) starts.push(Math.max(text.indexOf(name, starts.at(-1) ?? 0), starts.at(-1) ?? 0))
  return starts.map((start, at) => text.slice(at === 0 ? 0 : start, starts[at + 1] ?? text.length))
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
