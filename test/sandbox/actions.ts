/** How the world changes: each change notes its time and its event, and tells the webhooks. Nothing is checked here. */
import { type Change, commit, differences, type GitCommit, mergeBranch, squashBranch } from './git.ts'
import {
  type Account,
  addCard,
  addComment,
  addEvent,
  addIssue,
  addLabel,
  addNode,
  addReview,
  addReviewComment,
  addThread,
  type Board,
  type Card,
  type Comment,
  type Draft,
  headBranch,
  type Issue,
  linkSubIssue,
  type Milestone,
  newThing,
  type Pull,
  type Repository,
  type Review,
  type ReviewThread,
  type StatusUpdate,
  setValue,
  signatureOf,
  stamp,
  type World,
} from './model.ts'
import type { Json, Shapes } from './shapes.ts'
import type { Webhooks } from './webhooks.ts'

export type Actions = ReturnType<typeof createActions>

export function createActions(world: World, shapes: () => Shapes, { emit }: Webhooks) {
  const now = () => stamp(world.now())

  const told = (thing: Issue | Pull, action: string, by: Account, more: Json = {}) => {
    if (thing.kind === 'Issue') emit('issues', action, by, thing.repository, { issue: shapes().issue(thing), ...more })
    else emit('pull_request', action, by, thing.repository, { number: thing.number, pull_request: shapes().fullPull(thing), ...more })
  }
  const touch = (thing: { updatedAt: string }) => {
    thing.updatedAt = now()
    return thing.updatedAt
  }

  const issues = {
    createIssue(repository: Repository, by: Account, given: { title: string; body?: string; labels?: string[] }): Issue {
      const number = nextNumber(repository)
      const issue = addIssue(world, repository, number, { ...given, author: loginOf(by), created: now() })
      told(issue, 'opened', by)
      return issue
    },
    edit(thing: Issue | Pull, by: Account, { title, body }: { title?: string | undefined; body?: string | undefined }): void {
      const at = touch(thing)
      const changes: Json = {}
      if (title !== undefined && title !== thing.title) {
        addEvent(world, thing, 'RenamedTitleEvent', by, at, { previousTitle: thing.title, currentTitle: title })
        changes.title = { from: thing.title }
        thing.title = title
      }
      if (body !== undefined && body !== thing.body) {
        changes.body = { from: thing.body }
        thing.body = body
        thing.lastEditedAt = at
        thing.editor = by
        thing.edits.push({ kind: 'UserContentEdit', id: `UCE_${world.nextId()}`, editedAt: at, editor: by, diff: body })
      }
      told(thing, 'edited', by, { changes })
    },
    close(thing: Issue | Pull, by: Account, reason = 'COMPLETED'): void {
      const at = touch(thing)
      thing.state = 'CLOSED'
      thing.closedAt = at
      if (thing.kind === 'Issue') thing.stateReason = reason
      addEvent(world, thing, 'ClosedEvent', by, at, { stateReason: thing.kind === 'Issue' ? reason : null })
      told(thing, 'closed', by)
    },
    reopen(thing: Issue | Pull, by: Account): void {
      const at = touch(thing)
      thing.state = 'OPEN'
      thing.closedAt = null
      if (thing.kind === 'Issue') thing.stateReason = 'REOPENED'
      addEvent(world, thing, 'ReopenedEvent', by, at, {})
      told(thing, 'reopened', by)
    },
    lock(thing: Issue | Pull, by: Account, locked = true): void {
      thing.locked = locked
      addEvent(world, thing, locked ? 'LockedEvent' : 'UnlockedEvent', by, touch(thing), {})
      told(thing, locked ? 'locked' : 'unlocked', by)
    },
    /** Labels the repository lacks are made, as GitHub does. */
    addLabels(thing: Issue | Pull, by: Account, names: readonly string[]): void {
      const at = touch(thing)
      for (const name of names) {
        const known = thing.repository.labels.find((one) => one.name.toLowerCase() === name.toLowerCase())
        const label = known ?? addLabel(world, thing.repository, name, null)
        if (thing.labels.includes(label)) continue
        thing.labels.push(label)
        addEvent(world, thing, 'LabeledEvent', by, at, { label })
        told(thing, 'labeled', by, { label: shapes().label(label) })
      }
    },
    removeLabel(thing: Issue | Pull, by: Account, name: string): boolean {
      const label = thing.labels.find((one) => one.name.toLowerCase() === name.toLowerCase())
      if (!label) return false
      thing.labels = thing.labels.filter((one) => one !== label)
      addEvent(world, thing, 'UnlabeledEvent', by, touch(thing), { label })
      told(thing, 'unlabeled', by, { label: shapes().label(label) })
      return true
    },
    assign(thing: Issue | Pull, by: Account, people: readonly Account[]): void {
      const at = touch(thing)
      for (const assignee of people) {
        if (thing.assignees.includes(assignee)) continue
        thing.assignees.push(assignee)
        addEvent(world, thing, 'AssignedEvent', by, at, { assignee })
        told(thing, 'assigned', by, { assignee: shapes().user(assignee) })
      }
    },
    unassign(thing: Issue | Pull, by: Account, person: Account): void {
      thing.assignees = thing.assignees.filter((one) => one !== person)
      addEvent(world, thing, 'UnassignedEvent', by, touch(thing), { assignee: person })
      told(thing, 'unassigned', by, { assignee: shapes().user(person) })
    },
    /** null takes it off. */
    setMilestone(thing: Issue | Pull, by: Account, milestone: Milestone | null): void {
      const before = thing.milestone
      if (before === milestone) return
      const at = touch(thing)
      thing.milestone = milestone
      if (before) {
        addEvent(world, thing, 'DemilestonedEvent', by, at, { milestoneTitle: before.title })
        told(thing, 'demilestoned', by, { milestone: shapes().milestone(before) })
      }
      if (milestone) {
        addEvent(world, thing, 'MilestonedEvent', by, at, { milestoneTitle: milestone.title })
        told(thing, 'milestoned', by, { milestone: shapes().milestone(milestone) })
      }
    },
    addSubIssue(parent: Issue, child: Issue, by: Account): void {
      linkSubIssue(parent, child)
      subIssueTold(parent, child, by, 'added')
    },
    removeSubIssue(parent: Issue, child: Issue, by: Account): void {
      parent.subIssues = parent.subIssues.filter((one) => one !== child)
      child.parent = null
      subIssueTold(parent, child, by, 'removed')
    },
    /** `to`: the issue it is now, in another repository. */
    transfer(issue: Issue, by: Account, to: Issue): void {
      issue.gone = { status: 301, to }
      // All goes along but labels that the other repository does not have.
      for (const comment of issue.comments.splice(0)) to.comments.push(Object.assign(comment, { on: to }))
      for (const card of issue.cards.splice(0)) to.cards.push(Object.assign(card, { content: to }))
      to.assignees = issue.assignees
      to.labels = issue.labels.flatMap(({ name }) => to.repository.labels.find((one) => one.name === name) ?? [])
      for (const child of [...issue.subIssues]) {
        issue.subIssues = issue.subIssues.filter((one) => one !== child)
        child.parent = null
        linkSubIssue(to, child)
      }
      told(issue, 'transferred', by, {
        changes: { new_issue: shapes().issue(to), new_repository: shapes().repository(to.repository, null) },
      })
    },
    deleteIssue(issue: Issue, by: Account): void {
      issue.gone = { status: 410 }
      told(issue, 'deleted', by)
    },
  }

  const subIssueTold = (parent: Issue, child: Issue, by: Account, what: 'added' | 'removed') => {
    const at = touch(parent)
    addEvent(world, parent, what === 'added' ? 'SubIssueAddedEvent' : 'SubIssueRemovedEvent', by, at, { subIssue: child })
    addEvent(world, child, what === 'added' ? 'ParentIssueAddedEvent' : 'ParentIssueRemovedEvent', by, at, { parent })
    const payload = {
      sub_issue_id: child.databaseId,
      sub_issue: shapes().issue(child),
      parent_issue_id: parent.databaseId,
      parent_issue: shapes().issue(parent),
    }
    emit('sub_issues', `sub_issue_${what}`, by, parent.repository, {
      ...payload,
      sub_issue_repo: shapes().repository(child.repository, null),
    })
    emit('sub_issues', `parent_issue_${what}`, by, child.repository, {
      ...payload,
      parent_issue_repo: shapes().repository(parent.repository, null),
    })
  }

  const comments = {
    comment(on: Issue | Pull, by: Account, body: string): Comment {
      const made = addComment(world, on, by, body, touch(on))
      emit('issue_comment', 'created', by, on.repository, { issue: shapes().issue(on), comment: shapes().comment(made) })
      return made
    },
    editComment(one: Comment, by: Account, body: string): void {
      const from = one.body
      // GitHub lists the first version beside the edits.
      if (one.edits.length === 0) {
        one.edits.push({ kind: 'UserContentEdit', id: `UCE_${world.nextId()}`, editedAt: one.createdAt, editor: one.author, diff: from })
      }
      one.body = body
      one.updatedAt = touch(one.on)
      one.lastEditedAt = one.updatedAt
      one.editor = by
      one.edits.push({ kind: 'UserContentEdit', id: `UCE_${world.nextId()}`, editedAt: one.updatedAt, editor: by, diff: body })
      emit('issue_comment', 'edited', by, one.on.repository, {
        changes: { body: { from } },
        issue: shapes().issue(one.on),
        comment: shapes().comment(one),
      })
    },
    deleteComment(one: Comment, by: Account): void {
      one.on.comments = one.on.comments.filter((known) => known !== one)
      world.nodes.delete(one.id)
      addEvent(world, one.on, 'CommentDeletedEvent', by, touch(one.on), { deletedCommentAuthor: one.author })
      emit('issue_comment', 'deleted', by, one.on.repository, { issue: shapes().issue(one.on), comment: shapes().comment(one) })
    },
    /** `reason` as `minimizedReason` shows it (`outdated`); null shows the comment again. */
    minimize(one: Comment, reason: string | null): void {
      one.isMinimized = reason !== null
      one.minimizedReason = reason
    },
    react(one: Comment, by: Account, content: string): { made: boolean; reaction: Comment['reactions'][number] } {
      const known = one.reactions.find((reaction) => reaction.user === by && reaction.content === content)
      if (known) return { made: false, reaction: known }
      const reaction = { content, user: by, databaseId: world.nextId() }
      one.reactions.push(reaction)
      return { made: true, reaction }
    },
  }

  const boards = {
    addIssueToBoard(board: Board, thing: Issue | Pull, by: Account): Card {
      const card = addCard(world, board, thing, { at: now(), creator: by })
      addEvent(world, thing, 'AddedToProjectV2Event', by, now(), { project: board })
      emit('projects_v2_item', 'created', by, board.owner, { projects_v2_item: shapes().card(card) })
      return card
    },
    addDraft(board: Board, by: Account, title: string, body = ''): Card {
      const at = now()
      const draft: Draft = {
        kind: 'DraftIssue',
        id: `DI_${world.nextId()}`,
        title,
        body,
        creator: by,
        assignees: [],
        createdAt: at,
        updatedAt: at,
      }
      const card = addCard(world, board, addNode(world, draft), { at, creator: by })
      emit('projects_v2_item', 'created', by, board.owner, { projects_v2_item: shapes().card(card) })
      return card
    },
    /** `value`: an option's or iteration's name, text, number or day; null empties the field. */
    moveCard(card: Card, by: Account, name: string, value: string | number | null): void {
      const field = card.board.fields.find((one) => one.name === name)
      const from = shown(card, name)
      setValue(card, name, value)
      touch(card)
      emit('projects_v2_item', 'edited', by, card.board.owner, {
        projects_v2_item: shapes().card(card),
        changes: {
          field_value: {
            field_node_id: field?.id,
            field_type: field?.dataType.toLowerCase(),
            field_name: name,
            project_number: card.board.number,
            from,
            to: shown(card, name),
          },
        },
      })
    },
    archiveCard(card: Card, by: Account, archived = true): void {
      card.isArchived = archived
      touch(card)
      emit('projects_v2_item', archived ? 'archived' : 'restored', by, card.board.owner, { projects_v2_item: shapes().card(card) })
    },
    updateStatus(board: Board, by: Account, { status, body }: { status: string; body: string }): StatusUpdate {
      const made: StatusUpdate = {
        kind: 'ProjectV2StatusUpdate',
        id: `PVTSU_${world.nextId()}`,
        status,
        body,
        creator: by,
        createdAt: now(),
        board,
      }
      board.statusUpdates.push(addNode(world, made))
      return made
    },
    deleteCard(card: Card, by: Account): void {
      card.board.cards = card.board.cards.filter((one) => one !== card)
      if (card.content.kind !== 'DraftIssue') card.content.cards = card.content.cards.filter((one) => one !== card)
      world.nodes.delete(card.id)
      emit('projects_v2_item', 'deleted', by, card.board.owner, { projects_v2_item: shapes().card(card) })
    },
  }

  const code = {
    /** A commit on a branch; `files`: text, bytes, or null to delete. `base` of a new branch is the default one. */
    push(
      repository: Repository,
      branch: string,
      by: Account,
      message: string,
      files: Readonly<Record<string, string | Buffer | null>>,
      verified = false,
    ): GitCommit {
      const { git } = repository
      const before = git.branches.get(branch) ?? null
      const parent = before ?? git.branches.get(repository.defaultBranch) ?? null
      const changes: Change[] = Object.entries(files).map(([path, content]) => ({
        path,
        content: typeof content === 'string' ? Buffer.from(content) : content,
      }))
      const made = commit(git, branch, { parent, changes, message, author: signatureOf(by, now()), verified })
      pushTold(repository, branch, by, before, made)
      return made
    },
    createBranch(repository: Repository, branch: string, sha: string, by: Account): void {
      repository.git.branches.set(branch, sha)
      emit('create', null, by, repository, {
        ref: branch,
        ref_type: 'branch',
        master_branch: repository.defaultBranch,
        description: repository.description,
        pusher_type: 'user',
      })
    },
    /** Open pull requests from it are closed. */
    deleteBranch(repository: Repository, branch: string, by: Account): void {
      for (const pull of repository.pulls.values()) {
        if (pull.state !== 'OPEN' || headBranch(pull) !== branch) continue
        pull.lastHead = repository.git.branches.get(branch) ?? null
        issues.close(pull, by)
      }
      repository.git.branches.delete(branch)
      emit('delete', null, by, repository, { ref: branch, ref_type: 'branch', pusher_type: 'user' })
    },
    openPull(
      repository: Repository,
      by: Account,
      given: { title: string; body: string; head: string; base: string; draft?: boolean; fork?: string },
    ): Pull {
      const number = nextNumber(repository)
      const pull: Pull = {
        kind: 'PullRequest',
        ...newThing(world, repository, number, 'PR', { title: given.title, body: given.body, author: loginOf(by), created: now() }),
        state: 'OPEN',
        mergedAt: null,
        mergedBy: null,
        isDraft: given.draft ?? false,
        head: given.head,
        base: given.base,
        closes: [],
        reviews: [],
        threads: [],
        requestedReviewers: [],
        requestedTeams: [],
        fork: given.fork ?? null,
        lastHead: null,
      }
      repository.pulls.set(number, addNode(world, pull))
      told(pull, 'opened', by)
      return pull
    },
    mergePull(pull: Pull, by: Account, method: 'merge' | 'squash' | 'rebase' = 'merge'): GitCommit {
      const at = touch(pull)
      const { git, owner } = pull.repository
      const head = headBranch(pull)
      const made =
        method === 'merge'
          ? mergeBranch(git, pull.base, head, `Merge pull request #${pull.number} from ${owner.login}/${pull.head}`, signatureOf(by, at))
          : squashBranch(git, pull.base, head, `${pull.title} (#${pull.number})`, signatureOf(pull.author, at))
      pull.lastHead = git.branches.get(head) ?? null
      pull.state = 'MERGED'
      pull.mergedAt = at
      pull.closedAt = at
      pull.mergedBy = by
      addEvent(world, pull, 'MergedEvent', by, at, { commit: made, mergeRefName: pull.base })
      addEvent(world, pull, 'ClosedEvent', by, at, {})
      told(pull, 'closed', by)
      pushTold(pull.repository, pull.base, by, made.parents[0] ?? null, made)
      return made
    },
    /** The base is merged into the branch. */
    updateBranch(pull: Pull, by: Account): GitCommit {
      const { git } = pull.repository
      const branch = headBranch(pull)
      const before = git.branches.get(branch) ?? null
      const made = mergeBranch(git, branch, pull.base, `Merge branch '${pull.base}' into ${pull.head}`, signatureOf(by, touch(pull)))
      pushTold(pull.repository, branch, by, before, made)
      return made
    },
    markReady(pull: Pull, by: Account, isReady = true): void {
      pull.isDraft = !isReady
      addEvent(world, pull, isReady ? 'ReadyForReviewEvent' : 'ConvertToDraftEvent', by, touch(pull), {})
      told(pull, isReady ? 'ready_for_review' : 'converted_to_draft', by)
    },
    review(
      pull: Pull,
      by: Account,
      state: string,
      text = '',
      atLines: readonly { readonly path: string; readonly line: number; readonly body: string }[] = [],
    ): Review {
      const made = addReview(world, pull, { by: loginOf(by), at: touch(pull), state, text })
      for (const comment of atLines) addThread(world, made, comment)
      emit('pull_request_review', 'submitted', by, pull.repository, { review: shapes().review(made), pull_request: shapes().pull(pull) })
      return made
    },
    replyTo(thread: ReviewThread, by: Account, body: string): void {
      const review = addReview(world, thread.pull, { by: loginOf(by), at: touch(thread.pull), state: 'commented', text: '' })
      addReviewComment(world, thread, review, body)
    },
    resolveThread(thread: ReviewThread, by: Account, isResolved = true): void {
      touch(thread.pull)
      thread.isResolved = isResolved
      thread.resolvedBy = isResolved ? by : null
    },
    deleteThread(thread: ReviewThread): void {
      thread.pull.threads = thread.pull.threads.filter((one) => one !== thread)
    },
    requestTeamReview(pull: Pull, by: Account, slugs: readonly string[]): void {
      touch(pull)
      for (const slug of slugs) {
        if (pull.requestedTeams.includes(slug)) continue
        pull.requestedTeams.push(slug)
        addEvent(world, pull, 'ReviewRequestedEvent', by, now(), { requestedReviewer: null })
        told(pull, 'review_requested', by)
      }
    },
    requestReview(pull: Pull, by: Account, people: readonly Account[]): void {
      touch(pull)
      for (const person of people) {
        if (pull.requestedReviewers.includes(person)) continue
        pull.requestedReviewers.push(person)
        addEvent(world, pull, 'ReviewRequestedEvent', by, now(), { requestedReviewer: person })
        told(pull, 'review_requested', by, { requested_reviewer: shapes().user(person) })
      }
    },
  }

  const pushTold = (repository: Repository, branch: string, by: Account, before: string | null, made: GitCommit) => {
    const old = repository.git.commits.get(before ?? '')?.files ?? new Map<string, Buffer>()
    const changed = differences(old, made.files)
    const paths = (status: string) => changed.filter((change) => change.status === status).map(({ path }) => path)
    const shown = {
      id: made.sha,
      tree_id: made.tree,
      message: made.message,
      timestamp: made.committer.date,
      author: { name: made.author.name, email: made.author.email },
      added: paths('added'),
      removed: paths('removed'),
      modified: paths('modified'),
    }
    emit('push', null, by, repository, {
      ref: `refs/heads/${branch}`,
      before: before ?? '0'.repeat(40),
      after: made.sha,
      created: before === null,
      deleted: false,
      forced: false,
      commits: [shown],
      head_commit: shown,
      pusher: { name: loginOf(by), email: by.email },
    })
    for (const pull of repository.pulls.values()) {
      if (headBranch(pull) === branch && pull.state === 'OPEN') told(pull, 'synchronize', by, { before, after: made.sha })
    }
  }

  return { ...issues, ...comments, ...boards, ...code }
}

function shown(card: Card, name: string): unknown {
  const field = card.board.fields.find((one) => one.name === name)
  const value = card.values.get(name)
  if (value === undefined || !field) return null
  if (field.dataType === 'SINGLE_SELECT') return field.options.find(({ id }) => id === value) ?? null
  if (field.dataType === 'ITERATION') {
    const found = field.iterations.find(({ id }) => id === value)
    return found ? { id: found.id, title: found.title, start_date: found.startDate, duration: found.duration } : null
  }
  return value
}

const loginOf = ({ kind, login }: Account) => (kind === 'Bot' ? `${login}[bot]` : login)

function nextNumber({ issues, pulls }: Repository): number {
  return Math.max(0, ...issues.keys(), ...pulls.keys()) + 1
}
