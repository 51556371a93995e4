/** What a token must be allowed to do for scheduled work: asked for by the workflow, which has a token made for each run. Pure. */
import type { Settings } from '../../settings/settings.ts'
import { asksForOwners } from '../../usecases/hygiene/read-owner-standings.ts'
import { waitingLabel } from '../../usecases/minutes/tend-pulls.ts'
import type { DueWork } from './schedule.ts'

/** As GitHub names them. Empty: not needed. */
export type NeededPermissions = Readonly<
  Record<'contents' | 'issues' | 'pull_requests' | 'organization_projects' | 'members', 'read' | 'write' | ''>
>

/** What each kind writes; all read what they are made of. */
const WRITES: Readonly<Record<DueWork['kind'], readonly ('contents' | 'issues' | 'pull_requests')[]>> = {
  sync: [],
  // Comments and labels.
  hygiene: ['issues'],
  // An issue where the pad takes no agenda.
  agenda: ['issues'],
  // The branch, the pull request, an issue about minutes that could not be created.
  minutes: ['contents', 'pull_requests', 'issues'],
  digest: ['contents', 'pull_requests'],
  // An update of a branch, a merge, a reminder.
  pulls: ['contents', 'pull_requests'],
  report: ['issues'],
  // Comments on epics and stories; the description of a pull request whose minutes were announced.
  'follow-up': ['issues', 'pull_requests'],
}

/** `kinds` of work that may be done in the run. */
export function neededPermissions(settings: Settings, kinds: readonly DueWork['kind'][]): NeededPermissions {
  const written = new Set(kinds.flatMap((kind) => WRITES[kind]))
  // GitHub counts a label of a pull request as one of an issue, too.
  if (kinds.includes('pulls') && waitingLabel(settings.pullRequests) !== null) written.add('issues')
  const level = (name: 'contents' | 'issues' | 'pull_requests') => (written.has(name) ? 'write' : 'read')
  const writesStatus = kinds.includes('follow-up') && settings.afterMeeting.boardStatus !== 'off'
  return {
    contents: level('contents'),
    issues: level('issues'),
    pull_requests: level('pull_requests'),
    organization_projects: settings.board === null ? '' : writesStatus ? 'write' : 'read',
    members: kinds.includes('hygiene') && asksForOwners(settings) ? 'read' : '',
  }
}
