/** Looks at the epics of teams, and plans what their comments should say. Gathers, decides, writes nothing itself. */

import type { Finding } from '../../domain/finding.ts'
import { refKey } from '../../domain/reference.ts'
import { dayIn, minuteIn } from '../../domain/time/dates.ts'
import { UserError } from '../../errors.ts'
import type { EpicView } from '../../hygiene/board-view.ts'
import { publicFindings, type Render } from '../../hygiene/comment/comment.ts'
import { factsOf } from '../../hygiene/comment/comment-context.ts'
import { readMarks } from '../../hygiene/comment/comment-markers.ts'
import { decideComment, missingLabel } from '../../hygiene/comment/decide-comment.ts'
import { judgeBoard, viewOf, type WithheldFinding } from '../../hygiene/evaluate.ts'
import { hasTeamLabel } from '../../hygiene/team-scope.ts'
import type { AppComment, Clock, CommentMemory, Comments, KnownComment } from '../../ports.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import type { Action, Plan, RememberedComment, SeenComment } from '../plan.ts'
import { isQuietTime } from '../quiet-hours.ts'
import { hygieneInput, hygieneTeams, owningTeams, remarksOnPicture, type Seen } from './build-hygiene-input.ts'
import { planDigest } from './plan-hygiene-digest.ts'
import { planLabels } from './plan-hygiene-labels.ts'
import { planFormerEpics } from './retire-former-epics.ts'
import { isEligible, type TeamLook, weekdayOf } from './view-team.ts'

export type CheckHygienePorts = {
  /** null: there is no way to GitHub (a saved board); then nothing is planned. */
  readonly comments: Comments | null
  readonly clock: Clock
  /** What the store knows of comments; the plan brings it up to date. Absent: GitHub alone tells. */
  readonly memory?: Pick<CommentMemory, 'known'>
}

export type CheckHygieneInput = Seen & {
  readonly settings: Settings
  /** Keys of sprint.yml; absent: all teams. */
  readonly teams?: readonly string[]
  /** Comments of these epics alone (`owner/repo#1`): after a webhook, or to settle what two replicas did at once. */
  readonly only?: readonly string[] | undefined
  readonly render: Render
}

export type CheckedHygiene = {
  readonly findings: readonly Finding[]
  /** Findings of which nobody can tell whether they are there. */
  readonly withheld: number
  readonly plan: Plan
}

/** GitHub takes 500 new comments an hour; a run leaves some to others, the next one goes on. */
const MAX_NEW_COMMENTS = 400
/** Epics closed longer ago had their last word. */
const CLOSED_DAYS = 30
const READ_AT_ONCE = 6

type Candidate = { readonly withheld: readonly WithheldFinding[] } & Looked

type Looked = {
  readonly epic: EpicView
  readonly findings: readonly Finding[]
  readonly comments: readonly AppComment[]
  /** The app's label was there, and somebody took it off. */
  readonly labelTakenOff: boolean
  /** When a person deleted a comment of the app there; asked for only where nothing else tells. */
  readonly deletedAt: string | null
}

