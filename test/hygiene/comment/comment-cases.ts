/** Comments of the app and what is decided by, for the tests of the life of a comment: everything in order unless a test says otherwise. */

import type { Finding } from '../../../src/domain/finding.ts'
import { GITHUB_COM } from '../../../src/domain/github-web.ts'
import { clearedPart, hiddenPart, livePart, replacedPart } from '../../../src/hygiene/comment/comment-body.ts'
import type { CommentInput } from '../../../src/hygiene/comment/comment-input.ts'
import { type CommentState, freshState } from '../../../src/hygiene/comment/comment-state.ts'
import type { OwnComment } from '../../../src/hygiene/comment/read-comments.ts'
import { render } from '../render.ts'

export const EPIC = 'scs/issues#1'
export const TODAY = '2023-01-18'

export function stateWith(change: Partial<CommentState> = {}): CommentState {
  return { ...freshState, notified: '2023-01-01T08:00:00Z', ...change }
}

export const live = (state = stateWith(), sha256 = 'a'.repeat(64)) => livePart('Findings', sha256, state)
export const cleared = (state = stateWith()) => clearedPart('All clear', state)
export const hidden = (state = stateWith()) => hiddenPart('Findings', state)
export const replaced = () => replacedPart(render('hygiene/replaced', {}))

export function aComment(body: string, change: Partial<OwnComment> = {}): OwnComment {
  return { id: 'IC_1', body, minimized: false, createdAt: '2023-01-01T08:00:00Z', editedByPerson: false, ...change }
}

/** Of the epic itself. */
export function aFinding(rule: string, change: Partial<Finding> = {}): Finding {
  return {
    ...{ rule, severity: 'warning', team: 'core', epic: EPIC, story: null, message: 'The epic has no owner.', evidence: [] },
    ...{ fix: 'Assign somebody.', since: null, aspect: 'owner', group: 'attention', nextStep: null, wish: null, label: null },
    ...{ lead: '', says: 'has no owner' },
    ...change,
  } as Finding
}

export function anInput(change: Partial<CommentInput> = {}): CommentInput {
  return {
    findings: [],
    facts: {
      ...{
        ref: EPIC,
        weekday: null,
        good: [],
        owners: [],
        blocked: [],
        pasteLines: [],
        unlinked: [],
        newStory: [{ template: null, url: 'https://x/new', namesEpic: true }],
        fixable: [],
        github: GITHUB_COM,
      },
      progress: { done: 0, notPlanned: 0, all: 0 },
      ...{ stories: new Set<string>(), onBoard: new Set<string>(), hidden: new Set<string>() },
    },
    comments: [],
    now: new Date(`${TODAY}T08:00:00Z`),
    timezone: 'Europe/Berlin',
    today: TODAY,
    lookedAt: `${TODAY} 09:00`,
    minDaysBetweenNotifications: 7,
    ...{ label: null, epicLabels: [], labelTakenOff: false, eligible: true, mayCreate: true },
    ...{ lastHumanActivity: null, lastKnown: null, render },
    ...change,
  }
}
