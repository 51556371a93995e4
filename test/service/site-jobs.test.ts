/** When the pages are built, and what happens if a build fails. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createMetrics } from '../../src/adapters/metrics/metrics.ts'
import type { PackedFile } from '../../src/ports.ts'
import { createSiteJobs, type SiteJobs } from '../../src/service/site-jobs.ts'

const jobs: SiteJobs[] = []
beforeEach(() => void vi.useFakeTimers())
afterEach(async () => {
  for (const one of jobs.splice(0)) await one.stop()
  vi.useRealTimers()
})

/** Milliseconds go by, and what is due in them happens. */
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

const page: PackedFile = { path: 'index.html', body: new Uint8Array(), gzip: null, digest: 'd' }

function started(make: (signal: AbortSignal) => Promise<readonly PackedFile[] | null>, pace = { retryMs: 60_000, againMs: 60_000 }) {
  const published: (readonly PackedFile[])[] = []
  const told: string[] = []
  const reasons: string[] = []
  const metrics = createMetrics()
  const log = { info: () => {}, warn: (message: string, facts?: object) => void told.push(`${message} ${JSON.stringify(facts)}`) }
  const made = createSiteJobs({
    make,
    publish: (files) => void published.push(files),
    without: (why) => void reasons.push(why),
    log,
    metrics,
    debounce: { quietMs: 30, maxMs: 200 },
    pace,
  })
  jobs.push(made)
  made.start()
  return { ...made, published, told, reasons, metrics: () => metrics.render() }
}

test('built at the start, and once for many runs', async () => {
  const { changed, published } = started(async () => [page])
  await pass(0)
  expect(published).toHaveLength(1)
  for (let run = 0; run < 20; run++) changed()
  await pass(29)
  expect(published).toHaveLength(1)
  await pass(1)
  expect(published).toHaveLength(2)
  await pass(10_000)
  expect(published).toHaveLength(2)
})

test('runs that never pause are shown after the longest wait all the same', async () => {
  const { changed, published } = started(async () => [page])
  await pass(0)
  for (let run = 0; run < 12; run++) {
    changed()
    await pass(20)
  }
  expect(published).toHaveLength(2)
})

test('never two builds at once', async () => {
  let running = 0
  let most = 0
  const { changed, published } = started(async () => {
    most = Math.max(most, ++running)
    await new Promise((resolve) => setTimeout(resolve, 60))
    running--
    return [page]
  })
  for (let run = 0; run < 8; run++) {
    changed()
    await pass(40)
  }
  await pass(60)
  expect(published.length).toBeGreaterThan(1)
  expect(most).toBe(1)
})

test('a failed build is reported and counted, publishes nothing, and is retried', async () => {
  let tries = 0
  const { published, told, metrics } = started(
    async () => {
      tries++
      if (tries < 3) throw new Error('GitHub did not answer')
      return [page]
    },
    { retryMs: 20, againMs: 60_000 },
  )
  await pass(99)
  expect(published).toHaveLength(0)
  await pass(1)
  expect(published).toHaveLength(1)
  expect(told).toHaveLength(2)
  expect(told[0]).toMatch(/^The pages could not be built; there are none yet\..*GitHub did not answer/)
  expect(await metrics()).toContain('scs_sprint_runs_total{name="site",result="failed"} 2')
  expect(await metrics()).toContain('scs_sprint_runs_total{name="site",result="done"} 1')
})

test('without any run, they are rebuilt after a while', async () => {
  const { published } = started(async () => [page], { retryMs: 60_000, againMs: 40 })
  await pass(1000)
  expect(published.length).toBeGreaterThan(2)
})

test('with nothing to show, the previous pages stay', async () => {
  let tries = 0
  const { published, changed } = started(async () => (++tries === 1 ? [page] : null))
  await pass(0)
  expect(published).toHaveLength(1)
  changed()
  await pass(30)
  expect(tries).toBe(2)
  expect(published).toHaveLength(1)
})

test('a stop does not wait for hanging builds, and aborts them', async () => {
  let seen: AbortSignal | null = null
  const { stop, changed, told, metrics } = started((signal) => {
    seen = signal
    return new Promise(() => {})
  })
  await pass(0)
  expect(seen).not.toBeNull()
  await stop()
  changed()
  expect((seen as AbortSignal | null)?.aborted).toBe(true)
  expect(told).toEqual([])
  expect(await metrics()).toContain('scs_sprint_runs_total{name="site",result="failed"} 0')
  expect(await metrics()).not.toMatch(/result="failed"\} [^0]/)
})

test('the reason for missing pages is shown: the app is off, or a build failed; the log says whether earlier ones stay', async () => {
  const outcomes: (readonly PackedFile[] | null | Error)[] = [null, new Error('First'), [page], new Error('Second')]
  const { reasons, told, published } = started(
    async () => {
      const outcome = outcomes.length > 0 ? outcomes.shift() : [page]
      if (outcome instanceof Error) throw outcome
      return outcome ?? null
    },
    { retryMs: 20, againMs: 20 },
  )
  await pass(1000)
  expect(told).toHaveLength(2)
  expect(reasons).toEqual(['off', 'failed', 'failed'])
  expect(told[0]).toMatch(/there are none yet.*First/)
  expect(told[1]).toMatch(/the previous pages stay.*Second/)
  expect(published.length).toBeGreaterThanOrEqual(1)
})
