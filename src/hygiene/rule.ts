/** The shape of a hygiene rule: pure data in, a verdict out. No client, no clock, no logger. */
import { z } from 'zod'
import type { BoardItem } from '../domain/board/board.ts'
import type { BoardField } from '../domain/board/board-status.ts'
import type { Severity } from '../domain/finding.ts'
import type { BoardView, EpicView, IssueView } from './board-view.ts'
import { type Kinds, kindOf } from './stories/issue-kinds.ts'

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

export function pass(saw: string): Verdict {
  return { found: [], saw }
}

export function report(saw: string, ...found: readonly Found[]): Verdict {
  return { found, saw }
}

type Common<Options extends z.ZodObject> = {
  readonly id: string
  /** Two or three words for a line that is ticked off ("No owner"). */
  readonly title: string
  /** The rule in the words of its definition, for the list of rules. */
  readonly when: string
  readonly why: string
  readonly severity: Severity
  readonly defaultOn: boolean
  /** true: it is about something that is missing, so an epic younger than `graceDays` is left alone. */
  readonly respectsGrace: boolean
  /** Fields of the board without which it cannot tell: it is withheld while the board or sprint.yml leaves them open. */
  readonly restsOn: readonly BoardField[]
  readonly options: Options
}

/** `epics`: an epic with its children. `stories`: an issue below an epic or on the board. `issues`: epics and stories alike. */
type Configured = {
  /** Why the rule leaves an issue alone by its kind; null when it does not. */
  readonly leavesAlone: (item: BoardItem) => string | null
} & (
  | {
      readonly target: 'epics'
      /** true: the one rule that looks at closed epics (and at no other). */
      readonly closedOnly: boolean
      readonly check: (epic: EpicView, board: BoardView) => Verdict
    }
  | {
      readonly target: 'stories' | 'issues'
      readonly check: (issue: IssueView, board: BoardView) => Verdict
    }
)

export type Rule = Common<z.ZodObject> & {
  /** Parses options once (absent ones get their defaults), so no check ever sees raw YAML. Throws ZodError. */
  readonly configure: (raw: unknown) => Configured
}

type Spec<Options extends z.ZodObject> = Omit<Common<Options>, 'defaultOn' | 'respectsGrace' | 'restsOn'> & {
  readonly defaultOn?: boolean
  readonly respectsGrace?: boolean
  readonly restsOn?: readonly BoardField[]
  /** Kinds of issues it leaves alone where sprint.yml names none. */
  readonly exempt?: Kinds
}

/** A rule about an epic and its children. */
export function defineRule<Options extends z.ZodObject>(
  spec: Spec<Options> & {
    readonly closedOnly?: boolean
    readonly check: (epic: EpicView, options: z.infer<Options>, board: BoardView) => Verdict
  },
): Rule {
  const { check, closedOnly = false, ...rest } = spec
  const common = withDefaults(rest)
  return {
    ...common,
    configure: (raw) => {
      const options = common.options.parse(raw ?? {}) as z.infer<Options> & KindOptions
      return { target: 'epics', closedOnly, leavesAlone: leavesAlone(options), check: (epic, board) => check(epic, options, board) }
    },
  }
}

/** A rule about single issues: stories, or (`epicsToo`) epics as well. */
export function defineIssueRule<Options extends z.ZodObject>(
  spec: Spec<Options> & {
    readonly epicsToo?: boolean
    readonly check: (issue: IssueView, options: z.infer<Options>, board: BoardView) => Verdict
  },
): Rule {
  const { check, epicsToo = false, ...rest } = spec
  const common = withDefaults(rest)
  return {
    ...common,
    configure: (raw) => {
      const options = common.options.parse(raw ?? {}) as z.infer<Options> & KindOptions
      return {
        target: epicsToo ? 'issues' : 'stories',
        leavesAlone: leavesAlone(options),
        check: (issue: IssueView, board: BoardView) => check(issue, options, board),
      }
    },
  }
}

type KindOptions = { readonly exemptLabels: readonly string[]; readonly exemptTitles: readonly string[] }

function leavesAlone({ exemptLabels, exemptTitles }: KindOptions): (item: BoardItem) => string | null {
  return (item) => kindOf(item, { labels: exemptLabels, titles: exemptTitles })
}

function withDefaults<Options extends z.ZodObject>({ exempt, ...common }: Omit<Spec<Options>, 'check'>): Common<z.ZodObject> {
  const names = z.array(z.string().min(1))
  return {
    ...common,
    options: common.options.extend({
      exemptLabels: names.default([...(exempt?.labels ?? [])]).describe('Issues with one of these labels are left alone'),
      exemptTitles: names
        .default([...(exempt?.titles ?? [])])
        .describe('Issues whose title begins so are left alone; "[Bug]" also means "Bug:", and a label or type "bug"'),
    }),
    defaultOn: common.defaultOn ?? true,
    respectsGrace: common.respectsGrace ?? false,
    restsOn: common.restsOn ?? [],
  }
}
