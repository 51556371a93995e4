/** The shape of a hygiene rule: pure data in, a verdict out. No client, no clock, no logger. */
import type { z } from 'zod'
import type { BoardField } from '../domain/board-status.ts'
import type { Severity } from '../domain/finding.ts'
import type { BoardView, EpicView, IssueView } from './views.ts'

/** One problem, before rule, team and epic are written on it. Dates, never ages: a text must not change by the mere passing of a day. */
export type Found = {
  /** `owner/repo#1` of the story meant; absent where the epic itself is. */
  readonly story?: string
  /** One sentence a person reads first. */
  readonly message: string
  /** What was seen: dates, states, references. A person can check each. */
  readonly evidence: readonly string[]
  /** The smallest next step. */
  readonly fix: string
  /** ISO date since when it holds; null where this snapshot alone cannot tell. */
  readonly since?: string | null
}

/** `saw` says in a few words what was looked at, whether something was found or not: `explain` prints it. */
export type Verdict = { readonly found: readonly Found[]; readonly saw: string }

export function fine(saw: string): Verdict {
  return { found: [], saw }
}

export function fire(saw: string, ...found: readonly Found[]): Verdict {
  return { found, saw }
}

type Common<Options extends z.ZodType> = {
  readonly id: string
  /** Two or three words for a line that is ticked off ("No owner"). */
  readonly title: string
  /** The rule in the words of its definition, for the list of rules. */
  readonly when: string
  readonly why: string
  readonly severity: Severity
  readonly defaultOn: boolean
  /** true: it is about something that is missing, so an epic younger than `graceDays` is left alone. */
  readonly accusesMissing: boolean
  /** Fields of the board without which it cannot tell: it is withheld while the board or sprint.yml leaves them open. */
  readonly restsOn: readonly BoardField[]
  readonly options: Options
}

/** `epics`: an epic with its children. `stories`: an issue below an epic or on the board. `issues`: epics and stories alike. */
type Configured =
  | {
      readonly looksAt: 'epics'
      /** true: the one rule that looks at closed epics (and at no other). */
      readonly closedOnly: boolean
      readonly check: (epic: EpicView, board: BoardView) => Verdict
    }
  | {
      readonly looksAt: 'stories' | 'issues'
      readonly check: (issue: IssueView, board: BoardView) => Verdict
    }

export type Rule = Common<z.ZodType> & {
  /** Parses options once (absent ones get their defaults), so no check ever sees raw YAML. Throws ZodError. */
  readonly configure: (raw: unknown) => Configured
}

type Spec<Options extends z.ZodType> = Omit<Common<Options>, 'defaultOn' | 'accusesMissing' | 'restsOn'> & {
  readonly defaultOn?: boolean
  readonly accusesMissing?: boolean
  readonly restsOn?: readonly BoardField[]
}

/** A rule about an epic and its children. */
export function defineRule<Options extends z.ZodType>(
  spec: Spec<Options> & {
    readonly closedOnly?: boolean
    readonly check: (epic: EpicView, options: z.infer<Options>, board: BoardView) => Verdict
  },
): Rule {
  const { check, closedOnly = false, ...common } = spec
  return {
    ...withDefaults(common),
    configure: (raw) => {
      const options = spec.options.parse(raw ?? {}) as z.infer<Options>
      return { looksAt: 'epics', closedOnly, check: (epic, board) => check(epic, options, board) }
    },
  }
}

/** A rule about single issues: stories, or (`epicsToo`) epics as well. */
export function defineIssueRule<Options extends z.ZodType>(
  spec: Spec<Options> & {
    readonly epicsToo?: boolean
    readonly check: (issue: IssueView, options: z.infer<Options>, board: BoardView) => Verdict
  },
): Rule {
  const { check, epicsToo = false, ...common } = spec
  return {
    ...withDefaults(common),
    configure: (raw) => {
      const options = spec.options.parse(raw ?? {}) as z.infer<Options>
      return {
        looksAt: epicsToo ? 'issues' : 'stories',
        check: (issue: IssueView, board: BoardView) => check(issue, options, board),
      }
    },
  }
}

function withDefaults<Options extends z.ZodType>(common: Spec<Options>): Common<Options> {
  return {
    ...common,
    defaultOn: common.defaultOn ?? true,
    accusesMissing: common.accusesMissing ?? false,
    restsOn: common.restsOn ?? [],
  }
}
