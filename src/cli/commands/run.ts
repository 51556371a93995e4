/** `run`: does whatever the schedules of sprint.yml say is due, for all teams, each once. */
import { type Command, InvalidArgumentError, Option } from 'commander'
import { countOf } from '../../domain/text/count-of.ts'
import { instantAt, isIsoDay, minuteIn } from '../../domain/time/dates.ts'
import { TryAgainError, UserError } from '../../errors.ts'
import type { Uses } from '../../ports/app-ports.ts'
import { boardOnce } from '../../service/board-once.ts'
import { type DueNow, type DueNowPorts, readDueNow, rememberRun } from '../../service/run/due-now.ts'
import { type Outcome, runAllDue } from '../../service/run/run-due.ts'
import { LONGEST_DAYS } from '../../service/run/run-window.ts'
import { neededPermissions } from '../../service/schedule/needed-permissions.ts'
import type { ScheduleTools } from '../../service/schedule/run-schedule.ts'
import type { DueWork } from '../../service/schedule/schedule.ts'
import type { Settings } from '../../settings/settings.ts'
import type { Plan } from '../../usecases/plan.ts'
import { callDependsOnCalendar, dependsOnCalendar, type ReadMeetingPlan } from '../../usecases/read-meeting-plan.ts'
import { type ApplyingPorts, type CommonOptions, commandOf, learnBoard, requireCredentials, wire } from '../command-context.ts'
import { endingOf, FailedFiles } from '../exit.ts'
import { nameOfWork, type RunSummary, runAsJson, runAsText, type WorkSummary } from '../output/run-summary.ts'
import { carryOut, type Write } from '../output/show-plan.ts'
import type { Shell } from '../shell.ts'

/** What the command uses of the world. */
type Ports = ScheduleTools['ports'] & DueNowPorts & ApplyingPorts & Uses<'settings'>

type Options = CommonOptions & { readonly since?: SinceTime; readonly list?: boolean; readonly json?: boolean }

/** A day, a minute of `timezone`, or an instant. */
type SinceTime = { readonly instant: Date } | { readonly day: string; readonly time: string }

export function runCommand(shell: Shell): Command {
  return commandOf('run', 'do whatever the schedules in sprint.yml say is due, for all teams: epics, agendas, minutes, call notes')
    .addOption(
      new Option(
        '--since <time>',
        'do what has been due since then, such as 2023-01-18T10:00 (default: since the last run; if none is known, 26 hours)',
      ).argParser(sinceOption),
    )
    .option('--list', 'only list what is due; no board, minutes or pads are read')
    .option('--json', 'print one JSON document')
    .option('--apply', 'write it to GitHub and to pads')
    .action(async (options: Options) => {
      const ports: Ports = wire(shell, options)
      const settings = await ports.settings()
      if (!settings.enabled) shell.err(`${settings.source}: \`enabled\` is false, so nothing is due.\n`)
      const since = sinceOf(settings, options.since, ports.clock.now())
      tellTime(shell, settings, ports.clock.now())
      const now = await readDueNow(ports, settings, since)
      const { due, plan, window } = now
      if (since !== null && window.since > since) shell.err(`Work that was due more than ${LONGEST_DAYS} days ago is skipped.\n`)
      if (plan.remark !== null) shell.err(`${plan.remark}\n`)
      if (options.list !== true && due.length > 0) requireCredentials(ports, true, 'run')
      const works = options.list ? due.map(listed) : await doAll(shell, ports, settings, { due, options })
      const summary = summaryOf(now, works, options.apply === true)
      shell.out(options.json ? runAsJson(summary) : runAsText(settings, summary))
      if (options.apply && !options.list) await rememberRun(ports, now, works)
      const failure = failureOf(works, plan)
      if (failure === null) return
      // A list is the result, whatever stands in it.
      if (!options.list) throw failure
      shell.err(`${failure.message}\n`)
    })
}

/** What is due depends on the time alone: a saved board of another day, as in the try-out, is not what this command goes by. */
function tellTime(shell: Shell, { timezone }: Settings, now: Date): void {
  if (!shell.env.SPRINT_BOARD) return
  shell.err(`\`run\` goes by the current time, ${minuteIn(timezone, now)}, and reads the board itself. SPRINT_BOARD is not used.\n`)
}

/** Local times are those of `timezone`. */
function sinceOf({ timezone }: Settings, asked: SinceTime | undefined, now: Date): Date | null {
  if (asked === undefined) return null
  const since = 'instant' in asked ? asked.instant : instantAt(timezone, asked.day, asked.time)
  if (since <= now) return since
  throw new UserError(
    `--since: expected a time in the past, found ${minuteIn(timezone, since)}; it is ${minuteIn(timezone, now)} in ${timezone}. Name an earlier time.`,
  )
}

