/** Resolvers of boards: fields, cards, values of fields. A card whose content the token may not see is REDACTED. */
import type { Board, Card, Draft, Field, Issue, Iteration, Pull, StatusUpdate } from '../model.ts'
import { connection, type PageArgs } from './connection.ts'
import { accountUrl, type Context, isReadable, type Resolvers } from './context.ts'

const contentOf = (card: Card, { token }: Context): Issue | Pull | Draft | null =>
  card.content.kind === 'DraftIssue' || (isReadable(card.content, token) && !(card.content.kind === 'Issue' && card.content.gone))
    ? card.content
    : null

const isOver = ({ startDate, duration }: Iteration, now: Date): boolean => Date.parse(startDate) + duration * 86_400_000 <= now.getTime()

const iterationsOf = (field: Field, context: Context, over: boolean) =>
  field.iterations.filter((iteration) => isOver(iteration, context.world.now()) === over).map((iteration) => withHtml(iteration))

const withHtml = ({ id, title, startDate, duration }: Iteration) => ({
  kind: 'ProjectV2IterationFieldIteration',
  id,
  title,
  titleHTML: title,
  startDate,
  duration,
})

type Value = { kind: string; id?: string; field: Field; card: Card; [key: string]: unknown }

/** The value of a field as GitHub shows it; null where it is empty. */
function fieldValue(card: Card, field: Field, context: Context): Value | null {
  const value = card.values.get(field.name)
  const common = {
    id: `${card.id}_${field.databaseId}`,
    databaseId: card.databaseId + field.databaseId,
    field,
    card,
    creator: card.creator,
    createdAt: card.createdAt,
    updatedAt: card.updatedAt,
    item: card,
  }
  const made = (kind: string, more: Record<string, unknown>): Value => ({ ...common, kind, ...more })
  const content = contentOf(card, context)
  switch (field.dataType) {
    case 'SINGLE_SELECT': {
      const option = field.options.find(({ id }) => id === value)
      return option
        ? made('ProjectV2ItemFieldSingleSelectValue', {
            name: option.name,
            nameHTML: option.name,
            optionId: option.id,
            color: 'GRAY',
            description: '',
            descriptionHTML: '',
          })
        : null
    }
    case 'ITERATION': {
      const iteration = field.iterations.find(({ id }) => id === value)
      return iteration
        ? made('ProjectV2ItemFieldIterationValue', {
            ...withHtml(iteration),
            kind: 'ProjectV2ItemFieldIterationValue',
            iterationId: iteration.id,
            id: common.id,
          })
        : null
    }
    case 'TEXT':
      return value === undefined ? null : made('ProjectV2ItemFieldTextValue', { text: String(value) })
    case 'NUMBER':
      return value === undefined ? null : made('ProjectV2ItemFieldNumberValue', { number: Number(value) })
    case 'DATE':
      return value === undefined ? null : made('ProjectV2ItemFieldDateValue', { date: value })
    default:
      return content === null ? null : builtIn(field.dataType, content, made)
  }
}

function builtIn(
  dataType: string,
  content: Issue | Pull | Draft,
  made: (kind: string, more: Record<string, unknown>) => Value,
): Value | null {
  if (dataType === 'TITLE') return made('ProjectV2ItemFieldTextValue', { text: content.title })
  if (dataType === 'ASSIGNEES')
    return content.assignees.length === 0 ? null : made('ProjectV2ItemFieldUserValue', { list: content.assignees })
  if (content.kind === 'DraftIssue') return null
  if (dataType === 'LABELS') return content.labels.length === 0 ? null : made('ProjectV2ItemFieldLabelValue', { list: content.labels })
  if (dataType === 'MILESTONE') return content.milestone ? made('ProjectV2ItemFieldMilestoneValue', { milestone: content.milestone }) : null
  if (dataType === 'REPOSITORY') return made('ProjectV2ItemFieldRepositoryValue', { repository: content.repository })
  return null
}

type ItemArgs = PageArgs & { query?: string; archivedStates?: readonly string[]; orderBy?: { direction: string } }

