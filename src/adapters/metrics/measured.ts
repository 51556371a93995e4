/** Ports that measure what goes through them. */
import type { Metrics } from '../../ports/metrics.ts'
import type { LiveBoard, PadSource, SnapshotStore } from '../../ports.ts'
import type { RequestSent } from '../github/client/attempts.ts'

/** What nobody reads is not measured: a command ends before anybody could ask. */
export const noMetrics: Metrics = {
  count: () => {},
  level: () => {},
  levelNow: () => {},
  duration: () => {},
  render: async () => '',
}

/** Each attempt of a request to GitHub, and what its answer says of the limit. */
export function measureRequest(metrics: Metrics, { isGraphql, status, seconds, limit }: RequestSent): void {
  const api = isGraphql ? 'graphql' : 'rest'
  metrics.duration('scs_sprint_github_request_duration_seconds', { api, status: classOf(status) }, seconds)
  if (limit === null) return
  const resource = limit.resource === 'core' || limit.resource === 'graphql' || limit.resource === 'search' ? limit.resource : 'other'
  metrics.level('scs_sprint_github_rate_limit', { resource }, limit.most)
  metrics.level('scs_sprint_github_rate_limit_remaining', { resource }, limit.left)
}

function classOf(status: number | null): '2xx' | '3xx' | '4xx' | '5xx' | 'none' {
  if (status === null) return 'none'
  if (status < 300) return '2xx'
  if (status < 400) return '3xx'
  return status < 500 ? '4xx' : '5xx'
}

export function measuredBoard(board: LiveBoard, metrics: Metrics): LiveBoard {
  const timed = async <Result>(part: 'board' | 'changes', task: () => Promise<Result>): Promise<Result> => {
    const started = performance.now()
    const ended = (result: 'done' | 'failed') =>
      metrics.duration('scs_sprint_sync_duration_seconds', { part, result }, (performance.now() - started) / 1000)
    try {
      const read = await task()
      ended('done')
      return read
    } catch (error) {
      ended('failed')
      throw error
    }
  }
  return {
    readBoard: (options) => timed('board', () => board.readBoard(options)),
    readChanged: (previous, named) => timed('changes', () => board.readChanged(previous, named)),
  }
}

/** Tells when a complete board was last stored. */
export function measuredSnapshots(snapshots: SnapshotStore, metrics: Metrics): SnapshotStore {
  return {
    ...snapshots,
    keep: async (snapshot) => {
      const kept = await snapshots.keep(snapshot)
      if (snapshot.complete) metrics.level('scs_sprint_last_sync_timestamp_seconds', {}, new Date(snapshot.takenAt).getTime() / 1000)
      return kept
    },
  }
}

/** `hosts`: of the configuration; any other one is not named. Files and standard input are no requests. */
export function measuredPads(pads: PadSource, hosts: readonly string[], metrics: Metrics): PadSource {
  const counted = <Result>(location: string, task: () => Promise<Result>) =>
    countedPad({ location, hosts, operation: 'read', metrics }, task)
  return {
    readPad: (location) => counted(location, () => pads.readPad(location)),
    lastEdit: (location) => counted(location, () => pads.lastEdit(location)),
  }
}

export type PadRequest = {
  readonly location: string
  readonly hosts: readonly string[]
  readonly operation: 'read' | 'write'
  readonly metrics: Metrics
}

export async function countedPad<Result>(
  { location, hosts, operation, metrics }: PadRequest,
  task: () => Promise<Result>,
): Promise<Result> {
  const url = URL.canParse(location) ? new URL(location) : null
  if (url === null || !/^https?:$/.test(url.protocol)) return task()
  const host = hosts.find((known) => known === url.host || known === url.hostname) ?? 'other'
  try {
    const done = await task()
    metrics.count('scs_sprint_pad_requests_total', { host, operation, result: 'done' })
    return done
  } catch (error) {
    metrics.count('scs_sprint_pad_requests_total', { host, operation, result: 'failed' })
    throw error
  }
}
