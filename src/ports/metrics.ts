/**
 * What the server measures about itself, as Prometheus reads it at `/metrics`. Numbers only: no names of people or
 * repositories. Labels have few values, all listed here; only pad hosts come from the configuration.
 */
import { JOB_KINDS } from './jobs.ts'
import { PULL_LIFE_ACTIONS } from './pulls.ts'

type Labels = Readonly<Record<string, readonly string[] | 'host'>>
type Definition = {
  readonly help: string
  /** The values of each label; `host`: a pad host of the configuration, or `other`. */
  readonly labels: Labels
}

const results = ['done', 'failed'] as const

/** They only grow, and start at 0 with the process. */
export const COUNTERS = {
  scs_sprint_webhooks_total: { help: 'Webhooks by result', labels: { result: ['accepted', 'duplicate', 'refused'] } },
  scs_sprint_runs_total: {
    help: 'Use cases run, by name and result',
    labels: {
      name: [
        ...(['sync', 'hygiene', 'agenda', 'minutes', 'digest', 'report', 'pulls', 'follow-up'] as const),
        ...(['look-again', 'epic-command', 'minutes-command', 'tell', 'site', 'calendar', 'pull-check'] as const),
      ],
      result: results,
    },
  },
  scs_sprint_writes_total: {
    help: 'Writes to GitHub and to pads, by kind',
    labels: {
      kind: [
        ...(['create-comment', 'update-comment', 'minimize-comment', 'unminimize-comment', 'react'] as const),
        ...([
          'add-label',
          'remove-label',
          'open-issue',
          'update-issue',
          'write-pad',
          'commit-file',
          'fix-epic',
          'undo-fix',
          'send-message',
          'board-status',
        ] as const),
        ...(['open-pull', 'update-pull', 'assign-pull', 'comment-pull', 'edit-pull-comment'] as const),
        ...PULL_LIFE_ACTIONS,
      ],
    },
  },
  scs_sprint_pad_requests_total: {
    help: 'Pads read and written, by host of the configuration and result',
    labels: { host: 'host', operation: ['read', 'write'], result: results },
  },
} as const satisfies Record<string, Definition>

/** What was seen last. */
export const LEVELS = {
  scs_sprint_unverified_bytes: { help: 'Bytes of webhooks in memory with an unverified signature', labels: {} },
  scs_sprint_jobs_waiting: { help: 'Jobs that wait, by kind, of all servers on the database', labels: { kind: JOB_KINDS } },
  scs_sprint_jobs_running: { help: 'Jobs that a server works on, by kind, of all servers on the database', labels: { kind: JOB_KINDS } },
  scs_sprint_jobs_oldest_seconds: { help: 'How long the oldest job has been due, by kind', labels: { kind: JOB_KINDS } },
  scs_sprint_dead_letters: { help: 'Jobs that failed for good, by kind', labels: { kind: JOB_KINDS } },
  scs_sprint_last_sync_timestamp_seconds: { help: 'When this process last stored a complete board; absent before', labels: {} },
  scs_sprint_github_rate_limit: {
    help: 'Limit of GitHub in the last answer, by resource',
    labels: { resource: ['core', 'graphql', 'search', 'other'] },
  },
  scs_sprint_github_rate_limit_remaining: {
    help: 'What is left of the limit of GitHub in the last answer, by resource',
    labels: { resource: ['core', 'graphql', 'search', 'other'] },
  },
} as const satisfies Record<string, Definition>

/** How long things take, in seconds. `buckets`: upper limits. */
export const DURATIONS = {
  scs_sprint_webhook_duration_seconds: {
    help: 'From the headers of a webhook to its answer, by result',
    labels: { result: ['accepted', 'duplicate', 'refused'] },
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  },
  scs_sprint_job_duration_seconds: {
    help: 'Work on jobs, by kind and result',
    labels: { kind: JOB_KINDS, result: results },
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 600],
  },
  scs_sprint_sync_duration_seconds: {
    help: 'Reading the board from GitHub: all of it, or what webhooks named',
    labels: { part: ['board', 'changes'], result: results },
    buckets: [0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600],
  },
  scs_sprint_github_request_duration_seconds: {
    help: 'Requests to GitHub, each attempt, by API and class of the status (none: no answer)',
    labels: { api: ['rest', 'graphql'], status: ['2xx', '3xx', '4xx', '5xx', 'none'] },
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
  },
} as const satisfies Record<string, Definition & { readonly buckets: readonly number[] }>

type Values<Table extends Record<string, Definition>, Name extends keyof Table> = {
  readonly [Label in keyof Table[Name]['labels']]: Table[Name]['labels'][Label] extends readonly string[]
    ? Table[Name]['labels'][Label][number]
    : string
}

export type RunName = Values<typeof COUNTERS, 'scs_sprint_runs_total'>['name']

export type Metrics = {
  readonly count: <Name extends keyof typeof COUNTERS>(name: Name, labels: Values<typeof COUNTERS, Name>) => void
  readonly level: <Name extends keyof typeof LEVELS>(name: Name, labels: Values<typeof LEVELS, Name>, value: number) => void
  /** `read` is asked whenever the metrics are. */
  readonly levelNow: (name: 'scs_sprint_unverified_bytes', read: () => number) => void
  readonly duration: <Name extends keyof typeof DURATIONS>(name: Name, labels: Values<typeof DURATIONS, Name>, seconds: number) => void
  /** Prometheus text format 0.0.4. */
  readonly render: () => Promise<string>
}
