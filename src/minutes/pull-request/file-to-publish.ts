/** One file on its way into the repository of the minutes, and where it goes. Pure. */
import { minutesBranch, ofMeeting } from '../../domain/notes/minutes-path.ts'
import type { StoredImage } from '../../domain/pads/pad-image.ts'
import type { RepositoryBranch } from '../../domain/reference.ts'
import type { Settings } from '../../settings/settings.ts'
import type { Clearance } from './life/clearance.ts'
import type { AskedQuestion } from './review-questions.ts'

export type FileToPublish = {
  readonly settings: Pick<Settings, 'minutes'>
  /** Names the branch: a team's key, or `community-call`. */
  readonly team: string
  readonly date: string
  readonly path: string
  readonly text: string
  readonly body: string
  /** The body where the branch holds that text, with people's edits in it; default: the same. */
  readonly bodyOn?: (text: string) => string
  readonly assignees: readonly string[]
  /** Two texts that differ in nothing worth a commit (the time of a look); default: equal ones. */
  readonly isSame?: (a: string, b: string) => boolean
  /** What people typed, without what the app adds from the board: after the merge, only a change of that is one; default: all. */
  readonly typedIn?: (text: string) => string
  /** Lines of the pad that are off the record: never kept, and never quoted. */
  readonly offRecord?: string
  /** A text that keeps lines which the pad lost, with its lists made to name them; default: as it is. */
  readonly withItemsOf?: (text: string, kept: readonly string[]) => string
  /** Which meeting of that day, from 1; further ones have files and branches of their own. */
  readonly meeting?: number
  /** A person asks for it now: that answers a question that was asked before. */
  readonly isAskedFor?: boolean
  /** Why the pull request keeps the text that the app wrote there last (given); null: it may be written anew. */
  readonly keepsOwn?: (own: string) => string | null
  /** Images that the text shows. */
  readonly images?: readonly StoredImage[]
  /** What is asked where the branch holds that text; absent: nothing at lines. */
  readonly questionsOn?: (text: string) => readonly AskedQuestion[]
  readonly review?: ReviewWanted
}

/** What a new pull request is given beside its file. */
export type ReviewWanted = {
  readonly labels: readonly string[]
  /** Logins, and teams as `organization/team`. */
  readonly reviewers: readonly string[]
  /** People may still be typing: a draft until a later look. */
  readonly isDraft: boolean
  /** Until when, or by which label, the minutes wait for approval; null: they do not. */
  readonly clearance: Clearance | null
}

export type Place = RepositoryBranch & { readonly base: string; readonly path: string }

/** Of the how many-th meeting of the day. */
export function placesOf({ settings, team, date, path }: FileToPublish, meeting: number): Place {
  const { github, repository, branch: base } = settings.minutes
  return { github, repository, base, path: ofMeeting(path, meeting), branch: minutesBranch(team, date, meeting) }
}
