/** What the server does when something comes: a webhook, a command of a person, a time. Use cases decide, one place applies. */
import type { CommentCommand, Work } from '../app.ts'
import { errorFacts } from '../errors.ts'
import type { Metrics } from '../metrics.ts'
import type { Settings } from '../settings/settings.ts'
import { applyPlan } from '../usecases/apply-plan.ts'
import { answerEpicCommand } from '../usecases/epic-command.ts'
import type { Plan } from '../usecases/plan.ts'
import { mergeNamed, type Named, namedByWebhook, namesNothing } from '../usecases/webhook-names.ts'
import { createDebouncedQueue, type Wiring } from '../wiring.ts'
import { runDueWork } from './due-work.ts'
import { lookAgain } from './look-again.ts'
import { answerOnPull } from './minutes-work.ts'
import type { Tools } from './tools.ts'

export type ServiceOptions = {
  readonly wiring: Wiring
  readonly metrics: Metrics
  /** Edits are collected for so long before the board is looked at again. */
  readonly debounce: { readonly quietMs: number; readonly maxMs: number }
}

export type Service = Work & {
  /** Does what was due between two moments. Failures are logged; one team's does not stop the others. */
  readonly lookAtTheClock: (from: Date, to: Date) => Promise<void>
  /** Finishes what webhooks left waiting. */
  readonly drain: () => Promise<void>
  /** The configuration, read at most every five minutes. */
  readonly settings: () => Promise<Settings>
}

const SETTINGS_MS = 5 * 60 * 1000

export function createService({ wiring, metrics, debounce }: ServiceOptions): Service {
  const { log } = wiring
  const settings = remembered(() => wiring.settings(), SETTINGS_MS)

  const counted = async (name: string, task: () => Promise<void>): Promise<void> => {
    try {
      await task()
      metrics.count('scs_sprint_runs_total', { name, result: 'done' })
    } catch (error) {
      metrics.count('scs_sprint_runs_total', { name, result: 'failed' })
      log.warn(`${name} failed.`, { error: errorFacts(error) })
    }
  }
  const apply = async (plan: Plan, current: Settings): Promise<void> => {
    for (const remark of plan.remarks) log.info(remark)
    const applied = await applyPlan(plan, wiring.applyPorts(current))
    for (const { kind, where, url } of applied) {
      metrics.count('scs_sprint_writes_total', { kind })
      log.info(`Wrote ${kind} ${where}.`, url === null ? {} : { url })
    }
  }

  const tools = { wiring, apply }
  const queue = createDebouncedQueue<Named>({
    ...debounce,
    run: async (named) => {
      await counted('look-again', async () => {
        const current = await settings()
        if (current.enabled) await lookAgain(tools, current, mergeNamed(named))
      })
    },
    failed: (error) => log.warn('A look at the board failed.', { error: errorFacts(error) }),
  })

  return {
    settings,
    drain: () => queue.drain(),
    changed: async (event, payload) => {
      const current = await settings()
      if (!current.enabled || current.board === null) return
      const named = namedByWebhook(event, payload, await wiring.snapshots.latest(current.board, { complete: true }))
      if (namesNothing(named)) return
      const looked = queue.add([named])
      // Done when it was looked at, so that a delivery is taken up again after a crash. A comment may hold a command,
      // which must not run twice: what else it changed is found by the next reconcile.
      if (event !== 'issue_comment') await looked
    },
    command: async (command) => {
      await counted('epic-command', async () => {
        const current = await settings()
        if (!current.enabled) return
        if (command.isPull) return answerOnPull(tools, current, command)
        if (current.board === null) return
        if (await answer(tools, current, command)) void queue.add([{ refs: [command.on], itemIds: [], nodeIds: [], whole: false }])
      })
    },
    lookAtTheClock: async (from, to) => {
      const current = await settings()
      await runDueWork(tools, current, { from, to }, counted)
    },
  }
}

/** true when the epic is to be looked at again. */
async function answer({ wiring, apply }: Tools, settings: Settings, command: CommentCommand): Promise<boolean> {
  if (settings.board === null) return false
  const snapshot = await wiring.snapshots.latest(settings.board, { complete: true })
  if (snapshot === null) return false
  const comments = wiring.comments()
  const { plan, recheck } = await answerEpicCommand(
    { comments, people: comments, clock: wiring.clock },
    {
      settings,
      snapshot,
      history: await wiring.snapshots.history(settings.board),
      on: command.on,
      commentId: command.commentId,
      author: command.author,
      body: command.body,
      render: (await wiring.templates(wiring.archive(settings), Object.keys(settings.teams)))(),
    },
  )
  await apply(plan, settings)
  return recheck
}

/** Read again when older than `ms`; a read that fails leaves the last good value in use. */
function remembered<Value>(read: () => Promise<Value>, ms: number): () => Promise<Value> {
  let kept: { readonly value: Value; readonly at: number } | null = null
  return async () => {
    if (kept !== null && Date.now() - kept.at < ms) return kept.value
    const value = await read()
    kept = { value, at: Date.now() }
    return value
  }
}
