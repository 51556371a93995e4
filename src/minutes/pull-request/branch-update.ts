/** What becomes of a file that people may have edited on its branch: left alone, kept, or merged with what we would write now. Pure. */
import { type Conflict, lastOwnText, mergeEdits, type Version } from '../../domain/text/three-way-merge.ts'
import { describe } from './description.ts'
import type { FileToPublish, Place } from './file-to-publish.ts'
import { withLostLines } from './kept-lines/keep-lost-lines.ts'
import { isMuchLost, isShrunk, type LinesLost, linesLost } from './lines-lost.ts'
import { offerOf } from './offer-lines.ts'
import type { PullAction, PullComment, PullState } from './pull-actions.ts'

/** The file on the base branch is of another text than this: of another meeting of that day. */
export function isAnotherMeeting(onBase: string | null, { text }: FileToPublish): boolean {
  return onBase !== null && isMuchLost(linesLost(onBase, text))
}

/** A sentence where nothing is to be written: it is merged, or people closed the pull request; else null. */
export function whyLeftAlone(
  file: FileToPublish,
  { path, base }: Place,
  { onBase, pull }: { readonly onBase: string | null; readonly pull: PullState | null },
): string | null {
  if (pull?.state === 'merged') {
    const late = onBase === null || isSameText(file, onBase, file.text) ? '' : ' Later changes are not written.'
    return `${path}: already merged with ${pull.url}.${late}`
  }
  if (onBase !== null) {
    const waiting = pull?.state === 'open' ? ` The pull request ${pull.url} is still open: close it, or merge its additions manually.` : ''
    return `${path}: ${base} already has this file, committed by someone else, so it was not changed.${waiting}`
  }
  return pull?.state === 'closed'
    ? `${path}: its pull request ${pull.url} was closed, so nothing is written. Reopen it to receive updates.`
    : null
}

/** The file to write. */
type MergedText = { readonly text: string; readonly isSame: boolean; readonly conflicts: readonly Conflict[] }

/** `kept` is set where what we wrote last stays, and says why; null where the file may be written. */
export type MergedFile = MergedText & {
  readonly kept: string | null
  readonly lines: LinesLost
  readonly isMuchLost: boolean
  /** It has fewer lines, or a whole section is gone, however many lines another one brought. */
  readonly isShrunk: boolean
  /** The same with the lines that the pad lost, and which these are. */
  readonly keeping: MergedText & { readonly kept: readonly string[] }
}

/** `current`: what the branch holds; `versions` led to it, oldest first. */
export function mergeOnBranch(file: FileToPublish, current: string, versions: readonly Version[], pull: PullState | null): MergedFile {
  const own = lastOwnText(versions) ?? current
  const mergedWith = (ours: string): MergedText => {
    const { text, conflicts } = mergeEdits(own, ours, current)
    return { text, conflicts, isSame: isSameText(file, text, current) }
  }
  const merged = mergedWith(file.text)
  const lines = linesLost(current, merged.text, file.offRecord)
  const isMuch = isMuchLost(lines)
  const whole = withLostLines(own, file.text, isMuch ? [] : lines.lost)
  return {
    kept: pull === null ? null : (file.keepsOwn?.(own) ?? null),
    ...merged,
    lines,
    isMuchLost: isMuch,
    isShrunk: whole.hasSection || isShrunk(lines, merged.text),
    keeping: {
      ...(whole.kept.length === 0 ? merged : mergedWith(file.withItemsOf?.(whole.text, whole.kept) ?? whole.text)),
      kept: whole.kept,
    },
  }
}

export type OnPull = {
  readonly place: Place
  readonly pull: PullState
  readonly comments: readonly PullComment[]
  /** Ids of questions whose talk people have ended. */
  readonly answered?: ReadonlySet<string>
}

/** Tells in the pull request what its file holds now, and which lines of ours people's edits kept out. */
export function tellPull(
  file: FileToPublish,
  { text, conflicts }: Pick<MergedFile, 'text' | 'conflicts'>,
  { place, pull, comments, answered }: OnPull,
): { readonly actions: readonly PullAction[]; readonly remarks: readonly string[] } {
  const { number, url, title } = pull
  const { repository } = place
  const { body, isNews, isTheirs } = describe(pull.body, text, { file, place, ...(answered ? { answered } : {}) })
  const actions: PullAction[] = isNews
    ? [{ kind: 'update-pull', repository, number, title, body, before: pull.body, why: 'its summary of the file has changed' }]
    : []
  const offer = conflicts.length === 0 ? null : offerOf(conflicts)
  if (offer !== null && !comments.some((comment) => comment.body.startsWith(offer.mark))) {
    const why = 'people changed the same lines: their edits are kept, and the app’s are suggested'
    actions.push({ kind: 'comment-pull', repository, number, body: offer.body, why })
  }
  const theirs = `${url}: someone rewrote its description, so it was not changed, and open questions are not updated.`
  return { actions, remarks: isTheirs ? [theirs] : [] }
}

function isSameText({ isSame }: FileToPublish, a: string, b: string): boolean {
  return isSame === undefined ? a === b : isSame(a, b)
}
