/**
 * One file, one branch, one pull request, however often it runs: what is planned to bring a file into the repository of
 * the minutes. People's edits on the branch stay, what somebody else committed is never overwritten, and what people
 * closed or merged is left alone.
 */

import { UserError } from '../errors.ts'
import { sha256Of } from '../hygiene/marks.ts'
import type { MinutesRepository, PullRequest } from '../ports.ts'
import type { Settings } from '../settings/settings.ts'
import { type Conflict, lastOwnText, mergeEdits, type Version } from './keep-edits.ts'
import type { Action, Plan } from './plan.ts'
import { markedBody, updatedBody } from './pull-body.ts'

export type FileToPublish = {
  readonly settings: Pick<Settings, 'minutes'>
  /** Names the branch: a team's key, or `community-call`. */
  readonly team: string
  readonly date: string
  readonly path: string
  readonly text: string
  readonly body: string
  readonly assignees: readonly string[]
  /** Two texts that differ in nothing worth a commit (the time of a look); default: equal ones. */
  readonly isSame?: (a: string, b: string) => boolean
}

export type PlanFilePorts = {
  readonly minutes: MinutesRepository
  /** Author of the commits. */
  readonly identity: { readonly login: string; readonly id: number }
}

export async function planFile(ports: PlanFilePorts, file: FileToPublish): Promise<Plan> {
  const { repository, branch: base } = file.settings.minutes
  const { path } = file
  const branch = `minutes/${file.team}-${file.date}`
  const [baseHead, branchHead, pull, onBase] = await Promise.all([
    ports.minutes.head(base),
    ports.minutes.head(branch),
    ports.minutes.pullOf(branch),
    ports.minutes.readFile(path, base),
  ])
  if (baseHead === null) {
    throw new UserError(
      `${repository}: expected the branch \`${base}\`, found none. Set \`minutes.branch\` in sprint.yml to the branch minutes are merged into.`,
    )
  }
  const leave = (remark: string): Plan => ({ actions: [], remarks: [remark] })
  if (pull?.state === 'merged') {
    const late = onBase === null || (file.isSame ?? isEqual)(onBase, file.text) ? '' : ' What is different now is not written.'
    return leave(`${path}: merged already with ${pull.url}.${late}`)
  }
  if (onBase !== null) {
    const waiting = pull?.state === 'open' ? ` The pull request ${pull.url} still waits: close it, or merge what it adds by hand.` : ''
    return leave(`${path}: ${base} has this file already, committed by somebody else; it is left as it is.${waiting}`)
  }
  if (pull?.state === 'closed') {
    return leave(`${path}: somebody closed its pull request ${pull.url}; nothing is written. Reopen it to have it kept up to date.`)
  }
  const place = { repository, branch, base, path }
  if (branchHead === null) {
    return {
      actions: [commitOf(ports, place, { head: baseHead, branchIsNew: true, isFirst: true, text: file.text }), openPull(place, file)],
      remarks: [],
    }
  }
  return planOnBranch(ports, file, { ...place, branchHead, pull })
}

type Place = { readonly repository: string; readonly branch: string; readonly base: string; readonly path: string }

async function planOnBranch(
  ports: PlanFilePorts,
  file: FileToPublish,
  { branchHead, pull, ...place }: Place & { readonly branchHead: string; readonly pull: PullRequest | null },
): Promise<Plan> {
  const { minutes } = ports
  const [current, commits] = await Promise.all([
    minutes.readFile(place.path, branchHead),
    minutes.commits(place.branch, place.base, place.path),
  ])
  const oldestFirst = [...commits].reverse()
  const own = oldestFirst.filter((commit) => isOwn(commit, place.path))
  // A run that was stopped between branch and commit, or a branch for something else.
  if (current === null && own.length === 0) {
    const commit = commitOf(ports, place, { head: branchHead, branchIsNew: false, isFirst: true, text: file.text })
    return { actions: [commit, ...(pull === null ? [openPull(place, file)] : [])], remarks: [] }
  }
  if (current === null) {
    return { actions: [], remarks: [`${place.path}: somebody took it from the branch \`${place.branch}\`; nothing is written.`] }
  }
  if (own.length === 0) {
    return {
      actions: [],
      remarks: [`${place.path}: the branch \`${place.branch}\` and its file are somebody else’s; they are left as they are.`],
    }
  }
  const versions = await Promise.all(
    oldestFirst.map(async (commit): Promise<Version> => {
      const text = commit.sha === branchHead ? current : await minutes.readFile(place.path, commit.sha)
      return { text: text ?? '', byApp: isOwn(commit, place.path) }
    }),
  )
  const { text, conflicts } = mergeEdits(lastOwnText(versions) ?? current, file.text, current)
  const isSame = (file.isSame ?? isEqual)(text, current)
  const actions: Action[] = isSame ? [] : [commitOf(ports, place, { head: branchHead, branchIsNew: false, isFirst: false, text })]
  if (pull === null) return { actions: [...actions, openPull(place, file)], remarks: [] }
  const updated = updatedBody(pull.body, file.body)
  if (updated !== null && withoutTimes(updated) !== withoutTimes(pull.body)) {
    const { number, title } = pull
    actions.push({
      kind: 'update-pull',
      repository: place.repository,
      number,
      title,
      body: updated,
      why: 'what it says of the file has changed',
    })
  }
  const offer = conflicts.length === 0 ? null : offerOf(conflicts)
  if (offer !== null && !(await minutes.commentsByApp(pull.number)).some((comment) => comment.startsWith(firstLine(offer)))) {
    actions.push({
      kind: 'comment-pull',
      repository: place.repository,
      number: pull.number,
      body: offer,
      why: 'people changed the same lines: theirs stay, ours are offered',
    })
  }
  const remarks =
    updated === null ? [`${pull.url}: its description was rewritten by somebody; it is left as it is, open questions are not updated.`] : []
  return { actions, remarks }
}