function cardsOf(board: Board, args: ItemArgs, context: Context): readonly Card[] {
  const states = args.archivedStates
  let cards: readonly Card[] = states
    ? board.cards.filter(({ isArchived }) => states.includes(isArchived ? 'ARCHIVED' : 'NOT_ARCHIVED'))
    : board.cards
  if (args.query) {
    const terms = args.query.match(/-?[^\s:"]+:(?:"[^"]*"|\S+)/g) ?? []
    cards = cards.filter((card) => terms.every((term) => isMatch(card, term, context)))
  }
  return args.orderBy?.direction === 'DESC' ? [...cards].reverse() : cards
}

/** One term of the board's filter: `label:epic`, `is:open`, `-status:Done`, `assignee:fkr`, `repo:owner/name`. */
function isMatch(card: Card, term: string, context: Context): boolean {
  const negated = term.startsWith('-')
  const [key = '', raw = ''] = term.slice(negated ? 1 : 0).split(/:(.*)/s)
  const wanted = raw.replaceAll('"', '').toLowerCase().split(',')
  const content = contentOf(card, context)
  const has = (values: readonly string[]) => values.some((value) => wanted.includes(value.toLowerCase()))
  const found = ((): boolean => {
    if (content === null) return false
    if (key === 'is')
      return has([
        content.kind === 'Issue' ? 'issue' : content.kind === 'PullRequest' ? 'pr' : 'draft',
        'state' in content ? content.state : 'open',
      ])
    if (key === 'label') return content.kind !== 'DraftIssue' && has(content.labels.map(({ name }) => name))
    if (key === 'assignee') return has(content.assignees.map(({ login }) => login))
    if (key === 'repo') return content.kind !== 'DraftIssue' && has([content.repository.nameWithOwner])
    const field = card.board.fields.find(({ name }) => name.toLowerCase().replaceAll(' ', '-') === key.toLowerCase())
    const value = field ? fieldValue(card, field, context) : null
    return has([String(value?.name ?? value?.title ?? value?.text ?? value?.number ?? value?.date ?? '')])
  })()
  return found !== negated
}

const list = ({ list }: { list: readonly unknown[] }, args: PageArgs) => connection(list, args)

const field = {
  project: ({ board }: Field) => board,
  createdAt: ({ board }: Field) => board.createdAt,
  updatedAt: ({ board }: Field) => board.createdAt,
}

export const boards: Resolvers = {
  ProjectV2: {
    public: ({ isPublic }: Board) => isPublic,
    closed: ({ isClosed }: Board) => isClosed,
    closedAt: () => null,
    template: () => false,
    shortDescription: () => null,
    readme: () => null,
    fullDatabaseId: ({ databaseId }: Board) => databaseId,
    updatedAt: ({ createdAt, cards }: Board) => cards.reduce((last, card) => (card.updatedAt > last ? card.updatedAt : last), createdAt),
    creator: ({ owner }: Board) => (owner.kind === 'User' ? owner : null),
    url: ({ owner, number }: Board, _: unknown, context) =>
      owner.kind === 'Organization'
        ? `${context.world.site}/orgs/${owner.login}/projects/${number}`
        : `${accountUrl(owner, context)}/projects/${number}`,
    resourcePath: ({ owner, number }: Board) => `/orgs/${owner.login}/projects/${number}`,
    fields: ({ fields }: Board, args: PageArgs) => connection(fields, args),
    field: ({ fields }: Board, { name }: { name: string }) => fields.find((known) => known.name === name) ?? null,
    items: (board: Board, args: ItemArgs, context) => connection(cardsOf(board, args, context), args),
    statusUpdates: ({ statusUpdates }: Board, args: PageArgs) => connection([...statusUpdates].reverse(), args),
    viewerCanUpdate: (_: Board, __: unknown, { token }) =>
      token.kind === 'installation' && ['write', 'admin'].includes(token.permissions.organization_projects ?? ''),
  },
  ProjectV2Item: {
    fullDatabaseId: ({ databaseId }: Card) => databaseId,
    type: (card: Card, _: unknown, context) => {
      const content = contentOf(card, context)
      return content === null ? 'REDACTED' : { Issue: 'ISSUE', PullRequest: 'PULL_REQUEST', DraftIssue: 'DRAFT_ISSUE' }[content.kind]
    },
    content: (card: Card, _: unknown, context) => contentOf(card, context),
    project: ({ board }: Card) => board,
    fieldValues: (card: Card, args: PageArgs, context) =>
      connection(
        card.board.fields.flatMap((known) => fieldValue(card, known, context) ?? []),
        args,
      ),
    fieldValueByName: (card: Card, { name }: { name: string }, context) => {
      const known = card.board.fields.find((one) => one.name === name)
      return known ? fieldValue(card, known, context) : null
    },
  },
  ProjectV2Field: field,
  ProjectV2SingleSelectField: {
    ...field,
    options: ({ options }: Field, { names }: { names?: string[] }) =>
      options
        .filter(({ name }) => !names || names.includes(name))
        .map(({ id, name }) => ({
          kind: 'ProjectV2SingleSelectFieldOption',
          id,
          name,
          nameHTML: name,
          color: 'GRAY',
          description: '',
          descriptionHTML: '',
        })),
  },
  ProjectV2IterationField: {
    ...field,
    configuration: (known: Field) => ({ kind: 'ProjectV2IterationFieldConfiguration', known, duration: known.duration, startDay: 1 }),
  },
  ProjectV2IterationFieldConfiguration: {
    iterations: ({ known }: { known: Field }, _: unknown, context) => iterationsOf(known, context, false),
    completedIterations: ({ known }: { known: Field }, _: unknown, context) => iterationsOf(known, context, true).reverse(),
  },
  ProjectV2ItemFieldUserValue: { users: list },
  ProjectV2ItemFieldLabelValue: { labels: list },
  ProjectV2StatusUpdate: {
    project: ({ board }: StatusUpdate) => board,
    updatedAt: ({ createdAt }: StatusUpdate) => createdAt,
    startDate: () => null,
    targetDate: () => null,
  },
}
