/**
 * One file, one branch, one pull request, however often it runs: what is planned to bring a file into the repository of
 * the minutes. People's edits on the branch stay, what somebody else committed is never overwritten, and what people
 * closed or merged is left alone.
 */

import { MOST_MEETINGS_A_DAY } from '../../domain/notes/minutes-path.ts'
import { type Conflict, lastOwnText, mergeEdits, type Version } from '../../domain/text/three-way-merge.ts'
import { UserError, userError } from '../../errors.ts'
import { commitMessage, isTextByApp } from '../../minutes/pull-request/commit-message.ts'
import { isMuchLost, type LinesLost, linesLost } from '../../minutes/pull-request/lines-lost.ts'
import { markedBody, updatedBody } from '../../minutes/pull-request/managed-body.ts'
import type { OwnComment, PullRequest } from '../../ports.ts'
import type { Action, Plan } from '../plan.ts'
import { type Answer, answeredBody, openQuestion, questionBody, questionIn } from './ask-before-loss.ts'
import { describe, whole } from './describe-pull-request.ts'
import { type FileToPublish, type Place, type PlanFilePorts, placesOf } from './file-to-publish.ts'
import { firstLine, offerOf } from './offer-lines.ts'

/**
 * A text that is not that of the day's first meeting goes to the file of the next one, where there is one: by a person's
 * answer, never by a guess.
 */
export async function planPullRequest(ports: PlanFilePorts, file: FileToPublish): Promise<Plan> {
  const first = file.meeting ?? 1
  let last: readonly Action[] = []
  for (let meeting = first; meeting <= MOST_MEETINGS_A_DAY; meeting++) {
    const made = await planMeeting(ports, file, meeting)
    // A question is settled last: whoever stops before is asked to do the rest again.
    if (made.plan !== null) return { ...made.plan, actions: [...made.plan.actions, ...last] }
    last = [...last, ...made.actions]
  }
  throw new UserError(`${file.path}: expected at most ${MOST_MEETINGS_A_DAY} meetings on one day, found more. Write the minutes by hand.`)
}

/** `plan` is null where the text belongs to a further meeting of the day; `actions` are then still to be done. */
type Planned = { readonly plan: Plan } | { readonly plan: null; readonly actions: readonly Action[] }

async function planMeeting(ports: PlanFilePorts, file: FileToPublish, meeting: number): Promise<Planned> {
  const { repository, branch: base } = file.settings.minutes
  const { path, branch } = placesOf(file, meeting)
  const [baseHead, branchHead, pull, onBase] = await Promise.all([
    ports.minutes.head(base),
    ports.minutes.head(branch),
    ports.minutes.pullOf(branch),
    ports.minutes.readFile(path, base),
  ])
  if (baseHead === null) {
    throw new UserError(
      `${repository}: expected the branch \`${base}\`, found none. Set \`minutes.branch\` in sprint.yml to the branch that minutes are merged into.`,
    )
  }
  const leave = (remark: string): Planned => ({ plan: { actions: [], remarks: [remark] } })
  if (onBase !== null && isMuchLost(linesLost(onBase, file.text)) && (await isThere(ports, file, meeting + 1)))
    return { plan: null, actions: [] }
  if (pull?.state === 'merged') {
    const late = onBase === null || (file.isSame ?? isEqual)(onBase, file.text) ? '' : ' Later changes are not written.'
    return leave(`${path}: already merged with ${pull.url}.${late}`)
  }
  if (onBase !== null) {
    const waiting = pull?.state === 'open' ? ` The pull request ${pull.url} is still open: close it, or merge its additions by hand.` : ''
    return leave(`${path}: ${base} already has this file, committed by someone else, so it was not changed.${waiting}`)
  }
  if (pull?.state === 'closed') {
    return leave(`${path}: its pull request ${pull.url} was closed, so nothing is written. Reopen it to receive updates.`)
  }
  const place = { repository, branch, base, path }
  if (branchHead === null) {
    const commit = commitOf(ports, place, { head: baseHead, branchIsNew: true, isFirst: true, text: file.text })
    return { plan: { actions: [commit, openPull(place, file)], remarks: [] } }
  }
  return planOnBranch(ports, file, { ...place, meeting, branchHead, pull })
}

