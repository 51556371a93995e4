/** The one function that applies plans: one action after another, paced, with each result reported. */

import { imageLines } from '../domain/pads/image-lines.ts'
import type { StoredImage } from '../domain/pads/pad-image.ts'
import { changedLines } from '../domain/text/changed-lines.ts'
import { countOf } from '../domain/text/count-of.ts'
import { UserError, writtenMeanwhile } from '../errors.ts'
import { requirePublishable } from '../minutes/privacy/require-publishable.ts'
import type { ApplyPorts } from '../ports/app-ports.ts'
import type { MinutesRepository } from '../ports.ts'
import { applyRepair } from './apply-repairs.ts'
import { applyToPull, isLifeAction, type LifeAction, openWithAll } from './apply-to-pulls.ts'
import { createCommentGuard, isCommentWrite } from './guard-comments.ts'
import type { Action, Plan } from './plan.ts'
import { sendMessage } from './send-message.ts'

export type Applied = { readonly kind: Action['kind']; readonly where: string; readonly why: string; readonly url: string | null }

/**
 * Applies in order. What one issue refuses (locked, transferred, no permission) ends the writes on that issue alone:
 * the others have nothing to do with it; all refusals are thrown together in the end, as a UserError. Any other failure
 * stops at once, since a later action may rest on an earlier one. What was applied before stays (every action is
 * idempotent; the next run goes on from there).
 */
export async function applyPlan(plan: Plan, ports: ApplyPorts): Promise<readonly Applied[]> {
  const applied: Applied[] = []
  const refusals = new Map<string, UserError>()
  let stale = await applyOnce(plan, ports, applied, refusals)
  for (let round = 1; stale.length > 0; round++) {
    if (plan.again === undefined || round > MAX_ROUNDS) throw writtenMeanwhile(stale)
    stale = await applyOnce(await plan.again(stale), ports, applied, refusals)
  }
  if (refusals.size > 0) throw refused([...refusals.values()], applied.length)
  return applied
}

/** Whoever is in the way so often is another run; the next one has a better moment. */
const MAX_ROUNDS = 5

/** Issues on which somebody else wrote meanwhile: the rest of their actions is left out. */
async function applyOnce(plan: Plan, ports: ApplyPorts, applied: Applied[], refusals: Map<string, UserError>): Promise<readonly string[]> {
  requirePublishable(JSON.stringify(plan.actions, withoutBytes))
  const guard = createCommentGuard(ports.comments, plan.versions ?? new Map())
  for (const { on, known } of plan.remember ?? []) await ports.memory?.remember(on, known)
  const stale = new Set<string>()
  for (const action of plan.actions) {
    const where = placeOf(action)
    if (refusals.has(where) || stale.has(where)) continue
    if (applied.length > 0) await ports.pause()
    try {
      if (isCommentWrite(action) && !(await guard.isAsDecided(action))) {
        stale.add(where)
        continue
      }
      const { url, created } = await writeInTurn(action, where, ports)
      const entry = { kind: action.kind, where, why: action.why, url }
      await ports.record(entry)
      applied.push(entry)
      if (isCommentWrite(action) && !(await guard.isAsWritten(action, created))) stale.add(where)
    } catch (error) {
      if (!(error instanceof UserError) || !('on' in action)) throw error
      refusals.set(where, error)
    }
  }
  return [...stale]
}

/** GitHub counts writes by installation: whichever server makes them, they come one after the other. Nobody waits for a pad or a chat. */
async function writeInTurn(action: Action, where: string, ports: ApplyPorts): Promise<Written> {
  const turnAt =
    (on: string): Turn =>
    (write) =>
      ports.inTurn === undefined ? write() : ports.inTurn(on.split('/', 1)[0] ?? '', write)
  switch (action.kind) {
    case 'write-pad':
      if (!ports.pads) throw new Error(`Writing to ${action.url} is not supported.`)
      await ports.pads.write(action.url, action.text)
      return NOTHING_MADE
    case 'send-message':
      await sendMessage(action, ports, turnAt(action.remembered.repository))
      return NOTHING_MADE
    default:
      return turnAt(where)(() => applyAction(action, ports))
  }
}

type Turn = <Value>(write: () => Promise<Value>) => Promise<Value>

