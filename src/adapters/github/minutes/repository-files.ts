/** Reads files of one repository through GraphQL: the list of a folder, and many files per request. */
import { z } from 'zod'
import { UserError } from '../../../errors.ts'
import { checked } from '../client/answers.ts'
import type { GitHubClient } from '../client/client.ts'

export type Place = { readonly owner: string; readonly repo: string }

/** Of `owner/repo`. */
export function placeOf(repository: string): Place {
  const [owner = '', repo = ''] = repository.split('/')
  return { owner, repo }
}

const File = z
  .object({ text: z.string().nullish(), isBinary: z.boolean().nullish(), isTruncated: z.boolean().nullish(), oid: z.string() })
  .nullable()
const Files = z.object({ repository: z.record(z.string(), File).nullable() })

const Ref = z.object({ repository: z.object({ object: z.object({ oid: z.string() }).nullable() }).nullable() })
const REF = `query MinutesRef($owner: String!, $repo: String!, $ref: String!) {
  repository(owner: $owner, name: $repo) { object(expression: $ref) { oid } }
}`

const Tree = z.object({ tree: z.array(z.object({ path: z.string(), type: z.string(), sha: z.string() })), truncated: z.boolean() })

/** Files asked for in one request: an answer of GitHub's has ten seconds. */
const AT_ONCE = 40

type Wanted = { readonly expression: string; readonly resolve: (text: string | null) => void; readonly reject: (error: unknown) => void }

/** Reads asked for at the same moment go in one request. `client` is asked for when the first one is due. */
export function createFileReader(client: () => Promise<GitHubClient>, place: Place): (path: string, ref: string) => Promise<string | null> {
  let waiting: Wanted[] = []
  const flush = async () => {
    const all = waiting
    waiting = []
    for (let from = 0; from < all.length; from += AT_ONCE) {
      const some = all.slice(from, from + AT_ONCE)
      try {
        const texts = await readFiles(
          await client(),
          place,
          some.map(({ expression }) => expression),
        )
        for (const [index, wanted] of some.entries()) wanted.resolve(texts[index] ?? null)
      } catch (error) {
        for (const wanted of some) wanted.reject(error)
      }
    }
  }
  return (path, ref) =>
    new Promise((resolve, reject) => {
      waiting.push({ expression: `${ref}:${path}`, resolve, reject })
      if (waiting.length === 1) queueMicrotask(() => void flush())
    })
}

async function readFiles(client: GitHubClient, place: Place, expressions: readonly string[]): Promise<readonly (string | null)[]> {
  const variables = Object.fromEntries(expressions.map((expression, index) => [`e${index}`, expression]))
  const declared = expressions.map((_, index) => `$e${index}: String!`).join(', ')
  const fields = expressions.map(
    (_, index) => `f${index}: object(expression: $e${index}) { oid ... on Blob { text isBinary isTruncated } }`,
  )
  const query = `query MinutesFiles($owner: String!, $repo: String!, ${declared}) {
  repository(owner: $owner, name: $repo) {
    ${fields.join('\n    ')}
  }
}`
  const { repository } = checked(Files, await client.graphql<unknown>(query, { ...place, ...variables }))
  return Promise.all(
    expressions.map(async (expression, index) => {
      const file = repository?.[`f${index}`]
      // Without `isBinary` it is a folder.
      if (!file || file.isBinary === undefined) return null
      if (file.isTruncated) return readLarge(client, place, expression)
      if (file.isBinary || typeof file.text !== 'string') {
        throw new UserError(`${place.owner}/${place.repo}, ${expression}: expected a text file, found a binary file. Move it elsewhere.`)
      }
      return file.text
    }),
  )
}

/** GraphQL cuts long texts; REST has them whole. */
async function readLarge(client: GitHubClient, { owner, repo }: Place, expression: string): Promise<string> {
  const colon = expression.indexOf(':')
  const { data } = await client.request<unknown>('GET /repos/{owner}/{repo}/contents/{path}', {
    owner,
    repo,
    path: expression.slice(colon + 1),
    ref: expression.slice(0, colon),
    headers: { accept: 'application/vnd.github.raw+json' },
  })
  return String(data)
}

/** Paths below a folder (empty: all), sorted. null where `ref` is no branch or commit of the repository. */
export async function listFolder(client: GitHubClient, place: Place, folder: string, ref: string): Promise<readonly string[] | null> {
  const commit = await commitOf(client, place, ref)
  return commit === null ? null : pathsBelow(folder, await filesOf(client, place, commit))
}

/** Paths below a folder (empty: all), sorted. */
export function pathsBelow(folder: string, files: CommitFiles): readonly string[] {
  const below = folder === '' ? '' : `${folder}/`
  return [...files.keys()].filter((path) => path.startsWith(below)).sort()
}

/** null where `ref` is no branch or commit of the repository. */
export async function commitOf(client: GitHubClient, place: Place, ref: string): Promise<string | null> {
  const { repository } = checked(Ref, await client.graphql<unknown>(REF, { ...place, ref }))
  return repository?.object?.oid ?? null
}

/** By path, the hash that Git has of each file's text. */
export type CommitFiles = ReadonlyMap<string, string>

export async function filesOf(client: GitHubClient, place: Place, commit: string): Promise<CommitFiles> {
  const { data } = await client.request<unknown>('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', {
    ...place,
    tree_sha: commit,
    recursive: '1',
  })
  const { tree, truncated } = checked(Tree, data)
  if (truncated) {
    throw new UserError(
      `${place.owner}/${place.repo}: expected a repository of minutes, found one with more files than GitHub lists at once. Keep minutes in their own repository.`,
    )
  }
  return new Map(tree.flatMap(({ path, type, sha }) => (type === 'blob' ? [[path, sha]] : [])))
}
