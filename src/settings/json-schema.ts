/** The JSON Schema of sprint.yml for editors, generated from the schema used for validation. */
import { z } from 'zod'
import { type RuleOptions, settingsSchema } from './schema.ts'

/** Draft 2020-12, describing the file as people write it (defaults may be left out). */
export function settingsJsonSchema(rules: readonly RuleOptions[]): JsonSchema & Record<string, unknown> {
  return {
    ...z.toJSONSchema(settingsSchema(rules), { io: 'input', unrepresentable: 'any' }),
    title: 'sprint.yml of scs-sprint',
  } as JsonSchema & Record<string, unknown>
}

/** As much of a JSON Schema as is walked here. */
export type JsonSchema = {
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly additionalProperties?: JsonSchema | boolean
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
}

/** The keys that may stand at a place of the file (`['teams', 'iaas']`); empty where any key may. */
export function settingsKeys(schema: JsonSchema, place: readonly PropertyKey[]): string[] {
  const [key, ...rest] = place
  const shapes = schema.anyOf ?? [schema]
  if (key === undefined) return shapes.flatMap((shape) => Object.keys(shape.properties ?? {}))
  return shapes.flatMap((shape) => {
    const further = typeof key === 'number' ? shape.items : (shape.properties?.[String(key)] ?? shape.additionalProperties)
    return typeof further === 'object' ? settingsKeys(further, rest) : []
  })
}
