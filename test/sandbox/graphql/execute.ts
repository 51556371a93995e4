/** Runs one GraphQL request as GitHub would: validation in its words, bounds, nodes, scopes; then graphql-js. */
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql'
import { actorOf, mayRead } from '../access.ts'
import type { Actions } from '../actions.ts'
import { type Board, type Card, findAccount, type Issue, type Pull, type Repository, restLogin, type Token, type World } from '../model.ts'
import { accounts, ownerOf, repositoryOf } from './accounts.ts'
import { boardMutations } from './board-mutations.ts'
import { boards } from './boards.ts'
import { checkBounds, type PageArgs } from './connection.ts'
import { boardFor, type Context, isReadable, type Resolver, type Resolvers } from './context.ts'
import { issueMutations } from './issue-mutations.ts'
import { issues } from './issues.ts'
import { costOf, isConnection, NODE_LIMIT } from './limits.ts'
import { mutations } from './mutations.ts'
import { notFound } from './refusal.ts'
import { repositories } from './repositories.ts'
import { schemaOf } from './schema.ts'

const roots: Resolvers = {
  Query: {
    viewer: (_: unknown, __: unknown, { world, token }) => {
      const actor = actorOf(world, token)
      // GitHub gives an app's viewer the shape of a user, under its full login.
      return { ...actor, kind: 'User', login: restLogin(actor) }
    },
    rateLimit: (_: unknown, __: unknown, { rateLimit }) => rateLimit,
    organization: (_: unknown, { login }: { login: string }, context) => ownerOf(login, 'Organization', context),
    user: (_: unknown, { login }: { login: string }, context) => ownerOf(login, 'User', context),
    repositoryOwner: (_: unknown, { login }: { login: string }, { world }) => {
      const found = findAccount(world, login)
      return found?.kind === 'Organization' || found?.kind === 'User' ? found : null
    },
    repository: (_: unknown, { owner, name }: { owner: string; name: string }, context) => repositoryOf(owner, name, context),
    node: (_: unknown, { id }: { id: string }, context) => nodeOf(id, context),
    nodes: (_: unknown, { ids }: { ids: string[] }, context) =>
      ids.map((id) => {
        try {
          return nodeOf(id, context)
        } catch (error) {
          return error
        }
      }),
  },
}

function nodeOf(id: string, context: Context): unknown {
  const found = context.world.nodes.get(id)
  const missing = notFound(`Could not resolve to a node with the global id of '${id}'`)
  if (!found || !isVisible(found as never, context)) throw missing
  if (found.kind === 'ProjectV2') return boardFor(found as Board, (found as Board).number, context)
  if (found.kind === 'ProjectV2Item') {
    const { board } = found as Card
    boardFor(board, board.number, context)
  }
  return found
}

function isVisible(
  node: { kind: string; on?: Issue | Pull; repository?: Repository; pull?: Pull; gone?: unknown },
  { token }: Context,
): boolean {
  if (node.kind === 'Issue' || node.kind === 'PullRequest') return !node.gone && isReadable(node as unknown as Issue | Pull, token)
  if (node.kind === 'Repository') return mayRead(token, node as unknown as Repository)
  if (node.on) return isReadable(node.on, token)
  if (node.pull) return isReadable(node.pull, token)
  return node.repository === undefined || mayRead(token, node.repository)
}

const resolvers: Resolvers = {
  ...roots,
  ...accounts,
  ...repositories,
  ...issues,
  ...boards,
  Mutation: { ...mutations.Mutation, ...issueMutations.Mutation, ...boardMutations.Mutation },
}

/** What GitHub's schema has and nobody here needed yet fails loudly: an answer made up would be worse. */
const resolveField: GraphQLFieldResolver<Record<string, unknown>, Context> = (source, args, context, info) => {
  const { parentType, fieldName } = info
  const field = parentType.getFields()[fieldName]
  if (field && isConnection(field)) checkBounds(fieldName, args as PageArgs)
  const resolver = resolvers[parentType.name]?.[fieldName] as Resolver | undefined
  if (resolver) return resolver(source as never, args as never, context)
  if (source && fieldName in source) return source[fieldName]
  throw new Error(`The sandbox does not know ${parentType.name}.${fieldName} yet: add a resolver in test/sandbox/graphql/.`)
}

