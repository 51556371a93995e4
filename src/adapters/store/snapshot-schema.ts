/** The published schema of a snapshot (`sync --out`, `--board`). Unknown fields are accepted. */
import { z } from 'zod'
import type { BoardItem, Snapshot } from '../../domain/board/board.ts'
import { UserError } from '../../errors.ts'

const instant = z.union([z.iso.datetime({ offset: true }), z.iso.date()]).describe('ISO 8601, with a time zone if it has a time')
const ref = z.string().describe('`owner/repo#1`')

const Item = z.looseObject({
  itemId: z.string().nullable().describe('Node ID of the card; null for a child that is not on the board'),
  databaseId: z.number().nullable().describe('The `itemId` in links to the board'),
  ref: ref.nullable().describe('`owner/repo#1`; null for drafts and cards that cannot be read'),
  kind: z.enum(['issue', 'pull', 'draft', 'unreadable']),
  title: z.string(),
  state: z.enum(['open', 'closed']),
  stateReason: z.string().nullable().describe('completed, not_planned, duplicate, reopened; merged for pull requests'),
  url: z.string().nullable(),
  private: z.boolean().describe('From a private repository: must not appear in a public file'),
  labels: z.array(z.string()),
  milestone: z
    .looseObject({
      title: z.string(),
      dueOn: instant.nullable(),
      state: z.enum(['open', 'closed']).nullish().describe('Treated as open if missing'),
    })
    .nullable(),
  assignees: z.array(z.string()),
  author: z.string().nullable(),
  status: z.string().nullable(),
  sprint: z.string().nullable(),
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  createdAt: instant.nullable(),
  closedAt: instant.nullable(),
  lastHumanActivity: instant.nullable().describe('null when it could not be read'),
  archived: z.boolean(),
  nodeId: z.string().nullish(),
  body: z.string().nullish().describe('Stored for epics and open issues'),
  type: z.string().nullish(),
  parent: ref.nullish(),
  trackedIn: z.array(ref).nullish().describe('Issues with it in their task list, on the board or not'),
  namedParents: z.array(ref).nullish(),
  pulls: z
    .array(z.looseObject({ ref, state: z.enum(['open', 'closed', 'merged']), lastHumanActivity: instant.nullable() }))
    .nullish()
    .describe('Pull requests that close the issue'),
  blockedBy: z.array(ref).nullish(),
  locked: z.boolean().nullish(),
  observed: z
    .looseObject({
      firstSeen: instant,
      statusSince: instant.nullable(),
      activeSince: instant.nullable(),
      sprints: z.array(z.string()).describe('Sprints that were current while the item was in them'),
      stay: z
        .looseObject({
          sprint: z.looseObject({
            name: z.string(),
            id: z.string().optional(),
            startsOn: z.iso.date().optional(),
            endsOn: z.iso.date().optional(),
          }),
          from: instant,
          after: instant.nullable(),
          counted: z.boolean(),
        })
        .nullable()
        .optional()
        .describe('Its current sprint'),
      labelsSince: z.record(z.string(), instant),
    })
    .nullish()
    .describe('What earlier snapshots show about the item'),
})

const Epic = z.looseObject({
  ref,
  children: z.array(
    z.looseObject({
      ref: z.string().describe('`owner/repo#1`; for sub-issues that GitHub counts but does not show, `<epic>/hidden-1`, never readable'),
      sources: z.array(z.enum(['sub-issue', 'task-list', 'child-line', 'tracked-in'])),
      readable: z.boolean(),
    }),
  ),
  progress: z.looseObject({ done: z.number(), all: z.number() }),
  taskLines: z.array(z.looseObject({ text: z.string(), ref: ref.nullable(), checked: z.boolean() })),
})

const Gap = z.looseObject({
  part: z.enum(['cards', 'children', 'stories', 'activity', 'people', 'types']),
  told: z.string(),
  denied: z.boolean().describe('GitHub denied access; false: it may work next time'),
})

const SnapshotShape = z.looseObject({
  schema: z.literal('scs-sprint/board'),
  version: z.literal(1),
  takenAt: instant,
  complete: z.boolean().describe('false: something is missing; `gaps` and `problems` say what'),
  board: z.looseObject({ owner: z.string(), number: z.number(), title: z.string(), url: z.string().nullish() }),
  counts: z.looseObject({
    items: z.number().describe('All cards, including drafts and unreadable cards'),
    drafts: z.number(),
    unreadable: z.number(),
    requests: z.number(),
    points: z.number(),
  }),
  items: z.array(Item).describe('Cards of the board, and children that are not on it (`itemId` null)'),
  epics: z.array(Epic),
  sprints: z
    .array(z.looseObject({ name: z.string(), startsOn: z.iso.date(), endsOn: z.iso.date(), id: z.string().optional() }))
    .nullish()
    .describe('Oldest first; both days belong to the sprint'),
  problems: z.array(z.string()).nullish(),
  statusProblems: z.array(z.string()).nullish().describe('The `problems` about statuses that sprint.yml does not name'),
  gaps: z.array(Gap).nullish(),
})

