/** `/epic fix <rule>…` on an epic: what is to be changed, by the rules that people named and what they found. Pure. */
import type { Finding } from '../../domain/finding.ts'
import { refKey } from '../../domain/reference.ts'
import type { BoardView, EpicView } from '../board-view.ts'
import { ruleById } from '../registry.ts'
import type { Repair, Repairs } from './repair.ts'

export type AskedRepair = {
  /** IDs of rules, each once. */
  readonly rules: readonly string[]
  /** Of the epic; only those that people may see on it. */
  readonly findings: readonly Finding[]
  readonly epic: EpicView
  readonly board: BoardView
  /** `refKey` of stories that nobody may name where the epic lies. */
  readonly hidden: ReadonlySet<string>
}

/** More at once nobody can look through, or take back. */
const MOST = 50

export function planRepairs(asked: AskedRepair): Repairs {
  const parts = asked.rules.map((rule) => repairsOf(rule, asked))
  const all = parts.flatMap(({ repairs }) => repairs).filter((repair) => !isHidden(repair, asked.hidden))
  const more = all.length - MOST
  return {
    repairs: all.slice(0, MOST),
    left: [
      ...parts.flatMap(({ left }) => left),
      ...(more > 0 ? [{ issue: null, says: `For ${more} more changes, use the command again.` }] : []),
    ],
  }
}

function repairsOf(id: string, { findings, epic, board, hidden }: AskedRepair): Repairs {
  const found = findings.filter(({ rule }) => rule === id)
  const first = found[0]
  if (first === undefined) return { repairs: [], left: [{ issue: null, says: `\`${id}\` has nothing to report on this epic.` }] }
  const remedy = ruleById.get(id)?.remedy ?? null
  if (remedy === null) return { repairs: [], left: [{ issue: null, says: `\`${id}\` needs a person: ${lowered(first.fix)}` }] }
  const { repairs, left } = remedy.repair({ findings: found, epic, board })
  return { repairs, left: left.filter(({ issue }) => issue === null || !hidden.has(refKey(issue))) }
}

/** Goes on after a colon. */
function lowered(sentence: string): string {
  return /^[A-Z][a-z]/.test(sentence) ? `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}` : sentence
}

function isHidden(repair: Repair, hidden: ReadonlySet<string>): boolean {
  const issue = 'story' in repair ? repair.story : 'issue' in repair ? repair.issue : null
  return issue !== null && hidden.has(refKey(issue))
}
