/**
 * The sandbox's world as a person writes it: one YAML file, checked here; `model.ts` makes the living world of it.
 *
 * Dates are ISO (`2023-01-18` means that day at 09:00 UTC, or `2023-01-18T10:05:00Z`). People are named by login; a bot's
 * login ends in `[bot]`. Issues and pull requests are named `owner/repo#1`, or by number alone within their repository.
 * Everything but `repositories` may be left out. People who are named but not listed under `users` are added as users.
 *
 * ```yaml
 * now: 2023-01-18T08:00:00Z              # the world's clock, unless `startSandbox` is given one
 * site: https://github.com               # what html_url and url begin with
 * features: { issueTypes: true, dependencies: true, projectQuery: true, projectEvents: true }   # false: the server lacks them
 * organizations: { SovereignCloudStack: { id: 1001, members: [fkr] } }
 * users:
 *   fkr: { id: 101, name: Felix Kronlage-Dammers }
 *   renovate[bot]: {}                    # type Bot, from the login
 *   old-account: { type: Mannequin }
 * repositories:
 *   SovereignCloudStack/issues:
 *     private: false
 *     issues_enabled: true               # false: 410 for issues
 *     default_branch: main
 *     labels: { epic: An issue spread over several sprints, "Sprint Jena": "2023, cwk 34+35" }   # name: description (or null)
 *     milestones: { R4: 2023-03-22, R5: null }   # title: due on
 *     collaborators: { fkr: admin, o-otte: write }   # none, read, triage, write, maintain, admin; members may read anyway
 *     protected: [main]                  # branches that nobody pushes to
 *     strict: [main]                     # base branches whose pull requests must be up to date before they are merged
 *     reviewed: [main]                   # base branches whose pull requests need an approval
 *     merge_methods: [merge, squash, rebase]
 *     teams: [iaas]                      # of the organization, with access: they can be asked for reviews
 *     files: { README.md: "# Issues\n" } # of the first commit of the default branch
 *     branches:                          # others, each made from `from`
 *       topic: { from: main, commits: [{ by: fkr, at: 2023-01-10, message: Say more, files: { a.md: text, b.md: null } }] }
 *     issues:
 *       28:
 *         title: Flavor manager
 *         author: fkr
 *         created: 2022-11-03
 *         body: |
 *           - [ ] #225
 *         labels: [epic]                 # must be among the repository's labels
 *         assignees: [o-otte]
 *         milestone: R4
 *         type: Epic                     # issue type
 *         state: open                    # or closed (then `closed: 2023-01-10`, `closed_by`, `reason: not_planned`)
 *         edited: { by: fkr, at: 2022-12-01 }
 *         locked: false
 *         sub_issues: [225, osism/issues#348]
 *         tracks: [231]                  # task list links that GitHub shows as tracked
 *         blocked_by: [252]
 *         comments: [{ by: fkr, at: 2022-11-04, text: Hello, edited: { by: fkr, at: 2022-11-05 }, minimized: outdated }]
 *         timeline:                      # closing is added by itself where `closed` says so
 *           - { event: labeled, by: fkr, at: 2022-11-03, label: epic }
 *           - { event: renamed, by: fkr, at: 2022-11-04, from: Flavours, to: Flavor manager }
 *           - { event: cross-referenced, by: fkr, at: 2022-11-05, source: osism/issues#348 }
 *         transferred_to: osism/issues#1 # then REST answers 301; `deleted: true`: 410
 *     pulls:
 *       183:
 *         title: Flavor names            # as issues, and:
 *         author: o-otte
 *         created: 2023-01-09
 *         state: merged                  # open, closed, merged (then `merged: 2023-01-12`, `merged_by`)
 *         head: flavor-names             # branch (made if missing); `base`: the default branch
 *         draft: false
 *         closes: [SovereignCloudStack/issues#225]
 *         commits: [{ by: o-otte, at: 2023-01-09, message: Name flavors, files: { flavors.md: text } }]
 *         reviews: [{ by: fkr, at: 2023-01-11, state: approved, text: Fine }]
 * boards:
 *   SovereignCloudStack/6:
 *     title: Sprint Board
 *     public: true
 *     fields:
 *       Status: [Backlog, Refined, Doing, Done]     # a list: single select
 *       Sprint: { days: 14, iterations: { Sprint 2: 2023-01-02, Sprint 3: 2023-01-16 } }   # title: first day; past ones are completed
 *       Team: text                                  # text, number, date
 *     cards:
 *       - { of: SovereignCloudStack/issues#28, Status: Doing, Sprint: Sprint 3, added: 2022-11-03, updated: 2023-01-10 }
 *       - { of: SovereignCloudStack/issues#29, archived: true }
 *       - { draft: Think of a name, body: Really, by: fkr, added: 2023-01-02, assignees: [fkr], Status: Backlog }
 *     status_updates: [{ status: on_track, by: fkr, at: 2023-01-11, text: Fine }]
 * app: { id: 7, slug: scs-sprint, owner: SovereignCloudStack, permissions: { metadata: read, issues: write } }   # default: those of scs-sprint
 * installations:
 *   SovereignCloudStack: { id: 77, repositories: all }   # or [issues, minutes]; `permissions` if fewer than the app's; `suspended: true`
 * tokens:
 *   ghp_fkr: { user: fkr, scopes: [repo, read:project] }                                     # a person's
 *   ghs_workflow: { workflow: SovereignCloudStack/minutes, permissions: { contents: write } }  # a workflow's
 * ```
 */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'