/** Reads a saved snapshot. Throws UserError with the first places that are wrong; `source` is the name in messages. */
export function parseSnapshot(text: string, source: string): Snapshot {
  return checkSnapshot(readJson(text, source), source)
}

function checkSnapshot(value: unknown, source: string): Snapshot {
  const named = value as { schema?: unknown; version?: unknown } | null
  if (typeof named !== 'object' || named === null || named.schema !== 'scs-sprint/board') {
    throw notASnapshot(source, 'other data')
  }
  if (named.version !== 1) {
    throw new UserError(
      `${source}: expected version 1 of a saved board, found ${JSON.stringify(named.version) ?? 'none'}. Save it again with this version: \`scs-sprint sync --out FILE\`.`,
    )
  }
  const result = SnapshotShape.safeParse(withoutGaps(named))
  if (result.success) return inOurForm(result.data)
  const places = result.error.issues.slice(0, 3).map(({ path, message }) => `\`${path.join('.')}\`: ${message}`)
  const more = result.error.issues.length > 3 ? `; ${result.error.issues.length - 3} more` : ''
  throw new UserError(
    `${source}: expected a saved board, found ${places.join('; ')}${more}. Save it again: \`scs-sprint sync --out FILE\`.`,
  )
}

/** What an item may leave out: it then says nothing, and nothing is built on it. */
const SILENT = {
  databaseId: null,
  stateReason: null,
  url: null,
  milestone: null,
  author: null,
  status: null,
  sprint: null,
  fields: {},
  closedAt: null,
  lastHumanActivity: null,
  archived: false,
}

/** Others leave out what they have no value for; what findings depend on (state, labels, assignees, when it was opened) is required. */
function withoutGaps(value: object): unknown {
  const { items } = value as { items?: unknown }
  if (!Array.isArray(items)) return value
  return { ...value, items: items.map((item: unknown) => (typeof item === 'object' && item !== null ? { ...SILENT, ...item } : item)) }
}

/** Others write null where we leave a field out, and times of their own zone: here they compare as text, so all are in UTC. */
function inOurForm({ takenAt, board, items, sprints, problems, statusProblems, gaps, ...rest }: z.infer<typeof SnapshotShape>): Snapshot {
  return withoutNulls(
    {
      ...rest,
      takenAt: inUtc(takenAt),
      board: withoutNulls(board, ['url']),
      items: items.map(itemInOurForm),
      sprints,
      problems,
      statusProblems,
      gaps,
    },
    ['sprints', 'problems', 'statusProblems', 'gaps'],
  ) as Snapshot
}

const OPTIONAL = ['body', 'trackedIn', 'namedParents', 'pulls', 'blockedBy', 'locked', 'observed'] as const

function itemInOurForm(item: z.infer<typeof Item>): BoardItem {
  const { createdAt, closedAt, lastHumanActivity, milestone, pulls } = item
  return withoutNulls(
    {
      ...item,
      milestone: milestone && withoutNulls(milestone, ['state']),
      createdAt: inUtc(createdAt),
      closedAt: inUtc(closedAt),
      lastHumanActivity: inUtc(lastHumanActivity),
      ...(pulls ? { pulls: pulls.map((pull) => ({ ...pull, lastHumanActivity: inUtc(pull.lastHumanActivity) })) } : {}),
    },
    OPTIONAL,
  ) as BoardItem
}

function inUtc<Instant extends string | null>(at: Instant): Instant {
  return (at?.includes('T') && !at.endsWith('Z') ? new Date(at).toISOString() : at) as Instant
}

function withoutNulls<Value extends object>(value: Value, keys: readonly (keyof Value)[]): Value {
  const nulls = keys.filter((key) => value[key] === null || value[key] === undefined)
  if (nulls.length === 0) return value
  return Object.fromEntries(Object.entries(value).filter(([key]) => !nulls.includes(key as keyof Value))) as Value
}

function readJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const found = text.trim() === '' ? 'an empty file' : `text that is not valid JSON (${(error as Error).message.slice(0, 80)})`
    throw notASnapshot(source, found, error)
  }
}

function notASnapshot(source: string, found: string, cause?: unknown): UserError {
  return new UserError(
    `${source}: expected a saved board (JSON with "schema": "scs-sprint/board"), found ${found}. \`scs-sprint sync --out FILE\` creates one.`,
    {
      cause,
    },
  )
}

/** The JSON Schema (draft 2020-12) that is published as docs/board.schema.json. */
export function snapshotJsonSchema(): Record<string, unknown> {
  return {
    title: 'A snapshot of a board, as read by scs-sprint',
    ...z.toJSONSchema(SnapshotShape),
  }
}
