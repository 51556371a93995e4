/**
 * Plans one pull request per file, however often it runs: one file, one branch. People’s edits on the branch are kept, files
 * committed by others are never overwritten, and closed or merged pull requests are left alone.
 */

import { MOST_MEETINGS_A_DAY } from '../../domain/notes/minutes-path.ts'
import type { Version } from '../../domain/text/three-way-merge.ts'
import { UserError } from '../../errors.ts'
import { decideLoss } from '../../minutes/pull-request/ask-before-loss.ts'
import { isAnotherMeeting, mergeOnBranch, tellPull, whyLeftAlone } from '../../minutes/pull-request/branch-update.ts'
import { isTextByApp, otherAuthor } from '../../minutes/pull-request/commit-message.ts'
import { describe, unsignedCommits } from '../../minutes/pull-request/description.ts'
import { type FileToPublish, type Place, placesOf } from '../../minutes/pull-request/file-to-publish.ts'
import { commitOf, type Identity, type NewImages, openPull } from '../../minutes/pull-request/pull-actions.ts'
import type { MinutesRepository, OwnComment, PullRequest } from '../../ports.ts'
import type { Action, Plan } from '../plan.ts'

export type PlanFilePorts = {
  readonly minutes: MinutesRepository
  /** Author of the commits. */
  readonly identity: Identity
}

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
  throw new UserError(`${file.path}: expected at most ${MOST_MEETINGS_A_DAY} meetings on one day, found more. Write the minutes manually.`)
}

/** `plan` is null where the text belongs to a further meeting of the day; `actions` are then still to be done. */
type Planned = { readonly plan: Plan } | { readonly plan: null; readonly actions: readonly Action[] }

const planned = (actions: readonly Action[], remarks: readonly string[] = []): Planned => ({ plan: { actions, remarks } })

async function planMeeting(ports: PlanFilePorts, file: FileToPublish, meeting: number): Promise<Planned> {
  const place = placesOf(file, meeting)
  const { repository, branch, base, path } = place
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
  if (isAnotherMeeting(onBase, file) && (await isThere(ports, file, meeting + 1))) return { plan: null, actions: [] }
  const left = whyLeftAlone(file, place, { onBase, pull })
  if (left !== null) return planned([], [left])
  if (branchHead !== null) return planOnBranch(ports, file, { place, meeting, branchHead, pull })
  const images = await newImages(ports, file, { path, head: baseHead, text: file.text })
  const commit = commitOf(ports.identity, { place, head: baseHead, isBranchNew: true, isFirst: true, text: file.text, images })
  return planned([commit, openPull(place, file)])
}

/** The file of that meeting, merged or on its branch. */
async function isThere({ minutes }: PlanFilePorts, file: FileToPublish, meeting: number): Promise<boolean> {
  const { path, branch, base } = placesOf(file, meeting)
  const [head, text] = await Promise.all([minutes.head(branch), minutes.readFile(path, base)])
  return head !== null || text !== null
}

type OnBranch = {
  readonly place: Place
  readonly meeting: number
  readonly branchHead: string
  readonly pull: PullRequest | null
}

