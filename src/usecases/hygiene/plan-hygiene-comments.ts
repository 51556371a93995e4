/** Comments of a team's epics: what GitHub has is read, what is to become of each is decided, so many a day. Gathers and plans. */

import type { Finding } from '../../domain/finding.ts'
import type { IssueTemplates } from '../../domain/issue-template.ts'
import { liveByOthers, type OthersComment, tellOthersComment } from '../../domain/others-comments.ts'
import { refKey } from '../../domain/reference.ts'
import { countOf } from '../../domain/text/count-of.ts'
import { dayIn, minuteIn } from '../../domain/time/dates.ts'
import { UserError } from '../../errors.ts'
import type { EpicView } from '../../hygiene/board-view.ts'
import { publicFindings, type Render } from '../../hygiene/comment/comment.ts'
import { readMarks } from '../../hygiene/comment/comment-body.ts'
import { factsOf } from '../../hygiene/comment/comment-context.ts'
import type { CommentInput } from '../../hygiene/comment/comment-input.ts'
import { decideComment } from '../../hygiene/comment/decide-comment.ts'
import { missingLabel, surveyComments } from '../../hygiene/comment/read-comments.ts'
import type { Decision } from '../../hygiene/comment/write-comment.ts'
import type { WithheldFinding } from '../../hygiene/evaluate.ts'
import { isQuietTime } from '../../hygiene/quiet-hours.ts'
import { isEligible, type TeamFindings, weekdayOf } from '../../hygiene/team/team-findings.ts'
import { hasTeamLabel } from '../../hygiene/team/team-scope.ts'
import type { AppComment, Comments } from '../../ports.ts'
import type { Settings } from '../../settings/settings.ts'
import type { Planned } from './planned.ts'

/** What a team's comments are planned by. */
export type PlanCommentsInput = {
  readonly settings: Settings
  readonly only?: readonly string[] | undefined
  readonly render: Render
  readonly templates?: IssueTemplates | undefined
}

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
  /** The comment of another account, where the app has none to show. */
  readonly byOther: OthersComment | null
}

/** Nothing in quiet hours. If the daily limit does not allow everything, the most severe comes first. */
export async function planComments(comments: Comments, look: TeamFindings, input: PlanCommentsInput, now: Date): Promise<Planned> {
  const { team } = look
  const zone = input.settings.timezone
  if (isQuietTime(now, zone, team.hygiene)) {
    return { actions: [], remarks: [`${team.name}: quiet hours, so no comment was written.`], known: [], versions: new Map() }
  }
  const { candidates, remarks } = await gather(comments, look, input, now)
  const today = dayIn(zone, now)
  const limit = Math.min(look.room, team.hygiene.maxNewCommentsPerTeamAndDay)
  const decide = (limited: number, isSilenced: boolean) => {
    let left = limited
    const decided: Decided[] = []
    for (const candidate of bySeverity(candidates)) {
      const decision = decideComment(commentInput(candidate, { look, input, now, mayCreate: left > 0, isSilenced }))
      if (decision.creates) left -= 1
      decided.push({ epic: candidate.epic.ref, decision })
    }
    return decided
  }
  let decisions = decide(limit - madeOn(today, zone, candidates), isAnySilenced(candidates))
  if (input.only && decisions.some(({ decision }) => decision.creates)) {
    // What was made today on epics nobody asked about counts too, or a busy day of webhooks would know no limit.
    const all = await gather(comments, look, { ...input, only: undefined }, now)
    decisions = decide(limit - madeOn(today, zone, all.candidates), isAnySilenced(all.candidates))
  }
  return {
    actions: decisions.flatMap(({ decision }) => decision.actions),
    remarks: [...remarks, ...decisions.flatMap(({ decision }) => decision.remark ?? [])],
    versions: new Map(candidates.map(({ epic, comments: own }) => [epic.ref, own] as const)),
    known: decisions.flatMap(({ epic, decision }) => (decision.known === null ? [] : [{ epic, known: decision.known }])),
  }
}

type Decided = { readonly epic: string; readonly decision: Decision }

type Around = {
  readonly look: TeamFindings
  readonly input: PlanCommentsInput
  readonly now: Date
  readonly mayCreate: boolean
  readonly isSilenced: boolean
}

