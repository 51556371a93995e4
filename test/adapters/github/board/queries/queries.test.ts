/** Every query against GitHub’s official schema, and its cost. */
import { readFileSync } from 'node:fs'
import { buildSchema, type DocumentNode, Kind, parse, type SelectionSetNode, validate } from 'graphql'
import { expect, test } from 'vitest'
import * as queries from '../../../../../src/adapters/github/board/queries/queries.ts'

const sdl = readFileSync('node_modules/@octokit/graphql-schema/schema.graphql', 'utf8')
// The package's schema is older than these parts, which are asked for only where the server has them.
const newer = `
extend type Issue { issueType: IssueType blockedBy(first: Int): IssueConnection! issueDependenciesSummary: IssueDependenciesSummary! }
type IssueType { name: String! }
type IssueDependenciesSummary { blockedBy: Int! }
`
const schema = buildSchema(sdl, { assumeValidSDL: true })
const newerSchema = buildSchema(`${sdl}\n${newer}`, { assumeValidSDL: true })

const keys = ['status', 'sprint', 'priority']
const every = { issueType: true, blockedBy: true }
const plain = {
  'a page': queries.boardPageQuery(keys, queries.NO_EXTRAS, false),
  'the owner': queries.OWNER_QUERY,
  'children of epics': queries.EPIC_LINKS_QUERY,
  'more children': queries.MORE_SUB_ISSUES_QUERY,
  'more tracked issues': queries.MORE_TRACKED_QUERY,
  'issues by id': queries.issuesQuery(queries.NO_EXTRAS),
  'issues by name': queries.refsQuery(3, queries.NO_EXTRAS),
  'pull requests': queries.PULLS_QUERY,
  'other cards': queries.OTHER_CARDS_QUERY,
  features: queries.FEATURES_QUERY,
  'older events': queries.olderEventsQuery(['issue', 'pull', 'issue']),
  'what changed': queries.changedQuery(keys, 2, queries.NO_EXTRAS),
  'only names changed': queries.changedQuery(keys, 1, queries.NO_EXTRAS),
}
const withExtras = {
  'a page': queries.boardPageQuery(keys, every, false),
  'issues by id': queries.issuesQuery(every),
  'issues by name': queries.refsQuery(1, every),
  'what changed': queries.changedQuery(keys, 1, every),
  'types and blockers': queries.extrasQuery(every),
}

test.each(Object.entries(plain))('%s: valid without optional features of the server', (_name, query) => {
  expect(validate(schema, parse(query)).map(({ message }) => message)).toEqual([])
})

test.each(Object.entries(withExtras))('%s: valid with types and dependencies', (_name, query) => {
  expect(validate(newerSchema, parse(query)).map(({ message }) => message)).toEqual([])
})

/** GitHub's rule: requests needed for every connection when all limits are reached, by a hundred; and all nodes together. */
function costOf(query: string, ids: number): { points: number; nodes: number } {
  const document = parse(query)
  const walk = (set: SelectionSetNode | undefined, times: number): { connections: number; nodes: number } => {
    let sum = { connections: 0, nodes: 0 }
    const add = (more: { connections: number; nodes: number }) => {
      sum = { connections: sum.connections + more.connections, nodes: sum.nodes + more.nodes }
    }
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) add(walk(fragmentOf(document, selection.name.value), times))
      else if (selection.kind === Kind.INLINE_FRAGMENT) add(walk(selection.selectionSet, times))
      else {
        const size = selection.arguments?.find(({ name }) => name.value === 'first' || name.value === 'last')?.value
        const count = size?.kind === Kind.INT ? Number(size.value) : size ? 100 : 0
        if (count > 0) add({ connections: times, nodes: times * count })
        add(
          walk(
            selection.selectionSet,
            selection.name.value === 'nodes' && set === rootOf(document) ? times * ids : count > 0 ? times * count : times,
          ),
        )
      }
    }
    return sum
  }
  const { connections, nodes } = walk(rootOf(document), 1)
  return { points: Math.max(1, Math.round(connections / 100)), nodes: nodes + ids }
}

function rootOf(document: DocumentNode): SelectionSetNode | undefined {
  return document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION)?.selectionSet
}

function fragmentOf(document: DocumentNode, name: string): SelectionSetNode | undefined {
  const found = document.definitions.find((definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name)
  return found?.kind === Kind.FRAGMENT_DEFINITION ? found.selectionSet : undefined
}

test('a page of a hundred cards costs four points, with or without optional features', () => {
  expect(costOf(plain['a page'], 0).points).toBe(4)
  expect(costOf(withExtras['a page'], 0).points).toBe(4)
})

test('a board of 1,000 items, 60 epics and 400 children costs at most 60 points', () => {
  const pages = 10 * costOf(plain['a page'], 0).points
  const rest =
    costOf(plain['children of epics'], 60).points + 4 * costOf(plain['pull requests'], 100).points + costOf(plain.features, 0).points
  // Half of the children are not on the board.
  expect(pages + rest + 2 * costOf(plain['issues by id'], 100).points).toBeLessThanOrEqual(60)
})

test.each(Object.entries({ ...plain, ...withExtras }))('%s: far below the limit of 500,000 nodes', (_name, query) => {
  expect(costOf(query, 100).nodes).toBeLessThan(200_000)
})