async function planOnBranch(ports: PlanFilePorts, file: FileToPublish, { place, meeting, branchHead, pull }: OnBranch): Promise<Planned> {
  const { current, commits, comments, otherAuthor } = await readBranch(ports, place, branchHead, pull)
  const opens = pull === null ? [openPull(place, file)] : []
  if (!commits.some(({ isOwn }) => isOwn)) {
    if (current !== null) return planned([], [tellOthersBranch(place, ports.identity, otherAuthor)])
    // A run that was stopped between branch and commit, or a branch for something else.
    const images = await newImages(ports, file, { path: place.path, head: branchHead, text: file.text })
    const commit = commitOf(ports.identity, { place, head: branchHead, isBranchNew: false, isFirst: true, text: file.text, images })
    return planned([commit, ...opens])
  }
  if (current === null)
    return planned([], [`${place.path}: someone removed it from the branch \`${place.branch}\`, so nothing is written.`])
  const versions = await Promise.all(
    commits.map(async ({ sha, isOwn }): Promise<Version> => {
      const text = sha === branchHead ? current : await ports.minutes.readFile(place.path, sha)
      return { text: text ?? '', byApp: isOwn }
    }),
  )
  const merged = mergeOnBranch(file, current, versions, pull)
  if (merged.kept !== null) return planned([], [merged.kept])
  const { lines, isMuchLost: isMuch } = merged
  const hasNextMeeting = isMuch && (await isThere(ports, file, meeting + 1))
  const { kind, ...asked } = decideLoss({ file, place, pull, comments, lines, isMuch, hasNextMeeting })
  if (kind === 'next-meeting') return { plan: null, actions: asked.actions }
  if (kind === 'wait') return { plan: { ...asked, remarks: [] } }
  const commit = commitOf(ports.identity, {
    place,
    head: branchHead,
    isBranchNew: false,
    isFirst: false,
    text: merged.text,
    before: current,
    images: await newImages(ports, file, { path: place.path, head: branchHead, text: merged.text, before: current }),
  })
  const writes = merged.isSame ? [] : [commit]
  if (pull === null) return planned([...writes, ...opens])
  const told = tellPull(file, merged, { place, pull, comments })
  const assign = await assignLater(ports, file, place.repository, pull)
  return planned([...writes, ...told.actions, ...asked.actions, ...assign], told.remarks)
}

type Shown = { readonly path: string; readonly head: string; readonly text: string; readonly before?: string }

/** Images that `text` shows, and the file did not show `before`: one that a person took away stays away. */
async function newImages({ minutes }: PlanFilePorts, file: FileToPublish, { path, head, text, before = '' }: Shown): Promise<NewImages> {
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const all = (file.images ?? []).filter(({ path: stored }) => {
    const name = stored.slice(folder.length)
    return text.includes(name) && !before.includes(name)
  })
  if (all.length === 0) return { all, missing: [] }
  const there = new Set(await minutes.listFiles(folder.replace(/\/$/, ''), head))
  return { all, missing: all.filter(({ path: stored }) => !there.has(stored)) }
}

type Branch = {
  /** null: the file is not on it. */
  readonly current: string | null
  /** Oldest first. */
  readonly commits: readonly { readonly sha: string; readonly isOwn: boolean }[]
  readonly comments: readonly OwnComment[]
  /** Who made the file with other credentials; null: nobody. */
  readonly otherAuthor: string | null
}

function tellOthersBranch({ path, branch }: Place, { login }: Identity, other: string | null): string {
  if (other === null) return `${path}: the branch \`${branch}\` and its file were created by someone else, so they were not changed.`
  return `${path}: ${other} made the branch \`${branch}\` and its file, so ${login} does not change them. Run with the credentials of ${other} to update them.`
}

async function readBranch({ minutes }: PlanFilePorts, place: Place, head: string, pull: PullRequest | null): Promise<Branch> {
  const [current, commits, comments] = await Promise.all([
    minutes.readFile(place.path, head),
    minutes.commits(place.branch, place.base, place.path),
    pull === null ? [] : minutes.commentsByApp(pull.number),
  ])
  return {
    current,
    commits: [...commits].reverse().map((commit) => ({ sha: commit.sha, isOwn: isTextByApp(commit, place.path) })),
    comments,
    otherAuthor: otherAuthor(commits),
  }
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

/** `update` is null where the description says it already, or is somebody else's. `unsigned`: commits without a sign-off, in a sentence. */
export type Described = { readonly body: string; readonly update: Action | null; readonly unsigned: string | null }

/** The description of the pull request for what its branch holds now; null where there is no such file. Writes nothing. */
export async function describeBranch({ minutes }: PlanFilePorts, file: FileToPublish): Promise<Described | null> {
  const place = placesOf(file, file.meeting ?? 1)
  const { repository, path, branch, base } = place
  const [text, pull] = await Promise.all([minutes.readFile(path, branch), minutes.pullOf(branch)])
  if (text === null || pull === null) return null
  const commits = await minutes.commits(branch, base, path)
  const { number, title } = pull
  const { body, isNews } = describe(pull.body, text, file, place)
  const update: Action = { kind: 'update-pull', repository, number, title, body, why: 'its summary of the file has changed' }
  return { body, update: isNews ? update : null, unsigned: unsignedCommits([...commits].reverse()) }
}
