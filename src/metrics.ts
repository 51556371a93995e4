/** Counters of this process, as Prometheus reads them. No names of people or repositories: numbers only. */

const help = {
  scs_sprint_webhooks_total: 'Webhooks by result (accepted, doubled, refused)',
  scs_sprint_runs_total: 'Use cases run, by name and result (done, failed)',
  scs_sprint_writes_total: 'Writes to GitHub, by kind',
} as const

export type MetricName = keyof typeof help

export type Metrics = {
  readonly count: (name: MetricName, labels: Readonly<Record<string, string>>, by?: number) => void
  /** Prometheus text format 0.0.4. */
  readonly render: () => string
}

export function createMetrics(): Metrics {
  const values = new Map<string, number>()
  return {
    count: (name, labels, by = 1) => {
      const told = Object.entries(labels).map(([key, value]) => `${key}="${value.replace(/[\\"\n]/g, '_')}"`)
      const series = `${name}{${told.sort().join(',')}}`
      values.set(series, (values.get(series) ?? 0) + by)
    },
    render: () =>
      Object.entries(help)
        .flatMap(([name, text]) => {
          const series = [...values].filter(([key]) => key.startsWith(`${name}{`)).sort()
          return [`# HELP ${name} ${text}`, `# TYPE ${name} counter`, ...series.map(([key, value]) => `${key} ${value}`)]
        })
        .join('\n')
        .concat('\n'),
  }
}
