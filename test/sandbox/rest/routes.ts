/** Every REST operation the sandbox answers: the ones the app uses. */
import { appRoutes } from './apps.ts'
import { checkRoutes } from './checks.ts'
import { codeRoutes } from './code.ts'
import { issueRoutes } from './issues.ts'
import { pullRoutes } from './pulls.ts'
import type { Route } from './route.ts'
import { workflowRoutes } from './workflows.ts'

export const ROUTES: readonly Route[] = [...appRoutes, ...issueRoutes, ...codeRoutes, ...pullRoutes, ...checkRoutes, ...workflowRoutes]

/** Parameters that may hold slashes. */
const GREEDY = new Set(['path', 'ref', 'basehead', 'branch'])

type Compiled = { readonly route: Route; readonly method: string; readonly pattern: RegExp; readonly names: readonly string[] }

const compiled: readonly Compiled[] = ROUTES.map((route) => {
  const [method = '', path = ''] = route.operation.split(' ')
  const names: string[] = []
  const pattern = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    names.push(name)
    return GREEDY.has(name) ? (name === 'path' ? '(.*)' : '(.+)') : '([^/]+)'
  })
  return { route, method, pattern: new RegExp(`^${pattern}$`), names }
})

export type Match = { readonly route: Route; readonly params: Record<string, string> }

/** The operation for a request; null when there is none. The folder of `contents` may lack its last slash. */
export function matchRoute(method: string, path: string): Match | null {
  const asked = /\/contents$/.test(path) ? `${path}/` : path
  for (const { route, method: wanted, pattern, names } of compiled) {
    const match = wanted === method ? pattern.exec(asked) : null
    if (match) return { route, params: Object.fromEntries(names.map((name, index) => [name, decode(match[index + 1] ?? '')])) }
  }
  return null
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
