/** Reads the templates for new issues: a repository’s own, else those that its organization has for all, as GitHub offers them. */
import { z } from 'zod'
import type { IssueTemplate } from '../../../domain/issue-template.ts'
import { UserError, userError } from '../../../errors.ts'
import type { IssueTemplateReader } from '../../../ports/issues.ts'
import type { Clock } from '../../../ports.ts'
import { githubOf, installationsPage } from '../client/asked-github.ts'
import type { GitHubAccess } from '../client/client.ts'
import { isDenial, translateError } from '../client/errors.ts'
import { createReader } from '../client/graphql-reader.ts'
import { permissionMissing } from '../client/missing-permission.ts'
import { parseIssueTemplate } from './parse-issue-template.ts'

const Blob = z.object({ text: z.string().nullish(), isTruncated: z.boolean().nullish() }).nullish()
const Folder = z
  .object({
    isPrivate: z.boolean(),
    object: z.object({ entries: z.array(z.object({ name: z.string(), object: Blob })).nullish() }).nullish(),
  })
  .nullish()
const Answer = z.object({ own: Folder, shared: Folder })

const FOLDER = `object(expression: "HEAD:.github/ISSUE_TEMPLATE") {
    ... on Tree { entries { name object { ... on Blob { text isTruncated } } } }
  }`
const TEMPLATES = `query IssueTemplates($owner: String!, $name: String!) {
  own: repository(owner: $owner, name: $name) { isPrivate ${FOLDER} }
  shared: repository(owner: $owner, name: ".github") { isPrivate ${FOLDER} }
}`

/** Templates change rarely, and every look at an epic asks for them. */
const KEPT_MS = 60 * 60 * 1000
/** A permission that is missing may be granted any minute; until then it is not asked for in vain at every look. */
const REFUSED_MS = 5 * 60 * 1000

type Kept = { readonly at: number; readonly keptMs: number; readonly templates: Promise<readonly IssueTemplate[]> }

export function createIssueTemplateReader(access: GitHubAccess, clock: Clock): IssueTemplateReader {
  const known = new Map<string, Kept>()
  return {
    templates: async (repository) => {
      const key = repository.toLowerCase()
      const at = clock.now().getTime()
      const kept = known.get(key)
      if (kept !== undefined && Math.abs(at - kept.at) < kept.keptMs) return kept.templates
      const templates = readTemplates(access, repository, clock)
      known.set(key, { at, keptMs: KEPT_MS, templates })
      try {
        return await templates
      } catch (error) {
        if (error instanceof UserError) known.set(key, { at, keptMs: REFUSED_MS, templates })
        else known.delete(key)
        throw error
      }
    },
  }
}

async function readTemplates(access: GitHubAccess, repository: string, clock: Clock): Promise<readonly IssueTemplate[]> {
  const [owner = '', name = ''] = repository.split('/')
  const where = `Issue templates of ${repository}`
  const denied = permissionMissing({ where, repository, permission: '"Contents: read"' })
  const missing = (_reason: string, cause: unknown) =>
    userError(
      {
        where,
        expected: 'a repository in which the app is installed',
        found: 'none',
        fix: `An owner of ${owner} adds it: ${installationsPage(owner, githubOf(cause))}`,
      },
      cause,
    )
  const meanings = { denied, invalid: denied, missing }
  try {
    // The shared ones are public, so any token reads them.
    const client = await access.clientFor({ owner, repositories: [name], permissions: { contents: 'read' } })
    const { data, problems, error } = await createReader(client, { clock, meanings }).read(TEMPLATES, { owner, name }, Answer)
    // That an organization has no templates for all is usual.
    if (problems.some(({ type, path }) => path[0] === 'own' && isDenial(type))) throw error
    // As on GitHub: whatever lies in the repository's own folder takes the place of the shared ones, which have to be public.
    const hasOwn = (data.own?.object?.entries ?? []).length > 0
    return templatesIn(hasOwn ? data.own : data.shared?.isPrivate ? null : data.shared)
  } catch (error) {
    throw translateError(error, { now: clock.now(), meanings })
  }
}

function templatesIn(folder: z.infer<typeof Folder>): readonly IssueTemplate[] {
  return (folder?.object?.entries ?? []).flatMap(({ name, object }) => {
    const text = object?.text
    return typeof text === 'string' && !object?.isTruncated ? (parseIssueTemplate(name, text) ?? []) : []
  })
}
