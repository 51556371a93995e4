/** The weekly report for maintainers: what was written, what failed for good, what it cost. Pure, but for the plan of its issue. */
import type { BoardItem } from '../domain/board/board.ts'
import type { GithubWeb } from '../domain/github-web.ts'
import { meetingOfBranch } from '../domain/notes/minutes-path.ts'
import { refKey } from '../domain/reference.ts'
import { countOf } from '../domain/text/count-of.ts'
import { dayIn } from '../domain/time/dates.ts'
import type { JobsState } from '../ports/jobs.ts'
import type { UsageDay } from '../ports/usage.ts'
import type { AuditEntry, OwnIssues, Screen } from '../ports.ts'
import type { Settings } from '../settings/settings.ts'
import { screenedReason } from './minutes/report-minutes-failure.ts'
import type { Plan } from './plan.ts'
import { planIssue } from './plan-notice.ts'

export type WeekInput = {
  readonly settings: Pick<Settings, 'teams' | 'timezone'>
  readonly since: Date
  readonly until: Date
  /** The log of writes; older and newer entries are left out. */
  readonly entries: readonly AuditEntry[]
  readonly dead: JobsState['dead']
  /** Days of other weeks are left out. */
  readonly usage: readonly UsageDay[]
  /** Tells whose epics they are; null: comments belong to no team. */
  readonly snapshot: { readonly items: readonly Pick<BoardItem, 'ref' | 'labels'>[] } | null
}

export type WeekReport = {
  /** ISO days in the time zone of the settings. */
  readonly since: string
  readonly until: string
  /** Most frequent first. */
  readonly writes: readonly { readonly kind: string; readonly count: number }[]
  /** `comments`: writes of comments on epics; `minutes`: meetings whose minutes were written. Teams with neither are absent. */
  readonly teams: readonly { readonly team: string; readonly comments: number; readonly minutes: number }[]
  readonly failures: JobsState['dead']
  /** `since`: from which day (UTC) on requests were counted. null: none were. */
  readonly usage: (Omit<UsageDay, 'day'> & { readonly since: string }) | null
}

export function summarizeWeek({ settings, since, until, entries, dead, usage, snapshot }: WeekInput): WeekReport {
  const isInWeek = (at: string) => at > since.toISOString() && at <= until.toISOString()
  const written = entries.filter(({ at }) => isInWeek(at))
  const kinds = new Map<string, number>()
  for (const { kind } of written) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  const labels = new Map(
    (snapshot?.items ?? []).flatMap(({ ref, labels }) =>
      ref === null ? [] : [[refKey(ref), labels.map((name) => name.toLowerCase())] as const],
    ),
  )
  const ownerOf = (ref: string) => {
    const own = labels.get(refKey(ref))
    return own && Object.values(settings.teams).find(({ label }) => label !== null && own.includes(label.toLowerCase()))?.id
  }
  const commented = written.filter(({ kind }) => kind === 'create-comment' || kind === 'update-comment').map(({ where }) => ownerOf(where))
  const branches = [...new Set(written.filter(({ kind }) => kind === 'commit-file').map(({ where }) => where.split(':')[1] ?? ''))]
  const published = branches.map((branch) => meetingOfBranch(branch)?.team)
  const teams = Object.keys(settings.teams).map((team) => ({
    team,
    comments: commented.filter((owner) => owner === team).length,
    minutes: published.filter((owner) => owner === team).length,
  }))
  return {
    since: dayIn(settings.timezone, since),
    until: dayIn(settings.timezone, until),
    writes: [...kinds].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1)),
    teams: teams.filter(({ comments, minutes }) => comments + minutes > 0),
    failures: dead.filter(({ at }) => isInWeek(at)),
    usage: sumOf(usage.filter(({ day }) => day >= utcDay(since) && day <= utcDay(until))),
  }
}

/** Days are counted whole: the one on which the week begins is in it. */
function utcDay(at: Date): string {
  return at.toISOString().slice(0, 10)
}

function sumOf(days: readonly UsageDay[]): WeekReport['usage'] {
  const [first] = days
  if (first === undefined) return null
  const sum = (pick: (day: UsageDay) => number) => days.reduce((all, day) => all + pick(day), 0)
  const left = days.flatMap(({ leastLeft }) => leastLeft ?? [])
  return {
    since: days.reduce((least, { day }) => (day < least ? day : least), first.day),
    requests: sum(({ requests }) => requests),
    failed: sum(({ failed }) => failed),
    points: sum(({ points }) => points),
    leastLeft: left.length === 0 ? null : Math.min(...left),
  }
}

/** Markdown. Reasons of `failures` must be screened before. */
export function writeWeekReport({ since, until, writes, teams, failures, usage }: WeekReport): string {
  const list = (lines: readonly string[], empty: string) => (lines.length === 0 ? empty : lines.map((line) => `- ${line}`).join('\n'))
  const cost = usage && [
    `${countOf(usage.requests, 'request')} to GitHub since ${usage.since}, ${usage.failed} of them failed`,
    `${countOf(usage.points, 'point')} of GitHub's GraphQL rate limit for reading boards`,
    ...(usage.leastLeft === null ? [] : [`At least ${Math.floor(usage.leastLeft * 100)} % of GitHub's rate limit was left`]),
  ]
  return [
    `**scs-sprint from ${since} to ${until}**`,
    '### Written',
    list(
      writes.map(({ kind, count }) => `${kind}: ${count}`),
      'Nothing was written.',
    ),
    '### By team',
    list(
      teams.map(({ team, comments, minutes }) => `${team}: ${countOf(comments, 'comment')}, minutes of ${countOf(minutes, 'meeting')}`),
      'No comments or minutes were written.',
    ),
    '### Failed for good',
    list(
      failures.map(({ kind, count, message, at }) => `${kind}: ${count}, last at ${at}: ${message}`),
      'Nothing failed for good.',
    ),
    ...(failures.length === 0 ? [] : ['`scs-sprint log --failed` lists them, `log --retry ID --apply` runs one again.']),
    '### Cost',
    list(cost ?? [], 'Requests were not counted.'),
  ].join('\n\n')
}

/** One issue, edited each week and opened again. Reasons are screened: they may quote what a server sent. */
export async function planWeekReport(
  { issues, screen }: { readonly issues: OwnIssues; readonly screen: Screen },
  { repository, github }: { readonly repository: string; readonly github: GithubWeb },
  report: WeekReport,
): Promise<Plan> {
  const failures = await Promise.all(
    report.failures.map(async (failure) => ({ ...failure, message: await screenedReason(failure.message, screen, github) })),
  )
  const text = writeWeekReport({ ...report, failures })
  const notice = {
    kind: 'week-report',
    team: 'maintainers',
    title: 'Weekly report of scs-sprint',
    date: report.until,
    facts: [],
    text,
  } as const
  return planIssue(issues, repository, notice, { reopens: true })
}