export type GraphqlAnswer = {
  readonly status: number
  readonly body: Record<string, unknown>
  readonly cost: number
  readonly nodes: number
  readonly operation: string
}

export type GraphqlRequest = { readonly query?: unknown; readonly variables?: unknown; readonly operationName?: unknown }

type Prepared = { readonly document: DocumentNode; readonly errors: readonly Record<string, unknown>[] }
const prepared = new WeakMap<GraphQLSchema, Map<string, Prepared>>()

function prepare(schema: GraphQLSchema, query: string): Prepared {
  const known = prepared.get(schema) ?? new Map<string, Prepared>()
  prepared.set(schema, known)
  const before = known.get(query)
  if (before) return before
  const document = parse(query)
  const made = { document, errors: validate(schema, document).map((error) => inGitHubsWords(error)) }
  if (known.size > 500) known.clear()
  known.set(query, made)
  return made
}

/** Rates are counted by the caller: `spend` takes the points and answers with the state of the budget, or null when it is used up. */
export function runGraphql(
  world: World,
  token: Token,
  actions: Actions,
  request: GraphqlRequest,
  spend: (points: number) => Record<string, unknown> | null,
): GraphqlAnswer {
  const refused = (errors: readonly unknown[], more: Partial<GraphqlAnswer> = {}): GraphqlAnswer => ({
    status: 200,
    body: { errors },
    cost: 0,
    nodes: 0,
    operation: '',
    ...more,
  })
  const { query, variables } = request
  if (typeof query !== 'string') return refused([{ message: 'A query attribute must be specified and must be a string.' }], { status: 400 })
  const schema = schemaOf(world.features)
  let ready: Prepared
  try {
    ready = prepare(schema, query)
  } catch (error) {
    const { message, locations } = error as GraphQLError
    return refused([{ message: `Parse error on ${message.replace(/^Syntax Error: /, '')}`, locations }])
  }
  if (ready.errors.length > 0) return refused(ready.errors)
  const operations = ready.document.definitions.filter((node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION)
  const operation = operations.find(({ name }) => name?.value === request.operationName) ?? operations[0]
  if (!operation) return refused([{ message: 'No operation was given.' }])
  const name = `${operation.operation} ${operation.name?.value ?? ''}`.trim()
  const scopeError = missingScope(token, query)
  if (scopeError) return refused([scopeError], { operation: name })
  const given = (variables ?? {}) as Record<string, unknown>
  const { nodes, points } = costOf(schema, ready.document, operation, given)
  if (nodes > NODE_LIMIT) {
    const message = `This query requests up to ${nodes.toLocaleString('en-US')} possible nodes which exceeds the maximum limit of ${NODE_LIMIT.toLocaleString('en-US')}.`
    return refused([{ type: 'MAX_NODE_LIMIT_EXCEEDED', message }], { operation: name })
  }
  const budget = spend(points)
  if (budget === null) return refused([{ type: 'RATE_LIMITED', message: limitMessage(token) }], { operation: name })
  const result = execute({
    schema,
    document: ready.document,
    rootValue: {},
    contextValue: { world, token, actions, rateLimit: { ...budget, cost: points, nodeCount: nodes } } satisfies Context,
    variableValues: given,
    ...(typeof request.operationName === 'string' ? { operationName: request.operationName } : {}),
    fieldResolver: resolveField,
    typeResolver: (value) => (value as { kind: string }).kind,
  }) as ExecutionResult
  return { status: 200, body: asGitHub(result), cost: points, nodes, operation: name }
}

export const limitMessage = (token: Token): string =>
  token.kind === 'personal'
    ? `API rate limit exceeded for user ID ${token.user.databaseId}.`
    : `API rate limit exceeded for installation ID ${token.installation.id}.`

/** Classic tokens name what they may see; the board needs a scope of its own. */
function missingScope(token: Token, query: string): Record<string, unknown> | null {
  if (token.kind !== 'personal' || !/\bprojectV2\b|\bprojectItems\b|\bprojectsV2\b/.test(query)) return null
  if (token.scopes.some((scope) => scope === 'project' || scope === 'read:project')) return null
  const field = /\b(projectV2|projectItems|projectsV2)\b/.exec(query)?.[1]
  const scopes = token.scopes.map((scope) => `'${scope}'`).join(', ')
  return {
    type: 'INSUFFICIENT_SCOPES',
    locations: [{ line: query.slice(0, query.search(/\bproject/)).split('\n').length, column: 1 }],
    message: `Your token has not been granted the required scopes to execute this query. The '${field}' field requires one of the following scopes: ['read:project'], but your token has only been granted the: [${scopes}] scopes. Please modify your token's scopes at: https://github.com/settings/tokens.`,
  }
}

function asGitHub({ data, errors }: ExecutionResult): Record<string, unknown> {
  const told = errors?.map((error) => {
    const { type, ...rest } = error.extensions
    // Variables that do not fit fail before anything is resolved; they have no path and no type.
    if (error.path === undefined) return { message: error.message, locations: error.locations, extensions: rest }
    if (error.originalError && type === undefined)
      return { message: error.message, path: error.path, locations: error.locations, type: 'SANDBOX' }
    return { ...(type === undefined ? {} : { type }), path: error.path, locations: error.locations, message: error.message }
  })
  return { ...(data === undefined ? {} : { data }), ...(told ? { errors: told } : {}) }
}

const WORDS: readonly [RegExp, (...parts: string[]) => { message: string; extensions: Record<string, unknown> }][] = [
  [
    /^Cannot query field "(\w+)" on type "(\w+)"/,
    (field, type) => ({
      message: `Field '${field}' doesn't exist on type '${type}'`,
      extensions: { code: 'undefinedField', typeName: type, fieldName: field },
    }),
  ],
  [
    /^Unknown argument "(\w+)" on field "(\w+)\.(\w+)"/,
    (argument, type, field) => ({
      message: `Field '${field}' doesn't accept argument '${argument}'`,
      extensions: { code: 'argumentNotAccepted', name: field, typeName: 'Field', argumentName: argument, parent: type },
    }),
  ],
  [
    /^Field "(\w+)" argument "(\w+)" of type "[^"]+" is required/,
    (field, argument) => ({
      message: `Field '${field}' is missing required arguments: ${argument}`,
      extensions: { code: 'missingRequiredArguments', className: 'Field', name: field, arguments: argument },
    }),
  ],
  [
    /^Unknown type "(\w+)"/,
    (type) => ({
      message: `No such type ${type}, so it can't be a fragment condition`,
      extensions: { code: 'undefinedType', typeName: type },
    }),
  ],
  [
    /^Variable "\$(\w+)" is not defined/,
    (variable) => ({
      message: `Variable $${variable} is used but not declared`,
      extensions: { code: 'variableNotDefined', variableName: variable },
    }),
  ],
  [
    /^Variable "\$(\w+)" is never used/,
    (variable) => ({
      message: `Variable $${variable} is declared but not used`,
      extensions: { code: 'variableNotUsed', variableName: variable },
    }),
  ],
  [
    /^Field "(\w+)" of type "([^"]+)" must have a selection of subfields/,
    (field, type) => ({
      message: `Field must have selections (field '${field}' returns ${type.replaceAll(/[[\]!]/g, '')} but has no selections. Did you mean '${field} { ... }'?)`,
      extensions: { code: 'selectionMismatch', nodeName: `field '${field}'`, typeName: type.replaceAll(/[[\]!]/g, '') },
    }),
  ],
]

/** GitHub validates with another library: where its words are known, they are used. */
function inGitHubsWords({ message, locations }: GraphQLError): Record<string, unknown> {
  for (const [pattern, say] of WORDS) {
    const match = pattern.exec(message)
    if (match) return { locations, ...say(...match.slice(1)) }
  }
  return { locations, message }
}
