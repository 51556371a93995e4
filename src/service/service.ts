/** What the server does for a webhook, a command or a scheduled run. Use cases decide, and one function applies the plan. */

import { commandLines } from '../domain/body/command-lines.ts'
import { errorFacts, MeetingUnknownError, PadBeingTypedError, UserError } from '../errors.ts'
import type { Uses } from '../ports/app-ports.ts'
import type { JobQueue, LookAgain, NamedByWebhook } from '../ports/jobs.ts'
import type { Metrics, RunName } from '../ports/metrics.ts'
import type { Settings } from '../settings/settings.ts'
import { applyPlan } from '../usecases/apply-plan.ts'
import type { Plan } from '../usecases/plan.ts'
import type { WorkResult } from './context.ts'
import { createDueLooks, type Due } from './schedule/due-work.ts'
import { answerOnPull } from './schedule/minutes-jobs.ts'
import { lookAtPulls, type PullTools, pullsNamed } from './schedule/pull-jobs.ts'
import { type BoardRead, runDueWork, type ScheduleTools } from './schedule/run-schedule.ts'
import type { DueWork } from './schedule/schedule.ts'
import { affectedBy, debouncedBy, mergeNamed, namesNothing, namingPart } from './webhooks/affected-items.ts'
import { answerOnAgenda } from './webhooks/agenda-commands.ts'
import { answerOnEpic, type EpicTools } from './webhooks/epic-commands.ts'
import { type RecheckTools, recheckEpics } from './webhooks/recheck-epics.ts'
import type { CommentCommand, Work } from './work.ts'

/** What all of the service's work uses; each piece is given its own part of it. */
export type ServicePorts = ScheduleTools['ports'] & EpicTools['ports'] & Uses<'applyPorts' | 'settings'>

export type ServiceOptions = {
  readonly ports: ServicePorts
  readonly metrics: Metrics
  /** What failed for good is in the weekly report. */
  readonly jobs?: Pick<JobQueue, 'state'>
  /** Keeps what webhooks named until it is looked at again; those of the same minutes together. */
  readonly lookAgain: Pick<LookAgain, 'note'>
  /** After each run that succeeded: what it read or wrote may be shown. */
  readonly ran?: () => void
}

export type Service = Work & {
  /** `began`: since when this server, or one before it on the same database, looks at the schedule. */
  readonly dueBetween: (from: Date, to: Date, began?: Date) => Promise<Due>
  /** Does what was due between two moments. */
  readonly runSchedule: (from: Date, to: Date) => Promise<void>
  /** Does a piece of what was due, as it comes back from the database. Throws when it fails. */
  readonly scheduled: (due: unknown) => Promise<void>
  /** Looks again at what was noted. Throws when it fails. */
  readonly look: (noted: readonly Pick<NamedByWebhook, 'event' | 'names'>[]) => Promise<void>
  /** The configuration, read at most every five minutes. */
  readonly settings: () => Promise<Settings>
}

/** After that the meeting it was for is over, or a later look has taken its place. */
const DAY_MS = 24 * 60 * 60 * 1000
const SETTINGS_MS = 5 * 60 * 1000

type Failing = { readonly failed: (name: RunName) => void; readonly log: ServiceOptions['ports']['log'] }

function logFailure({ failed, log }: Failing, name: RunName, error: unknown): void {
  failed(name)
  log.warn(`${name} failed.`, { error: errorFacts(error) })
}

