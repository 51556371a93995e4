/** `/epic …` in a comment on an epic: who may use it, how it changes the comment, and the reply. Writes nothing itself. */

import { refKey } from '../../domain/reference.ts'
import { quietHandle } from '../../domain/text/escape.ts'
import { dayIn, minuteIn } from '../../domain/time/dates.ts'
import { decideCommand } from '../../hygiene/comment/apply-command.ts'
import { type EpicCommand, parseEpicCommands } from '../../hygiene/comment/commands.ts'
import { publicFindings, type Render } from '../../hygiene/comment/comment.ts'
import { readMarks, replyText } from '../../hygiene/comment/comment-body.ts'
import { factsOf } from '../../hygiene/comment/comment-context.ts'
import type { WithheldFinding } from '../../hygiene/evaluate.ts'
import { type HygieneFacts, judgeTeam, owningTeams } from '../../hygiene/hygiene-input.ts'
import { isEligible, weekdayOf } from '../../hygiene/team/team-findings.ts'
import { hasTeamLabel } from '../../hygiene/team/team-scope.ts'
import type { AppComment, Clock, Comments, People } from '../../ports.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import type { Action, Plan } from '../plan.ts'
import { type JudgedEpic, planFix, planUndo } from './answer-fix-command.ts'
import { withinRights } from './within-rights.ts'

export type EpicCommandInput = HygieneFacts & {
  readonly settings: Settings
  /** `owner/repo#1` of the issue. */
  readonly on: string
  /** Node id of the comment with the command. */
  readonly commentId: string
  readonly author: string
  readonly body: string
  readonly render: Render
}

export type EpicCommandResult = {
  readonly plan: Plan
  /** true: somebody asked for another look; the board is read again for this epic, then its comment is checked. */
  readonly recheck: boolean
  /** The reaction that says it is done: after the plan, and after the other look. */
  readonly understood: Plan
}

const nothing: Plan = { actions: [], remarks: [] }
const none: EpicCommandResult = { plan: nothing, recheck: false, understood: nothing }

export async function answerEpicCommand(
  ports: { readonly comments: Comments; readonly people: People; readonly clock: Clock },
  input: EpicCommandInput,
): Promise<EpicCommandResult> {
  const now = ports.clock.now()
  const today = dayIn(input.settings.timezone, now)
  const parsed = parseEpicCommands(input.body, today, input.snapshot.sprints)
  if (parsed.length === 0 || isOff(input) || isMachine(input)) return none
  const own = await ports.comments.byApp(input.on)
  // A delivery that comes twice finds its answer already there.
  if (own.some(({ body }) => isReplyTo(body, input.commentId))) return none
  if (!(await mayCommand(ports.people, input))) {
    return refuse(input, 'only people with triage rights or an assignee of the epic can do that. Please ask one of them.')
  }
  const problem = parsed.find((command) => 'problem' in command)
  if (problem && 'problem' in problem) return refuse(input, problem.problem)
  const commands = parsed.flatMap((command) => ('command' in command ? [command.command] : []))
  const written = planWrites(commands, own, input, now)
  if (typeof written === 'string') return refuse(input, written)
  const reaction: Action = { kind: 'react', on: input.on, commentId: input.commentId, reaction: '+1', why: 'the command was received' }
  return {
    plan: {
      actions: await withinRights(written, { author: input.author, people: ports.people }),
      remarks: [],
      versions: new Map([[input.on, own]]),
      again: async () => (await answerEpicCommand(ports, input)).plan,
    },
    recheck: commands.some(({ kind }) => RECHECKS.has(kind)),
    understood: { actions: [reaction, ...waitingOver(own, input)], remarks: [] },
  }
}

const RECHECKS: ReadonlySet<EpicCommand['kind']> = new Set(['check', 'unsnooze', 'unignore', 'fix', 'undo'])

/** Machines command nothing, and get no answer they might answer. */
function isMachine({ settings, author }: EpicCommandInput): boolean {
  return settings.bots.includes(author.toLowerCase().replace(/\[bot\]$/, ''))
}

/** Off is silent: whose epic it is has switched hygiene off, so there is no answer either. */
function isOff({ settings, snapshot, on }: EpicCommandInput): boolean {
  const teams = owningTeams(settings)
  if (teams.every(({ hygiene }) => hygiene.mode === 'off')) return true
  const item = snapshot.items.find(({ ref }) => ref !== null && refKey(ref) === refKey(on))
  return item !== undefined && teams.find(({ label }) => hasTeamLabel(item, label))?.hygiene.mode === 'off'
}

function isReplyTo(body: string, commentId: string): boolean {
  const marked = readMarks(body)
  return marked.kind === 'reply' && marked.to === commentId
}

/** Asked of GitHub at the moment of the command: in a snapshot rights, and who is assigned, may be old. */
export async function mayCommand(people: People, { on, author }: Pick<EpicCommandInput, 'on' | 'author'>): Promise<boolean> {
  return (await people.mayTriage(on, author)) || (await people.isAssigned(on, author))
}