function refused(errors: readonly UserError[], written: number): UserError {
  const told = errors.map(({ message }) => message).join('\n')
  return new UserError(written === 0 ? told : `${told}\nEverything else was written (${countOf(written, 'write')}).`, {
    cause: errors[0],
  })
}

/** `created`: node ID of a new comment. */
type Written = { readonly url: string | null; readonly created: string | null }
const NOTHING_MADE: Written = { url: null, created: null }

/** What is written to GitHub. */
type GithubAction = Exclude<Action, { kind: 'write-pad' | 'send-message' }>

async function applyAction(action: GithubAction, ports: ApplyPorts): Promise<Written> {
  if (action.kind !== 'create-comment') return { url: await applyOther(action, ports), created: null }
  const { id, url } = await ports.comments.create(action.on, action.body, action.isPull)
  // At once: whoever deletes it does so before the next look.
  if (action.remembers) await ports.memory?.remember(action.on, { commentId: id, findings: action.remembers })
  return { url, created: id }
}

async function applyOther(action: Exclude<GithubAction, { kind: 'create-comment' }>, ports: ApplyPorts): Promise<string | null> {
  if (isLifeAction(action)) return applyToPull(action, ports)
  switch (action.kind) {
    case 'update-comment':
      await ports.comments.update(action.on, action.commentId, action.body)
      return null
    case 'minimize-comment':
      await ports.comments.minimize(action.on, action.commentId, action.reason)
      return null
    case 'unminimize-comment':
      await ports.comments.unminimize(action.on, action.commentId)
      return null
    case 'react':
      await ports.comments.react(action.on, action.commentId, action.reaction)
      return null
    case 'add-label':
      await ports.comments.addLabel(action.on, action.label, action.isPull)
      return null
    case 'remove-label':
      await ports.comments.removeLabel(action.on, action.label, action.isPull)
      return null
    case 'fix-epic':
    case 'undo-fix':
      return applyRepair(action, ports)
    case 'board-status':
      if (!ports.status) throw new Error(`Status updates of ${action.board} are not supported.`)
      await ports.status().write(action)
      return null
    case 'open-issue':
    case 'update-issue':
      return applyToIssues(action, ports)
    default:
      return applyToRepository(action, ports)
  }
}

type IssueAction = Extract<Action, { kind: 'open-issue' | 'update-issue' }>

async function applyToIssues(action: IssueAction, ports: ApplyPorts): Promise<string | null> {
  const issues = ports.issues?.(action.repository)
  if (issues === undefined) throw new Error(`Writing issues in ${action.repository} is not supported.`)
  if (action.kind === 'open-issue') return issues.open(action)
  await issues.update(action.number, action)
  return null
}

type RepositoryAction = Exclude<Extract<Action, { repository: string }>, IssueAction | LifeAction>

async function applyToRepository(action: RepositoryAction, ports: ApplyPorts): Promise<string | null> {
  const minutes = await ports.minutes(action.repository)
  switch (action.kind) {
    case 'commit-file':
      await commitFile(action, minutes)
      return null
    case 'open-pull':
      return openWithAll(action, minutes, ports.pulls?.(action.repository) ?? null)
    case 'update-pull':
      await updatePull(action, minutes)
      return null
    case 'assign-pull':
      await minutes.assignPull(action.number, action.assignees)
      if (action.insteadOf && action.insteadOf.length > 0) await minutes.unassignPull(action.number, action.insteadOf)
      return null
    case 'comment-pull':
      await minutes.commentPull(action.number, action.body)
      return null
    case 'edit-pull-comment':
      await minutes.editComment(action.commentId, action.body)
      return null
  }
}

/** GitHub has no conditional edits: the description is read once more in the moment before. */
async function updatePull(action: Extract<Action, { kind: 'update-pull' }>, minutes: MinutesRepository): Promise<void> {
  const { number, title, body, before } = action
  const now = before === undefined ? null : await minutes.pull(number)
  if (now !== null && now.body !== before) throw writtenMeanwhile([placeOf(action)])
  await minutes.updatePull(number, { title, body })
}