export function createService({ ports, metrics, lookAgain, jobs, ran }: ServiceOptions): Service {
  const { log } = ports
  const settings = remembered(() => ports.settings(), SETTINGS_MS)

  const failed = (name: RunName) => metrics.count('scs_sprint_runs_total', { name, result: 'failed' })
  const counted = async (name: RunName, task: () => Promise<WorkResult>): Promise<void> => {
    try {
      if ((await task()) === 'nothing') return
      metrics.count('scs_sprint_runs_total', { name, result: 'done' })
      ran?.()
    } catch (error) {
      if (!(error instanceof PadBeingTypedError)) logFailure({ failed, log }, name, error)
      throw error
    }
  }
  const boardRead: BoardRead = { last: null }
  const tools = { ports, jobs, boardRead, apply: applying(ports, metrics), failed }
  const looks = createDueLooks(ports, () => failed('calendar'))
  const doScheduled = async (due: DueWork) => {
    const current = await settings()
    if (!current.enabled) return
    try {
      await counted(due.kind, () => runDueWork(tools, current, due))
    } catch (error) {
      // The failure was reported, and the schedule tries again: only what time mends, and a broken calendar, is retried, for a day.
      const isToBeTold = due.kind !== 'sync' && due.kind !== 'hygiene' && error instanceof UserError
      const isTold = isToBeTold && !(error instanceof MeetingUnknownError)
      const isOver = ports.clock.now().getTime() - due.at.getTime() > DAY_MS
      if (!isTold && !isOver) throw error
    }
  }

  return {
    settings,
    changed: async (event, payload) => {
      const names = namingPart(event, payload)
      if (names !== null) await lookAgain.note({ ...debouncedBy(event, names), event, names })
    },
    look: (noted) =>
      counted('look-again', async () => {
        const current = await settings()
        return current.enabled ? lookAgainAt(tools, current, noted) : 'nothing'
      }),
    command: (command) =>
      counted(command.isPull ? 'minutes-command' : 'epic-command', async () => {
        // The comment's id and not the delivery's: the signature does not cover that one.
        await ports.claims.once(
          `command:${command.commentId}`,
          async () => {
            const current = await settings()
            if (!current.enabled) return
            await carryOut(tools, current, command)
          },
          command.madeAt,
        )
        return 'done'
      }),
    dueBetween: async (from, to, began) => looks.between(await settings(), from, to, began),
    runSchedule: async (from, to) => {
      const current = await settings()
      // One that fails does not stop the others.
      for (const due of (await looks.between(current, from, to)).work) await doScheduled(due).catch(() => {})
    },
    scheduled: (due) => doScheduled(dueAgain(due)),
  }
}

type Looking = PullTools & RecheckTools & { readonly ports: Pick<ServicePorts, 'snapshots' | 'claims'> }

/** What webhooks name is worked out with all that came in the same minutes: the board is parsed once for them. */
async function lookAgainAt(tools: Looking, settings: Settings, noted: Parameters<Service['look']>[0]): Promise<WorkResult> {
  const { claims, snapshots } = tools.ports
  const pulls = pullsNamed(noted, settings.minutes.repository)
  if (pulls !== null) await claims.alone(['minutes'], () => lookAtPulls(tools, settings, pulls))
  const previous = settings.board === null ? null : await snapshots.latest(settings.board, { complete: true })
  const named = mergeNamed(noted.map(({ event, names }) => affectedBy(event, names, previous)))
  const isNothing = settings.board === null || namesNothing(named)
  if (!isNothing) await recheckEpics(tools, settings, named)
  return isNothing && pulls === null ? 'nothing' : 'done'
}

/** A comment may hold commands of several kinds. */
async function carryOut(tools: EpicTools & ScheduleTools, settings: Settings, command: CommentCommand): Promise<void> {
  if (commandLines(command.body, 'agenda').length > 0) await answerOnAgenda(tools, settings, command)
  if (command.isPull) return tools.ports.claims.alone(['minutes'], () => answerOnPull(tools, settings, command))
  if (commandLines(command.body, 'epic').length > 0) await answerOnEpic(tools, settings, command)
}

/** Writes a plan; each write is counted and logged. */
function applying({ applyPorts, log }: Pick<ServicePorts, 'applyPorts' | 'log'>, metrics: Metrics) {
  return async (plan: Plan, settings: Settings): Promise<void> => {
    for (const remark of plan.remarks) log.info(remark)
    const applied = await applyPlan(plan, applyPorts(settings))
    for (const { kind, where, url } of applied) {
      metrics.count('scs_sprint_writes_total', { kind })
      log.info(`Wrote ${kind} ${where}.`, url === null ? {} : { url })
    }
  }
}

/** As it comes back from the database. */
function dueAgain(due: unknown): DueWork {
  const { at, ...rest } = due as DueWork
  return { ...rest, at: new Date(at) } as DueWork
}

/** Read again when older than `ms`; where that cannot be done right now, the last good value stays in use. */
function remembered<Value>(read: () => Promise<Value>, ms: number): () => Promise<Value> {
  let kept: { readonly value: Value; readonly at: number } | null = null
  return async () => {
    if (kept !== null && Date.now() - kept.at < ms) return kept.value
    try {
      kept = { value: await read(), at: Date.now() }
      return kept.value
    } catch (error) {
      if (kept === null || error instanceof UserError) throw error
      return kept.value
    }
  }
}