/** The file of that meeting, merged or on its branch. */
async function isThere({ minutes }: PlanFilePorts, file: FileToPublish, meeting: number): Promise<boolean> {
  const { path, branch } = placesOf(file, meeting)
  const [head, text] = await Promise.all([minutes.head(branch), minutes.readFile(path, file.settings.minutes.branch)])
  return head !== null || text !== null
}

type OnBranch = Place & { readonly meeting: number; readonly branchHead: string; readonly pull: PullRequest | null }

async function planOnBranch(
  ports: PlanFilePorts,
  file: FileToPublish,
  { branchHead, pull, meeting, ...place }: OnBranch,
): Promise<Planned> {
  const { minutes } = ports
  const [current, commits, comments] = await Promise.all([
    minutes.readFile(place.path, branchHead),
    minutes.commits(place.branch, place.base, place.path),
    pull === null ? [] : minutes.commentsByApp(pull.number),
  ])
  const oldestFirst = [...commits].reverse()
  const own = oldestFirst.filter((commit) => isTextByApp(commit, place.path))
  // A run that was stopped between branch and commit, or a branch for something else.
  if (current === null && own.length === 0) {
    const commit = commitOf(ports, place, { head: branchHead, branchIsNew: false, isFirst: true, text: file.text })
    return { plan: { actions: [commit, ...(pull === null ? [openPull(place, file)] : [])], remarks: [] } }
  }
  const leave = (remark: string): Planned => ({ plan: { actions: [], remarks: [remark] } })
  if (current === null) return leave(`${place.path}: someone removed it from the branch \`${place.branch}\`, so nothing is written.`)
  if (own.length === 0)
    return leave(`${place.path}: the branch \`${place.branch}\` and its file were created by someone else, so they were not changed.`)
  const versions = await Promise.all(
    oldestFirst.map(async (commit): Promise<Version> => {
      const text = commit.sha === branchHead ? current : await minutes.readFile(place.path, commit.sha)
      return { text: text ?? '', byApp: isTextByApp(commit, place.path) }
    }),
  )
  const ownText = lastOwnText(versions) ?? current
  const kept = pull === null ? null : (file.keepsOwn?.(ownText) ?? null)
  if (kept !== null) return { plan: { actions: [], remarks: [kept] } }
  const merged = mergeEdits(ownText, file.text, current)
  const asked = await askBeforeLoss(ports, file, { ...place, meeting, pull, comments }, linesLost(current, merged.text))
  if (asked.outcome !== null) return asked.outcome
  const isSame = (file.isSame ?? isEqual)(merged.text, current)
  const commit = commitOf(ports, place, { head: branchHead, branchIsNew: false, isFirst: false, text: merged.text })
  const actions: Action[] = isSame ? [] : [commit]
  if (pull === null) return { plan: { actions: [...actions, openPull(place, file)], remarks: [] } }
  const body = whole(place, file, file.bodyOn?.(merged.text) ?? file.body)
  const told = tellPull({ ...file, body }, { ...place, pull, comments }, merged.conflicts)
  const assign = await assignLater(ports, file, place.repository, pull)
  return { plan: { actions: [...actions, ...told.actions, ...asked.settled, ...assign], remarks: told.remarks } }
}

/** The pull request was opened, and the second step to it failed. */
async function assignLater(
  { minutes }: PlanFilePorts,
  { assignees: wanted }: FileToPublish,
  repository: string,
  { number }: PullRequest,
): Promise<readonly Action[]> {
  const assignees = wanted.length === 0 ? [] : await minutes.neverAssigned(number, wanted)
  return assignees.length === 0 ? [] : [{ kind: 'assign-pull', repository, number, assignees, why: 'nobody is assigned yet' }]
}

type OnPull = Place & { readonly pull: PullRequest; readonly comments: readonly OwnComment[] }

