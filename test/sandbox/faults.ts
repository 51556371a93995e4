/** What goes wrong on purpose: on the next requests that match, or from the n-th on. */
export type RequestFacts = {
  readonly method: string
  readonly path: string /** REST: its name in GitHub's description; GraphQL: `query BoardPage`. */
  readonly operation: string
}

export type Fault =
  /** A load balancer's page: 502 with HTML. `done`: after the request was carried out. */
  | { readonly kind: 'bad-gateway'; readonly done?: boolean }
  /** A proxy's page: 200 with HTML. `done`: after the request was carried out. */
  | { readonly kind: 'page'; readonly done?: boolean }
  /** The request is carried out, then half of the answer comes. */
  | { readonly kind: 'torn' }
  /** Never answers; the connection stays open until the sandbox closes. */
  | { readonly kind: 'hang' }
  /** The connection breaks before anything is done. */
  | { readonly kind: 'reset' }
  /** The request is carried out, then the connection breaks. */
  | { readonly kind: 'lost-answer' }
  /** `crash` ends who asks, before or after (`done`) the request is carried out; no answer comes. */
  | { readonly kind: 'crash'; readonly done: boolean; readonly crash: () => void }
  /** GitHub's secondary limit; `retryAfter` in seconds, null for an answer without that header. */
  | { readonly kind: 'secondary-limit'; readonly retryAfter: number | null }
  /** The hour's budget is used up; GraphQL has two names for it. It is over in `resetIn` seconds (60 unless said). */
  | { readonly kind: 'rate-limited'; readonly name?: 'RATE_LIMITED' | 'RATE_LIMIT'; readonly resetIn?: number }
  /** 200 with JSON that ends in the middle. */
  | { readonly kind: 'malformed' }
  /** GraphQL: null at this path of `data`, and an error that says so. */
  | { readonly kind: 'partial'; readonly at: readonly (string | number)[]; readonly type?: string; readonly message?: string }
  /** GraphQL: the connection at this path comes without nodes, as if the page were lost. */
  | { readonly kind: 'drop-page'; readonly at: readonly string[] }
  | { readonly kind: 'status'; readonly status: number; readonly json: unknown; readonly headers?: Readonly<Record<string, string>> }

type Planned = { readonly fault: Fault; readonly matches: (request: RequestFacts) => boolean; skip: number; times: number }

export type Faults = ReturnType<typeof createFaults>

export function createFaults() {
  let planned: Planned[] = []
  let killFrom = Number.POSITIVE_INFINITY
  let seen = 0
  return {
    /** `match`: a part of the path or operation, or a function. `skip` lets that many matching requests pass; `times`: 1 unless said. */
    add(fault: Fault, options: { match?: string | ((request: RequestFacts) => boolean); skip?: number; times?: number } = {}): void {
      const { match, skip = 0, times = 1 } = options
      const matches =
        typeof match === 'function'
          ? match
          : (request: RequestFacts) => match === undefined || request.path.includes(match) || request.operation.includes(match)
      planned.push({ fault, matches, skip, times })
    },
    /** From the n-th request from now on (the first is 1) every connection breaks, as if GitHub were gone, until `clear`. */
    killAt(n: number): void {
      killFrom = seen + n
    },
    clear(): void {
      planned = []
      killFrom = Number.POSITIVE_INFINITY
    },
    /** Asked by the server for each request. */
    next(request: RequestFacts): Fault | null {
      seen += 1
      if (seen >= killFrom) return { kind: 'reset' }
      for (const plan of planned) {
        if (!plan.matches(request)) continue
        if (plan.skip > 0) {
          plan.skip -= 1
          continue
        }
        plan.times -= 1
        if (plan.times <= 0) planned = planned.filter((one) => one !== plan)
        return plan.fault
      }
      return null
    },
  }
}

/** Changes a GraphQL answer in place as `partial` and `drop-page` say. */
export function spoil(answer: Record<string, unknown>, fault: Fault): void {
  if (fault.kind === 'partial') {
    const parent = walk(answer.data, fault.at.slice(0, -1))
    if (parent) parent[fault.at.at(-1) as string] = null
    const error = {
      type: fault.type ?? 'INTERNAL',
      path: fault.at,
      locations: [{ line: 1, column: 1 }],
      message: fault.message ?? 'Something went wrong while executing your query.',
    }
    answer.errors = [...((answer.errors as unknown[] | undefined) ?? []), error]
  }
  if (fault.kind === 'drop-page') {
    const page = walk(answer.data, fault.at)
    if (page) page.nodes = []
  }
}

function walk(node: unknown, path: readonly (string | number)[]): Record<string, unknown> | null {
  return path.reduce<unknown>((here, key) => (here as Record<string, unknown> | null | undefined)?.[key as string], node) as Record<
    string,
    unknown
  > | null
}