function listed(work: DueWork): WorkSummary {
  return { work, result: 'due', told: null, writes: [] }
}

type Doing = { readonly due: readonly DueWork[]; readonly options: Options }

async function doAll(shell: Shell, ports: Ports, settings: Settings, { due, options }: Doing): Promise<readonly WorkSummary[]> {
  const done: WorkSummary[] = []
  let writes: Write[] = []
  const boardSource = boardOnce(ports.boardSource, async (snapshot) => {
    // What everybody reads must not name what an earlier snapshot alone knows to be private.
    const history = shell.audience.isPublic ? await ports.snapshots.history(snapshot.board) : []
    learnBoard(shell, settings, [snapshot, ...history])
  })
  const apply = async (plan: Plan, current: Settings, work: DueWork) => {
    writes.push(...(await showWork({ shell, ports, settings: current, options }, plan, work)))
  }
  const ended = ({ work, result, error, stop }: Outcome) => {
    const told = stop ?? (error === null ? null : (endingOf(error, options.verbose).message ?? String(error)))
    if (result === 'failed' || result === 'later') shell.err(`${placeName(settings, work)}: ${told}\n`)
    done.push({ work, result, told, writes })
    writes = []
  }
  await runAllDue({ ports: { ...ports, boardSource }, apply, ended }, settings, due)
  return done
}

type Showing = { readonly shell: Shell; readonly ports: Ports; readonly settings: Settings; readonly options: Options }

/** Returns the writes; a dry run prints them. */
async function showWork({ options, ...place }: Showing, plan: Plan, work: DueWork): Promise<readonly Write[]> {
  const { shell, ports, settings } = place
  for (const remark of plan.remarks) ports.log.info(remark)
  const { writes, text } = await carryOut(place, plan, options)
  if (!options.apply && !options.json && writes.length > 0) shell.out(`${placeName(settings, work)}:\n\n${text}\n`)
  return writes
}

/** `Team IaaS, the minutes of 2026-03-04`. */
function placeName({ teams }: Settings, work: DueWork): string {
  const name = nameOfWork(work)
  return 'team' in work ? `${teams[work.team]?.name ?? work.team}, ${name}` : `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`
}

function summaryOf({ plan, window: { since, until } }: DueNow, works: readonly WorkSummary[], isApplied: boolean): RunSummary {
  const { settings, failure } = plan
  // Whoever makes a token for work that is not known yet must expect each kind.
  const isUnknown = failure !== null && Object.values(settings.teams).some((team) => dependsOnCalendar(settings, team))
  const isCallUnknown = failure !== null && callDependsOnCalendar(settings)
  const unknown = [...(isUnknown ? (['agenda', 'minutes'] as const) : []), ...(isCallUnknown ? (['digest'] as const) : [])]
  return {
    since,
    until,
    isApplied,
    calendar: failure?.message ?? null,
    permissions: neededPermissions(settings, [...works.map(({ work }) => work.kind), ...unknown]),
    works,
  }
}

/**
 * null where nothing went wrong. A run with something that only time mends is to be made again, whatever else failed: then that is
 * told again too. A calendar that cannot be read is one of the failures.
 */
function failureOf(works: readonly WorkSummary[], { failure }: ReadMeetingPlan): UserError | TryAgainError | null {
  const count = (wanted: WorkSummary['result']) => works.filter(({ result }) => result === wanted).length
  const [failed, later, all] = [count('failed'), count('later'), countOf(works.length, 'piece of work', 'pieces of work')]
  if (failure instanceof TryAgainError) return failure
  if (later > 0) return new TryAgainError(`${later} of ${all} could not be done now${failed > 0 ? `, and ${failed} failed` : ''}.`)
  if (failure !== null) return failure
  return failed > 0 ? new FailedFiles(`${failed} of ${all} failed. The reasons are above.`) : null
}

function sinceOption(value: string): SinceTime {
  const local = /^(\d{4}-\d{2}-\d{2})(?:[T ]([01]\d|2[0-3]):([0-5]\d))?$/.exec(value)
  if (local !== null && isIsoDay(local[1] ?? '')) {
    return { day: local[1] ?? '', time: local[2] === undefined ? '00:00' : `${local[2]}:${local[3]}` }
  }
  const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/.test(value)
  if (isInstant && isIsoDay(value.slice(0, 10)) && !Number.isNaN(Date.parse(value))) return { instant: new Date(value) }
  throw new InvalidArgumentError(`Expected a time like 2023-01-18T10:00 or 2023-01-18T09:00:00Z, found "${value}".`)
}
