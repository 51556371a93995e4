/** Schemas for the responses to board queries. Missing parts are accepted, because access to parts may be denied. */
import { z } from 'zod'

const Actor = z.object({ __typename: z.string(), login: z.string() }).nullish()
export type Actor = z.infer<typeof Actor>

const Place = z.object({ id: z.string(), number: z.number(), repository: z.object({ nameWithOwner: z.string() }) })
export type Place = z.infer<typeof Place>

/** A list in which parts the app may not see are null. */
const nodes = <Node extends z.ZodType>(node: Node) =>
  z
    .object({ nodes: z.array(node.nullable()).nullish() })
    .nullish()
    .transform((list) => (list?.nodes ?? []).filter((entry): entry is NonNullable<z.output<Node>> => entry != null))

const Event = z.object({
  __typename: z.string(),
  createdAt: z.string().nullish(),
  submittedAt: z.string().nullish(),
  author: Actor,
  actor: Actor,
  viewerDidAuthor: z.boolean().nullish(),
  body: z.string().nullish(),
  commit: z
    .object({
      committedDate: z.string(),
      authoredDate: z.string().nullish(),
      author: z.object({ name: z.string().nullish(), user: z.object({ login: z.string() }).nullish() }).nullish(),
      committer: z.object({ name: z.string().nullish() }).nullish(),
    })
    .nullish(),
})
export type Event = z.infer<typeof Event>

export const Timeline = z.object({
  pageInfo: z.object({ hasPreviousPage: z.boolean(), startCursor: z.string().nullish() }),
  nodes: z.array(Event.nullable()).nullish(),
})
export type Timeline = z.infer<typeof Timeline>

const Labels = nodes(z.object({ name: z.string(), description: z.string().nullish() }))
const Assignees = nodes(z.object({ login: z.string() }))

const Common = Place.extend({
  repository: z.object({ nameWithOwner: z.string(), isPrivate: z.boolean().nullish() }),
  title: z.string(),
  url: z.string().nullish(),
  body: z.string().nullish(),
  locked: z.boolean().nullish(),
  createdAt: z.string().nullish(),
  closedAt: z.string().nullish(),
  lastEditedAt: z.string().nullish(),
  author: Actor,
  editor: Actor,
  milestone: z.object({ title: z.string(), dueOn: z.string().nullish(), state: z.string().nullish() }).nullish(),
  labels: Labels,
  assignees: Assignees,
})

const SubIssues = z
  .object({
    totalCount: z.number().nullish(),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
    nodes: z.array(Place.nullable()).nullish(),
  })
  .nullish()

/** As far as it says so there are more of them. */
const Tracked = z
  .object({
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }).nullish(),
    nodes: z.array(Place.nullable()).nullish(),
  })
  .nullish()

const Blockers = z.object({ nodes: z.array(Place.extend({ state: z.string() }).nullable()).nullish() }).nullish()
export type Blockers = NonNullable<z.infer<typeof Blockers>>

const LinkedPull = Place.extend({
  state: z.string(),
  createdAt: z.string().nullish(),
  author: Actor,
  timelineItems: Timeline.nullish(),
})

/** With the cursor of the next page; null: these are all. */
const ClosingPulls = z
  .object({
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }).nullish(),
    nodes: z.array(LinkedPull.nullable()).nullish(),
  })
  .nullish()
  .transform((list) => ({
    nodes: (list?.nodes ?? []).filter((entry) => entry !== null),
    next: list?.pageInfo?.hasNextPage ? (list.pageInfo.endCursor ?? null) : null,
  }))

const Values = z.object({
  __typename: z.string(),
  name: z.string().nullish(),
  text: z.string().nullish(),
  number: z.number().nullish(),
  date: z.string().nullish(),
  title: z.string().nullish(),
})

/** Values of fields come under `value_<key>`; they are read by key, so the object stays loose. */
export const Card = z.looseObject({
  id: z.string(),
  fullDatabaseId: z.union([z.string(), z.number()]).nullish(),
  type: z.string(),
  isArchived: z.boolean(),
})
export type Card = z.infer<typeof Card>

export const ProjectCard = Card.extend({
  project: z.object({ number: z.number(), owner: z.object({ login: z.string().nullish() }).nullish() }).nullish(),
})
export type ProjectCard = z.infer<typeof ProjectCard>

