/** Checks bodies and answers against the extract of GitHub's OpenAPI description (made by scripts/extract-openapi.ts). */
import { readFileSync } from 'node:fs'
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'

type Operation = { readonly docs?: string; readonly body?: object; readonly bodyRequired?: boolean; readonly responses: Readonly<Record<string, object>> }
type Extract = { readonly operations: Readonly<Record<string, Operation>>; readonly schemas: object }

const extract = JSON.parse(readFileSync(new URL('operations.json', import.meta.url), 'utf8')) as Extract
const ajv = new Ajv({ strict: false, allErrors: false, validateFormats: true })
;(addFormats as unknown as (target: Ajv) => void)(ajv)
// Formats of GitHub's own, for which nothing is checked.
for (const name of ['repo.nwo', 'timestamp']) ajv.addFormat(name, true)
ajv.addSchema({ $id: 'github', schemas: extract.schemas })
const compiled = new Map<string, ValidateFunction>()

/** References of the extract lead to its own schemas. */
function withHome(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withHome)
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, key === '$ref' ? `github${value}` : withHome(value)]))
}

function errorsOf(key: string, schema: object, value: unknown): readonly ErrorObject[] {
  const check = compiled.get(key) ?? ajv.compile(withHome(schema) as object)
  compiled.set(key, check)
  return check(value) ? [] : (check.errors ?? [])
}

export const docsOf = (operation: string): string => extract.operations[operation]?.docs ?? 'https://docs.github.com/rest'

/** What GitHub says of a body that does not fit; null when it does. */
export function bodyProblem(operation: string, body: unknown): string | null {
  const { body: schema, bodyRequired } = extract.operations[operation] ?? { responses: {} }
  if (!schema || (body === undefined && !bodyRequired)) return null
  const first = errorsOf(`${operation} body`, schema, body ?? {})[0]
  return first ? `Invalid request.\n\n${inWords(first, body)}` : null
}

function inWords({ keyword, params, instancePath, message }: ErrorObject, body: unknown): string {
  const at = instancePath.split('/').slice(1)
  const value = at.reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], body)
  const where = at.length === 0 ? '' : `For '${at.map((key) => (/^\d+$/.test(key) ? `items/${key}` : `properties/${key}`)).join('/')}', `
  if (keyword === 'required') return `${where}"${params.missingProperty}" wasn't supplied.`
  if (keyword === 'type') return `${where}${JSON.stringify(value)} is not ${/^[aeiou]/.test(String(params.type)) ? 'an' : 'a'} ${params.type}.`
  if (keyword === 'enum') return `${where}${JSON.stringify(value)} is not a possible value. Must be one of the following: ${(params.allowedValues as unknown[]).join(', ')}.`
  if (keyword === 'additionalProperties') return `${where}"${params.additionalProperty}" is not a permitted key.`
  return `${where}${JSON.stringify(value)} ${message}.`
}

/** What is wrong with an answer of ours; empty when it has GitHub's shape, or the description says nothing of it. */
export function answerProblems(operation: string, status: number, answer: unknown): readonly string[] {
  const schema = extract.operations[operation]?.responses[String(status)]
  if (!schema) return []
  return errorsOf(`${operation} ${status}`, schema, answer).map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`)
}
