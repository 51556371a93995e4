/** What a query may cost: nodes and points, worked out from the query before it runs, as GitHub documents. */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql'

export const NODE_LIMIT = 500_000

export type Cost = { readonly nodes: number; readonly points: number }

type Variables = Readonly<Record<string, unknown>>
type Chosen = { readonly field: GraphQLField<unknown, unknown>; readonly nodes: FieldNode[] }

/** Every connection is taken to be full: its `first` or `last` times as often as it is asked for. */
export function costOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): Cost {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const node of document.definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node)
  const defaults = Object.fromEntries(
    (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  )
  const values = { ...defaults, ...variables }
  let nodes = 0
  let requests = 0

  const collect = (type: GraphQLCompositeType, set: SelectionSetNode, into: Map<string, Chosen>): Map<string, Chosen> => {
    for (const selection of set.selections) {
      if (!isIncluded(selection.directives ?? [], values)) continue
      if (selection.kind === Kind.FIELD) {
        const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[selection.name.value] : undefined
        if (!field) continue
        // The same answer asked for twice is one; on another type it is another.
        const key = `${type.name}.${selection.alias?.value ?? selection.name.value}`
        const known = into.get(key)
        if (known) known.nodes.push(selection)
        else into.set(key, { field, nodes: [selection] })
      } else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value)
        const on = fragment && schema.getType(fragment.typeCondition.name.value)
        if (fragment && isCompositeType(on)) collect(narrower(type, on), fragment.selectionSet, into)
      } else {
        const on = selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : type
        if (isCompositeType(on)) collect(narrower(type, on), selection.selectionSet, into)
      }
    }
    return into
  }

  const walk = (chosen: Map<string, Chosen>, times: number) => {
    for (const { field, nodes: asked } of chosen.values()) {
      const named = getNamedType(field.type)
      if (!isCompositeType(named)) continue
      let below = times
      const first = asked[0]
      if (first && isConnection(field)) {
        const size = Number(argument(first, 'first', values) ?? argument(first, 'last', values) ?? 0)
        requests += times
        nodes += times * size
        below = times * size
      } else if (first && field.name === 'nodes' && field.args.some(({ name }) => name === 'ids')) {
        const ids = argument(first, 'ids', values)
        const size = Array.isArray(ids) ? ids.length : 1
        requests += 1
        nodes += size
        below = size
      }
      const inside = new Map<string, Chosen>()
      for (const { selectionSet } of asked) if (selectionSet) collect(named, selectionSet, inside)
      walk(inside, below)
    }
  }

  const root = schema.getRootType(operation.operation)
  if (root) walk(collect(root, operation.selectionSet, new Map()), 1)
  return { nodes, points: Math.max(1, Math.round(requests / 100)) }
}

/** Fields of a fragment on an interface count for the object they are asked of. */
function narrower(type: GraphQLCompositeType, on: GraphQLCompositeType): GraphQLCompositeType {
  return isObjectType(type) && !isObjectType(on) ? type : on
}

export function isConnection(field: GraphQLField<unknown, unknown>): boolean {
  return getNamedType(field.type).name.endsWith('Connection') && field.args.some(({ name }) => name === 'first')
}

function isIncluded(directives: NonNullable<FieldNode['directives']>, variables: Variables): boolean {
  return directives.every(({ name, arguments: given }) => {
    const node = given?.find((entry) => entry.name.value === 'if')?.value
    if (!node) return true
    const value = valueFromASTUntyped(node, variables as Record<string, never>)
    return name.value === 'skip' ? !value : name.value === 'include' ? Boolean(value) : true
  })
}

function argument(node: FieldNode, name: string, variables: Variables): unknown {
  const given = node.arguments?.find((entry) => entry.name.value === name)
  return given ? valueFromASTUntyped(given.value, variables as Record<string, never>) : undefined
}
