/**
 * The data of the pages: plain and public. It contains no private issues, redacted cards, reasons for absences, off-record parts or
 * email addresses.
 */

import type { Snapshot } from '../../domain/board/board.ts'
import type { BoardChanges } from '../../domain/board/board-changes.ts'
import type { StatusNames } from '../../domain/board/board-status.ts'
import type { PublishedFinding } from '../../domain/finding.ts'
import type { OpenItem } from '../../domain/notes/past-meeting.ts'
import type { RepositoryBranch } from '../../domain/reference.ts'
import type { Rota } from '../../minutes/meeting/rota.ts'

export type SiteFacts = {
  /** Of the organization. */
  readonly title: string
  /** ISO instant of this run. */
  readonly now: string
  /** Day of `now` in the time zone. */
  readonly today: string
  readonly timezone: string
  readonly minutes: RepositoryBranch
  /** Other spellings of a handle (lower case) -> the handle, as `people` of sprint.yml has them. */
  readonly people: Readonly<Record<string, string>>
  readonly call: CallFacts | null
  /** In the order of sprint.yml. */
  readonly teams: readonly TeamFacts[]
  /** null: no board is configured, or none could be read; `boardRemark` says why. */
  readonly board: BoardFacts | null
  /** What a reader of the board's pages has to know (none read, incomplete, how old); null: nothing. */
  readonly boardRemark: string | null
  /** Files that could not be read, and the like; shown at the foot of the first page. */
  readonly problems: readonly string[]
}

/** The community call. */
export type CallFacts = {
  /** What the community calls it. */
  readonly name: string
  /** The next one, today included, with `HH:MM` in the time zone; null: none is known. */
  readonly next: { readonly date: string; readonly time: string } | null
  /** Newest first, the next one included: days for which there is a page. */
  readonly days: readonly CallDay[]
}

/** What each reporting team tells in one call; the same content as `digest --date`. */
export type CallDay = {
  readonly date: string
  /** `HH:MM` in the time zone; null: that is not known any more. */
  readonly time: string | null
  readonly teams: readonly CallTeam[]
}

export type CallTeam = {
  readonly id: string
  readonly name: string
  /** Who reports; handles as typed, without `@`. */
  readonly reporters: readonly string[]
  readonly meetings: readonly { readonly date: string; readonly path: string; readonly pull: string | null }[]
  readonly parts: readonly { readonly title: string; readonly lines: readonly string[] }[]
  /** Without minutes: the pad, and why it is not known whether there are some; null: there are none. */
  readonly missing: { readonly pad: string | null; readonly didNotMeet: boolean; readonly notKnown: string | null } | null
}

export type TeamFacts = {
  /** Key in sprint.yml. */
  readonly id: string
  /** The key as one path segment of an address; unique among the teams. */
  readonly slug: string
  readonly name: string
  /** Label of its issues; null: the whole board. */
  readonly label: string | null
  /** false: the team does not use a board. */
  readonly hasBoard: boolean
  readonly pad: string | null
  readonly communityCall: boolean
  /** `calendar`: the community's calendar says when it meets; null: nothing does. */
  readonly schedule:
    | { readonly weekday: string; readonly time: string; readonly minutes: number; readonly everyWeeks: number }
    | 'calendar'
    | null
  /** The last meeting that began before the end of `today`; null: none is known. */
  readonly lastPlanned: PlannedMeeting | null
  /** The coming ones after `today`, and those of today (at most 12), soonest first. */
  readonly coming: readonly PlannedMeeting[]
  /** Merged minutes, newest first. */
  readonly meetings: readonly MeetingFacts[]
  /** Minutes in open pull requests of the app, newest first; empty without credentials. */
  readonly waiting: readonly WaitingMinutes[]
  /** Where nobody can tell that minutes are missing. */
  readonly doubts: readonly MinutesDoubt[]
  /** As `actions --json` gives them. */
  readonly openItems: readonly OpenItem[]
  /** As `presenter --json` gives it. */
  readonly rota: Rota
}

/** A meeting as planned; cancelled ones are none. */
export type PlannedMeeting = {
  readonly date: string
  /** `HH:MM` in the time zone. */
  readonly time: string
  readonly minutes: number
  /** "deep dive", of a team with meetings of several kinds; null: of one kind. */
  readonly kind: string | null
  readonly pad: string | null
}

/** Why it is not known whether a meeting without minutes here has some. */
export type MinutesDoubt = {
  /** null: each day without minutes here. */
  readonly day: string | null
  /** `the minutes could not be read`. */
  readonly words: string
}

export type WaitingMinutes = {
  readonly date: string
  readonly path: string
  /** Address of the pull request. */
  readonly url: string
  /** Questions its body still asks. */
  readonly openQuestions: number
}

/** One meeting, by its merged minutes. All texts are plain words, one line each: no Markdown, no HTML. */
export type MeetingFacts = {
  /** `TeamFacts.id`. */
  readonly team: string
  readonly date: string
  /** In the repository of the minutes; lines count from 1 in this file. */
  readonly path: string
  readonly reporters: readonly string[]
  readonly scribes: readonly string[]
  /** `TL;DR` lines. */
  readonly lifted: readonly Said[]
  readonly helpWanted: readonly Said[]
  readonly decisions: readonly Said[]
  readonly items: readonly SaidItem[]
  readonly topics: readonly Said[]
  /** Every place that names an issue or pull request with proof. */
  readonly mentions: readonly Mention[]
}

export type Said = {
  readonly text: string
  readonly line: number
  /** Title of the topic it was said under; null: none. */
  readonly topic: string | null
}

export type SaidItem = Said & {
  /** Handles as typed, lower case, without `@`. */
  readonly owners: readonly string[]
  readonly due: string | null
  readonly status: 'open' | 'done' | 'cancelled'
}

export type Mention = Said & {
  /** `owner/repo#1`; `text` is the sentence. */
  readonly ref: string
}

export type BoardFacts = {
  /** As everybody may read it; its epics by the marks of sprint.yml, as the rules see them. */
  readonly snapshot: Snapshot
  /** Earlier snapshots, oldest first, as everybody may read them. */
  readonly history: readonly Snapshot[]
  /** What each status of the board means. */
  readonly status: StatusNames
  /** As `hygiene --json` gives them. */
  readonly findings: readonly PublishedFinding[]
  /** Since about a week ago; null without an earlier snapshot. */
  readonly changes: BoardChanges | null
  /** By epic (`owner/repo#1`, lower case): what each rule saw, as `explain` gives it. */
  readonly explained: ReadonlyMap<string, readonly RuleResult[]>
}

/** One rule on an epic or on one of its stories. */
export type RuleResult = {
  readonly rule: string
  /** The epic, or one of its stories. */
  readonly at: string
  readonly outcome: string
  readonly saw: string
  readonly messages: readonly string[]
}