export const IssueNode = Common.extend({
  __typename: z.literal('Issue'),
  state: z.string(),
  stateReason: z.string().nullish(),
  parent: z.object({ number: z.number(), repository: z.object({ nameWithOwner: z.string() }) }).nullish(),
  closedByPullRequestsReferences: ClosingPulls,
  timelineItems: Timeline.nullish(),
  issueType: z.object({ name: z.string() }).nullish(),
  blockedBy: Blockers,
  issueDependenciesSummary: z.object({ blockedBy: z.number() }).nullish(),
  subIssuesSummary: z.object({ total: z.number() }).nullish(),
  subIssues: SubIssues,
  trackedIssues: Tracked,
  linked: nodes(LinkedPull),
  projectItems: nodes(ProjectCard),
})
export type IssueNode = z.infer<typeof IssueNode>

export const PullNode = Common.extend({
  __typename: z.literal('PullRequest'),
  pullState: z.string(),
  pullEvents: Timeline.nullish(),
  closingIssuesReferences: nodes(Place),
  projectItems: nodes(ProjectCard),
})
export type PullNode = z.infer<typeof PullNode>

export const DraftNode = z.object({
  __typename: z.literal('DraftIssue'),
  id: z.string(),
  title: z.string(),
  body: z.string().nullish(),
  createdAt: z.string().nullish(),
  creator: Actor,
  assignees: Assignees,
})
export type DraftNode = z.infer<typeof DraftNode>

export const Content = z.discriminatedUnion('__typename', [IssueNode, PullNode, DraftNode])
export type Content = z.infer<typeof Content>

const Iteration = z.object({ id: z.string().nullish(), title: z.string(), startDate: z.string(), duration: z.number() })

const Field = z.object({
  name: z.string().nullish(),
  dataType: z.string().nullish(),
  options: z.array(z.object({ name: z.string() })).nullish(),
  configuration: z.object({ iterations: z.array(Iteration), completedIterations: z.array(Iteration) }).nullish(),
})
export type Field = z.infer<typeof Field>

/** `organization` and `projectV2` are null where the app has no access; the errors beside say why. */
export const BoardPage = z.object({
  organization: z
    .object({
      projectV2: z
        .object({
          id: z.string(),
          title: z.string(),
          url: z.string().nullish(),
          fields: nodes(Field),
          items: z.object({
            totalCount: z.number(),
            pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
            nodes: z.array(Card.extend({ content: Content.nullish() }).nullable()).nullish(),
          }),
        })
        .nullish(),
    })
    .nullish(),
})
export type BoardPage = z.infer<typeof BoardPage>

export const Owner = z.object({ repositoryOwner: z.object({ __typename: z.string(), login: z.string() }).nullish() })

/** Parts of nodes that are of another kind come as empty objects. */
const byId = <Node extends z.ZodType>(node: Node) =>
  z.object({ nodes: z.array(z.union([node, z.strictObject({ __typename: z.string().optional() })]).nullable()) })

export const EpicLinksAnswer = byId(
  z.object({
    id: z.string(),
    subIssuesSummary: z.object({ total: z.number() }).nullish(),
    subIssues: SubIssues,
    trackedIssues: Tracked,
  }),
)
export const MoreSubIssues = z.object({ node: z.object({ subIssues: SubIssues }).nullish() })
export const MorePulls = z.object({ node: z.object({ closedByPullRequestsReferences: ClosingPulls }).nullish() })
export const MoreTracked = z.object({ node: z.object({ trackedIssues: Tracked }).nullish() })
export const Issues = byId(IssueNode)
export const Pulls = byId(LinkedPull)
export const OtherCards = byId(z.object({ id: z.string(), labels: Labels, assignees: Assignees }))
export const ExtrasAnswer = byId(
  z.object({
    id: z.string(),
    issueType: z.object({ name: z.string() }).nullish(),
    blockedBy: Blockers,
  }),
)

/** Answers under made-up names (`ref0`, `older0`), and `rateLimit` beside them. */
export const Refs = z.record(z.string(), z.unknown())
export const RefAnswer = z.object({ issueOrPullRequest: z.discriminatedUnion('__typename', [IssueNode, PullNode]).nullish() }).nullish()
export const OlderAnswer = z
  .object({ timelineItems: Timeline.nullish(), userContentEdits: nodes(z.object({ editedAt: z.string(), editor: Actor })) })
  .nullish()

const Type = z
  .object({ fields: z.array(z.object({ name: z.string(), args: z.array(z.object({ name: z.string() })).nullish() })).nullish() })
  .nullish()
export const Features = z.object({ issue: Type, project: Type, dependencies: Type })

/** A value of a field as the snapshot keeps it; null where it is empty or of a kind that has no plain value. */
export function fieldValue(card: Card, key: string): string | number | null {
  const checked = Values.safeParse(card[`value_${key}`])
  if (!checked.success) return null
  const { name, text, number, date, title } = checked.data
  return title ?? name ?? text ?? number ?? date ?? null
}
