/** Reads the templates for new issues: a repository’s own, else those that its organization has for all, as GitHub offers them. */
import { z } from 'zod'
import type { IssueTemplate } from '../../../domain/issue-template.ts'
import type { IssueTemplateReader } from '../../../ports/issues.ts'
import type { Clock } from '../../../ports.ts'
import type { GitHubAccess } from '../client/client.ts'
import { isDenial, permissionMissing, translateError } from '../client/errors.ts'
import { createReader } from '../client/graphql-reader.ts'
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

type Kept = { readonly at: number; readonly templates: readonly IssueTemplate[] }

export function createIssueTemplateReader(access: GitHubAccess, clock: Clock): IssueTemplateReader {
  const known = new Map<string, Kept>()
  return {
    templates: async (repository) => {
      const key = repository.toLowerCase()
      const kept = known.get(key)
      const at = clock.now().getTime()
      if (kept !== undefined && Math.abs(at - kept.at) < KEPT_MS) return kept.templates
      const templates = await readTemplates(access, repository, clock)
      known.set(key, { at, templates })
      return templates
    },
  }
}

async function readTemplates(access: GitHubAccess, repository: string, clock: Clock): Promise<readonly IssueTemplate[]> {
  const [owner = '', name = ''] = repository.split('/')
  const denied = permissionMissing({ where: `Issue templates of ${repository}`, repository, permission: '"Contents: read"' })
  const meanings = { denied }
  try {
    const client = await access.clientFor({ owner, permissions: { contents: 'read' } })
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
