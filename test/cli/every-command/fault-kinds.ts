/** Kinds of faults for one request, and what is looked at when it is over. */
import type { Fault } from '../../sandbox/faults.ts'
import type { Sandbox } from '../../sandbox/github.ts'

export const faultKinds: readonly (readonly [string, Fault])[] = [
  ['500', { kind: 'status', status: 500, json: { message: 'Server Error' } }],
  ['502 with a page', { kind: 'bad-gateway' }],
  ['502 after the deed', { kind: 'bad-gateway', done: true }],
  ['503', { kind: 'status', status: 503, json: { message: 'Service unavailable' } }],
  ['401', { kind: 'status', status: 401, json: { message: 'Bad credentials' } }],
  ['404', { kind: 'status', status: 404, json: { message: 'Not Found' } }],
  ['a secondary limit with its time', { kind: 'secondary-limit', retryAfter: 1 }],
  ['a secondary limit without', { kind: 'secondary-limit', retryAfter: null }],
  ['RATE_LIMITED', { kind: 'rate-limited', name: 'RATE_LIMITED' }],
  ['RATE_LIMIT', { kind: 'rate-limited', name: 'RATE_LIMIT' }],
  ['a broken connection', { kind: 'reset' }],
  ['an answer that is lost', { kind: 'lost-answer' }],
  ['no answer', { kind: 'hang' }],
  ['broken JSON', { kind: 'malformed' }],
  ['half of the answer', { kind: 'torn' }],
  ['200 with a page', { kind: 'page' }],
  ['200 with a page after the deed', { kind: 'page', done: true }],
  ['200 with nothing in it', { kind: 'status', status: 200, json: {} }],
  ['an error beside the data', { kind: 'partial', at: ['repository'] }],
  ['an error beside the board', { kind: 'partial', at: ['organization'] }],
]

/** All that the app can have written, without times and ids. */
export function endState({ world }: Sandbox): unknown {
  const plain = (text: string) =>
    text
      .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1')
      .replaceAll(/IC_\w+/g, 'IC')
      .replaceAll(/[0-9a-f]{40,64}/g, 'hash')
  return [...world.repositories.values()].map(({ nameWithOwner, issues, pulls, git }) => ({
    nameWithOwner,
    things: [...issues.values(), ...pulls.values()].map(({ number, title, body, labels, assignees, comments }) => ({
      number,
      title,
      body: plain(body),
      labels: labels.map(({ name }) => name).sort(),
      assignees: assignees.map(({ login }) => login).sort(),
      comments: comments.map((comment) => ({
        body: plain(comment.body),
        by: comment.author.login,
        hidden: comment.minimizedReason,
        // The first version is listed beside the edits.
        versions: comment.edits.length,
      })),
    })),
    branches: [...git.branches].map(([branch, sha]) => {
      const commit = git.commits.get(sha)
      // Minutes that were made without the board get a second commit when it can be read.
      return {
        branch,
        message: commit?.message.replace(/^Update /, 'Add '),
        files: [...(commit?.files ?? [])].map(([path, content]) => [path, plain(content.toString())]),
      }
    }),
  }))
}
