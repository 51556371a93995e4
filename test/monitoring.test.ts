/** The dashboard, the alerts and the documentation name only metrics that the server has, and the documentation names all of them. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { createMetrics } from '../src/adapters/metrics/metrics.ts'

const Panel = z.object({ type: z.string(), title: z.string(), targets: z.array(z.object({ expr: z.string() })).default([]) })
const Variable = z.object({ name: z.string(), type: z.string(), query: z.unknown() })
const Dashboard = z.object({
  title: z.string(),
  schemaVersion: z.number(),
  panels: z.array(Panel).min(10),
  templating: z.object({ list: z.array(Variable) }),
})
const Alert = z.strictObject({
  alert: z.string(),
  expr: z.string(),
  for: z.string().optional(),
  labels: z.object({ severity: z.enum(['warning', 'critical']) }),
  annotations: z.object({ summary: z.string(), description: z.string() }),
})
const Alerts = z.strictObject({ groups: z.array(z.strictObject({ name: z.string(), rules: z.array(Alert).min(1) })) })

const dashboardText = readFileSync('docs/grafana-dashboard.json', 'utf8')
const dashboard = Dashboard.parse(JSON.parse(dashboardText))
const alerts = Alerts.parse(parse(readFileSync('docs/prometheus-alerts.yml', 'utf8')))
const page = readFileSync('docs/operation.md', 'utf8')

/** Names as `/metrics` declares them; a histogram has three more. */
const exposed = async (): Promise<{ readonly declared: readonly string[]; readonly series: ReadonlySet<string> }> => {
  const types = [...(await createMetrics({ ofProcess: true }).render()).matchAll(/^# TYPE (\S+) (\S+)$/gm)]
  const series = types.flatMap(([, name = '', type]) =>
    type === 'histogram' ? ['_bucket', '_sum', '_count'].map((end) => name + end) : [name],
  )
  return { declared: types.map(([, name = '']) => name), series: new Set(series) }
}
const namesIn = (text: string) => [...new Set(text.match(/\b(?:scs_sprint|process|nodejs)_[a-z\d_]*[a-z\d]/g) ?? [])]

test('the dashboard asks only for metrics that the server has', async () => {
  const { series } = await exposed()
  const named = dashboard.panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => namesIn(expr)))
  expect(named.length).toBeGreaterThan(15)
  expect(named.filter((name) => !series.has(name))).toEqual([])
})

test('the dashboard shows every metric of the app', async () => {
  const { declared } = await exposed()
  const shown = namesIn(dashboardText).join(' ')
  expect(declared.filter((name) => name.startsWith('scs_sprint_') && !shown.includes(name))).toEqual([])
})

test('every panel with data uses the data source that the reader chooses', () => {
  expect(dashboard.templating.list).toContainEqual(expect.objectContaining({ name: 'datasource', type: 'datasource', query: 'prometheus' }))
  const { panels } = JSON.parse(dashboardText) as { panels: { type: string; datasource?: unknown; targets?: { datasource?: unknown }[] }[] }
  const chosen = { type: 'prometheus', uid: `\${datasource}` }
  for (const panel of panels.filter(({ type }) => type !== 'row')) {
    expect(panel.datasource).toEqual(chosen)
    for (const { datasource } of panel.targets ?? []) expect(datasource).toEqual(chosen)
  }
})

test('alerts name only metrics that the server has, each alert once', async () => {
  const { series } = await exposed()
  const rules = alerts.groups.flatMap(({ rules }) => rules)
  expect(rules.filter(({ expr }) => !/^up\{/.test(expr) && namesIn(expr).length === 0)).toEqual([])
  expect(rules.flatMap(({ expr }) => namesIn(expr)).filter((name) => !series.has(name))).toEqual([])
  expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length)
})

test('docs/operation.md lists every metric of the app, and no other', async () => {
  const { declared } = await exposed()
  const own = declared.filter((name) => name.startsWith('scs_sprint_')).sort()
  expect(
    namesIn(page)
      .filter((name) => name.startsWith('scs_sprint_'))
      .sort(),
  ).toEqual(own)
})

test('labels in the alerts and in the dashboard have values that exist', async () => {
  const text = await createMetrics().render()
  const exprs = [
    ...alerts.groups.flatMap(({ rules }) => rules.map(({ expr }) => expr)),
    ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
  ]
  const results = exprs.flatMap((expr) => [...expr.matchAll(/\bresult="([^"]*)"/g)].map(([pair]) => pair))
  expect(results.length).toBeGreaterThan(3)
  expect(results.filter((pair) => !text.includes(pair))).toEqual([])
})
