/** What an open pull request of minutes lacks: questions at lines, reviewers, labels, the end of being a draft. Pure. */
import { answeredThreads, questionsToAsk } from './at-lines/decide-questions.ts'
import { isDraftByApp, saysNotAsked } from './description.ts'
import type { FileToPublish, Place } from './file-to-publish.ts'
import type { PullLife } from './life/pull-life.ts'
import { tickedIn } from './managed-body.ts'
import type { PullAction, PullState } from './pull-actions.ts'

export type OpenPull = {
  readonly file: FileToPublish
  readonly place: Place
  readonly pull: PullState
  readonly life: PullLife
  /** What its branch will hold. */
  readonly text: string
  /** What the base has at the path. */
  readonly onBase: string | null
}

/** Each is made once: what people took away stays away. */
export function nextOnPull({ file, place: { repository, path }, pull, life, text, onBase }: OpenPull): readonly PullAction[] {
  const { number, body } = pull
  const { labels = [], reviewers = [], isDraft = false } = file.review ?? {}
  const on = { repository, number }
  const questions = file.questionsOn?.(text) ?? []
  const ticked = tickedIn(body)
  const review = questionsToAsk({ path, text, onBase, questions, ticked, asked: life })
  const ready = life.isDraft && !isDraft && isDraftByApp(body)
  return [
    ...(file.questionsOn === undefined ? [] : answeredThreads({ questions, ticked, asked: life })).map(
      (threadId): PullAction => ({ kind: 'resolve-thread', ...on, threadId, why: 'the question is answered' }),
    ),
    ...(review === null ? [] : [{ kind: 'ask-at-lines' as const, ...on, ...review, why: 'questions that an edit of their line answers' }]),
    ...(labels.length === 0 || life.wasLabeled ? [] : [{ kind: 'label-pull' as const, ...on, labels, why: 'configured in sprint.yml' }]),
    ...(ready ? [{ kind: 'ready-pull' as const, ...on, pullId: life.id, why: 'nobody types in the pad any more' }] : []),
    ...(reviewers.length === 0 || life.wasReviewRequested || saysNotAsked(body) || (life.isDraft && !ready)
      ? []
      : [{ kind: 'request-reviews' as const, ...on, reviewers, why: 'configured in sprint.yml' }]),
  ]
}
