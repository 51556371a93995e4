/** How a branch stands to the base of its pull request, where GitHub only says that something blocks it. */
import { z } from 'zod'
import type { PullBase } from '../../../../ports/pulls.ts'
import { checked } from '../../client/answers.ts'
import type { GitHubClient } from '../../client/client.ts'
import { isGraphqlError, isLimit } from '../../client/errors.ts'
import type { Place } from '../repository-files.ts'

/** `refUpdateRule`: what GitHub tells of branch protection to those who do not administer the repository. */
const BASE = `query MinutesPullBase($owner: String!, $repo: String!, $number: Int!, $head: String!) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      baseRef {
        compare(headRef: $head) { behindBy }
        refUpdateRule { requiredStatusCheckContexts }
        rules(first: 100) {
          nodes {
            parameters {
              __typename
              ... on RequiredStatusChecksParameters { strictRequiredStatusChecksPolicy requiredStatusChecks { context } }
            }
          }
        }
      }
    }
  }
}`

const Rule = z.object({
  parameters: z
    .object({
      strictRequiredStatusChecksPolicy: z.boolean().optional(),
      requiredStatusChecks: z.array(z.object({ context: z.string() })).optional(),
    })
    .nullable(),
})
const BaseRef = z.object({
  compare: z.object({ behindBy: z.number() }).nullable(),
  refUpdateRule: z.object({ requiredStatusCheckContexts: z.array(z.string().nullable()).nullable() }).nullable(),
  rules: z.object({ nodes: z.array(Rule.nullable()).nullable() }).nullable(),
})
const Base = z.object({ repository: z.object({ pullRequest: z.object({ baseRef: BaseRef.nullable() }).nullable() }).nullable() })

/** `head`: name of the branch, in the same repository. null: there is no base any more, or GitHub does not let the app see its rules. */
export async function readBase(client: GitHubClient, place: Place, number: number, head: string): Promise<PullBase | null> {
  const base = await readRef(client, { ...place, number, head })
  if (base === null) return null
  return { isBehind: (base.compare?.behindBy ?? 0) > 0, demandsUpToDate: demandsUpToDate(base) }
}

async function readRef(client: GitHubClient, asked: Place & { readonly number: number; readonly head: string }) {
  try {
    return checked(Base, await client.graphql<unknown>(BASE, asked)).repository?.pullRequest?.baseRef ?? null
  } catch (error) {
    // An older GitHub server does not know of rulesets. What else is known of the pull request is enough to go on.
    if (isGraphqlError(error) && !isLimit(error)) return null
    throw error
  }
}

/** Rulesets say it. Branch protection only names the checks that it requires: of those, nobody can tell. */
function demandsUpToDate({ refUpdateRule, rules }: z.infer<typeof BaseRef>): boolean | null {
  const ruled = (rules?.nodes ?? []).flatMap((rule) => rule?.parameters ?? [])
  if (ruled.some(({ strictRequiredStatusChecksPolicy }) => strictRequiredStatusChecksPolicy)) return true
  const told = new Set(ruled.flatMap(({ requiredStatusChecks = [] }) => requiredStatusChecks.map(({ context }) => context)))
  const required = (refUpdateRule?.requiredStatusCheckContexts ?? []).filter((context) => context !== null)
  return required.some((context) => !told.has(context)) ? null : false
}
