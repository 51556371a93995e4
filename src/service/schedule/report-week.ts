/** The weekly report: into the log, and into an issue if sprint.yml names a repository for it. */
import type { JobQueue } from '../../ports/jobs.ts'
import type { Settings } from '../../settings/settings.ts'
import { planWeekReport, summarizeWeek } from '../../usecases/report-week.ts'
import type { Tools } from '../context.ts'
import type { DueWork } from './schedule.ts'

export type ReportTools = Tools<'audit' | 'githubUsage' | 'log' | 'ownIssues' | 'screen' | 'snapshots'> & {
  /** Absent: no jobs are kept. */
  readonly jobs?: Pick<JobQueue, 'state'> | undefined
}

const WEEK_MS = 7 * 24 * 60 * 60 * 1000
/** More than a week of writes: they are paced by a second, but pauses of people are longer. */
const MOST_ENTRIES = 100_000

export async function reportWeek({ ports, apply, jobs }: ReportTools, settings: Settings, { at }: Pick<DueWork, 'at'>): Promise<void> {
  const report = summarizeWeek({
    settings,
    since: new Date(at.getTime() - WEEK_MS),
    until: at,
    entries: await ports.audit.entries({ limit: MOST_ENTRIES }),
    dead: (await jobs?.state())?.dead ?? [],
    usage: await ports.githubUsage(),
    snapshot: settings.board === null ? null : await ports.snapshots.latest(settings.board, { complete: true }),
  })
  ports.log.info('Weekly report.', { report })
  const { repository } = settings.report
  if (repository === null) return
  const to = { repository, github: settings.github }
  await apply(await planWeekReport({ issues: ports.ownIssues(repository), screen: ports.screen(settings) }, to, report), settings)
}
