/** Check runs on commits of pull requests: whether there is one, and how one is made with all its annotations. */
import { z } from 'zod'
import type { CheckFinding, CheckResult } from '../../../../ports/pulls.ts'
import { checked, written } from '../../client/answers.ts'
import type { GitHubClient } from '../../client/client.ts'
import { PAGE_SIZE } from '../../client/paginate.ts'
import type { Place } from '../repository-files.ts'

const Runs = z.object({ check_runs: z.array(z.object({ app: z.object({ slug: z.string().nullish() }).nullable() })) })
const Run = z.object({ id: z.number() })

/** GitHub takes so many annotations in one request. */
const AT_ONCE = 50
/** More than this nobody reads; the summary has the number of all. */
const MOST = 200
/** GitHub's own limit is 64 KiB. */
const LONGEST = 2000

/** `login`: of the app. Another one may have a check of the same name. */
export type OwnCheck = { readonly name: string; readonly login: string }

export async function checkedBefore(client: GitHubClient, place: Place, sha: string, { name, login }: OwnCheck): Promise<boolean> {
  const asked = { ...place, ref: sha, check_name: name, per_page: PAGE_SIZE }
  const { data } = await client.request<unknown>('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', asked)
  return checked(Runs, data).check_runs.some(({ app }) => `${app?.slug}[bot]`.toLowerCase() === login.toLowerCase())
}

type NewCheck = OwnCheck & { readonly head: string } & CheckResult

export async function createCheck(client: GitHubClient, place: Place, check: NewCheck): Promise<void> {
  const { name, login, head, conclusion, title, summary, findings } = check
  const annotations = findings.slice(0, MOST).map(annotationOf)
  const output = (from: number) => ({ title, summary, annotations: annotations.slice(from, from + AT_ONCE) })
  const made = { ...place, name, head_sha: head, status: 'completed', conclusion, output: output(0) }
  let id: number | null = null
  await written(
    async () => {
      id = checked(Run, (await client.request<unknown>('POST /repos/{owner}/{repo}/check-runs', made)).data).id
    },
    () => checkedBefore(client, place, head, { name, login }),
  )
  for (let from = AT_ONCE; id !== null && from < annotations.length; from += AT_ONCE) {
    const more = { ...place, check_run_id: id, output: output(from) }
    checked(Run, (await client.request<unknown>('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', more)).data)
  }
}

function annotationOf({ path, line, level, title, message }: CheckFinding): Record<string, unknown> {
  return { path, start_line: line, end_line: line, annotation_level: level, title, message: message.slice(0, LONGEST) }
}
