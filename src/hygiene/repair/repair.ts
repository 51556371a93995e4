/** What `/epic fix` can do: single changes as data. Which of them remedy a finding is in the file of its rule. */
import type { Finding } from '../../domain/finding.ts'
import type { BoardView, EpicView } from '../board-view.ts'

export type Repair =
  /** A line for a story that the task list of the epic misses. */
  | { readonly kind: 'list-story'; readonly story: string; readonly checked: boolean }
  /** The box of a story that is listed. */
  | { readonly kind: 'set-box'; readonly story: string; readonly checked: boolean }
  /** A sub-issue made of a task line; `text`: the line, without its box. */
  | { readonly kind: 'make-story'; readonly text: string }
  | { readonly kind: 'move-card'; readonly issue: string; readonly from: string; readonly to: string }
  | { readonly kind: 'add-card'; readonly issue: string }
  /** Titles of milestones; `from` is null where the issue has none. */
  | { readonly kind: 'set-milestone'; readonly issue: string; readonly from: string | null; readonly to: string }

/** What is left to people, and why. `says` goes on after a colon where there is an issue, and is a sentence otherwise. */
export type LeftToPeople = { readonly issue: string | null; readonly says: string }

export type Repairs = { readonly repairs: readonly Repair[]; readonly left: readonly LeftToPeople[] }

/** `findings`: those of the rule on this epic that people may see there. */
export type RepairInput = { readonly findings: readonly Finding[]; readonly epic: EpicView; readonly board: BoardView }

export type RuleRepair = {
  /** What the command does, for the page of rules: goes on after "`/epic fix <rule>`". */
  readonly does: string
  readonly repair: (input: RepairInput) => Repairs
}
