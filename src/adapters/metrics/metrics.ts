/** Metrics by prom-client, in a registry of their own: nothing is global, so several can be in one process. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { COUNTERS, DURATIONS, LEVELS, type Metrics } from '../../ports/metrics.ts'

/** Hosts come from the configuration, which may change while the server runs: beyond so many they count as one. */
const MOST_HOSTS = 50

type Values = Readonly<Record<string, string>>
type Listed = { readonly labels: Readonly<Record<string, readonly string[] | 'host'>> }

/** `ofProcess`: with the usual metrics of the process and of Node (memory, CPU, event loop, garbage collection). */
export function createMetrics({ ofProcess = false }: { readonly ofProcess?: boolean } = {}): Metrics {
  const registry = new Registry()
  const registers = [registry]
  if (ofProcess) collectDefaultMetrics({ register: registry })
  const made = <Table extends Record<string, Listed & { readonly help: string }>, Made>(
    table: Table,
    make: (options: { name: string; help: string; labelNames: string[]; registers: Registry[] }, name: string) => Made,
  ): ReadonlyMap<string, Made> =>
    new Map(
      Object.entries(table).map(([name, { help, labels }]) => [
        name,
        make({ name, help, labelNames: Object.keys(labels), registers }, name),
      ]),
    )
  const counters = made(COUNTERS, (options, name) => withZeros(new Counter(options), COUNTERS[name as keyof typeof COUNTERS]))
  const levels = made(LEVELS, (options) => withoutValue(new Gauge(options), options.labelNames))
  const durations = made(
    DURATIONS,
    (options, name) => new Histogram({ ...options, buckets: [...DURATIONS[name as keyof typeof DURATIONS].buckets] }),
  )
  const hosts = new Set<string>()
  const bounded = (labels: Values): Values => {
    const { host } = labels
    if (host === undefined) return labels
    if (hosts.size < MOST_HOSTS) hosts.add(host)
    return hosts.has(host) ? labels : { ...labels, host: 'other' }
  }
  const reads: (() => void)[] = []
  return {
    count: (name, labels) => counters.get(name)?.inc(bounded(labels)),
    level: (name, labels, value) => levels.get(name)?.set(labels, value),
    levelNow: (name, read) => void reads.push(() => levels.get(name)?.set(read())),
    duration: (name, labels, seconds) => durations.get(name)?.observe(labels, seconds),
    render: async () => {
      for (const read of reads) read()
      return registry.metrics()
    },
  }
}

/** A counter that is not there before its first event hides that event from `increase()`. */
function withZeros(counter: Counter, { labels }: Listed): Counter {
  let all: Values[] = [{}]
  for (const [label, values] of Object.entries(labels)) {
    all = values === 'host' ? [] : all.flatMap((set) => values.map((value) => ({ ...set, [label]: value })))
  }
  for (const set of all) counter.inc(set, 0)
  return counter
}

/** A level without labels would read 0 before anybody set it. */
function withoutValue(gauge: Gauge, labelNames: readonly string[]): Gauge {
  if (labelNames.length === 0) gauge.remove()
  return gauge
}
