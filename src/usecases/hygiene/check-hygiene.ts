/** Checks the epics of teams, and plans their comments. Gathers and decides; writes nothing itself. */

import type { Finding } from '../../domain/finding.ts'
import { refKey } from '../../domain/reference.ts'
import type { Render } from '../../hygiene/comment/comment.ts'
import { type HygieneFacts, hygieneTeams, judgeTeam, owningTeams, remarksOnSnapshot } from '../../hygiene/hygiene-input.ts'
import type { TeamFindings } from '../../hygiene/team/team-findings.ts'
import type { Clock, CommentMemory, Comments, KnownComment } from '../../ports.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import type { Plan, RememberedComment } from '../plan.ts'
import { planComments } from './plan-hygiene-comments.ts'
import { planDigest } from './plan-hygiene-digest.ts'
import { planLabels } from './plan-hygiene-labels.ts'
import type { Planned } from './planned.ts'
import { planFormerEpics } from './retire-former-epics.ts'

export type CheckHygienePorts = {
  /** null: there is no way to GitHub (a saved board); then nothing is planned. */
  readonly comments: Comments | null
  readonly clock: Clock
  /** What the store knows of comments; the plan brings it up to date. Absent: GitHub alone tells. */
  readonly memory?: Pick<CommentMemory, 'known'>
}

export type CheckHygieneInput = HygieneFacts & {
  /** Nobody reads since when the findings hold: no earlier snapshot is judged for it. */
  readonly undated?: true
  readonly settings: Settings
  /** Keys of sprint.yml; absent: all teams. */
  readonly teams?: readonly string[]
  /** Comments of these epics alone (`owner/repo#1`): after a webhook, or to settle what two replicas did at once. */
  readonly only?: readonly string[] | undefined
  readonly render: Render
}

export type CheckedHygiene = {
  /** `since` is told unless the input says `undated`. */
  readonly findings: readonly Finding[]
  /** Findings of which nobody can tell whether they are there. */
  readonly withheld: number
  readonly plan: Plan
}

/** GitHub takes 500 new comments an hour; a run leaves some to others, the next one goes on. */
const MAX_NEW_COMMENTS = 400

/** Throws TryAgainError when GitHub cannot be reached; what concerns one epic alone becomes a remark. */
export async function checkHygiene(ports: CheckHygienePorts, input: CheckHygieneInput): Promise<CheckedHygiene> {
  const now = ports.clock.now()
  const { comments } = ports
  const writes = comments !== null && input.snapshot.complete
  const known = ports.memory && comments !== null ? await ports.memory.known() : new Map<string, KnownComment>()
  const owners = owningTeams(input.settings)
  const findings: Finding[] = []
  let withheld = 0
  const planned: Planned[] = [{ ...nothingPlanned, remarks: remarksOnSnapshot(input.settings, input, now) }]
  for (const team of commentOrder(hygieneTeams(input.settings, input.teams))) {
    const judged = judgeTeam(input.settings, team, input, now)
    findings.push(...(input.undated ? judged.findings : judged.dated(judged.findings)))
    withheld += judged.withheld.length
    if (!writes || team.hygiene.mode === 'off') continue
    const made = planned.flatMap(({ actions }) => actions).filter(({ kind }) => kind === 'create-comment').length
    const look = { team, ...judged, room: MAX_NEW_COMMENTS - made, owners, known }
    planned.push(await planTeam(comments, look, input, now))
  }
  if (writes) planned.push({ ...(await planFormerEpics(comments, input, now)), known: [] })
  // Nothing of the board has changed by what somebody wrote into a comment: only comments are read again.
  const again = async (issues: readonly string[]) => (await checkHygiene(ports, { ...input, only: issues })).plan
  return { findings: byTeams(findings, input.settings), withheld, plan: asPlan(planned, known, again) }
}

const nothingPlanned: Planned = { actions: [], remarks: [], known: [], versions: new Map() }

function planTeam(comments: Comments, look: TeamFindings, input: CheckHygieneInput, now: Date): Promise<Planned> {
  const plans = { digest: planDigest, label: planLabels, comment: planComments, off: async () => nothingPlanned }
  return plans[look.team.hygiene.mode](comments, look, input, now)
}

/** What the store knows already is not remembered once more. */
function asPlan(planned: readonly Planned[], known: ReadonlyMap<string, KnownComment>, again: NonNullable<Plan['again']>): Plan {
  const actions = planned.flatMap((part) => part.actions)
  const remember = planned
    .flatMap((part) => part.known)
    .filter(({ epic, known: now }) => !isSame(known.get(refKey(epic)), now))
    .map(({ epic, known: now }): RememberedComment => ({ on: epic, known: now }))
  return {
    actions,
    remarks: planned.flatMap(({ remarks }) => remarks),
    ...(remember.length > 0 ? { remember } : {}),
    ...(actions.length > 0 ? { versions: new Map(planned.flatMap(({ versions }) => [...versions])), again } : {}),
  }
}

function isSame(before: KnownComment | undefined, now: KnownComment): boolean {
  return before?.commentId === now.commentId && before.findings.join('\n') === now.findings.join('\n')
}

/** Teams with a label first: where one has the whole board, an epic with another team's label is not commented on by both. */
function commentOrder(teams: readonly TeamSettings[]): readonly TeamSettings[] {
  return [...teams].sort((a, b) => Number(a.label === null) - Number(b.label === null))
}

function byTeams(findings: readonly Finding[], settings: Settings): readonly Finding[] {
  const order = Object.keys(settings.teams)
  return [...findings].sort((a, b) => order.indexOf(a.team) - order.indexOf(b.team))
}