function commentInput(candidate: Candidate, { look, input, now, mayCreate, isSilenced }: Around): CommentInput {
  const { epic, findings, withheld, comments, labelTakenOff, deletedAt } = candidate
  const { team, board } = look
  const { timezone } = input.settings
  const facts = factsOf({ epic, board, findings, weekday: weekdayOf(team), rules: team.hygiene.rules, templates: input.templates })
  return {
    findings: publicFindings(needsDates(candidate) ? look.dated(findings) : findings, facts),
    withheld,
    facts,
    comments,
    now,
    timezone,
    today: dayIn(timezone, now),
    lookedAt: minuteIn(timezone, now),
    minDaysBetweenNotifications: team.hygiene.minDaysBetweenNotifications,
    label: team.hygiene.label,
    epicLabels: epic.item.labels,
    labelTakenOff,
    eligible: isEligible(epic, board),
    mayCreate,
    isSilenced,
    deletedAt,
    lastHumanActivity: epic.item.lastHumanActivity,
    lastKnown: look.known.get(refKey(epic.ref)) ?? null,
    render: input.render,
  }
}

/** Since when a finding holds matters where the comment does not say what it reported: it was deleted, or not all had room. */
function needsDates({ comments, deletedAt }: Candidate): boolean {
  return deletedAt !== null || comments.some(({ body }) => !tellsAll(body))
}

function tellsAll(body: string): boolean {
  const marked = readMarks(body)
  return !('state' in marked) || (marked.state !== null && marked.state.more === 0)
}

/** Epics of the team that have findings, or may still have a comment from before, with the app's comments on them. */
async function gather(comments: Comments, look: TeamFindings, input: PlanCommentsInput, now: Date) {
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
  const byOthers: FoundByOther[] = []
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
        if (result.byOther !== null) byOthers.push({ epic: result.epic, other: result.byOther })
        if (result.byOther?.holdsBack) continue
        const isOwn = ({ epic }: WithheldFinding) => epic !== null && refKey(epic) === refKey(result.epic.ref)
        candidates.push({ ...result, withheld: withheld.filter((one) => isSpoken(one) && isOwn(one)) })
      }
    }
  }
  return { candidates, remarks: [...remarks, ...tellOthers(byOthers)] }
}

type FoundByOther = { readonly epic: EpicView; readonly other: OthersComment }

/** One sentence an account, however many epics it has commented on. Private issues are counted, for a remark may be public. */
function tellOthers(found: readonly FoundByOther[]): readonly string[] {
  return [...new Set(found.map(({ other }) => other.by))].flatMap((by) => {
    const own = found.filter(({ other }) => other.by === by)
    const named = own.filter(({ epic }) => !epic.item.private)
    const [first] = named.length > 0 ? named : own
    if (first === undefined) return []
    const names = named.length > 0 ? ` (${named.map(({ epic }) => epic.ref).join(', ')})` : ''
    return [tellOthersComment(`${countOf(own.length, 'epic')}${names}`, first.other)]
  })
}

async function readComments(
  comments: Comments,
  epic: EpicView,
  findings: readonly Finding[],
  isKnown: boolean,
): Promise<Looked | { problem: string }> {
  if (epic.item.locked) return { problem: `${epic.ref}: its conversation is locked, so no comment was written.` }
  try {
    const own = await comments.byApp(epic.ref)
    const missing = missingLabel(own, epic.item.labels)
    const labelTakenOff = missing !== null && (await comments.wasLabeled(epic.ref, missing.label, missing.since))
    const isBare = findings.length > 0 && !isKnown && own.every(({ body }) => ['none', 'reply'].includes(readMarks(body).kind))
    const deletedAt = isBare ? await comments.deletedByPerson(epic.ref) : null
    const isFirst = findings.length > 0 && surveyComments({ comments: own, lastKnown: null }).visible.length === 0
    const byOther = isFirst ? liveByOthers(await comments.byOthers(epic.ref), (body) => readMarks(body).kind === 'live') : null
    return { epic, findings, comments: own, labelTakenOff, deletedAt, byOther }
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

/** The most severe first, for days on which the limit does not allow everything. */
function bySeverity(candidates: readonly Candidate[]): readonly Candidate[] {
  const weight = ({ findings }: Candidate) => findings.filter(({ severity }) => severity === 'warning').length * 100 + findings.length
  return [...candidates].sort((a, b) => weight(b) - weight(a))
}