const When = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?Z)?$/, 'expected a date like 2023-01-18 or 2023-01-18T10:05:00Z')
  .transform((text) => (text.length === 10 ? `${text}T09:00:00Z` : text.length === 17 ? `${text.slice(0, 16)}:00Z` : text))
const Day = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'expected a date like 2023-01-18')
const Ref = z.union([z.int().positive(), z.string().regex(/^([^/\s]+\/[^#\s]+)?#?\d+$/, 'expected owner/repo#1 or a number')])
const Files = z.record(z.string(), z.string().nullable())
const Edited = z.strictObject({ by: z.string(), at: When })
const Comment = z.strictObject({
  by: z.string(),
  at: When,
  text: z.string(),
  id: z.int().optional(),
  edited: Edited.optional(),
  minimized: z.enum(['abuse', 'off-topic', 'outdated', 'resolved', 'duplicate', 'spam', 'low-quality']).optional(),
})
const TimelineEntry = z.strictObject({
  event: z.enum([
    'closed',
    'reopened',
    'renamed',
    'labeled',
    'unlabeled',
    'assigned',
    'unassigned',
    'milestoned',
    'demilestoned',
    'mentioned',
    'subscribed',
    'cross-referenced',
    'referenced',
    'locked',
    'unlocked',
    'sub_issue_added',
    'sub_issue_removed',
  ]),
  by: z.string(),
  at: When,
  label: z.string().optional(),
  assignee: z.string().optional(),
  milestone: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  source: Ref.optional(),
})
const Common = {
  title: z.string().min(1),
  author: z.string(),
  created: When,
  updated: When.optional(),
  body: z.string().default(''),
  labels: z.array(z.string()).default([]),
  assignees: z.array(z.string()).default([]),
  milestone: z.string().optional(),
  closed: When.optional(),
  closed_by: z.string().optional(),
  edited: Edited.optional(),
  locked: z.boolean().default(false),
  comments: z.array(Comment).default([]),
  timeline: z.array(TimelineEntry).default([]),
}
const Issue = z.strictObject({
  ...Common,
  state: z.enum(['open', 'closed']).default('open'),
  reason: z.enum(['completed', 'not_planned', 'duplicate', 'reopened']).optional(),
  type: z.string().optional(),
  sub_issues: z.array(Ref).default([]),
  tracks: z.array(Ref).default([]),
  blocked_by: z.array(Ref).default([]),
  transferred_to: Ref.optional(),
  deleted: z.boolean().default(false),
})
const Commit = z.strictObject({ by: z.string(), at: When, message: z.string(), files: Files.default({}), committer: z.string().optional() })
const Pull = z.strictObject({
  ...Common,
  state: z.enum(['open', 'closed', 'merged']).default('open'),
  merged: When.optional(),
  merged_by: z.string().optional(),
  head: z.string(),
  base: z.string().optional(),
  draft: z.boolean().default(false),
  closes: z.array(Ref).default([]),
  commits: z.array(Commit).default([]),
  reviews: z
    .array(
      z.strictObject({
        by: z.string(),
        at: When,
        state: z.enum(['approved', 'changes_requested', 'commented', 'dismissed', 'pending']).default('commented'),
        text: z.string().default(''),
      }),
    )
    .default([]),
})
const Repository = z.strictObject({
  id: z.int().optional(),
  private: z.boolean().default(false),
  archived: z.boolean().default(false),
  description: z.string().optional(),
  issues_enabled: z.boolean().default(true),
  default_branch: z.string().default('main'),
  labels: z.record(z.string(), z.string().nullable()).default({}),
  milestones: z.record(z.string(), Day.nullable()).default({}),
  collaborators: z.record(z.string(), z.enum(['none', 'read', 'triage', 'write', 'maintain', 'admin'])).default({}),
  protected: z.array(z.string()).default([]),
  strict: z.array(z.string()).default([]),
  reviewed: z.array(z.string()).default([]),
  merge_methods: z.array(z.enum(['merge', 'squash', 'rebase'])).default(['merge', 'squash', 'rebase']),
  teams: z.array(z.string()).default([]),
  files: z.record(z.string(), z.string()).default({}),
  branches: z.record(z.string(), z.strictObject({ from: z.string().optional(), commits: z.array(Commit).default([]) })).default({}),
  issues: z.record(z.coerce.number().int().positive(), Issue).default({}),
  pulls: z.record(z.coerce.number().int().positive(), Pull).default({}),
})
const Field = z.union([
  z.array(z.string()),
  z.strictObject({ days: z.int().positive().default(14), iterations: z.record(z.string(), Day) }),
  z.enum(['text', 'number', 'date']),
])
const Card = z
  .object({
    of: z.string().optional(),
    draft: z.string().optional(),
    body: z.string().default(''),
    by: z.string().optional(),
    assignees: z.array(z.string()).default([]),
    added: When.optional(),
    updated: When.optional(),
    archived: z.boolean().default(false),
    id: z.int().optional(),
  })
  .catchall(z.union([z.string(), z.number(), z.null()]))
const Board = z.strictObject({
  title: z.string(),
  public: z.boolean().default(true),
  closed: z.boolean().default(false),
  fields: z.record(z.string(), Field).default({}),
  cards: z.array(Card).default([]),
  status_updates: z
    .array(
      z.strictObject({
        status: z.enum(['inactive', 'on_track', 'at_risk', 'off_track', 'complete']),
        by: z.string(),
        at: When,
        text: z.string().default(''),
      }),
    )
    .default([]),
})
const Permissions = z.record(z.string(), z.enum(['read', 'write', 'admin']))

/** What scs-sprint asks for in its manifest. */
const APP_PERMISSIONS = {
  metadata: 'read',
  organization_projects: 'write',
  issues: 'write',
  pull_requests: 'write',
  contents: 'write',
  checks: 'write',
  members: 'read',
} as const

const WorldFile = z.strictObject({
  now: When.default('2023-01-18T08:00:00Z'),
  site: z.string().default('https://github.com'),
  features: z
    .strictObject({
      issueTypes: z.boolean().default(true),
      dependencies: z.boolean().default(true),
      projectQuery: z.boolean().default(true),
      projectEvents: z.boolean().default(true),
    })
    .default({ issueTypes: true, dependencies: true, projectQuery: true, projectEvents: true }),
  organizations: z.record(z.string(), z.strictObject({ id: z.int().optional(), members: z.array(z.string()).default([]) })).default({}),
  users: z
    .record(
      z.string(),
      z.strictObject({
        id: z.int().optional(),
        name: z.string().optional(),
        email: z.string().optional(),
        type: z.enum(['User', 'Bot', 'Mannequin']).optional(),
      }),
    )
    .default({}),
  repositories: z.record(z.string().regex(/^[^/\s]+\/[^/\s]+$/, 'expected owner/repo'), Repository),
  boards: z.record(z.string().regex(/^[^/\s]+\/\d+$/, 'expected owner/number'), Board).default({}),
  app: z
    .strictObject({
      id: z.int().default(7),
      slug: z.string().default('scs-sprint'),
      name: z.string().default('scs-sprint'),
      owner: z.string().optional(),
      bot_id: z.int().default(900_007),
      permissions: Permissions.default({ ...APP_PERMISSIONS }),
      events: z.array(z.string()).default(['issues', 'issue_comment', 'sub_issues', 'projects_v2_item', 'pull_request', 'push']),
    })
    .default({
      id: 7,
      slug: 'scs-sprint',
      name: 'scs-sprint',
      bot_id: 900_007,
      permissions: { ...APP_PERMISSIONS },
      events: ['issues', 'issue_comment', 'sub_issues', 'projects_v2_item', 'pull_request', 'push'],
    }),
  installations: z
    .record(
      z.string(),
      z.strictObject({
        id: z.int().optional(),
        repositories: z.union([z.literal('all'), z.array(z.string())]).default('all'),
        permissions: Permissions.optional(),
        suspended: z.boolean().default(false),
      }),
    )
    .default({}),
  tokens: z
    .record(
      z.string(),
      z.union([
        z.strictObject({ user: z.string(), scopes: z.array(z.string()).default(['repo', 'read:project']) }),
        z.strictObject({ workflow: z.string(), permissions: Permissions.default({ contents: 'read', metadata: 'read' }) }),
      ]),
    )
    .default({}),
})

export type WorldFile = z.output<typeof WorldFile>
export type WorldInput = z.input<typeof WorldFile>
export type CommitFile = z.output<typeof Commit>
export type TimelineFile = z.output<typeof TimelineEntry>
export type RefText = z.output<typeof Ref>

/** Checks a world; throws with every wrong place. `where` names it in messages. */
export function checkWorld(raw: unknown, where = 'the world'): WorldFile {
  const result = WorldFile.safeParse(raw)
  if (!result.success) throw new Error(`${where} is not a world:\n${z.prettifyError(result.error)}`)
  return result.data
}

const checked = new Map<string, WorldFile>()

/** Checked once for each text: many tests begin in the same world. */
export function readWorldFile(path: string): WorldFile {
  const text = readFileSync(path, 'utf8')
  const world = checked.get(text) ?? checkWorld(parse(text), path)
  checked.set(text, world)
  return structuredClone(world)
}
