/** What was understood of a pad or of minutes, in the shape of one object of `notes --json`. */
import type { ReferenceKind } from '../reference.ts'

export type Via = 'url' | 'short' | 'alias' | 'context'

export type NotesReference = {
  /** As typed. */
  readonly text: string
  readonly owner: string
  readonly repo: string
  readonly number: number
  readonly kind: ReferenceKind
  readonly via: Via
  /** Line of the input, from 1: the first place it is named. */
  readonly line: number
}

export type ActionItem = {
  readonly owners: readonly string[]
  /** People who own it and are named without a handle, as typed. */
  readonly ownersTyped?: readonly string[]
  /** What stands in the place of an owner and names nobody of the meeting, as typed and as `text` has it. */
  readonly ownerUnknown?: string
  readonly for: readonly string[]
  /** Without bullet, marker, owner. */
  readonly text: string
  /** ISO date, or a word as typed that names no date (`next meeting`); null when none is given. */
  readonly due: string | null
  readonly status: 'open' | 'done' | 'cancelled'
  readonly kind: 'explicit' | 'implicit'
  readonly line: number
}

/** A sentence that asks for something about an epic or story ("User story for … missing?"). */
export type Wish = {
  readonly kind: 'story-missing' | 'split' | 'epic-update' | 'refinement' | 'close' | 'epic-missing'
  readonly text: string
  readonly line: number
  readonly above: LinesAbove
}

/** Where a line stands: the lines it is nested in, and those before it beside it or beside these; nearest first, from 1. */
export type LinesAbove = { readonly parents: readonly number[]; readonly neighbors: readonly number[] }

/** A sentence that answers such a wish: no story is wanted, or it is written. */
export type StoryAnswer = { readonly text: string; readonly line: number; readonly above: LinesAbove }

export type NotesWarning = { readonly code: string; readonly message: string; readonly line: number }

export type NotesSection = { readonly depth: number; readonly title: string; readonly line: number }

/** A participants line with what stands beside the handle. */
export type Participant = { readonly handle: string | null; readonly text: string; readonly remark: string | null; readonly line: number }

export type Notes = {
  /** Of the file name or asked for; null when neither tells. */
  readonly date: string | null
  /** First date in a heading. */
  readonly headingDate: string | null
  /** Handles as typed, lower case, without `@`. */
  readonly participants: readonly string[]
  readonly excused: readonly string[]
  readonly reporters: readonly string[]
  readonly scribes: readonly string[]
  /** The union, reporters first. */
  readonly presenters: readonly string[]
  readonly references: readonly NotesReference[]
  /** Bare numbers without proof. */
  readonly unresolved: readonly { readonly text: string; readonly number: number; readonly line: number }[]
  readonly actionItems: readonly ActionItem[]
  readonly decisions: readonly { readonly text: string; readonly line: number }[]
  readonly sections: readonly NotesSection[]
  readonly warnings: readonly NotesWarning[]

  // Beyond the contract's fields.
  readonly people: readonly Participant[]
  readonly wishes: readonly Wish[]
  readonly storyAnswers: readonly StoryAnswer[]
  /** Lines that authors want lifted into the community call (`TL;DR: …`, `Help wanted: …`). */
  readonly headlines: readonly { readonly kind: 'tl;dr' | 'help-wanted'; readonly text: string; readonly line: number }[]
  /**
   * Every place of a resolved reference that may become a link; `references` keeps only the first. Columns are 0-based UTF-16
   * offsets in the input line, and `text` is what stands there: a URL, `<url>`, a whole `[label](url)`, or the short form.
   */
  readonly mentions: readonly (NotesReference & { readonly column: number; readonly length: number })[]
  /** Handles that nobody knows, with the known one they look like; `isSpelling`: the configuration says which one is meant. */
  readonly handleProposals: readonly {
    readonly typed: string
    readonly proposed: string
    readonly line: number
    readonly isSpelling?: true
  }[]
}

/** What is understood of a text that says nothing. */
export const NO_NOTES: Notes = {
  date: null,
  headingDate: null,
  participants: [],
  excused: [],
  reporters: [],
  scribes: [],
  presenters: [],
  references: [],
  unresolved: [],
  actionItems: [],
  decisions: [],
  sections: [],
  warnings: [],
  people: [],
  wishes: [],
  storyAnswers: [],
  headlines: [],
  mentions: [],
  handleProposals: [],
}
