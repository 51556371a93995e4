/** Pull requests of the minutes repository beside their files: reviews and talks at lines, labels, drafts, updates, merges. */
import { z } from 'zod'
import { httpStatus, refusalText, TryAgainError, UserError } from '../../../../errors.ts'
import type { MinutesPulls, PullFile, Reviewers } from '../../../../ports/pulls.ts'
import type { Clock } from '../../../../ports.ts'
import { checked, written } from '../../client/answers.ts'
import type { GitHubAccess, GitHubClient, Step } from '../../client/client.ts'
import { translateError } from '../../client/errors.ts'
import { allEntries, PAGE_SIZE } from '../../client/paginate.ts'
import { minutesMeanings } from '../access-errors.ts'
import { type Place, placeOf } from '../repository-files.ts'
import { checkedBefore, createCheck } from './checks.ts'
import { readLife } from './read-life.ts'

type Permissions = Step['permissions']
const READ: Permissions = { contents: 'read', pull_requests: 'read' }
const WRITE: Permissions = { contents: 'read', pull_requests: 'write' }
/** Resolving talks, merging and updating branches need both. */
const WRITE_ALL: Permissions = { contents: 'write', pull_requests: 'write' }

const Commit = z.object({
  sha: z.string(),
  commit: z.object({ message: z.string() }),
  author: z.object({ login: z.string() }).nullable(),
})
const Head = z.object({ head: z.object({ sha: z.string() }), base: z.object({ sha: z.string() }), state: z.string() })
const Listed = z.object({ number: z.number(), head: z.object({ sha: z.string() }) })
const File = z.object({ filename: z.string(), status: z.string(), previous_filename: z.string().optional() })
/** Whoever looks for a check is about to make one. */
const CHECKS: Permissions = { checks: 'write' }

const WithId = z.object({ id: z.number() })
const Numbered = z.object({ number: z.number() })
const Labels = z.array(z.object({ name: z.string() }))
const Anything = z.looseObject({})
const Merged = z.object({ merged: z.literal(true) })

const RESOLVE = `mutation MinutesResolve($threadId: ID!) {
  resolveReviewThread(input: { threadId: $threadId }) { thread { isResolved } }
}`
const READY = `mutation MinutesReady($pullId: ID!) {
  markPullRequestReadyForReview(input: { pullRequestId: $pullId }) { pullRequest { isDraft } }
}`

type Task<Result> = (client: GitHubClient, place: Place) => Promise<Result>

/** `repository`: `owner/repo`. */
export function createMinutesPulls(access: GitHubAccess, repository: string, clock: Clock): MinutesPulls {
  const place = placeOf(repository)
  const at = async <Result>(what: string, permissions: Permissions, task: Task<Result>): Promise<Result> => {
    try {
      return await task(await access.clientFor({ owner: place.owner, repositories: [place.repo], permissions }), place)
    } catch (error) {
      throw translateError(error, { now: clock.now(), meanings: minutesMeanings({ repository, what, permissions }) })
    }
  }
  const login = async () => (await access.identity()).login
  const named = (number: number) => `pull request ${number}`
  return {
    life: (number) => at(named(number), READ, (client) => readLife(client, place, number)),
    commits: (number) => at(named(number), READ, async (client) => commits(client, place, number, (await access.identity()).login)),
    files: (number) => at(named(number), READ, (client) => files(client, place, number)),
    headOf: (number) => at(named(number), READ, (client) => headOf(client, place, number)),
    openAt: (shas) => at('pull requests', READ, (client) => openAt(client, place, shas)),
    checkedBefore: (sha, name) =>
      at('its checks', CHECKS, async (client) => checkedBefore(client, place, sha, { name, login: await login() })),
    createCheck: (check) => at('its checks', CHECKS, async (client) => createCheck(client, place, { ...check, login: await login() })),
    ask: (number, review) => at(named(number), WRITE, (client) => ask(client, place, number, review)),
    resolve: (threadId) => at('a conversation', WRITE_ALL, async (client) => void (await client.graphql<unknown>(RESOLVE, { threadId }))),
    requestReviews: (number, reviewers) => at(named(number), WRITE, (client) => requestReviews(client, place, number, reviewers)),
    addLabels: (number, labels) =>
      at(named(number), WRITE, async (client) => {
        const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels'
        checked(Labels, (await client.request<unknown>(route, { ...place, issue_number: number, labels })).data)
      }),
    markReady: (pullId) => at('a pull request', WRITE_ALL, async (client) => void (await client.graphql<unknown>(READY, { pullId }))),
    updateBranch: (number, head) => at(named(number), WRITE_ALL, (client) => updateBranch(client, place, number, head)),
    merge: (number, head) => at(named(number), WRITE_ALL, (client) => merge(client, place, number, head)),
  }
}

async function headOf(client: GitHubClient, place: Place, number: number) {
  try {
    const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}'
    const { head, base, state } = checked(Head, (await client.request<unknown>(route, { ...place, pull_number: number })).data)
    return { sha: head.sha, base: base.sha, isOpen: state === 'open' }
  } catch (error) {
    if (httpStatus(error) === 404) return null
    throw error
  }
}