/** All writes, or one sentence why there are none: on the comment first, then what is changed on request. */
function planWrites(
  commands: readonly EpicCommand[],
  own: readonly AppComment[],
  input: EpicCommandInput,
  now: Date,
): readonly Action[] | string {
  const judged = judgeEpic(input, now)
  if (judged === null) return 'This issue is not an epic on a team’s board, so it is not checked.'
  const rules = [...new Set(commands.flatMap((command) => (command.kind === 'fix' ? [command.rule] : [])))]
  const changes = [
    ...(rules.length === 0 ? [] : [planFix(input, rules, judged)]),
    ...(commands.some(({ kind }) => kind === 'undo')
      ? [planUndo(input, own, { now, timezone: input.settings.timezone, github: input.settings.github })]
      : []),
  ].filter((change) => change !== null)
  const refused = changes.find((change) => typeof change === 'string')
  if (refused !== undefined) return refused
  const kept = commands.filter(({ kind }) => kind !== 'fix' && kind !== 'undo')
  const written = kept.length === 0 ? [] : planChange(kept, own, { ...input, ...judged }, now)
  return typeof written === 'string' ? written : [...written, ...changes.filter((change) => typeof change !== 'string')]
}

type Judged = JudgedEpic & { readonly team: TeamSettings; readonly withheld: readonly WithheldFinding[] }

/** The epic as its team's rules see it; null: it is no epic of any team. */
function judgeEpic(input: EpicCommandInput, now: Date): Judged | null {
  const { settings, on } = input
  for (const team of owningTeams(settings)) {
    const judged = judgeTeam(settings, team, input, now)
    const { board } = judged
    const epic = board.epics.find(({ ref, item }) => refKey(ref) === refKey(on) && hasTeamLabel(item, team.label))
    if (!epic) continue
    const isOwn = ({ epic: of, rule }: WithheldFinding) => of !== null && refKey(of) === refKey(on) && team.hygiene.rules[rule] !== 'report'
    const findings = judged.dated(judged.findings.filter(isOwn))
    const facts = factsOf({ epic, board, findings, weekday: weekdayOf(team), rules: team.hygiene.rules, templates: input.templates })
    return { team, epic, board, findings, facts, withheld: judged.withheld.filter(isOwn) }
  }
  return null
}

/** The writes on the comment, or one sentence why there are none. */
function planChange(
  commands: readonly EpicCommand[],
  own: readonly AppComment[],
  { settings, team, epic, board, findings, facts, withheld, author, render }: EpicCommandInput & Judged,
  now: Date,
): readonly Action[] | string {
  if (team.hygiene.mode === 'digest') return 'This team uses a digest instead of comments on its epics. Exempt the epic in `sprint.yml`.'
  if (team.hygiene.mode === 'label') return 'This team uses a label instead of comments on its epics. Exempt the epic in `sprint.yml`.'
  const decision = decideCommand(
    {
      findings: publicFindings(findings, facts),
      withheld,
      facts,
      comments: own,
      now,
      timezone: settings.timezone,
      today: dayIn(settings.timezone, now),
      lookedAt: minuteIn(settings.timezone, now),
      minDaysBetweenNotifications: team.hygiene.minDaysBetweenNotifications,
      label: team.hygiene.label,
      epicLabels: epic.item.labels,
      // A command is no time to set it once more.
      labelTakenOff: true,
      eligible: isEligible(epic, board),
      mayCreate: false,
      lastHumanActivity: epic.item.lastHumanActivity,
      lastKnown: null,
      render,
    },
    commands,
    author,
  )
  return decision.actions
}

type Asked = Pick<EpicCommandInput, 'on' | 'commentId' | 'author' | 'render'>

/** One short reply to the one who asked; nobody is called. */
function reply({ commentId, author, render }: Asked, text: string): string {
  return replyText(commentId, render('hygiene/reply', { text: `${quietHandle(author)}: ${text}` }))
}

function refuse(input: EpicCommandInput, text: string): EpicCommandResult {
  return { ...none, plan: answer(input.on, reply(input, text), 'a command that cannot be executed') }
}

function answer(on: string, body: string, why: string): Plan {
  return { actions: [{ kind: 'create-comment', on, body, why }], remarks: [] }
}

/** Why the command failed for good. `reason`: harmless Markdown. */
export function epicFailureAnswer(asked: Asked, reason: string): Plan {
  return answer(asked.on, reply(asked, `the command failed. ${reason}`), 'the command failed')
}

/**
 * The command is tried again, and its author does not have to wait for that without a word. Said once; `comments`: what
 * the app has written there.
 */
export function epicWaitingAnswer(asked: Asked, comments: readonly AppComment[], reason: string): Plan {
  if (comments.some(({ body }) => body.includes(waitingMark(asked.commentId)))) return nothing
  const text = `the command has not finished yet. ${reason} The app tries again, and adds a thumbs-up to the command when it is done.`
  const body = `${waitingMark(asked.commentId)}\n${asked.render('hygiene/reply', { text: `${quietHandle(asked.author)}: ${text}` }).trim()}\n`
  return answer(asked.on, body, 'the command is waiting')
}

function waitingOver(own: readonly AppComment[], { on, commentId }: EpicCommandInput): readonly Action[] {
  return own
    .filter(({ body, minimized }) => !minimized && body.includes(waitingMark(commentId)))
    .map(({ id }) => ({ kind: 'minimize-comment', on, commentId: id, reason: 'RESOLVED', why: 'the command is done' }))
}

const waitingMark = (commentId: string): string => `<!-- scs-sprint:waiting v1 to=${commentId} -->`
