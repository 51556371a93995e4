/** Detects optional features of the server once, so that queries can leave out what it lacks. */
import { TryAgainError, UserError } from '../../../../errors.ts'
import { isDenial } from '../../client/errors.ts'
import type { Reader } from '../../client/graphql-reader.ts'
import { type Extras, FEATURES_QUERY, NO_EXTRAS } from './queries.ts'
import { Features } from './schema.ts'

export type ServerFeatures = Extras & {
  /** `ProjectV2.items(archivedStates:)`: without it archived cards come unasked and are left out here. */
  readonly archivedStates: boolean
}

export const NO_FEATURES: ServerFeatures = { ...NO_EXTRAS, archivedStates: false }

/** Each server is asked once in the life of a client. */
const known = new WeakMap<object, ServerFeatures>()

/** null while the server was not asked. */
export function knownFeatures(client: object): ServerFeatures | null {
  return known.get(client) ?? null
}

/** `failed` hears why the server could not be asked: then it is taken for one without these parts. */
export async function featuresOf(client: object, reader: Reader, failed: (error: unknown) => void = () => {}): Promise<ServerFeatures> {
  const before = known.get(client)
  if (before) return before
  try {
    const features = await readFeatures(reader)
    known.set(client, features)
    return features
  } catch (error) {
    failed(error)
    // A server without introspection still has a board; what really is in the way, the first page tells in a moment.
    return NO_FEATURES
  }
}

async function readFeatures(reader: Reader): Promise<ServerFeatures> {
  const { data, problems } = await reader.read(FEATURES_QUERY, {}, Features)
  const [problem] = problems
  if (problem) throw isDenial(problem.type) ? new UserError(problem.message) : new TryAgainError(problem.message)
  const has = (type: { fields?: readonly { name: string }[] | null | undefined } | null | undefined, name: string) =>
    type?.fields?.some((field) => field.name === name) ?? false
  const items = data.project?.fields?.find(({ name }) => name === 'items')
  return {
    issueType: has(data.issue, 'issueType'),
    blockedBy: has(data.issue, 'blockedBy') && has(data.issue, 'issueDependenciesSummary') && has(data.dependencies, 'blockedBy'),
    archivedStates: items?.args?.some(({ name }) => name === 'archivedStates') ?? false,
  }
}
