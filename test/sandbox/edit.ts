/** What people do on GitHub's pages, by name: each change is told by webhooks, and done when they are delivered. */
import type { Actions } from './actions.ts'
import {
  type Account,
  accountOf,
  type Board,
  type Card,
  type Comment,
  type Issue,
  type Pull,
  type Repository,
  type ReviewThread,
  thingAt,
  type World,
} from './model.ts'
import type { Webhooks } from './webhooks.ts'

export type Person = ReturnType<typeof createPerson>

/** Issues and pull requests are named `owner/repo#1`, boards `owner/6`, repositories `owner/repo`. */
export function createPerson(world: World, actions: Actions, { settled }: Webhooks, login: string) {
  const by: Account = accountOf(world, login)
  const done = async <Result>(result: Result): Promise<Result> => {
    await settled()
    return result
  }
  const thing = (ref: string) => thingAt(world, ref)
  const issue = (ref: string): Issue => {
    const found = thing(ref)
    if (found.kind !== 'Issue') throw new Error(`${ref} is a pull request; an issue is needed there.`)
    return found
  }
  const pull = (ref: string): Pull => {
    const found = thing(ref)
    if (found.kind !== 'PullRequest') throw new Error(`${ref} is an issue; a pull request is needed there.`)
    return found
  }
  return {
    createIssue: (repository: string, given: { title: string; body?: string; labels?: string[] }) =>
      done(actions.createIssue(repositoryAt(world, repository), by, given)),
    editIssue: (ref: string, change: { title?: string; body?: string }) => done(actions.edit(thing(ref), by, change)),
    close: (ref: string, reason?: 'COMPLETED' | 'NOT_PLANNED' | 'DUPLICATE') => done(actions.close(thing(ref), by, reason)),
    reopen: (ref: string) => done(actions.reopen(thing(ref), by)),
    lock: (ref: string, locked = true) => done(actions.lock(thing(ref), by, locked)),
    comment: (ref: string, text: string): Promise<Comment> => done(actions.comment(thing(ref), by, text)),
    editComment: (comment: Comment, text: string) => done(actions.editComment(comment, by, text)),
    deleteComment: (comment: Comment) => done(actions.deleteComment(comment, by)),
    minimize: (comment: Comment, reason: string | null) => done(actions.minimize(comment, reason)),
    label: (ref: string, ...names: string[]) => done(actions.addLabels(thing(ref), by, names)),
    unlabel: (ref: string, name: string) => done(actions.removeLabel(thing(ref), by, name)),
    assign: (ref: string, ...logins: string[]) =>
      done(
        actions.assign(
          thing(ref),
          by,
          logins.map((one) => accountOf(world, one)),
        ),
      ),
    unassign: (ref: string, who: string) => done(actions.unassign(thing(ref), by, accountOf(world, who))),
    addSubIssue: (parent: string, child: string) => done(actions.addSubIssue(issue(parent), issue(child), by)),
    removeSubIssue: (parent: string, child: string) => done(actions.removeSubIssue(issue(parent), issue(child), by)),
    transfer: (from: string, to: string) => done(actions.transfer(issue(from), by, issue(to))),
    deleteIssue: (ref: string) => done(actions.deleteIssue(issue(ref), by)),
    addCard: (board: string, ref: string) => done(actions.addIssueToBoard(boardAt(world, board), thing(ref), by)),
    addDraft: (board: string, title: string, body?: string) => done(actions.addDraft(boardAt(world, board), by, title, body)),
    /** `value`: an option's or iteration's name, text, number or day; null empties the field. */
    moveCard: (board: string, ref: string, field: string, value: string | number | null) =>
      done(actions.moveCard(cardAt(world, board, ref), by, field, value)),
    archiveCard: (board: string, ref: string, archived = true) => done(actions.archiveCard(cardAt(world, board, ref), by, archived)),
    deleteCard: (board: string, ref: string) => done(actions.deleteCard(cardAt(world, board, ref), by)),
    /** A commit on a branch, made if missing; null deletes a file. Returns its sha. */
    push: (repository: string, branch: string, message: string, files: Readonly<Record<string, string | Buffer | null>>): Promise<string> =>
      done(actions.push(repositoryAt(world, repository), branch, by, message, files).sha),
    deleteBranch: (repository: string, branch: string) => done(actions.deleteBranch(repositoryAt(world, repository), branch, by)),
    /** `fork`: `owner/repo` it comes from; its files are those of the branch `pull/<number>/head` of the repository. */
    openPull: (repository: string, given: { title: string; body: string; head: string; base: string; fork?: string; draft?: boolean }) =>
      done(actions.openPull(repositoryAt(world, repository), by, given)),
    mergePull: (ref: string, method?: 'merge' | 'squash'): Promise<string> => done(actions.mergePull(pull(ref), by, method).sha),
    markReady: (ref: string, isReady = true) => done(actions.markReady(pull(ref), by, isReady)),
    replyTo: (thread: ReviewThread, text: string) => done(actions.replyTo(thread, by, text)),
    resolveThread: (thread: ReviewThread, isResolved = true) => done(actions.resolveThread(thread, by, isResolved)),
    deleteThread: (thread: ReviewThread) => done(actions.deleteThread(thread)),
    /** "Commit suggestion" of the first comment of a talk. */
    acceptSuggestion: (thread: ReviewThread) => {
      const found = /^(`{3,})suggestion\n([\s\S]*?)\n?\1$/m.exec(thread.comments[0]?.body ?? '')
      if (!found) throw new Error('The comment has no suggestion.')
      const { repository, head } = thread.pull
      const { git } = repository
      const text =
        git.commits
          .get(git.branches.get(head) ?? '')
          ?.files.get(thread.path)
          ?.toString('utf8') ?? ''
      const lines = text.split('\n')
      lines.splice(thread.originalLine - 1, 1, ...(found[2] ?? '').split('\n'))
      return done(actions.push(repository, head, by, `Update ${thread.path}`, { [thread.path]: lines.join('\n') }).sha)
    },
    review: (ref: string, state: 'approved' | 'changes_requested' | 'commented', text = '') =>
      done(actions.review(pull(ref), by, state, text)),
  }
}

function repositoryAt(world: World, name: string): Repository {
  const found = world.repositories.get(name.toLowerCase())
  if (!found)
    throw new Error(
      `The world has no repository ${name}. It has ${[...world.repositories.values()].map(({ nameWithOwner }) => nameWithOwner).join(', ')}.`,
    )
  return found
}

function boardAt(world: World, name: string): Board {
  const found = world.boards.get(name.toLowerCase())
  if (!found) throw new Error(`The world has no board ${name}. It has ${[...world.boards.keys()].join(', ')}.`)
  return found
}

/** The card of an issue or pull request, or of the draft with this title. */
function cardAt(world: World, board: string, ref: string): Card {
  const isRef = /^[^/\s]+\/[^#\s]+#\d+$/.test(ref)
  const content = isRef ? thingAt(world, ref) : null
  const found = boardAt(world, board).cards.find((card) => (content ? card.content === content : card.content.title === ref))
  if (!found) throw new Error(`The board ${board} has no card ${ref}.`)
  return found
}
