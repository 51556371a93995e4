/** GitHub's schema: the packaged one, with the extensions a world has. Built once per set of features and process. */
import { readFileSync } from 'node:fs'
import { schema as packaged } from '@octokit/graphql-schema'
import { buildASTSchema, type DefinitionNode, type GraphQLSchema, Kind, type ObjectTypeDefinitionNode, parse } from 'graphql'
import type { World } from '../model.ts'

const built = new Map<string, GraphQLSchema>()

export function schemaOf(features: World['features']): GraphQLSchema {
  const names = Object.entries(features).flatMap(([name, on]) => (on ? [name] : []))
  const key = names.sort().join()
  const known = built.get(key)
  if (known) return known
  const schema = build(new Set(names))
  built.set(key, schema)
  return schema
}

function build(features: ReadonlySet<string>): GraphQLSchema {
  const parts = readFileSync(new URL('../schema-extensions.graphql', import.meta.url), 'utf8')
    .split('# feature: ')
    .slice(1)
  const wanted = parts
    .filter((part) => features.has(part.slice(0, part.indexOf('\n')).trim()))
    .map((part) => part.slice(part.indexOf('\n')))
  const definitions = [...parse(packaged.idl, { noLocation: true }).definitions]
  for (const extension of parse(`${wanted.join('\n')}\nscalar SandboxNothing`, { noLocation: true }).definitions) {
    definitions.push(...mergeArguments(definitions, extension))
  }
  return buildASTSchema({ kind: Kind.DOCUMENT, definitions }, { assumeValidSDL: true })
}

/** GraphQL's `extend` cannot add arguments to a field: that is done here, and the rest of the extension is left. */
function mergeArguments(definitions: DefinitionNode[], extension: DefinitionNode): readonly DefinitionNode[] {
  if (extension.kind !== Kind.OBJECT_TYPE_EXTENSION) return [extension]
  const at = definitions.findIndex((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === extension.name.value)
  const type = definitions[at] as ObjectTypeDefinitionNode | undefined
  if (!type) return [extension]
  const added = new Map((extension.fields ?? []).map((field) => [field.name.value, field]))
  const fields = (type.fields ?? []).map((field) => {
    const more = added.get(field.name.value)
    added.delete(field.name.value)
    return more ? { ...field, arguments: [...(field.arguments ?? []), ...(more.arguments ?? [])] } : field
  })
  definitions[at] = { ...type, fields: [...fields, ...added.values()] }
  return []
}
