/** Examples of what a rule reports and what it does not. They are in the rule’s file, and serve as its tests and documentation. */
import type { Standing } from './board-view.ts'

/** An issue with only what matters; everything else is in order. Days count back from the moment of the board. */
export type ExampleIssue = {
  readonly title?: string
  /** `{0}` stands for the reference of the first story. */
  readonly body?: string
  readonly labels?: readonly string[]
  readonly assignees?: readonly string[]
  readonly status?: string | null
  readonly openedDaysAgo?: number
  /** It is closed, with the status "Done" unless another is given. */
  readonly closedDaysAgo?: number
  readonly stateReason?: string
  /** Since a person last did something; null: it could not be read. */
  readonly quietDays?: number | null
  readonly milestone?: { readonly title: string; readonly dueInDays: number | null }
  readonly archived?: boolean
  /** It has no card on the board. */
  readonly offBoard?: boolean
  /** It counts as a child, and the app cannot read it. */
  readonly unreadable?: boolean
  /** GitHub's own parent, where that is no epic of this board. */
  readonly parent?: string
  /** What our own snapshots saw: days in progress, days a label stands, sprints that were current while it was in them. */
  readonly activeDays?: number
  readonly labelDays?: Readonly<Record<string, number>>
  readonly sprints?: readonly string[]
}

export type Example = {
  /** What is so, in a few words. */
  readonly name: string
  /** The rule's options, where they are not the default ones. */
  readonly options?: Readonly<Record<string, unknown>>
  /** null: the stories are on the board and belong to no epic. Absent: an epic in order. */
  readonly epic?: ExampleIssue | null
  readonly stories?: readonly ExampleIssue[]
  /** Stories that minutes asked for. */
  readonly asked?: readonly { readonly text: string; readonly daysAgo: number }[]
  readonly standings?: Readonly<Record<string, Standing>>
}

export type ReportedExample = Example & {
  /** What the one finding is about: the epic, or a story by its place. Absent: what the rule looks at, an epic or the first story. */
  readonly on?: 'epic' | number
}

export type RuleExamples = {
  readonly reported: readonly [ReportedExample, ...ReportedExample[]]
  readonly passed: readonly [Example, ...Example[]]
}