function commitOf(
  { identity: { login, id } }: PlanFilePorts,
  { repository, branch, base, path }: Place,
  { head, branchIsNew, isFirst, text }: { head: string; branchIsNew: boolean; isFirst: boolean; text: string },
): Action {
  const message = `${isFirst ? 'Add' : 'Update'} ${path}\n\nSigned-off-by: ${login} <${id}+${login}@users.noreply.github.com>`
  return {
    kind: 'commit-file',
    repository,
    branch,
    base,
    expectedHead: head,
    branchIsNew,
    path,
    text,
    message,
    why: isFirst ? 'there is none yet' : 'there is something new; lines that people changed stay',
  }
}

function openPull({ repository, branch, base, path }: Place, { body, assignees }: FileToPublish): Action {
  return {
    kind: 'open-pull',
    repository,
    branch,
    base,
    title: `Add ${path}`,
    body: markedBody(body),
    assignees,
    why: 'a person reads it before it is published',
  }
}

/** With a person's token the author alone does not tell: their own edits have other messages. */
function isOwn({ byApp, message }: { byApp: boolean; message: string }, path: string): boolean {
  return byApp && (firstLine(message) === `Add ${path}` || firstLine(message) === `Update ${path}`)
}

/** Lines shown of one place, and places shown: a comment is no second copy of the file. */
const SHOWN_LINES = 40
const SHOWN_PLACES = 10

/** The first line tells one offer from another, so that none is made twice. */
function offerOf(conflicts: readonly Conflict[]): string {
  const sha256 = sha256Of(JSON.stringify(conflicts.map(({ theirs, ours }) => [theirs, ours])))
  const places = conflicts.slice(0, SHOWN_PLACES).flatMap(({ theirs, ours, line }) => {
    const lines = [...theirs.slice(0, SHOWN_LINES).map((text) => `- ${text}`), ...ours.slice(0, SHOWN_LINES).map((text) => `+ ${text}`)]
    // Inside of a fence nobody is called and nothing is linked.
    const fence = '`'.repeat(Math.max(3, longestRun(lines) + 1))
    return [
      '',
      `Around line ${line}:`,
      '',
      `${fence}diff`,
      ...lines.map((text) => text.slice(0, 500).replace(/[\r\u2028\u2029]/g, ' ')),
      fence,
    ]
  })
  const rest = conflicts.length - SHOWN_PLACES
  return [
    `<!-- scs-sprint:offer v1 sha256=${sha256} -->`,
    `**Your ${conflicts.length === 1 ? 'edit stays' : 'edits stay'}.** Pad or board say something else now; here is what would have been written (\`+\`) in place of what stands there (\`-\`). Take from it what you like.`,
    ...places,
    ...(rest > 0 ? ['', `… and ${rest} more.`] : []),
    '',
  ].join('\n')
}

function longestRun(lines: readonly string[]): number {
  return Math.max(0, ...lines.map((line) => Math.max(0, ...(line.match(/`{1,80}/g) ?? []).map(({ length }) => length))))
}

/** When pad and board were looked at is told; that they were looked at again is no news. */
function withoutTimes(body: string): string {
  return body
    .replaceAll('\r\n', '\n')
    .replace(/\b\d{4}-\d{2}-\d{2} \d{2}:\d{2}\b/g, 'then')
    .trim()
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? ''
const isEqual = (a: string, b: string): boolean => a === b
