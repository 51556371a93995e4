/** Pages of a list, as GitHub's connections: bounds demanded, cursors that survive what is added behind them. */
import { Refusal } from './refusal.ts'

export type PageArgs = {
  readonly first?: number | null
  readonly last?: number | null
  readonly after?: string | null
  readonly before?: string | null
}

/** GitHub's bounds of a page; throws its message. `name`: the connection's field. */
export function checkBounds(name: string, { first, last }: PageArgs): void {
  if (first == null && last == null) {
    throw new Refusal(
      'MISSING_PAGINATION_BOUNDARIES',
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`,
    )
  }
  if (first != null && last != null) {
    throw new Refusal(
      'INVALID_PAGINATION_BOUNDARIES',
      `Passing both \`first\` and \`last\` to paginate the \`${name}\` connection is not supported.`,
    )
  }
  for (const [key, value] of [
    ['first', first],
    ['last', last],
  ] as const) {
    if (value == null) continue
    if (value < 0) throw new Refusal('INVALID_PAGINATION_BOUNDARIES', `\`${key}\` on the \`${name}\` connection cannot be less than zero.`)
    if (value > 100) {
      throw new Refusal(
        'EXCESSIVE_PAGINATION',
        `Requesting ${value} records on the \`${name}\` connection exceeds the \`${key}\` limit of 100 records.`,
      )
    }
  }
}

const cursorOf = (index: number, id: string) => Buffer.from(`cursor:v2:${index}:${id}`).toString('base64')

/** Where the entry with this cursor stands now; throws GitHub's message for what is no cursor. */
function placeOf(list: readonly unknown[], cursor: string, argument: string): number {
  const match = /^cursor:v2:(\d+):(.*)$/.exec(Buffer.from(cursor, 'base64').toString())
  if (!match) throw new Refusal('INVALID_CURSOR_ARGUMENTS', `\`${cursor}\` does not appear to be a valid cursor.`, { argument })
  const index = Number(match[1])
  if (idOf(list[index], index) === match[2]) return index
  const found = list.findIndex((entry, at) => idOf(entry, at) === match[2])
  return found === -1 ? index - 0.5 : found
}

const idOf = (entry: unknown, index: number): string => (entry as { id?: string } | null | undefined)?.id ?? String(index)

export function connection<Entry>(list: readonly Entry[], { first, last, after, before }: PageArgs, more: Record<string, unknown> = {}) {
  const from = after == null ? 0 : Math.floor(placeOf(list, after, 'after')) + 1
  const to = before == null ? list.length : Math.ceil(placeOf(list, before, 'before'))
  let start = Math.max(0, from)
  let end = Math.max(start, to)
  if (first != null) end = Math.min(end, start + first)
  else if (last != null) start = Math.max(start, end - last)
  const nodes = list.slice(start, end)
  return {
    kind: 'Connection',
    totalCount: list.length,
    nodes,
    edges: nodes.map((node, at) => ({ kind: 'Edge', node, cursor: cursorOf(start + at, idOf(node, start + at)) })),
    pageInfo: {
      hasNextPage: end < list.length,
      hasPreviousPage: start > 0,
      startCursor: nodes.length === 0 ? null : cursorOf(start, idOf(nodes[0], start)),
      endCursor: nodes.length === 0 ? null : cursorOf(end - 1, idOf(nodes[nodes.length - 1], end - 1)),
    },
    ...more,
  }
}
