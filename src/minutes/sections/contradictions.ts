/** Where notes and board tell different things: "merged", "closed", "done" of what is open, "still open" of what is closed. Pure. */
import type { BoardLookup, KnownEpic, KnownItem } from '../board-lookup.ts'
import { plain } from '../known-facts.ts'
import type { PadLine } from '../pad-lines.ts'
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

type Claim = 'merged' | 'done' | 'open'

export function findContradictions({ lines, topics, board, apart }: ContradictionsInput): readonly Contradiction[] {
  const told = new Set<string>()
  return lines.flatMap((line, index) => {
    if ((line.kind !== 'item' && line.kind !== 'text') || line.seeded || apart.has(line.number)) return []
    if (line.parent !== -1 && apart.has(lines[line.parent]?.number ?? 0)) return []
    const claim = claimOf(line.text)
    if (claim === null) return []
    const item = topics.itemOf(index)
    const epic = topics.epicOf(index)
    const meant = item ?? (isWhole(line.text) ? (epic?.item ?? null) : null)
    const answer = meant === null ? null : disagreement(claim, meant, board.epicOf(meant.ref))
    if (meant === null || answer === null || told.has(`${meant.ref} ${claim}`)) return []
    told.add(`${meant.ref} ${claim}`)
    return [{ line: line.number, said: line.text, item: meant, board: answer }]
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

const CLAIM =
  /(?:\b(?:is|are|was|were|got|been|be|seems?|now|already|all|just|ist|sind|wurde|wurden)\s+(?:\w{1,12}\s+){0,2}?|^\W{0,9}|->\s{0,3}|=>\s{0,3}|\(\s?)(merged|gemerged|closed|geschlossen|done|finished|completed?|resolved|erledigt|abgeschlossen|fertig)\b/i
const NOTHING_LEFT = /\bnothing\s+(?:is\s+)?left\s+to\s+(?:do|be done)\b/i
const STILL_OPEN = /\b(?:still open|not (?:yet )?(?:merged|closed)|noch offen|nicht gemerged)\b/i
/** A wish, a condition or a plan is no claim. */
const UNREAL =
  /\b(?:not|never|until|when|once|if|after|what|which|who|so far|should|shall|must|will|would|could|can|may|might|needs?|has to|have to|to be|wants?|almost|nearly|mostly|partly|half|nicht|noch|wenn|sobald|soll|sollte|muss|kann|wird|fast)\b|n['’]t\b|\?/i

function claimOf(text: string): Claim | null {
  for (const clause of text.split(/[,;.()]{1,9}(?:\s|$)|\s[–—]\s/)) {
    if (STILL_OPEN.test(clause)) return 'open'
    if (NOTHING_LEFT.test(clause)) return 'done'
    const word = CLAIM.exec(clause)?.[1]?.toLowerCase()
    if (word === undefined) continue
    const seems = /\b(?:appears?|seems?) to be\b/i.test(clause)
    if (UNREAL.test(seems ? clause.replace(/\bto be\b/i, '') : clause)) continue
    return /merged$/.test(word) ? 'merged' : 'done'
  }
  return null
}

/** Said of the topic as a whole, not of one thing in it: a short line that is hardly more than the claim. */
function isWhole(text: string): boolean {
  return text.split(/\s+/).length <= 9
}
