/** `log --week`: the weekly report for maintainers, of the seven days until now. */
import { withoutMarks } from '../../domain/text/withheld.ts'
import type { Uses } from '../../ports/app-ports.ts'
import { summarizeWeek, writeWeekReport } from '../../usecases/report-week.ts'
import { sanitize } from '../output/sanitize.ts'
import type { Shell } from '../shell.ts'

const WEEK_MS = 7 * 24 * 60 * 60 * 1000

export async function showWeek(shell: Shell, ports: Uses<'clock' | 'memoryKeeper' | 'settings'>, json: boolean): Promise<void> {
  const settings = await ports.settings()
  const until = ports.clock.now()
  const since = new Date(until.getTime() - WEEK_MS)
  const report = summarizeWeek({ settings, since, until, ...(await ports.memoryKeeper.week({ since, board: settings.board })) })
  // Reasons may quote what a server sent.
  const told = (text: string) => sanitize(shell.audience.withoutUnknown(withoutMarks(text)))
  const shown = { ...report, failures: report.failures.map((failure) => ({ ...failure, message: told(failure.message) })) }
  shell.out(json ? `${JSON.stringify(shown)}\n` : `${writeWeekReport(shown)}\n`)
}
