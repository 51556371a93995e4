/** Counters of this process, as Prometheus reads them. No names of people or repositories: numbers only. */

const help = {
  scs_sprint_webhooks_total: 'Webhooks by result (accepted, duplicate, refused)',
  scs_sprint_runs_total: 'Use cases run, by name and result (done, failed)',
  scs_sprint_writes_total: 'Writes to GitHub, by kind',
} as const

const gaugeHelp = {
  scs_sprint_unverified_bytes: 'Bytes of webhooks in memory with an unverified signature',
} as const

export type MetricName = keyof typeof help

export type Metrics = {
  readonly count: (name: MetricName, labels: Readonly<Record<string, string>>, by?: number) => void
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
      const told = Object.entries(labels).map(([key, value]) => `${key}="${value.replace(/[\\"\n]/g, '_')}"`)
      const series = `${name}{${told.sort().join(',')}}`
      values.set(series, (values.get(series) ?? 0) + by)
    },
    gauge: (name, read) => void gauges.set(name, read),
    render: () => {
      const counters = Object.entries(help).flatMap(([name, text]) => {
        const series = [...values].filter(([key]) => key.startsWith(`${name}{`)).sort()
        return [`# HELP ${name} ${text}`, `# TYPE ${name} counter`, ...series.map(([key, value]) => `${key} ${value}`)]
      })
      const levels = [...gauges].flatMap(([name, read]) => [
        `# HELP ${name} ${gaugeHelp[name]}`,
        `# TYPE ${name} gauge`,
        `${name} ${read()}`,
      ])
      return `${[...counters, ...levels].join('\n')}\n`
    },
  }
}
