/**
 * Makes test/sandbox/openapi/operations.json: of GitHub's OpenAPI description only the operations the sandbox answers,
 * with the schemas they need, as JSON Schema. The description itself (@octokit/openapi, 400 MB) is not a dependency:
 * install it in a folder of its own and give the path of its `generated/api.github.com.json`.
 *
 *   npx tsx scripts/extract-openapi.ts <folder>/node_modules/@octokit/openapi/generated/api.github.com.json
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { ROUTES } from '../test/sandbox/rest/routes.ts'

type Json = { [key: string]: unknown }

const DROPPED = new Set(['description', 'example', 'examples', 'externalDocs', 'title', 'deprecated', 'discriminator', 'xml'])

const source = process.argv[2]
if (!source) {
  console.error('Expected the path of api.github.com.json, found none. See the first lines of this script.')
  process.exit(2)
}
const description = JSON.parse(readFileSync(source, 'utf8')) as Json & {
  info: { version: string }
  paths: Record<string, Record<string, Json>>
}
const schemas: Record<string, unknown> = {}

/** JSON Schema instead of OpenAPI 3.0: `nullable` becomes a type; references are kept and followed once. */
function convert(node: unknown, isMap = false): unknown {
  if (Array.isArray(node)) return node.map((entry) => convert(entry))
  if (typeof node !== 'object' || node === null) return node
  const given = node as Json
  if (typeof given.$ref === 'string') return { $ref: reference(given.$ref) }
  const made: Json = {}
  for (const [key, value] of Object.entries(given)) {
    if (!isMap && (DROPPED.has(key) || key.startsWith('x-') || key === 'nullable')) continue
    made[key] = key === 'enum' || key === 'required' || key === 'default' ? value : convert(value, !isMap && key === 'properties')
  }
  if (isMap || given.nullable !== true) return made
  if (Array.isArray(made.enum) && !made.enum.includes(null)) made.enum = [...made.enum, null]
  if (typeof made.type === 'string') return { ...made, type: [made.type, 'null'] }
  if (Array.isArray(made.anyOf)) return { ...made, anyOf: [...made.anyOf, { type: 'null' }] }
  return { anyOf: [made, { type: 'null' }] }
}

function reference(ref: string): string {
  const name = ref.split('/').at(-1) ?? ''
  if (!(name in schemas)) {
    schemas[name] = {}
    schemas[name] = convert(resolve(ref))
  }
  return `#/schemas/${name}`
}

function resolve(ref: string): unknown {
  return ref
    .slice(2)
    .split('/')
    .reduce<unknown>((node, key) => (node as Json)[key.replaceAll('~1', '/')], description)
}

const followed = (node: unknown): Json =>
  typeof (node as Json | undefined)?.$ref === 'string' ? (resolve((node as { $ref: string }).$ref) as Json) : ((node ?? {}) as Json)
const schemaOf = (node: unknown): unknown =>
  ((followed(node).content as Json | undefined)?.['application/json'] as Json | undefined)?.schema

const operations: Record<string, unknown> = {}
for (const { operation } of ROUTES) {
  const [method = '', path = ''] = operation.split(' ')
  const found = description.paths[path]?.[method.toLowerCase()]
  if (!found) throw new Error(`GitHub's description has no ${operation}.`)
  const body = schemaOf(found.requestBody)
  const responses = Object.entries(found.responses as Record<string, unknown>).flatMap(([status, response]) => {
    const schema = Number(status) < 300 ? schemaOf(response) : undefined
    return schema ? [[status, convert(schema)]] : []
  })
  operations[operation] = {
    docs: (found.externalDocs as { url?: string } | undefined)?.url,
    ...(body ? { body: convert(body), bodyRequired: followed(found.requestBody).required === true } : {}),
    responses: Object.fromEntries(responses),
  }
}

const sorted = Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)))
const target = new URL('../test/sandbox/openapi/operations.json', import.meta.url)
const made = { source: `@octokit/openapi ${description.info.version}, api.github.com`, operations, schemas: sorted }
writeFileSync(target, `${JSON.stringify(made, null, 1)}\n`)
console.log(`${Object.keys(operations).length} operations, ${Object.keys(schemas).length} schemas.`)
