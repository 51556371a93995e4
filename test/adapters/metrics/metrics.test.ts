import { expect, test } from 'vitest'
import { countedPad, measuredBoard, measuredPads, measuredSnapshots, measureRequest } from '../../../src/adapters/metrics/measured.ts'
import { createMetrics } from '../../../src/adapters/metrics/metrics.ts'
import type { LiveBoard, SnapshotStore } from '../../../src/ports.ts'
import { aSnapshot } from '../../builders.ts'

const linesOf = async (metrics: { render: () => Promise<string> }, start: string) =>
  (await metrics.render()).split('\n').filter((line) => line.startsWith(start))

test('counters start at 0, so that the first failure is an increase', async () => {
  const metrics = createMetrics()
  expect(await linesOf(metrics, 'scs_sprint_webhooks_total')).toEqual([
    'scs_sprint_webhooks_total{result="accepted"} 0',
    'scs_sprint_webhooks_total{result="duplicate"} 0',
    'scs_sprint_webhooks_total{result="refused"} 0',
  ])
  metrics.count('scs_sprint_webhooks_total', { result: 'duplicate' })
  expect(await linesOf(metrics, 'scs_sprint_webhooks_total{result="duplicate"}')).toEqual([
    'scs_sprint_webhooks_total{result="duplicate"} 1',
  ])
})

test('two registries share nothing, and the metrics of the process come only where they are asked for', async () => {
  const [one, other] = [createMetrics({ ofProcess: true }), createMetrics()]
  one.count('scs_sprint_writes_total', { kind: 'react' })
  expect(await one.render()).toContain('scs_sprint_writes_total{kind="react"} 1')
  expect(await other.render()).toContain('scs_sprint_writes_total{kind="react"} 0')
  expect(await one.render()).toMatch(/^process_resident_memory_bytes \d+$/m)
  expect(await one.render()).toMatch(/^nodejs_eventloop_lag_seconds /m)
  expect(await other.render()).not.toContain('process_')
})

test('a level without labels is absent until it is set, or is read each time', async () => {
  const metrics = createMetrics()
  expect(await linesOf(metrics, 'scs_sprint_last_sync')).toEqual([])
  let bytes = 3
  metrics.levelNow('scs_sprint_unverified_bytes', () => bytes)
  expect(await linesOf(metrics, 'scs_sprint_unverified_bytes')).toEqual(['scs_sprint_unverified_bytes 3'])
  bytes = 5
  expect(await linesOf(metrics, 'scs_sprint_unverified_bytes')).toEqual(['scs_sprint_unverified_bytes 5'])
})

test('a thousand pad hosts are at most 51 series of a kind', async () => {
  const metrics = createMetrics()
  for (let at = 0; at < 1000; at++)
    metrics.count('scs_sprint_pad_requests_total', { host: `pad${at}.example`, operation: 'read', result: 'done' })
  const series = await linesOf(metrics, 'scs_sprint_pad_requests_total')
  expect(series).toHaveLength(51)
  expect(series).toContain('scs_sprint_pad_requests_total{host="other",operation="read",result="done"} 950')
})

test('a request to GitHub is timed by API and class of its status; its answer says what is left', async () => {
  const metrics = createMetrics()
  const limit = { resource: 'graphql', most: 5000, left: 4321 }
  measureRequest(metrics, { isGraphql: true, status: 200, seconds: 0.3, limit, points: 0 })
  measureRequest(metrics, { isGraphql: false, status: 502, seconds: 2, limit: { resource: 'code_search', most: 10, left: 9 }, points: 0 })
  measureRequest(metrics, { isGraphql: false, status: null, seconds: 20, limit: null, points: 0 })
  expect(await linesOf(metrics, 'scs_sprint_github_request_duration_seconds_count')).toEqual([
    'scs_sprint_github_request_duration_seconds_count{api="graphql",status="2xx"} 1',
    'scs_sprint_github_request_duration_seconds_count{api="rest",status="5xx"} 1',
    'scs_sprint_github_request_duration_seconds_count{api="rest",status="none"} 1',
  ])
  expect(await linesOf(metrics, 'scs_sprint_github_rate_limit_remaining')).toEqual([
    'scs_sprint_github_rate_limit_remaining{resource="graphql"} 4321',
    'scs_sprint_github_rate_limit_remaining{resource="other"} 9',
  ])
})

test('pads count by host of the configuration; any other host has no name, and a file is no request', async () => {
  const metrics = createMetrics()
  const away = async () => Promise.reject(new Error('away'))
  const failing = { readPad: away, lastEdit: away }
  const pads = measuredPads(failing, ['pad.example', 'localhost:9001'], metrics)
  for (const location of ['https://pad.example/x', 'http://localhost:9001/p/y', 'https://secret.example/z', './notes.md', '-'])
    await expect(pads.readPad(location)).rejects.toThrow('away')
  await countedPad({ location: 'https://pad.example/x', hosts: ['pad.example'], operation: 'write', metrics }, async () => {})
  expect(await linesOf(metrics, 'scs_sprint_pad_requests_total')).toEqual([
    'scs_sprint_pad_requests_total{host="pad.example",operation="read",result="failed"} 1',
    'scs_sprint_pad_requests_total{host="localhost:9001",operation="read",result="failed"} 1',
    'scs_sprint_pad_requests_total{host="other",operation="read",result="failed"} 1',
    'scs_sprint_pad_requests_total{host="pad.example",operation="write",result="done"} 1',
  ])
})

test('reading the board is timed with its result, and only a complete board that was stored is a sync', async () => {
  const metrics = createMetrics()
  const snapshot = aSnapshot({ takenAt: '2023-01-18T09:00:00.000Z', complete: true })
  let isAway = true
  const board = measuredBoard(
    { readBoard: async () => snapshot, readChanged: async () => Promise.reject(new Error('away')) } satisfies LiveBoard,
    metrics,
  )
  const store: Pick<SnapshotStore, 'keep'> = {
    keep: async () => {
      if (isAway) throw new Error('full')
    },
  }
  const { keep } = measuredSnapshots(store as SnapshotStore, metrics)
  await board.readBoard()
  await expect(board.readChanged(snapshot, {})).rejects.toThrow('away')
  await expect(keep(snapshot)).rejects.toThrow('full')
  isAway = false
  await keep({ ...snapshot, complete: false })
  expect(await linesOf(metrics, 'scs_sprint_last_sync')).toEqual([])
  await keep(snapshot)
  expect(await linesOf(metrics, 'scs_sprint_last_sync')).toEqual(['scs_sprint_last_sync_timestamp_seconds 1674032400'])
  expect(await linesOf(metrics, 'scs_sprint_sync_duration_seconds_count')).toEqual([
    'scs_sprint_sync_duration_seconds_count{part="board",result="done"} 1',
    'scs_sprint_sync_duration_seconds_count{part="changes",result="failed"} 1',
  ])
})
