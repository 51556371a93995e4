/** The single writes that bring a file into a pull request, and what is known of one. Pure. */

import { MAX_COMMIT_BYTES, type StoredImage } from '../../domain/pads/pad-image.ts'
import type { CheckResult } from '../check/check-finding.ts'
import { type LineReview, questionsToAsk } from './at-lines/decide-questions.ts'
import { commitMessage, imagesMessage } from './commit-message.ts'
import { newDescription } from './description.ts'
import type { FileToPublish, Place } from './file-to-publish.ts'

export type PullAction =
  | {
      readonly kind: 'commit-file'
      readonly repository: string
      readonly branch: string
      /** Made from this branch when `branch` does not exist yet. */
      readonly base: string
      /** Head the decision was made on: of `branch`, or of `base` where `branch` is new. */
      readonly expectedHead: string
      readonly branchIsNew: boolean
      readonly path: string
      readonly text: string
      /** The file is moved from there in the same commit. */
      readonly movedFrom?: string
      /** What the file holds now, for the dry run. */
      readonly before?: string
      readonly message: string
      /** Files that come with it, where they are not there yet. */
      readonly images?: readonly StoredImage[]
      /** Of commits before it, which bring images alone: all together are too large for one. */
      readonly imagesMessage?: string
      readonly why: string
    }
  | {
      readonly kind: 'open-pull'
      readonly repository: string
      readonly branch: string
      readonly base: string
      readonly title: string
      readonly body: string
      readonly assignees: readonly string[]
      readonly labels?: readonly string[]
      readonly isDraft?: boolean
      /** Logins, and teams as `organization/team`: asked when it is open and no draft. */
      readonly reviewers?: readonly string[]
      /** Questions at lines of the file. */
      readonly questions?: LineReview
      readonly why: string
    }
  | {
      readonly kind: 'update-pull'
      readonly repository: string
      readonly number: number
      readonly title: string
      readonly body: string
      /** The description that the decision was made on: one that people changed since, by a tick in a box, stays. */
      readonly before?: string
      readonly why: string
    }
  | { readonly kind: 'comment-pull'; readonly repository: string; readonly number: number; readonly body: string; readonly why: string }
  | {
      readonly kind: 'edit-pull-comment'
      readonly repository: string
      readonly number: number
      /** Of a comment of the app's own on this pull request. */
      readonly commentId: number
      readonly body: string
      readonly why: string
    }
  | {
      readonly kind: 'assign-pull'
      readonly repository: string
      readonly number: number
      readonly assignees: readonly string[]
      /** Whose place they take. */
      readonly insteadOf?: readonly string[]
      readonly why: string
    }
  | LifeAction

/** What keeps a pull request going; each is for one that is open. */
type LifeAction =
  | ({ readonly kind: 'ask-at-lines' } & LineReview & OfPull)
  /** `threadId`: node id of a talk that the app began. */
  | ({ readonly kind: 'resolve-thread'; readonly threadId: string } & OfPull)
  | ({ readonly kind: 'request-reviews'; readonly reviewers: readonly string[] } & OfPull)
  | ({ readonly kind: 'label-pull'; readonly labels: readonly string[] } & OfPull)
  /** `pullId`: node id. */
  | ({ readonly kind: 'ready-pull'; readonly pullId: string } & OfPull)
  /** `expectedHead`: the decision was made on it. */
  | ({ readonly kind: 'update-branch'; readonly expectedHead: string } & OfPull)
  | ({ readonly kind: 'merge-pull'; readonly expectedHead: string } & OfPull)
  /** A check run on the commit `head`. */
  | ({ readonly kind: 'check-pull'; readonly name: string; readonly head: string } & CheckResult & OfPull)

type OfPull = { readonly repository: string; readonly number: number; readonly why: string }

/** An existing pull request. */
export type PullState = {
  readonly number: number
  readonly url: string
  readonly state: 'open' | 'closed' | 'merged'
  readonly title: string
  readonly body: string
}

/** A comment of the app's own on it. */
export type PullComment = { readonly id: number; readonly body: string }

/** Author of the commits. */
export type Identity = { readonly login: string; readonly id: number }

export type Commit = {
  readonly place: Place
  /** Of the branch, or of its base where the branch is new. */
  readonly head: string
  readonly isBranchNew: boolean
  readonly isFirst: boolean
  readonly text: string
  /** What the file holds now; null: there is none. */
  readonly before?: string | null
  readonly images?: NewImages
}

/** `all` that its text newly shows; `missing`: those that have to be stored. */
export type NewImages = { readonly all: readonly StoredImage[]; readonly missing: readonly StoredImage[] }

export function commitOf(author: Identity, { place, head, isBranchNew, isFirst, text, before = null, images }: Commit): PullAction {
  const { github, repository, branch, base, path } = place
  const message = commitMessage({ path, author, github, kind: 'text', isFirst, images: images?.all ?? [] })
  const why = isFirst ? 'new file' : 'updated; lines edited by people are kept'
  const known = before === null ? {} : { before }
  return {
    kind: 'commit-file',
    repository,
    branch,
    base,
    expectedHead: head,
    branchIsNew: isBranchNew,
    path,
    text,
    ...known,
    message,
    ...filesOf(images?.missing ?? [], imagesMessage({ path, author, github })),
    why,
  }
}

function filesOf(images: readonly StoredImage[], message: string) {
  if (images.length === 0) return {}
  const size = images.reduce((sum, { bytes }) => sum + bytes.length, 0)
  return { images, ...(size > MAX_COMMIT_BYTES ? { imagesMessage: message } : {}) }
}

/** What the branch holds then; null: nothing is asked at lines. `onBase`: what the base has at the path. */
type OnBranch = { readonly text: string | null; readonly onBase: string | null }

export function openPull(place: Place, file: FileToPublish, { text, onBase }: OnBranch = { text: null, onBase: null }): PullAction {
  const { repository, branch, base, path } = place
  const body = newDescription(place, file)
  const { labels = [], reviewers = [], isDraft = false } = file.review ?? {}
  const asked = text === null ? [] : (file.questionsOn?.(text) ?? [])
  const questions = questionsToAsk({ path, onBase, text: text ?? '', ticked: new Set(), asked: null, questions: asked })
  return {
    kind: 'open-pull',
    repository,
    branch,
    base,
    title: `${onBase === null ? 'Add' : 'Update'} ${path}`,
    body,
    assignees: file.assignees,
    ...(labels.length > 0 ? { labels } : {}),
    ...(reviewers.length > 0 ? { reviewers } : {}),
    ...(isDraft ? { isDraft } : {}),
    ...(questions === null ? {} : { questions }),
    why: 'opened for review',
  }
}
