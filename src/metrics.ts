/** Prometheus metrics of this process. Numbers only, no names of people or repositories. */

const help = {
  scs_sprint_webhooks_total: 'Webhooks by result (accepted, duplicate, refused)',
  scs_sprint_runs_total: 'Use cases run, by name and result (done, failed)',
  scs_sprint_writes_total: 'Writes to GitHub, by kind',
} as const

const gaugeHelp = {
  scs_sprint_unverified_bytes: 'Bytes of webhooks in memory with an unverified signature',
} as const

const levelHelp = {
  scs_sprint_jobs_waiting: 'Jobs that wait, by kind, of all servers on the database',
  scs_sprint_jobs_running: 'Jobs that a server works on, by kind, of all servers on the database',
  scs_sprint_jobs_oldest_seconds: 'How long the oldest job has been due, by kind',
  scs_sprint_dead_letters: 'Jobs that failed for good, by kind',
} as const

export type MetricName = keyof typeof help

export type Metrics = {
  readonly count: (name: MetricName, labels: Readonly<Record<string, string>>, by?: number) => void
  /** What was seen last. */
  readonly level: (name: keyof typeof levelHelp, labels: Readonly<Record<string, string>>, value: number) => void
  /** `read` is asked whenever the metrics are. */
  readonly gauge: (name: keyof typeof gaugeHelp, read: () => number) => void
  /** Prometheus text format 0.0.4. */
  readonly render: () => string
}

export function createMetrics(): Metrics {
  const values = new Map<string, number>()
  const gauges = new Map<keyof typeof gaugeHelp, () => number>()
  return {
    count: (name, labels, by = 1) => {
      const series = seriesOf(name, labels)
      values.set(series, (values.get(series) ?? 0) + by)
    },
    level: (name, labels, value) => void values.set(seriesOf(name, labels), value),
    gauge: (name, read) => void gauges.set(name, read),
    render: () => {
      const kept = (all: Readonly<Record<string, string>>, type: string) =>
        Object.entries(all).flatMap(([name, text]) => {
          const series = [...values].filter(([key]) => key.startsWith(`${name}{`)).sort()
          return [`# HELP ${name} ${text}`, `# TYPE ${name} ${type}`, ...series.map(([key, value]) => `${key} ${value}`)]
        })
      const levels = [...gauges].flatMap(([name, read]) => [
        `# HELP ${name} ${gaugeHelp[name]}`,
        `# TYPE ${name} gauge`,
        `${name} ${read()}`,
      ])
      return `${[...kept(help, 'counter'), ...kept(levelHelp, 'gauge'), ...levels].join('\n')}\n`
    },
  }
}

function seriesOf(name: string, labels: Readonly<Record<string, string>>): string {
  const told = Object.entries(labels).map(([key, value]) => `${key}="${value.replace(/[\\"\n]/g, '_')}"`)
  return `${name}{${told.sort().join(',')}}`
}
