/** What is on GitHub and in the pads when all is over, in an order and with names that every run shares. */
import type { Sandbox } from '../../sandbox/github.ts'
import type { Comment, Issue, Pull, Repository } from '../../sandbox/model.ts'
import type { PadServer } from '../../sandbox/pads/pad-server.ts'
import { type Asked, teams } from './changes.ts'

/** Without what differs between runs: ports, ids, hashes, numbers of pull requests. */
function plain(text: string): string {
  return text
    .replaceAll(/(?:127\.0\.0\.1|localhost):\d+/g, 'localhost')
    .replaceAll(/IC_\w+/g, 'IC')
    .replaceAll(/issuecomment-\d+/g, 'issuecomment')
    .replaceAll(/[0-9a-f]{40,64}/g, 'hash')
    .replaceAll(/scs\/minutes(?:\/(?:pull|issues)\/|#)\d+/g, 'scs/minutes#n')
}

const inOrder = (lines: readonly unknown[]) => lines.map((line) => JSON.stringify(line)).sort()

export function endStateOf(sandbox: Sandbox, pads: PadServer): unknown {
  const { world } = sandbox
  const isApp = ({ author }: Comment) => author === world.app.bot
  const thingState = (thing: Issue | Pull) => ({
    title: plain(thing.title),
    body: plain(thing.body),
    state: thing.state,
    labels: thing.labels.map(({ name }) => name).sort(),
    assignees: thing.assignees.map(({ login }) => login).sort(),
    byApp: inOrder(thing.comments.filter(isApp).map(({ body, minimizedReason }) => ({ body: plain(body), hidden: minimizedReason }))),
    byPeople: inOrder(
      thing.comments
        .filter((comment) => !isApp(comment))
        .map(({ body, reactions }) => ({ body, reactions: reactions.map(({ content }) => content) })),
    ),
  })
  return {
    repositories: [...world.repositories.values()].map((repository) => ({
      name: repository.nameWithOwner,
      issues: inOrder([...repository.issues.values()].map(thingState)),
      pulls: inOrder([...repository.pulls.values()].map((pull) => ({ branch: pull.head, ...thingState(pull) }))),
      branches: branchesOf(repository),
    })),
    pads: teams.map(({ id }) => [id, plain(pads.text(id) ?? '')]),
  }
}

function branchesOf({ git }: Repository) {
  return [...git.branches]
    .map(([branch, sha]) => ({
      branch,
      commits: messagesOf(git, sha).sort(),
      files: [...(git.commits.get(sha)?.files ?? [])].map(([path, content]) => [path, plain(content.toString())]),
    }))
    .sort((a, b) => (a.branch < b.branch ? -1 : 1))
}

function messagesOf({ commits }: Repository['git'], from: string): string[] {
  const messages: string[] = []
  const seen = new Set<string>()
  const left = [from]
  for (let sha = left.pop(); sha !== undefined; sha = left.pop()) {
    const found = commits.get(sha)
    if (found === undefined || seen.has(sha)) continue
    seen.add(sha)
    messages.push(plain(found.message))
    left.push(...found.parents)
  }
  return messages
}

/** Writes that are there twice: a line each. */
export function doubledIn({ world }: Sandbox): readonly string[] {
  const twice = (where: string, texts: readonly string[]) =>
    [...new Set(texts.filter((text, at) => texts.indexOf(text) !== at))].map((text) => `${where}: twice: ${text.slice(0, 200)}`)
  return [...world.repositories.values()].flatMap((repository) => {
    const { nameWithOwner, git } = repository
    const things = [...repository.issues.values(), ...repository.pulls.values()]
    const own = things.filter(({ author }) => author === world.app.bot)
    return [
      ...twice(
        nameWithOwner,
        own.map(({ title }) => title),
      ),
      ...[...git.branches].flatMap(([branch, sha]) =>
        unchangedCommits(git, sha).map((message) => `${nameWithOwner} ${branch}: ${message}`),
      ),
      ...things.flatMap(({ number, comments }) => {
        const by = comments.filter(({ author }) => author === world.app.bot)
        const hygiene = by.filter(({ body, isMinimized }) => body.includes('scs-sprint:hygiene') && !isMinimized)
        const edits = by.flatMap((comment) => comment.edits.filter(({ diff }, at) => at > 0 && comment.edits[at - 1]?.diff === diff))
        return [
          ...twice(
            `${nameWithOwner}#${number}`,
            by.map(({ body }) => body),
          ),
          ...(hygiene.length > 1 ? [`${nameWithOwner}#${number}: ${hygiene.length} visible comments`] : []),
          ...edits.map(({ diff }) => `${nameWithOwner}#${number}: an edit that changes nothing: ${diff.slice(0, 100)}`),
        ]
      }),
    ]
  })
}

/** Commits after which all files are as before. */
function unchangedCommits({ commits }: Repository['git'], from: string): string[] {
  const found: string[] = []
  for (let sha: string | undefined = from; sha !== undefined; ) {
    const commit = commits.get(sha)
    const [parent] = commit?.parents ?? []
    const before = parent === undefined ? undefined : commits.get(parent)
    const files = (one: typeof commit) =>
      JSON.stringify([...(one?.files ?? [])].map(([path, content]) => [path, content.toString()]).sort())
    if (commit && before && files(commit) === files(before)) found.push(`a commit that changes nothing: ${commit.message}`)
    sha = parent
  }
  return found
}

/** How the answers to commands differ from one each: a line each. */
export function wrongAnswers({ world }: Sandbox, asked: readonly Asked[]): { readonly missing: string[]; readonly doubled: string[] } {
  const found = { missing: [] as string[], doubled: [] as string[] }
  for (const { comment, isRefused } of asked) {
    const replies = comment.on.comments.filter(({ author, body }) => author === world.app.bot && body.includes(`to=${comment.id} `))
    const thumbs = comment.reactions.filter(({ user }) => user === world.app.bot)
    const [wanted, other] = isRefused
      ? [replies.length, thumbs.length]
      : [thumbs.length, replies.filter(({ isMinimized }) => !isMinimized).length]
    const where = `${comment.body} on ${comment.on.repository.nameWithOwner}#${comment.on.number}: ${thumbs.length} reactions, ${replies.length} replies`
    if (wanted === 0) found.missing.push(where)
    if (wanted > 1 || other > 0) found.doubled.push(where)
  }
  return found
}
