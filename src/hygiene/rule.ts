/** The shape of a hygiene rule: plain data in, a result out. No client, no clock, no logger. */
import { z } from 'zod'
import type { BoardItem } from '../domain/board/board.ts'
import type { BoardField } from '../domain/board/board-status.ts'
import type { Aspect, Evidence, FindingGroup, NextStep, Severity } from '../domain/finding.ts'
import type { Wish } from '../domain/notes/notes.ts'
import type { BoardView, EpicView, IssueView } from './board-view.ts'
import type { RuleRepair } from './repair/repair.ts'
import type { RuleExamples } from './rule-example.ts'
import { type Kinds, kindOf } from './stories/issue-kinds.ts'

/** One problem, before rule, team and epic are written on it. Dates, never ages: a text must not change by the mere passing of a day. */
export type Found = {
  /** `owner/repo#1` of the story meant; absent where the epic itself is. */
  readonly story?: string
  /** What stands before the story's reference: `story`, where nothing else is given. */
  readonly lead?: string
  /** One sentence a person reads first, without full stop, as it goes on after the reference of the story, or after a colon. */
  readonly says: string
  readonly evidence: readonly Evidence[]
  /** The smallest next step. */
  readonly fix: string
  /** ISO date since when it holds; null where this snapshot alone cannot tell. */
  readonly since?: string | null
  /** The label it is about. */
  readonly label?: string
}

/** `saw` says in a few words what was looked at, whether something was found or not: `explain` prints it. */
export type Verdict = { readonly found: readonly Found[]; readonly saw: string }

export function pass(saw: string): Verdict {
  return { found: [], saw }
}

export function report(saw: string, ...found: readonly Found[]): Verdict {
  return { found, saw }
}

/** What a comment on the epic shows of the evidence: nothing more than the message, names, names by reason, words, or all of it. */
type Details = 'none' | 'names' | 'reasons' | 'quotes' | 'whole'

/** What is in order where the rule found nothing: said in a comment that has other things to tell. Never from the clock alone. */
type Praise = { readonly words: string; readonly isSo: (epic: EpicView, board: BoardView) => boolean }

type Common<Options extends z.ZodObject> = {
  readonly id: string
  /** Two or three words for a line that is ticked off ("No owner"). */
  readonly title: string
  /** The rule in the words of its definition, for the list of rules. */
  readonly when: string
  readonly why: string
  readonly severity: Severity
  readonly aspect: Aspect
  readonly examples: RuleExamples
} & Settled<Options>

type Settled<Options extends z.ZodObject> = {
  readonly group: FindingGroup
  readonly nextStep: NextStep | null
  readonly wish: Wish['kind'] | null
  readonly details: Details
  /** Leaves out a finding whose evidence is only about issues that may not be named: nobody could act on it. */
  readonly needsNames: boolean
  /** The remedy removes the story from the epic: when it is gone, the finding is fixed. */
  readonly movesStory: boolean
  readonly praise: Praise | null
  /** What `/epic fix` does about it; null: people have to. */
  readonly remedy: RuleRepair | null
  readonly defaultOn: boolean
  /** true: it looks at closed epics, and at no others. */
  readonly closedOnly: boolean
  /** true: it asks GitHub whether owners are still there. */
  readonly asksMembers: boolean
  /** true: it is about something that is missing, so an epic younger than `graceDays` is left alone. */
  readonly respectsGrace: boolean
  /** What of its findings a young epic does not get, where it is not all of them: goes on after "and". */
  readonly graceNote: string | null
  /** Fields of the board without which it cannot tell: it is withheld while the board or sprint.yml leaves them open. */
  readonly restsOn: readonly BoardField[]
  readonly options: Options
}

/** `epics`: an epic with its children. `stories`: an issue below an epic or on the board. `issues`: epics and stories alike. */
type Configured = {
  /** Why the rule leaves an issue alone by its kind; null when it does not. */
  readonly leavesAlone: (item: BoardItem) => string | null
  /** After how many days without a contribution an owner is away; null: it does not ask. */
  readonly awayDays: number | null
} & (
  | {
      readonly target: 'epics'
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

/** What a rule's file says; the rest has a default. */
type Spec<Options extends z.ZodObject> = Omit<Common<Options>, keyof Settled<Options>> &
  Partial<Omit<Settled<Options>, 'options' | 'asksMembers' | 'closedOnly'>> & {
    readonly options: Options
    /** Kinds of issues it leaves alone where sprint.yml names none. */
    readonly exempt?: Kinds
    readonly awayDays?: (options: z.infer<Options>) => number
  }

/** A rule about an epic and its children. */
export function defineRule<Options extends z.ZodObject>(
  spec: Spec<Options> & {
    readonly closedOnly?: boolean
    readonly check: (epic: EpicView, options: z.infer<Options>, board: BoardView) => Verdict
  },
): Rule {
  const { check, ...rest } = spec
  const common = withDefaults(rest)
  return {
    ...common,
    configure: (raw) => {
      const options = common.options.parse(raw ?? {}) as z.infer<Options> & KindOptions
      return { ...forAll(options, spec), target: 'epics', check: (epic, board) => check(epic, options, board) }
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
        ...forAll(options, spec),
        target: epicsToo ? 'issues' : 'stories',
        check: (issue: IssueView, board: BoardView) => check(issue, options, board),
      }
    },
  }
}

type KindOptions = { readonly exemptLabels: readonly string[]; readonly exemptTitles: readonly string[] }

function forAll<Options extends z.ZodObject>(options: z.infer<Options> & KindOptions, { awayDays }: Pick<Spec<Options>, 'awayDays'>) {
  const kinds = { labels: options.exemptLabels, titles: options.exemptTitles }
  return { leavesAlone: (item: BoardItem) => kindOf(item, kinds), awayDays: awayDays?.(options) ?? null }
}

function withDefaults<Options extends z.ZodObject>(spec: Spec<Options> & { readonly closedOnly?: boolean }): Common<z.ZodObject> {
  const { exempt, awayDays, ...common } = spec
  const names = z.array(z.string().min(1))
  return {
    group: 'attention',
    nextStep: null,
    wish: null,
    details: 'none',
    needsNames: false,
    movesStory: false,
    praise: null,
    remedy: null,
    defaultOn: true,
    closedOnly: false,
    respectsGrace: false,
    graceNote: null,
    restsOn: [],
    ...common,
    asksMembers: awayDays !== undefined,
    options: common.options.extend({
      exemptLabels: names.default([...(exempt?.labels ?? [])]).describe('Issues with one of these labels are ignored'),
      exemptTitles: names
        .default([...(exempt?.titles ?? [])])
        .describe('Issues whose title starts with one of these are ignored; "[Bug]" also matches "Bug:", and a label or type "bug"'),
    }),
  }
}