/** What the description says of the file, and lines of ours that people's edits kept out. */
function tellPull(file: FileToPublish, { comments, ...onPull }: OnPull, conflicts: readonly Conflict[]): Plan {
  const { repository, pull } = onPull
  const { number, url } = pull
  const { update } = describe(file, onPull)
  const actions: Action[] = update === null ? [] : [update]
  const offer = conflicts.length === 0 ? null : offerOf(conflicts)
  if (offer !== null && !comments.some(({ body }) => body.startsWith(firstLine(offer)))) {
    const why = 'people changed the same lines: their edits are kept, and ours are suggested'
    actions.push({ kind: 'comment-pull', repository, number, body: offer, why })
  }
  const theirs = `${url}: someone rewrote its description, so it was not changed, and open questions are not updated.`
  return { actions, remarks: updatedBody(pull.body, file.body) === null ? [theirs] : [] }
}

type BeforeLoss = Place & { readonly meeting: number; readonly pull: PullRequest | null; readonly comments: readonly OwnComment[] }

/**
 * Many lines that stand on the branch are gone from the pad, and nobody took them out here. `outcome`: nothing is written
 * to this file; null: go on, and settle the question that was asked before.
 */
async function askBeforeLoss(
  ports: PlanFilePorts,
  file: FileToPublish,
  { meeting, pull, comments, ...place }: BeforeLoss,
  loss: LinesLost,
): Promise<{ readonly outcome: Planned | null; readonly settled: readonly Action[] }> {
  const { repository, path } = place
  const edit = (comment: OwnComment, body: string, why: string): Action[] =>
    pull === null || comment.body === body
      ? []
      : [{ kind: 'edit-pull-comment', repository, number: pull.number, commentId: comment.id, body, why }]
  const open = openQuestion(comments)
  const settle = (answer: Answer) => (open === null ? [] : edit(open, answeredBody(answer), 'its question is answered'))
  if (!isMuchLost(loss)) return { outcome: null, settled: settle('none') }
  if (await isThere(ports, file, meeting + 1)) return { outcome: { plan: null, actions: settle('another-meeting') }, settled: [] }
  const { comment, isAsked, answer } = questionIn(comments, path, loss)
  if (comment !== null && isAsked && answer === 'another-meeting') return { outcome: { plan: null, actions: settle(answer) }, settled: [] }
  if (comment !== null && isAsked && (answer === 'replace' || file.isAskedFor)) return { outcome: null, settled: settle('replace') }
  const { message } = userError({
    where: path,
    expected: `notes that still contain the text in ${pull?.url ?? `the branch \`${place.branch}\``}`,
    found: `that ${loss.lost.length} of its ${loss.of} lines are gone from the pad, and nobody removed them on the branch`,
    fix: 'Nothing was changed in the file. A comment in its pull request asks what to do. Check a box there, and run it again.',
  })
  const why = 'many lines of these minutes would be removed, and nobody removed them here'
  const body = questionBody(path, loss)
  // Without a pull request there is no place to ask at: the next run asks there.
  if (pull === null) return { outcome: { plan: { actions: [openPull(place, file)], remarks: [], stop: message } }, settled: [] }
  const asking: Action = { kind: 'comment-pull', repository, number: pull.number, body, why }
  const ask = isAsked ? [] : comment ? edit(comment, body, why) : [asking]
  return { outcome: { plan: { actions: ask, remarks: [], stop: message } }, settled: [] }
}

function commitOf(
  { identity }: PlanFilePorts,
  { repository, branch, base, path }: Place,
  { head, branchIsNew, isFirst, text }: { head: string; branchIsNew: boolean; isFirst: boolean; text: string },
): Action {
  return {
    kind: 'commit-file',
    repository,
    branch,
    base,
    expectedHead: head,
    branchIsNew,
    path,
    text,
    message: commitMessage({ path, author: identity, kind: 'text', isFirst }),
    why: isFirst ? 'new file' : 'updated; lines edited by people are kept',
  }
}

function openPull(place: Place, file: FileToPublish): Action {
  const { repository, branch, base, path } = place
  const { body, assignees } = file
  return {
    kind: 'open-pull',
    repository,
    branch,
    base,
    title: `Add ${path}`,
    body: markedBody(whole(place, file, body)),
    assignees,
    why: 'opened for review',
  }
}

const isEqual = (a: string, b: string): boolean => a === b
