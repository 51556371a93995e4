/** The ports for GitHub; each is created on first use, with the credentials from the environment. */

import { boardMeanings } from '../adapters/github/board/access-errors.ts'
import { createBoardSource } from '../adapters/github/board/read-board.ts'
import { createBoardStatus } from '../adapters/github/board/status-updates.ts'
import type { GitHubAccess, InstalledAccess } from '../adapters/github/client/client.ts'
import { translateError } from '../adapters/github/client/errors.ts'
import { createComments } from '../adapters/github/comments/comments.ts'
import { createOwnIssues } from '../adapters/github/comments/own-issues.ts'
import { createHookDeliveries } from '../adapters/github/hook-deliveries.ts'
import { createIssueReader } from '../adapters/github/issues/issue-reader.ts'
import { createIssueTemplateReader } from '../adapters/github/issues/issue-templates.ts'
import { createMembers } from '../adapters/github/members.ts'
import { createMinutesRepository } from '../adapters/github/minutes/minutes-repository.ts'
import { createMinutesPulls } from '../adapters/github/minutes/pulls/minutes-pulls.ts'
import { createOrganizationReader } from '../adapters/github/organization/organization.ts'
import { createEpicRepairs } from '../adapters/github/repairs/epic-repairs.ts'
import { createWorkflows } from '../adapters/github/workflows.ts'
import { measuredBoard } from '../adapters/metrics/measured.ts'
import { UserError } from '../errors.ts'
import type { GithubPorts } from '../ports/app-ports.ts'
import type { EpicRepairs } from '../ports/epic-repairs.ts'
import type { IssueTemplateReader } from '../ports/issues.ts'
import type { Metrics } from '../ports/metrics.ts'
import type { Clock, Comments, LiveBoard, MinutesRepository, People } from '../ports.ts'
import type { Settings } from '../settings/settings.ts'

export function createGithubPorts(
  access: InstalledAccess | null,
  { clock, metrics }: { readonly clock: Clock; readonly metrics: Metrics },
): GithubPorts {
  const repositories = new Map<string, MinutesRepository>()
  let comments: (Comments & People) | null = null
  let issueTemplates: IssueTemplateReader | null = null
  return {
    isOnline: access !== null,
    comments: () => {
      comments ??= createComments(requireAccess(access, 'Comments on epics'), clock)
      return comments
    },
    members: () => createMembers(requireAccess(access, 'Members of the organization'), clock),
    minutesRepository: (repository) => {
      const made = repositories.get(repository) ?? createMinutesRepository(requireAccess(access, repository), repository, clock)
      repositories.set(repository, made)
      return made
    },
    minutesPulls: (repository) => createMinutesPulls(requireAccess(access, repository), repository, clock),
    ownIssues: (repository) => createOwnIssues(requireAccess(access, 'Issues of the app'), repository, clock),
    epicRepairs: ({ board }) => createEpicRepairs(requireAccess(access, 'Changes on epics'), requireBoard(board), clock),
    boardStatus: ({ board }) => createBoardStatus(requireAccess(access, 'The status of the board'), requireBoard(board), clock),
    issueReader: () => createIssueReader(requireAccess(access, 'Issues'), clock),
    issueTemplates: () => {
      issueTemplates ??= createIssueTemplateReader(requireAccess(access, 'Templates of issues'), clock)
      return issueTemplates
    },
    identity: () => requireAccess(access, 'The author of commits').identity(),
    installations: () => requireAccess(access, 'Installations of the app').installations(),
    boardSource: async (settings) => measuredBoard(await liveBoard(requireAccess(access, 'The board'), settings, clock), metrics),
    organization: (name) => createOrganizationReader(requireAccess(access, name), name, clock),
    workflows: (repository) => createWorkflows(requireAccess(access, repository), repository, clock),
    hookDeliveries: () => (access?.asApp ? createHookDeliveries(access.asApp) : null),
  }
}

function requireBoard(board: Settings['board']): NonNullable<Settings['board']> {
  if (board === null) throw new Error('No board is configured.')
  return board
}

/** `what` names in the message what they are needed for. */
export function requireAccess(access: InstalledAccess | null, what: string): InstalledAccess {
  if (access) return access
  throw new UserError(`${what}: expected GitHub credentials, found none. Set GITHUB_TOKEN, or APP_ID with PRIVATE_KEY or PRIVATE_KEY_PATH.`)
}

async function liveBoard(access: GitHubAccess, settings: Settings, clock: Clock): Promise<LiveBoard> {
  const { board } = settings
  if (board === null) throw new UserError(`${settings.source}: expected \`board\` with \`owner\` and \`number\`, found none. Add it.`)
  try {
    const client = await access.clientFor({
      owner: board.owner,
      permissions: { organization_projects: 'read', issues: 'read', pull_requests: 'read' },
    })
    const { isApp } = await access.identity()
    return createBoardSource(client, { ...settings, board }, clock, { isApp })
  } catch (error) {
    throw translateError(error, { now: clock.now(), meanings: boardMeanings })
  }
}

/** Made when the first comment is written: a plan of other writes needs no right to comment. */
export function lazyComments(make: () => Comments): Comments {
  return {
    byApp: (ref) => make().byApp(ref),
    byOthers: (ref) => make().byOthers(ref),
    revisions: (ref, id) => make().revisions(ref, id),
    wasLabeled: (ref, label, since) => make().wasLabeled(ref, label, since),
    labelHistory: (ref, label) => make().labelHistory(ref, label),
    deletedByPerson: (ref) => make().deletedByPerson(ref),
    create: (ref, body, isPull) => make().create(ref, body, isPull),
    update: (ref, id, body) => make().update(ref, id, body),
    minimize: (ref, id, reason) => make().minimize(ref, id, reason),
    unminimize: (ref, id) => make().unminimize(ref, id),
    react: (ref, id, reaction) => make().react(ref, id, reaction),
    addLabel: (ref, label, isPull) => make().addLabel(ref, label, isPull),
    removeLabel: (ref, label, isPull) => make().removeLabel(ref, label, isPull),
  }
}

/** Made when the first change is asked for: other plans need no board. */
export function lazyRepairs(make: () => EpicRepairs): EpicRepairs {
  return {
    read: (ref) => make().read(ref),
    writeBody: (ref, before, after) => make().writeBody(ref, before, after),
    setMilestone: (ref, title) => make().setMilestone(ref, title),
    makeStory: (epic, story) => make().makeStory(epic, story),
    dropStory: (epic, story) => make().dropStory(epic, story),
    card: (ref) => make().card(ref),
    moveCard: (ref, status) => make().moveCard(ref, status),
    addCard: (ref) => make().addCard(ref),
    removeCard: (ref) => make().removeCard(ref),
  }
}