/** Throws TryAgainError when GitHub cannot be reached; what concerns one epic alone becomes a remark. */
export async function checkHygiene(ports: CheckHygienePorts, input: CheckHygieneInput): Promise<CheckedHygiene> {
  const findings: Finding[] = []
  let withheld = 0
  const actions: Action[] = []
  const remember: RememberedComment[] = []
  const seen = new Map<string, readonly SeenComment[]>()
  const remarks: string[] = remarksOnPicture(input.settings, input, ports.clock.now())
  const known = ports.memory && ports.comments !== null ? await ports.memory.known() : new Map<string, KnownComment>()
  const owners = owningTeams(input.settings)
  for (const team of commentOrder(hygieneTeams(input.settings, input.teams))) {
    const looked = hygieneInput(input.settings, team, input, ports.clock.now())
    const judged = judgeBoard(looked)
    findings.push(...judged.findings)
    withheld += judged.withheld.length
    if (ports.comments === null || !input.snapshot.complete || team.hygiene.mode === 'off') continue
    const room = MAX_NEW_COMMENTS - actions.filter(({ kind }) => kind === 'create-comment').length
    const board = viewOf(looked)
    const look = { team, ...judged, board, room, owners, known }
    const planned =
      team.hygiene.mode === 'digest'
        ? await planDigest(ports.comments, team, judged, board, input, ports.clock.now())
        : team.hygiene.mode === 'label'
          ? await planLabels(ports.comments, look, input, ports.clock.now())
          : await planComments(ports.comments, look, input, ports.clock.now())
    actions.push(...planned.actions)
    remarks.push(...planned.remarks)
    for (const [on, comments] of planned.seen) seen.set(on, comments)
    for (const { epic, known: now } of planned.known) if (!isSame(known.get(refKey(epic)), now)) remember.push({ on: epic, known: now })
  }
  if (ports.comments !== null && input.snapshot.complete) {
    const former = await planFormerEpics(ports.comments, input, ports.clock.now())
    actions.push(...former.actions)
    remarks.push(...former.remarks)
    for (const [on, comments] of former.seen) seen.set(on, comments)
  }
  // Nothing of the board has changed by what somebody wrote into a comment: only comments are read again.
  const again = async (issues: readonly string[]) => (await checkHygiene(ports, { ...input, only: issues })).plan
  return {
    findings: byTeams(findings, input.settings),
    withheld,
    plan: { actions, remarks, ...(remember.length > 0 ? { remember } : {}), ...(actions.length > 0 ? { seen, again } : {}) },
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

async function planComments(comments: Comments, look: TeamLook, input: CheckHygieneInput, now: Date) {
  const { team, board } = look
  const zone = input.settings.timezone
  if (isQuietTime(now, zone, team.hygiene)) {
    return { actions: [], remarks: [`${team.name}: quiet time, no comment is written.`], known: [], seen: new Map() }
  }
  const { candidates, remarks } = await gather(comments, look, input, now)
  const today = dayIn(zone, now)
  const limit = Math.min(look.room, team.hygiene.maxNewCommentsPerTeamAndDay)
  const decide = (left: number, isSilenced: boolean) =>
    bySeverity(candidates).map(({ epic, findings, withheld, comments: own, labelTakenOff, deletedAt }) => {
      const facts = factsOf({ epic, board, findings, weekday: weekdayOf(team), rules: team.hygiene.rules })
      const decision = decideComment({
        findings: publicFindings(findings, facts),
        withheld,
        facts,
        comments: own,
        now,
        timezone: zone,
        today,
        lookedAt: minuteIn(zone, now),
        minDaysBetweenNotifications: team.hygiene.minDaysBetweenNotifications,
        label: team.hygiene.label,
        epicLabels: epic.item.labels,
        labelTakenOff,
        eligible: isEligible(epic, board),
        mayCreate: left > 0,
        isSilenced,
        deletedAt,
        lastHumanActivity: epic.item.lastHumanActivity,
        lastKnown: look.known.get(refKey(epic.ref)) ?? null,
        render: input.render,
      })
      if (decision.creates) left -= 1
      return { epic: epic.ref, decision }
    })
  let decisions = decide(limit - madeOn(today, zone, candidates), isAnySilenced(candidates))
  if (input.only && decisions.some(({ decision }) => decision.creates)) {
    // What was made today on epics nobody asked about counts too, or a busy day of webhooks would know no limit.
    const all = await gather(comments, look, { ...input, only: undefined }, now)
    decisions = decide(limit - madeOn(today, zone, all.candidates), isAnySilenced(all.candidates))
  }
  return {
    actions: decisions.flatMap(({ decision }) => decision.actions),
    remarks: [...remarks, ...decisions.flatMap(({ decision }) => decision.remark ?? [])],
    seen: new Map(candidates.map(({ epic, comments: own }) => [epic.ref, own] as const)),
    known: decisions.flatMap(({ epic, decision }) => (decision.known === null ? [] : [{ epic, known: decision.known }])),
  }
}

/** Epics of the team that have findings, or may still have a comment from before, with the app's comments on them. */
async function gather(comments: Comments, look: TeamLook, input: CheckHygieneInput, now: Date) {
  const { team, findings, withheld, board, owners, known } = look
  const only = input.only ? new Set(input.only.map(refKey)) : null
  const isSpoken = ({ rule }: WithheldFinding) => team.hygiene.rules[rule] !== 'report'
  const spoken = findings.filter(isSpoken)
  const epics = board.epics.filter((epic) => {
    const key = refKey(epic.ref)
    if (owners.find(({ label }) => hasTeamLabel(epic.item, label))?.id !== team.id) return false
    if (only !== null && !only.has(key)) return false
    const closedAt = epic.item.state === 'closed' ? epic.item.closedAt : null
    const longClosed = closedAt !== null && now.getTime() - new Date(closedAt).getTime() > CLOSED_DAYS * 24 * 60 * 60 * 1000
    return !longClosed || spoken.some(({ epic: ref }) => ref !== null && refKey(ref) === key)
  })
  const candidates: Candidate[] = []
  const remarks: string[] = []
  for (let start = 0; start < epics.length; start += READ_AT_ONCE) {
    const batch = epics.slice(start, start + READ_AT_ONCE)
    const read = await Promise.all(
      batch.map((epic) => {
        const own = spoken.filter((finding) => finding.epic !== null && refKey(finding.epic) === refKey(epic.ref))
        return readComments(comments, epic, own, known.has(refKey(epic.ref)))
      }),
    )
    for (const result of read) {
      if ('problem' in result) remarks.push(result.problem)
      else {
        const isOwn = ({ epic }: WithheldFinding) => epic !== null && refKey(epic) === refKey(result.epic.ref)
        candidates.push({ ...result, withheld: withheld.filter((one) => isSpoken(one) && isOwn(one)) })
      }
    }
  }
  return { candidates, remarks }
}

async function readComments(
  comments: Comments,
  epic: EpicView,
  findings: readonly Finding[],
  isKnown: boolean,
): Promise<Looked | { problem: string }> {
  if (epic.item.locked) return { problem: `${epic.ref}: its conversation is locked, no comment is written.` }
  try {
    const own = await comments.byApp(epic.ref)
    const missing = missingLabel(own, epic.item.labels)
    const labelTakenOff = missing !== null && (await comments.wasLabelled(epic.ref, missing.label, missing.since))
    const isBare = findings.length > 0 && !isKnown && own.every(({ body }) => ['none', 'reply'].includes(readMarks(body).kind))
    const deletedAt = isBare ? await comments.deletedByPerson(epic.ref) : null
    return { epic, findings, comments: own, labelTakenOff, deletedAt }
  } catch (error) {
    // No access to one epic's comments is no reason to leave the others alone.
    if (error instanceof UserError) return { problem: error.message }
    throw error
  }
}

/** `hide-comments` was used, and its comments were not shown again: hygiene is switched off by hand, and makes none elsewhere either. */
function isAnySilenced(candidates: readonly Candidate[]): boolean {
  return candidates.some(({ comments }) => comments.some(({ body, minimized }) => minimized && readMarks(body).kind === 'hidden'))
}

/** Hygiene's own, whatever became of them since; not replies, nor other comments of the same account. */
const NOTIFYING: ReadonlySet<string> = new Set(['live', 'cleared', 'replaced'])

/** Comments that notified somebody today already, so that two runs a day share one limit. */
function madeOn(today: string, zone: string, candidates: readonly Candidate[]): number {
  return candidates
    .flatMap(({ comments }) => comments)
    .filter(({ createdAt, body }) => dayIn(zone, new Date(createdAt)) === today && NOTIFYING.has(readMarks(body).kind)).length
}

/** What matters most is told first when not everything can be told today. */
function bySeverity(candidates: readonly Candidate[]): readonly Candidate[] {
  const weight = ({ findings }: Candidate) => findings.filter(({ severity }) => severity === 'warning').length * 100 + findings.length
  return [...candidates].sort((a, b) => weight(b) - weight(a))
}
