/** `/minutes check` on a pull request that is none of the app's: what it found as comments at lines, each once. Writes nothing itself. */
import type { GithubWeb } from '../../../domain/github-web.ts'
import { fenceFor } from '../../../domain/markdown/fence.ts'
import { quoted } from '../../../domain/text/escape.ts'
import { sha256Of } from '../../../domain/text/sha256.ts'
import type { CheckFinding } from '../../../minutes/check/check-finding.ts'
import { shownLines } from '../../../minutes/pull-request/at-lines/decide-questions.ts'
import type { LineComment } from '../../../minutes/pull-request/life/pull-life.ts'
import type { MinutesPulls } from '../../../ports/pulls.ts'
import type { Settings } from '../../../settings/settings.ts'
import type { Plan } from '../../plan.ts'
import { type CheckPorts, findingsIn } from './check-pull.ts'

/** More at once would bury the text. */
const MOST = 10

export type SuggestPorts = Omit<CheckPorts, 'pulls'> & { readonly pulls: Pick<MinutesPulls, 'files' | 'headOf' | 'life'> }

/** `found`: places in the files; `asked`: of these, how many become comments now. */
export type Suggested = { readonly plan: Plan; readonly found: number; readonly asked: number }

/** null: there is no open pull request of that number. Nothing is written to a fork: comments stand in the repository itself. */
export async function planSuggestions(ports: SuggestPorts, settings: Settings, number: number): Promise<Suggested | null> {
  const pull = await ports.pulls.headOf(number)
  if (pull === null || !pull.isOpen) return null
  const [{ findings, checked }, { threads }] = await Promise.all([
    findingsIn(ports, settings, { number, sha: pull.sha }),
    ports.pulls.life(number),
  ])
  const shown = new Map<string, ReadonlySet<number>>()
  for (const path of checked) {
    const [before, after] = await Promise.all([ports.minutes.readFile(path, pull.base), ports.minutes.readFile(path, pull.sha)])
    shown.set(path, shownLines(before, after ?? ''))
  }
  const known = new Set(threads.flatMap(({ byApp, body }) => (byApp ? [body.split('\n', 1)[0]] : [])))
  const comments = findings
    .filter(({ path, line }) => shown.get(path)?.has(line) === true)
    .map((finding) => commentOf(finding, settings.github))
    .filter(({ body }) => !known.has(body.split('\n', 1)[0]))
    .slice(0, MOST)
  const { repository } = settings.minutes
  const body = 'What the check found, at its lines. Commit what is right; the rest is for you to decide.\n'
  const actions: Plan['actions'] =
    comments.length === 0 ? [] : [{ kind: 'ask-at-lines', repository, number, body, comments, why: 'someone requested a check' }]
  return { plan: { actions, remarks: [] }, found: findings.length, asked: comments.length }
}

/** The marker tells one finding from another, so that none stands there twice. */
function commentOf({ path, line, title, message, suggestion }: CheckFinding, github: GithubWeb): LineComment {
  const mark = `<!-- scs-sprint:check v1 ${sha256Of(JSON.stringify([path, title, message, suggestion])).slice(0, 16)} -->`
  const told = `${mark}\n**${title}:** ${quoted(message, github)}`
  if (suggestion === null) return { path, line, body: `${told}\n` }
  const fence = fenceFor(suggestion)
  return { path, line, body: `${told}\n\n${fence}suggestion\n${suggestion}\n${fence}\n` }
}
