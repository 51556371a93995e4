/** Changes that people ask for on an epic: its text, its stories and milestones, and cards of the board. */

import type { EpicRepairs } from '../../../ports/epic-repairs.ts'
import type { Clock } from '../../../ports.ts'
import type { BoardSettings } from '../../../settings/settings.ts'
import type { GitHubAccess } from '../client/client.ts'
import { createCardChanges } from './card-changes.ts'
import { createIssueChanges } from './issue-changes.ts'

/** Each step has a token of its own: for the repository of the issue, or for the board. */
export function createEpicRepairs(access: GitHubAccess, board: BoardSettings, clock: Clock): EpicRepairs {
  return { ...createIssueChanges(access, clock), ...createCardChanges(access, board, clock) }
}
