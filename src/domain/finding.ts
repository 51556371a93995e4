/** A problem found by a rule: data for people, never an exception. */
import type { Wish } from './notes/notes.ts'

export type Severity = 'info' | 'warning'

/** What a rule looks at. In the order in which a comment praises what is in order. */
export const ASPECTS = ['owner', 'activity', 'task-list', 'milestone', 'board', 'stories', 'size', 'refinement'] as const
export type Aspect = (typeof ASPECTS)[number]

/** Where a finding is shown: with what is to be planned (missing or large), among stories without an epic, or with the rest. */
export type FindingGroup = 'missing' | 'large' | 'without-epic' | 'attention'

/** What helps with the fix: a form for a new story, or lines to paste into the description. */
export type NextStep = 'new-story' | 'paste-lines'

/** A piece of what was seen. A person can check each. */
export type Evidence = {
  /** The issue it is about, `owner/repo#1`; null: the one of the finding itself, or no issue at all. */
  readonly ref: string | null
  /** What was seen there: dates, states, references. Empty where the words quoted say it all. */
  readonly reason: string
  /** Logins of those who have the issue, where it matters who that is. */
  readonly people?: readonly string[]
  /** Words that somebody typed. */
  readonly quote?: string
}

/** The published shape, that of `hygiene --json`. */
export type PublishedFinding = {
  readonly rule: string
  readonly severity: Severity
  /** Key of the team in sprint.yml. */
  readonly team: string
  /** `owner/repo#1`; null for a story without an epic. */
  readonly epic: string | null
  /** null where the epic itself is meant. */
  readonly story: string | null
  readonly message: string
  readonly evidence: readonly string[]
  readonly fix: string
  /** ISO date since when it holds; null where one snapshot cannot tell. */
  readonly since: string | null
}

/** With everything that is decided by it as a field, so that nobody takes its sentences apart. */
export type Finding = Omit<PublishedFinding, 'evidence'> &
  Sentence & {
    readonly evidence: readonly Evidence[]
    readonly aspect: Aspect
    readonly group: FindingGroup
    readonly nextStep: NextStep | null
    /** The wish of a meeting that says the same. */
    readonly wish: Wish['kind'] | null
    /** The label it is about; null: none. */
    readonly label: string | null
  }

/** What the message is made of: `story owner/repo#1 has no owner`. */
export type Sentence = {
  /** The story it is about; null: the epic itself. */
  readonly story: string | null
  /** Before the story's reference; empty: the reference begins the sentence. */
  readonly lead: string
  /** What is said, as it goes on after the reference or after a colon. */
  readonly says: string
}

/** The sentence as it goes on after a colon. */
export function clauseOf({ story, lead, says }: Sentence): string {
  return [...(story === null ? [] : [lead, story]), says].filter((part) => part !== '').join(' ')
}

/** The sentence as people read it first, without its full stop. */
export function messageOf(sentence: Sentence): string {
  const clause = clauseOf(sentence)
  // A reference keeps its spelling.
  const isReference = sentence.story !== null && sentence.lead === ''
  return isReference ? clause : `${clause.charAt(0).toUpperCase()}${clause.slice(1)}`
}

/** `owner/repo#1 (@fkr)`; empty for what is no issue. */
export function evidenceName({ ref, people }: Evidence): string {
  if (ref === null) return ''
  return people === undefined ? ref : `${ref} (${people.map((login) => `@${login}`).join(', ') || 'nobody assigned'})`
}

/** `owner/repo#1: closed on 2023-01-10`, `minutes of 2023-01-11: "story missing?"`. */
export function evidenceText(evidence: Evidence): string {
  const { reason, quote } = evidence
  return [evidenceName(evidence), reason, quote === undefined ? '' : `"${quote}"`].filter((part) => part !== '').join(': ')
}

export function publishedFinding({ rule, severity, team, epic, story, message, evidence, fix, since }: Finding): PublishedFinding {
  return { rule, severity, team, epic, story, message, evidence: evidence.map(evidenceText), fix, since }
}
