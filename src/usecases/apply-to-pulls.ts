/** Applies what concerns pull requests beside their files: their opening with all that belongs to it, reviews, drafts, merges. */
import { withNotAsked } from '../minutes/pull-request/description.ts'
import type { PullAction } from '../minutes/pull-request/pull-actions.ts'
import type { ApplyPorts } from '../ports/app-ports.ts'
import { type MinutesPulls, PULL_LIFE_ACTIONS } from '../ports/pulls.ts'
import type { MinutesRepository } from '../ports.ts'

export type LifeAction = Extract<PullAction, { kind: (typeof PULL_LIFE_ACTIONS)[number] }>

export function isLifeAction(action: { readonly kind: string }): action is LifeAction {
  return PULL_LIFE_ACTIONS.some((kind) => kind === action.kind)
}

type OpenPull = Extract<PullAction, { kind: 'open-pull' }>

/** What fails after the opening is made up for by the next run, which finds it missing. */
export async function openWithAll(action: OpenPull, minutes: MinutesRepository, pulls: MinutesPulls | null): Promise<string> {
  const { branch, base, title, body, assignees, labels = [], reviewers = [], isDraft = false, questions } = action
  const pull = await minutes.openPull({ branch, base, title, body, assignees, ...(isDraft ? { isDraft } : {}) })
  if (pulls === null) return pull.url
  const { number } = pull
  if (labels.length > 0) await pulls.addLabels(number, labels)
  if (questions !== undefined) await pulls.ask(number, questions)
  if (!isDraft && reviewers.length > 0) await requestReviews({ minutes, pulls, number, reviewers })
  return pull.url
}

export async function applyToPull(action: LifeAction, ports: ApplyPorts): Promise<null> {
  const pulls = ports.pulls?.(action.repository)
  if (pulls === undefined) throw new Error(`Writing to pull requests of ${action.repository} is not supported.`)
  const { number } = action
  switch (action.kind) {
    case 'ask-at-lines':
      await pulls.ask(number, { body: action.body, comments: action.comments })
      return null
    case 'resolve-thread':
      await pulls.resolve(action.threadId)
      return null
    case 'label-pull':
      await pulls.addLabels(number, action.labels)
      return null
    case 'ready-pull':
      await pulls.markReady(action.pullId)
      return null
    case 'update-branch':
      await pulls.updateBranch(number, action.expectedHead)
      return null
    case 'merge-pull':
      await pulls.merge(number, action.expectedHead)
      return null
    case 'check-pull': {
      const { name, head, conclusion, title, summary, findings } = action
      await pulls.createCheck({ name, head, conclusion, title, summary, findings })
      return null
    }
    case 'request-reviews':
      await requestReviews({ minutes: await ports.minutes(action.repository), pulls, number, reviewers: action.reviewers })
      return null
  }
}

type Asked = {
  readonly minutes: MinutesRepository
  readonly pulls: MinutesPulls
  readonly number: number
  readonly reviewers: readonly string[]
}

/** Whoever has no access cannot be asked: the description says so, and the rest goes on. */
async function requestReviews({ minutes, pulls, number, reviewers }: Asked): Promise<void> {
  const teams = reviewers.flatMap((name) => (name.includes('/') ? [name.slice(name.indexOf('/') + 1)] : []))
  const people = reviewers.filter((name) => !name.includes('/'))
  const refused = await pulls.requestReviews(number, { people, teams })
  const pull = refused.length === 0 ? null : await minutes.pull(number)
  if (pull !== null) await minutes.updatePull(number, { title: pull.title, body: withNotAsked(pull.body, refused) })
}
