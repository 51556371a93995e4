/** A small GitHub that changes: issues, cards and the webhooks each edit sends. Its answers go through nock. */
import { aCard, anIssueNode, bot, byId, comment, events, github, person, select } from './board-answers.ts'

type Issue = {
  readonly number: number
  readonly id: string
  state: 'OPEN' | 'CLOSED'
  labels: string[]
  assignees: string[]
  body: string
  parent: number | null
  comments: object[]
  card: { id: string; status: string; archived: boolean } | null
}

export type Webhook = { readonly event: string; readonly payload: object; readonly about: readonly number[] }

/** What a test draws at random: which edit, on which issue, with which other. */
export type Edit = { readonly kind: (typeof EDITS)[number]; readonly at: number; readonly other: number }

export const EDITS = [
  'move',
  'close',
  'comment',
  'bot-comment',
  'label',
  'assign',
  'create',
  'add-card',
  'remove-card',
  'archive',
  'delete',
  'parent',
  'task-list',
  'part-of',
] as const

const STATUSES = ['Backlog', 'Doing', 'Done']

export function createBoardWorld(size: number) {
  const issues = new Map<number, Issue>()
  let time = Date.parse('2023-01-10T08:00:00Z')
  let last = 0

  const create = (withCard: boolean): Issue => {
    last += 1
    const issue: Issue = {
      number: last,
      id: `I_${last}`,
      state: 'OPEN',
      labels: last % 5 === 1 ? ['epic'] : [],
      assignees: [],
      body: '',
      parent: null,
      comments: [],
      card: withCard ? { id: `PVTI_${last}`, status: 'Backlog', archived: false } : null,
    }
    issues.set(last, issue)
    return issue
  }
  for (let index = 0; index < size; index += 1) create(index % 7 !== 6)

  const place = ({ number, id }: Issue) => ({ id, number, repository: { nameWithOwner: 'scs/issues' } })
  const childrenOf = (number: number) => [...issues.values()].filter(({ parent }) => parent === number)
  const nodeOf = (issue: Issue) => ({
    ...anIssueNode(issue.number, {
      ...place(issue),
      repository: { nameWithOwner: 'scs/issues', isPrivate: false },
      state: issue.state,
      body: issue.body,
      labels: { nodes: issue.labels.map((name) => ({ name, description: null })) },
      assignees: { nodes: issue.assignees.map((login) => ({ login })) },
      parent: issue.parent === null ? null : place(issues.get(issue.parent) as Issue),
      timelineItems: events(issue.comments.slice(-20), issue.comments.length > 20 ? 'more' : null),
    }),
  })
  const cardOf = ({ number, card }: Issue, content: object | null) =>
    aCard(number, content, { id: card?.id, isArchived: card?.archived, value_status: select(card?.status ?? '') })
  const ours = { project: { number: 6, owner: { login: 'scs' } } }
  const linksOf = (issue: Issue) => {
    const nodes = childrenOf(issue.number).map(place)
    return {
      subIssuesSummary: { total: nodes.length },
      subIssues: { totalCount: nodes.length, pageInfo: { hasNextPage: false }, nodes },
      trackedIssues: { nodes: [] },
    }
  }
  const wholeOf = (issue: Issue) => ({
    ...nodeOf(issue),
    ...linksOf(issue),
    projectItems: { nodes: issue.card ? [{ ...cardOf(issue, null), ...ours }] : [] },
  })
  const byNode = (id: string) => [...issues.values()].find((issue) => issue.id === id) ?? null
  const named = (variables: Record<string, unknown>, node: (issue: Issue) => object) =>
    Object.fromEntries(
      Object.entries(variables).flatMap(([name, value]) => {
        const index = /^number(\d+)$/.exec(name)?.[1]
        const issue = variables[`owner${index}`] === 'scs' ? issues.get(value as number) : undefined
        return index === undefined ? [] : [[`ref${index}`, issue ? { issueOrPullRequest: node(issue) } : { issueOrPullRequest: null }]]
      }),
    )

  /** Answers from now on with the world as it is at each moment. */
  const play = (page: (cards: object[]) => object) =>
    github({
      BoardPage: () => page([...issues.values()].filter(({ card }) => card && !card.archived).map((issue) => cardOf(issue, nodeOf(issue)))),
      EpicLinks: ({ ids = [] }) => byId(ids, (id) => withIssue(byNode(id), (issue) => ({ id, ...linksOf(issue) }))),
      Issues: ({ ids = [] }) => byId(ids, (id) => withIssue(byNode(id), nodeOf)),
      Refs: (variables) => ({ data: named(variables, nodeOf) }),
      OlderEvents: (variables) => ({
        data: Object.fromEntries(
          Object.entries(variables).flatMap(([name, value]) => {
            const index = /^id(\d+)$/.exec(name)?.[1]
            const issue = byNode(String(value))
            const older = { timelineItems: events(issue?.comments.slice(0, -20) ?? []), userContentEdits: { nodes: [] } }
            return index === undefined ? [] : [[`older${index}`, issue ? older : null]]
          }),
        ),
      }),
      Changed: (variables) => {
        const answer = byId(variables.ids ?? [], (id) => {
          const carded = [...issues.values()].find(({ card }) => card?.id === id)
          return carded ? { ...cardOf(carded, wholeOf(carded)), ...ours } : withIssue(byNode(id), wholeOf)
        })
        return { data: { ...answer.data, ...named(variables, wholeOf) } }
      },
    })

  const webhook = (event: string, issue: Issue, more: object = {}, about: readonly number[] = [issue.number]): Webhook => ({
    event,
    about,
    payload: { issue: { number: issue.number, node_id: issue.id }, repository: { full_name: 'scs/issues' }, ...more },
  })
  const cardWebhook = (issue: Issue, id: string): Webhook => ({
    event: 'projects_v2_item',
    about: [issue.number],
    payload: { projects_v2_item: { node_id: id, content_node_id: issue.id, content_type: 'Issue' } },
  })
  const relation = (parent: Issue, child: Issue): Webhook => {
    const told = (issue: Issue) => ({
      number: issue.number,
      node_id: issue.id,
      html_url: `https://github.com/scs/issues/issues/${issue.number}`,
    })
    return { event: 'sub_issues', about: [parent.number, child.number], payload: { parent_issue: told(parent), sub_issue: told(child) } }
  }

  const edit = ({ kind, at, other }: Edit): readonly Webhook[] => {
    const all = [...issues.values()]
    const issue = all[at % all.length]
    const second = all[other % all.length]
    if (!issue || !second) return []
    time += 60_000
    const when = new Date(time).toISOString()
    switch (kind) {
      case 'move':
        if (!issue.card) return []
        issue.card.status = STATUSES[other % 3] ?? ''
        return [cardWebhook(issue, issue.card.id)]
      case 'close':
        issue.state = issue.state === 'OPEN' ? 'CLOSED' : 'OPEN'
        return [webhook('issues', issue)]
      case 'comment':
      case 'bot-comment':
        issue.comments.push(comment(kind === 'comment' ? person('fkr') : bot('renovate'), when))
        return [webhook('issue_comment', issue)]
      case 'label':
        issue.labels = issue.labels.includes('epic') ? [] : ['epic']
        return [webhook('issues', issue)]
      case 'assign':
        issue.assignees = issue.assignees.length > 0 ? [] : ['o-otte']
        return [webhook('issues', issue)]
      case 'create': {
        const created = create(other % 2 === 0)
        return [webhook('issues', created), ...(created.card ? [cardWebhook(created, created.card.id)] : [])]
      }
      case 'add-card':
        if (issue.card) return []
        issue.card = { id: `PVTI_${issue.number}_${time}`, status: 'Backlog', archived: false }
        return [cardWebhook(issue, issue.card.id)]
      case 'remove-card': {
        if (!issue.card) return []
        const { id } = issue.card
        issue.card = null
        return [cardWebhook(issue, id)]
      }
      case 'archive':
        if (!issue.card) return []
        issue.card.archived = !issue.card.archived
        return [cardWebhook(issue, issue.card.id)]
      case 'delete': {
        const children = childrenOf(issue.number)
        issues.delete(issue.number)
        for (const child of children) child.parent = null
        return [webhook('issues', issue), ...children.map((child) => webhook('issues', child))]
      }
      case 'parent': {
        if (issue === second) return []
        const old = issue.parent === null ? null : issues.get(issue.parent)
        issue.parent = issue.parent === second.number ? null : second.number
        return [...(old ? [relation(old, issue)] : []), relation(second, issue)]
      }
      case 'task-list':
        issue.body = `- [${other % 2 ? 'x' : ' '}] #${second.number}\n- [ ] a word\n- [ ] else/where#${other}`
        return [webhook('issues', issue)]
      case 'part-of':
        issue.body = issue.body === '' ? `Part of #${second.number}` : ''
        return [webhook('issues', issue)]
    }
  }
  return { play, edit }
}

function withIssue(issue: Issue | null, node: (issue: Issue) => object): object | null {
  return issue === null ? null : node(issue)
}