/** GitHub finds no pull request by a commit of a fork, but lists them all. */
async function openAt(client: GitHubClient, place: Place, shas: readonly string[]): Promise<readonly number[]> {
  const read = async (page: number) => {
    const asked = { ...place, state: 'open', per_page: PAGE_SIZE, page }
    return checked(z.array(Listed), (await client.request<unknown>('GET /repos/{owner}/{repo}/pulls', asked)).data)
  }
  const open = await allEntries(read, { maxPages: 10 })
  return open.filter(({ head }) => shas.includes(head.sha)).map(({ number }) => number)
}

async function commits(client: GitHubClient, place: Place, number: number, login: string) {
  const read = async (page: number) => {
    const asked = { ...place, pull_number: number, per_page: PAGE_SIZE, page }
    return checked(z.array(Commit), (await client.request<unknown>('GET /repos/{owner}/{repo}/pulls/{pull_number}/commits', asked)).data)
  }
  // GitHub lists at most 250.
  return (await allEntries(read, { maxPages: 3 })).map(({ sha, commit: { message }, author }) => ({
    ...{ sha, message, by: author?.login ?? null },
    byApp: author?.login.toLowerCase() === login.toLowerCase(),
  }))
}

async function files(client: GitHubClient, place: Place, number: number): Promise<readonly PullFile[]> {
  const read = async (page: number) => {
    const asked = { ...place, pull_number: number, per_page: PAGE_SIZE, page }
    return checked(z.array(File), (await client.request<unknown>('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', asked)).data)
  }
  return (await allEntries(read, { maxPages: 3 })).map(({ filename, status, previous_filename }) => ({
    ...{ path: filename, movedFrom: previous_filename ?? null },
    status: status === 'added' || status === 'renamed' || status === 'removed' ? status : status === 'copied' ? 'added' : 'modified',
  }))
}

type Review = Parameters<MinutesPulls['ask']>[1]

async function ask(client: GitHubClient, place: Place, number: number, { body, comments }: Review): Promise<boolean> {
  const route = 'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews'
  const asked = {
    ...{ ...place, pull_number: number, event: 'COMMENT', body },
    comments: comments.map((comment) => ({ ...comment, side: 'RIGHT' })),
  }
  try {
    await written(
      async () => checked(WithId, (await client.request<unknown>(route, asked)).data),
      async () => (await readLife(client, place, number)).reviewsByApp.some((known) => known.trim() === body.trim()),
    )
    return true
  } catch (error) {
    // The branch moved on meanwhile. The description has the questions, too.
    if (httpStatus(error) === 422 && /could not be resolved|must be part of the diff|outdated/i.test(refusalText(error))) return false
    throw error
  }
}

/** One by one: GitHub refuses them all where one has no access. */
async function requestReviews(
  client: GitHubClient,
  place: Place,
  number: number,
  { people, teams }: Reviewers,
): Promise<readonly string[]> {
  const route = 'POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers'
  const refused: string[] = []
  const wanted = [
    ...people.map((login) => ({ name: login, asked: { reviewers: [login] } })),
    ...teams.map((slug) => ({ name: `team ${slug}`, asked: { team_reviewers: [slug] } })),
  ]
  for (const { name, asked } of wanted) {
    try {
      checked(Numbered, (await client.request<unknown>(route, { ...place, pull_number: number, ...asked })).data)
    } catch (error) {
      if (httpStatus(error) !== 422 || !/collaborator|could not resolve|author|not found/i.test(refusalText(error))) throw error
      refused.push(name)
    }
  }
  return refused
}

/** GitHub answers before it is done. */
async function updateBranch(client: GitHubClient, place: Place, number: number, head: string): Promise<void> {
  const route = 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/update-branch'
  try {
    checked(Anything, (await client.request<unknown>(route, { ...place, pull_number: number, expected_head_sha: head })).data)
  } catch (error) {
    if (httpStatus(error) !== 422) throw error
    const said = refusalText(error)
    // It is up to date by now: somebody else was faster.
    if (/no new commits/i.test(said)) return
    if (/head sha/i.test(said)) throw movedOn(place, number, error)
    throw new UserError(
      `${place.owner}/${place.repo}, pull request ${number}: expected that its base can be merged into it, found a refusal (${said}). Merge the base by hand.`,
      { cause: error },
    )
  }
}

const METHODS = ['merge', 'squash', 'rebase'] as const

async function merge(client: GitHubClient, place: Place, number: number, head: string): Promise<void> {
  const route = 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge'
  for (const [index, method] of METHODS.entries()) {
    try {
      checked(Merged, (await client.request<unknown>(route, { ...place, pull_number: number, sha: head, merge_method: method })).data)
      return
    } catch (error) {
      const said = refusalText(error)
      if (httpStatus(error) === 405 && /not allowed/i.test(said) && index < METHODS.length - 1) continue
      if (httpStatus(error) === 409) throw movedOn(place, number, error)
      if (httpStatus(error) !== 405) throw error
      throw new UserError(
        `${place.owner}/${place.repo}, pull request ${number}: expected that it can be merged, found a refusal (${said}). Merge it by hand, or set \`minutes.merge: by-hand\` in sprint.yml.`,
        { cause: error },
      )
    }
  }
}

function movedOn({ owner, repo }: Place, number: number, cause: unknown): TryAgainError {
  const told = `${owner}/${repo}, pull request ${number}: someone else wrote to its branch at the same time.`
  return new TryAgainError(told, { cause, advice: 'Nothing was overwritten; try again.' })
}
