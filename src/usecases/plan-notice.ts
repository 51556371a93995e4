/**
 * Plans a notice that is edited in place: an issue of a team in the minutes repository, or a comment on a pull request. The same
 * news is not repeated; text that people write below it is kept. Writes nothing itself.
 */
import { sha256Of } from '../domain/text/sha256.ts'
import type { MinutesRepository, OwnIssue, OwnIssues, PullRequest } from '../ports.ts'
import type { Action } from './plan.ts'

export type NoticeKind = 'trouble' | 'agenda-issue'

export type Notice = {
  readonly kind: NoticeKind
  /** A key of `teams`. */
  readonly team: string
  /** Markdown, harmless. */
  readonly text: string
}

const END = '<!-- scs-sprint:end -->'
const OVER = 'over'

function bodyOf({ kind, team, text }: Notice, state: string, existing: string): string {
  const old = existing.replaceAll('\r\n', '\n')
  const end = old.indexOf(END)
  const harmless = text.trim().replaceAll('<!-- scs-sprint:end', '<!- - scs-sprint:end')
  return `<!-- scs-sprint:${kind} v1 team=${team} sha256=${state} -->\n${harmless}\n${END}${end === -1 ? '\n' : old.slice(end + END.length)}`
}

/** The state in the mark of a notice; null for any other text. */
function stateIn(body: string, { kind, team }: Pick<Notice, 'kind' | 'team'>): string | null {
  const mark = `<!-- scs-sprint:${kind} v1 team=${team} sha256=`
  if (!body.startsWith(mark)) return null
  return /^([0-9a-f]{64}|over) -->/.exec(body.slice(mark.length))?.[1] ?? null
}

/** `reopens`: news opens the issue again that a person has closed. */
export async function planIssue(
  issues: OwnIssues,
  repository: string,
  notice: Notice & { readonly title: string },
  { reopens }: { readonly reopens: boolean },
): Promise<readonly Action[]> {
  const found = await findIssue(issues, notice)
  const state = sha256Of(`${notice.title}\n${notice.text}`)
  const why = `report ${notice.kind === 'trouble' ? 'minutes that could not be created' : 'an agenda that could not be written to the pad'}`
  if (found === null) return [{ kind: 'open-issue', repository, title: notice.title, body: bodyOf(notice, state, ''), why }]
  // The same news, open or closed by a person who has read it.
  if (stateIn(found.body, notice) === state) return []
  const body = bodyOf(notice, state, found.body)
  const isOpen = reopens || found.state === 'open' || stateIn(found.body, notice) === OVER
  return [{ kind: 'update-issue', repository, number: found.number, title: notice.title, body, state: isOpen ? 'open' : 'closed', why }]
}

/** Closes the issue, if one is open or tells of something. */
export async function planIssueEnd(issues: OwnIssues, repository: string, notice: Notice): Promise<readonly Action[]> {
  const found = await findIssue(issues, notice)
  if (found === null || stateIn(found.body, notice) === OVER) return []
  const body = bodyOf(notice, OVER, found.body)
  return [
    { kind: 'update-issue', repository, number: found.number, title: found.title, body, state: 'closed', why: 'the problem is resolved' },
  ]
}

export async function planComment(
  minutes: MinutesRepository,
  repository: string,
  { number }: Pick<PullRequest, 'number'>,
  notice: Notice,
): Promise<readonly Action[]> {
  const found = (await minutes.commentsByApp(number)).findLast(({ body }) => stateIn(body, notice) !== null) ?? null
  const state = sha256Of(notice.text)
  const why = 'the last attempt to read the pad failed'
  if (found === null) return [{ kind: 'comment-pull', repository, number, body: bodyOf(notice, state, ''), why }]
  if (stateIn(found.body, notice) === state) return []
  return [{ kind: 'edit-pull-comment', repository, number, commentId: found.id, body: bodyOf(notice, state, found.body), why }]
}

export async function planCommentEnd(
  minutes: MinutesRepository,
  repository: string,
  { number }: Pick<PullRequest, 'number'>,
  notice: Notice,
): Promise<readonly Action[]> {
  const isTold = (body: string) => ![null, OVER].includes(stateIn(body, notice))
  const found = (await minutes.commentsByApp(number)).findLast(({ body }) => isTold(body))
  if (!found) return []
  const body = bodyOf(notice, OVER, found.body)
  return [{ kind: 'edit-pull-comment', repository, number, commentId: found.id, body, why: 'the problem is resolved' }]
}

async function findIssue(issues: OwnIssues, notice: Pick<Notice, 'kind' | 'team'>): Promise<OwnIssue | null> {
  const own = (await issues.list()).filter(({ body }) => stateIn(body, notice) !== null)
  return own.find(({ state }) => state === 'open') ?? own[0] ?? null
}
