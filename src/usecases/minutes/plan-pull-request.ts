/**
 * Plans one pull request per file, however often it runs: one file, one branch. People’s edits on the branch are kept, files
 * committed by others are never overwritten, and closed or merged pull requests are left alone.
 */

import { correctionsBranch, MOST_MEETINGS_A_DAY } from '../../domain/notes/minutes-path.ts'
import { UserError } from '../../errors.ts'
import { decideLoss } from '../../minutes/pull-request/ask-before-loss.ts'
import { resolvedByPeople } from '../../minutes/pull-request/at-lines/decide-questions.ts'
import { isAnotherMeeting, mergeOnBranch, tellPull, whyLeftAlone } from '../../minutes/pull-request/branch-update.ts'
import { describe, unsignedCommits } from '../../minutes/pull-request/description.ts'
import { type FileToPublish, type Place, placesOf } from '../../minutes/pull-request/file-to-publish.ts'
import { nextOnPull } from '../../minutes/pull-request/next-on-pull.ts'
import { commitOf, type Identity, type NewImages, openPull } from '../../minutes/pull-request/pull-actions.ts'
import type { MinutesRepository, PullRequest } from '../../ports.ts'
import type { Action, Plan } from '../plan.ts'
import { type Merged, planCorrections } from './plan-corrections.ts'
import type { PlanFilePorts } from './plan-file-ports.ts'
import { movedPath, readBranch } from './read-branch.ts'

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
  if (left !== null)
    return pull?.state === 'merged' && onBase !== null && ports.pulls
      ? planAfterMerge(ports, file, { place, meeting, pull, onBase, baseHead })
      : planned([], [left])
  if (branchHead !== null) return planOnBranch(ports, file, { place, meeting, branchHead, pull, onBase: null })
  const images = await newImages(ports, file, { path, head: baseHead, text: file.text })
  const commit = commitOf(ports.identity, { place, head: baseHead, isBranchNew: true, isFirst: true, text: file.text, images })
  return planned([commit, openPull(place, file, { text: file.text, onBase })])
}

type AfterMerge = Merged & { readonly meeting: number; readonly baseHead: string }

/** Later changes of the pad are a new pull request. */
async function planAfterMerge(ports: PlanFilePorts, given: FileToPublish, { meeting, baseHead, ...merged }: AfterMerge): Promise<Planned> {
  const correction = await planCorrections(ports, given, merged)
  if (correction.kind === 'nothing') return planned([], [correction.why])
  const { file, place, branchHead, pull } = correction
  const { onBase } = merged
  if (branchHead !== null) return planOnBranch(ports, file, { place, meeting, branchHead, pull, onBase })
  const { text } = file
  const images = await newImages(ports, file, { path: place.path, head: baseHead, text, before: onBase })
  const commit = commitOf(ports.identity, { place, head: baseHead, isBranchNew: true, isFirst: false, text, before: onBase, images })
  return planned([commit, openPull(place, file, { text, onBase })])
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
  /** What the base has, where the pull request corrects it. */
  readonly onBase: string | null
}

async function planOnBranch(
  ports: PlanFilePorts,
  file: FileToPublish,
  { meeting, branchHead, pull, onBase, ...on }: OnBranch,
): Promise<Planned> {
  const { place, current, versions, hasOwn, comments, otherAuthor } = await readBranch(ports, on.place, branchHead, pull)
  const opens = (text: string) => (pull === null ? [openPull(place, file, { text, onBase })] : [])
  if (!hasOwn) {
    if (current !== null && current !== onBase) return planned([], [tellOthersBranch(place, ports.identity, otherAuthor)])
    // A run that was stopped between branch and commit, or a branch for something else.
    const images = await newImages(ports, file, { path: place.path, head: branchHead, text: file.text })
    const isFirst = onBase === null
    const commit = commitOf(ports.identity, { place, head: branchHead, isBranchNew: false, isFirst, text: file.text, images })
    return planned([commit, ...opens(file.text)])
  }
  if (current === null)
    return planned([], [`${place.path}: someone removed it from the branch \`${place.branch}\`, so nothing is written.`])
  const merged = mergeOnBranch(file, current, versions, pull)
  if (merged.kept !== null) return planned([], [merged.kept])
  const { lines, isMuchLost: isMuch, isShrunk, keeping } = merged
  const hasNextMeeting = isMuch && (await isThere(ports, file, meeting + 1))
  const { kind, ...asked } = decideLoss({ file, place, pull, comments, lines, isMuch, isShrunk, kept: keeping.kept, hasNextMeeting })
  if (kind === 'next-meeting') return { plan: null, actions: asked.actions }
  if (kind === 'wait') return { plan: { ...asked, remarks: [] } }
  const { text, isSame, conflicts } = kind === 'keep' ? keeping : merged
  const commit = commitOf(ports.identity, {
    place,
    head: branchHead,
    isBranchNew: false,
    isFirst: false,
    text,
    before: current,
    images: await newImages(ports, file, { path: place.path, head: branchHead, text, before: current }),
  })
  const writes = isSame ? [] : [commit]
  if (pull === null) return planned([...writes, ...opens(text)])
  const life = pull.state === 'open' ? ((await ports.pulls?.life(pull.number)) ?? null) : null
  const told = tellPull(
    file,
    { text, conflicts },
    { place, pull, comments, ...(life === null ? {} : { answered: resolvedByPeople(life) }) },
  )
  const assign = await assignLater(ports, file, place.repository, pull)
  const talk = life === null ? [] : nextOnPull({ file, place, pull, life, text, onBase })
  return planned([...writes, ...told.actions, ...asked.actions, ...assign, ...talk], told.remarks)
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

function tellOthersBranch({ path, branch }: Place, { login }: Identity, other: string | null): string {
  if (other === null) return `${path}: the branch \`${branch}\` and its file were created by someone else, so they were not changed.`
  return `${path}: ${other} made the branch \`${branch}\` and its file, so ${login} does not change them. Run with the credentials of ${other} to update them.`
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
export async function describeBranch(ports: PlanFilePorts, file: FileToPublish): Promise<Described | null> {
  const { minutes } = ports
  const first = placesOf(file, file.meeting ?? 1)
  const opened = await openPullOf(minutes, first)
  if (opened === null) return null
  const { pull } = opened
  const there = await minutes.readFile(opened.place.path, opened.place.branch)
  const path = there === null ? await movedPath(ports, opened.place, pull) : opened.place.path
  const place = { ...opened.place, path: path ?? opened.place.path }
  const text = there ?? (path === null ? null : await minutes.readFile(path, place.branch))
  if (text === null) return null
  const commits = await minutes.commits(place.branch, place.base, place.path)
  const { number, title } = pull
  const { body, isNews } = describe(pull.body, text, { file, place })
  const { repository } = place
  const why = 'its summary of the file has changed'
  const update: Action = { kind: 'update-pull', repository, number, title, body, before: pull.body, why }
  return { body, update: isNews ? update : null, unsigned: unsignedCommits([...commits].reverse()) }
}

/** The pull request of the minutes, or the one that corrects them; null: there is none. */
async function openPullOf(minutes: MinutesRepository, first: Place): Promise<{ readonly place: Place; readonly pull: PullRequest } | null> {
  const pull = await minutes.pullOf(first.branch)
  if (pull?.state !== 'merged') return pull === null ? null : { place: first, pull }
  const open = (await minutes.openPulls()).find(({ branch }) => branch.startsWith(correctionsBranch(first.branch, 1)))
  return open === undefined ? { place: first, pull } : { place: { ...first, branch: open.branch }, pull: open }
}
