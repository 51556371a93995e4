/**
 * Plans a notice that is edited in place: an issue of a team in the minutes repository, or a comment on a pull request. The same
 * news is not repeated; text that people write below it is kept. Writes nothing itself.
 */
import { liveByOthers, tellOthersComment, tellOthersIssue } from '../domain/others-comments.ts'
import { sha256Of } from '../domain/text/sha256.ts'
import type { MinutesRepository, OwnIssue, OwnIssues, PullRequest } from '../ports.ts'
import type { Action, Plan } from './plan.ts'

export type NoticeKind = 'trouble' | 'agenda-issue' | 'week-report'

export type Notice = {
  readonly kind: NoticeKind
  /** A key of `teams`; of the weekly report `maintainers`. */
  readonly team: string
  /** Markdown, harmless. */
  readonly text: string
}

/** A notice to tell of something. What decides whether it is news are facts: other words for the same facts notify nobody. */
export type News = Notice & {
  readonly title: string
  /** YYYY-MM-DD, of the meeting, or on which the week ends; the text names it. */
  readonly date: string
  /** What else tells one piece of news from another, besides team and date. Never words of a sentence. */
  readonly facts: readonly string[]
}

const END = '<!-- scs-sprint:end -->'
const OVER = 'over'
const REPORTED: Readonly<Record<NoticeKind, string>> = {
  trouble: 'minutes that could not be created',
  'agenda-issue': 'an agenda that could not be written to the pad',
  'week-report': 'the week to the maintainers',
}

/** `text`: hash of what was written; `news`: hash of the facts that it tells, null in notices of earlier versions. */
type Written = { readonly text: string; readonly news: string | null }

function bodyOf({ kind, team, text }: Notice, { text: hash, news }: Written, existing: string): string {
  const old = existing.replaceAll('\r\n', '\n')
  const end = old.indexOf(END)
  const harmless = text.trim().replaceAll('<!-- scs-sprint:end', '<!- - scs-sprint:end')
  const told = news === null ? '' : ` news=${news}`
  return `<!-- scs-sprint:${kind} v1 team=${team} sha256=${hash}${told} -->\n${harmless}\n${END}${end === -1 ? '\n' : old.slice(end + END.length)}`
}

/** From the marker of a notice; null for any other text. */
function writtenIn(body: string, { kind, team }: Pick<Notice, 'kind' | 'team'>): Written | null {
  const marker = `<!-- scs-sprint:${kind} v1 team=${team} sha256=`
  if (!body.startsWith(marker)) return null
  const [, text, news = null] = /^([0-9a-f]{64}|over)(?: news=([0-9a-f]{16}))? -->/.exec(body.slice(marker.length)) ?? []
  return text === undefined ? null : { text, news }
}

/** Of a notice that tells of something, and not of its end. Quoted in somebody's comment its marker does not begin the text. */
function isTellingOf(notice: Pick<Notice, 'kind' | 'team'>): (body: string) => boolean {
  return (body) => ![undefined, OVER].includes(writtenIn(body, notice)?.text)
}

const ENDED: Written = { text: OVER, news: null }

function newsOf({ date, facts }: News): string {
  return sha256Of(JSON.stringify([date, ...facts])).slice(0, 16)
}

/** Earlier versions kept no facts: there the same meeting is the same news. */
function isSameNews(existing: string, { text, news }: Written, notice: News): boolean {
  if (text === OVER) return false
  return news === null ? existing.includes(notice.date) : news === newsOf(notice)
}

/**
 * `reopens`: news opens the issue again that a person has closed. The same news in other words is edited in place, open or
 * closed as it is. Where the app, or a member, has an open issue that tells of the same, a person's token opens no second one.
 */
export async function planIssue(
  issues: OwnIssues,
  repository: string,
  notice: News,
  { reopens }: { readonly reopens: boolean },
): Promise<Plan> {
  const { title } = notice
  const found = await findIssue(issues, notice)
  const written = { text: sha256Of(`${title}\n${notice.text}`), news: newsOf(notice) }
  const why = `report ${REPORTED[notice.kind]}`
  if (found === null) {
    const told = liveByOthers(await issues.byOthers(), isTellingOf(notice))
    if (told?.holdsBack) return { actions: [], remarks: [tellOthersIssue(title, told)] }
    return { actions: [{ kind: 'open-issue', repository, title, body: bodyOf(notice, written, ''), why }], remarks: [] }
  }
  const before = writtenIn(found.body, notice) ?? ENDED
  const isSame = isSameNews(found.body, before, notice)
  if (isSame && before.text === written.text) return { actions: [], remarks: [] }
  const body = bodyOf(notice, written, found.body)
  const isOpen = found.state === 'open' || before.text === OVER || (reopens && !isSame)
  const state = isOpen ? 'open' : 'closed'
  return { actions: [{ kind: 'update-issue', repository, number: found.number, title, body, state, why }], remarks: [] }
}

/** Closes the issue, if one is open or tells of something. */
export async function planIssueEnd(issues: OwnIssues, repository: string, notice: Notice): Promise<readonly Action[]> {
  const found = await findIssue(issues, notice)
  if (found === null || writtenIn(found.body, notice)?.text === OVER) return []
  const body = bodyOf(notice, ENDED, found.body)
  return [
    { kind: 'update-issue', repository, number: found.number, title: found.title, body, state: 'closed', why: 'the problem is resolved' },
  ]
}

/** Edits of a comment notify nobody: it has the current words. Where another account tells of it already, none is added. */
export async function planComment(
  minutes: MinutesRepository,
  repository: string,
  { number }: Pick<PullRequest, 'number'>,
  notice: Notice,
): Promise<Plan> {
  const found = (await minutes.commentsByApp(number)).findLast(({ body }) => writtenIn(body, notice) !== null) ?? null
  const written = { text: sha256Of(notice.text), news: null }
  const why = 'the last attempt to read the pad failed'
  if (found === null) {
    const told = liveByOthers(await minutes.commentsByOthers(number), isTellingOf(notice))
    const remarks = told === null ? [] : [tellOthersComment(`${repository}#${number}`, told)]
    if (told?.holdsBack) return { actions: [], remarks }
    return { actions: [{ kind: 'comment-pull', repository, number, body: bodyOf(notice, written, ''), why }], remarks }
  }
  if (writtenIn(found.body, notice)?.text === written.text) return { actions: [], remarks: [] }
  const body = bodyOf(notice, written, found.body)
  return { actions: [{ kind: 'edit-pull-comment', repository, number, commentId: found.id, body, why }], remarks: [] }
}

export async function planCommentEnd(
  minutes: MinutesRepository,
  repository: string,
  { number }: Pick<PullRequest, 'number'>,
  notice: Notice,
): Promise<readonly Action[]> {
  const isTelling = isTellingOf(notice)
  const found = (await minutes.commentsByApp(number)).findLast(({ body }) => isTelling(body))
  if (!found) return []
  const body = bodyOf(notice, ENDED, found.body)
  return [{ kind: 'edit-pull-comment', repository, number, commentId: found.id, body, why: 'the problem is resolved' }]
}

async function findIssue(issues: OwnIssues, notice: Pick<Notice, 'kind' | 'team'>): Promise<OwnIssue | null> {
  const own = (await issues.list()).filter(({ body }) => writtenIn(body, notice) !== null)
  return own.find(({ state }) => state === 'open') ?? own[0] ?? null
}