/** A rule of the repository may let the branch be made and refuse the commit: then no empty branch stays behind. */
async function commitFile(action: Extract<Action, { kind: 'commit-file' }>, minutes: MinutesRepository): Promise<void> {
  const { branch, expectedHead, path, text, message, movedFrom, images = [], imagesMessage = null } = action
  const moved = movedFrom === undefined ? {} : { movedFrom }
  if (action.branchIsNew) await minutes.createBranch(branch, expectedHead)
  try {
    await minutes.commitFile({ branch, expectedHead, path, text, message, images, imagesMessage, ...moved })
  } catch (error) {
    if (action.branchIsNew && error instanceof UserError) await minutes.removeEmptyBranch(branch, expectedHead)
    throw error
  }
}

/** Where an action writes, in one word a person understands. */
export function placeOf(action: Action): string {
  if ('on' in action) return action.on
  if (action.kind === 'write-pad') return action.url
  if (action.kind === 'send-message') return action.to
  if (action.kind === 'board-status') return action.board
  if (action.kind === 'commit-file') return `${action.repository}:${action.branch}:${action.path}`
  if (action.kind === 'open-issue') return `${action.repository} (a new issue)`
  return 'number' in action ? `${action.repository}#${action.number}` : `${action.repository}:${action.branch}`
}

/** What stands in the head line already, goes to the app's own store, is there already, or has a row of its own. */
const UNPRINTED = new Set(['kind', 'why', 'remembers', 'remembered', 'before', 'reply', 'refusal'])

/** Bytes of images are no text. */
function withoutBytes(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? countOf(value.length, 'byte') : value
}

/** A text that was printed already, or is in a file, and where it is. */
export type PrintedText = { readonly text: string; readonly where: string }

/** The comment or the file as it is now, where the decision knew it. */
function textBefore({ versions }: Plan, action: Action): string | null {
  if (action.kind === 'commit-file') return action.before ?? null
  if (action.kind !== 'update-comment') return null
  return versions?.get(action.on)?.find(({ id }) => id === action.commentId)?.body ?? null
}

export type DescribeOptions = {
  readonly printed?: PrintedText | null
  /** The whole text, also of a comment or a file that exists; otherwise the lines that change. */
  readonly isFull?: boolean
}

/** What a comment remembers is for programs: its mark is shown, and how long it is. */
const STATE = /<!-- scs-sprint:(\w+) v(\d+) ([\w-]{40,}) -->/g

function shown(text: string, isFull: boolean): string {
  if (isFull) return text
  return text.replace(
    STATE,
    (_, kind, version, state: string) => `<!-- scs-sprint:${kind} v${version} … (${state.length} characters, in full with --verbose) -->`,
  )
}

/** The plan as the dry run prints it: every write as it would happen; exactly so with `isFull`. What is `printed` is not repeated. */
export function describePlan(plan: Plan, { printed = null, isFull = false }: DescribeOptions = {}): string {
  if (plan.actions.length === 0) return 'Nothing to write.\n'
  const parts = plan.actions.map((action, index) => {
    const head = `${index + 1}. ${action.kind} ${placeOf(action)}: ${action.why}`
    const before = isFull ? null : textBefore(plan, action)
    const row = (key: string, text: string, former: string | null) => {
      const changes = former === null ? '' : changedLines(former, text).trimEnd()
      if (changes !== '') return `   ${key}, changed lines:\n${shown(changes, isFull).replace(/^/gm, '     | ')}`
      if (printed !== null && text === printed.text)
        return `   ${key}: ${printed.where} (${countOf(text.trimEnd().split('\n').length, 'line')})`
      return text.includes('\n') ? `   ${key}:\n${shown(text.trimEnd(), isFull).replace(/^/gm, '     | ')}` : `   ${key}: ${text}`
    }
    const rows = Object.entries(action)
      .filter(([key]) => !UNPRINTED.has(key))
      .map(([key, value]) => row(key, textOf(key, value), key === 'body' || key === 'text' ? before : null))
    if (action.kind === 'send-message') {
      const { repository, number, body, before: former } = action.remembered
      rows.push(row(`description of ${repository}#${number}`, body, isFull ? null : former))
    }
    return [head, ...rows].join('\n')
  })
  return `${parts.join('\n\n')}\n`
}

function textOf(key: string, value: unknown): string {
  if (typeof value === 'string') return value
  return key === 'images' ? imageLines(value as readonly StoredImage[]) : JSON.stringify(value)
}
