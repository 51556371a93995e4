/** `doctor`: checks credentials, permissions, board, pads and minutes. Says what is missing, and which feature needs it. */

import type { Command } from 'commander'
import type { Snapshot } from '../../domain/board/board.ts'
import { padOfDay } from '../../domain/pads/pad-of-day.ts'
import { countOf } from '../../domain/text/count-of.ts'
import { dayIn, minuteIn } from '../../domain/time/dates.ts'
import { TryAgainError } from '../../errors.ts'
import { doubtsOf, doubtsStart } from '../../hygiene/hygiene-input.ts'
import type { Uses } from '../../ports/app-ports.ts'
import { lackingEvents } from '../../service/webhooks/webhook-events.ts'
import { listUnconfigured } from '../../settings/list-unconfigured.ts'
import { PLACEHOLDER_NAME } from '../../settings/names.ts'
import type { Settings } from '../../settings/settings.ts'
import { type Examination, type Examined, lackingPermissions, runDiagnostics, tellFailed } from '../../usecases/diagnostics.ts'
import { asksForOwners } from '../../usecases/hygiene/read-owner-standings.ts'
import { readPastMeetings } from '../../usecases/minutes/read-past-meetings.ts'
import { dependsOnCalendar } from '../../usecases/read-meeting-plan.ts'
import { type CommonOptions, commandOf, learnBoard, wire } from '../command-context.ts'
import { calendarExaminations, meetingsOf, padInCalendar } from '../examinations/calendar-examinations.ts'
import { workflowExaminations } from '../examinations/workflow-examinations.ts'
import { FailedFiles, requestErrorInWords } from '../exit.ts'
import { sanitize } from '../output/sanitize.ts'
import type { Shell } from '../shell.ts'

/** What the checks use of the world. */
export type DoctorPorts = Uses<
  | 'archive'
  | 'boardSource'
  | 'calendar'
  | 'clock'
  | 'env'
  | 'identity'
  | 'installations'
  | 'isOnline'
  | 'members'
  | 'memoryKeeper'
  | 'minutesRepository'
  | 'ownIssues'
  | 'pads'
  | 'settings'
  | 'snapshots'
  | 'workflows'
>

const SIGNS = { fine: 'ok     ', missing: 'missing', unknown: 'unknown', off: 'off    ' } as const

export function doctorCommand(shell: Shell): Command {
  return commandOf('doctor', 'check credentials, permissions, board and pads; list what is missing and which features need it')
    .option('--json', 'print one JSON array')
    .action(async (options: CommonOptions & { json?: boolean }) => {
      const ports: DoctorPorts = wire(shell, options)
      const results = await examine(shell, ports, await ports.settings())
      shell.out(options.json ? `${JSON.stringify(results, null, 2)}\n` : results.map(lineOf).join(''))
      const told = tellFailed(results)
      if (results.some(({ state }) => state === 'missing')) throw new FailedFiles(told ?? '')
      if (told !== null) shell.err(`${told}\n`)
    })
}

/** All checks of a configuration, in words that those who read the output may know. */
export async function examine(shell: Shell, ports: DoctorPorts, settings: Settings): Promise<readonly Examined[]> {
  const looks: readonly Examination[] = [
    {
      what: 'configuration',
      neededFor: 'everything',
      look: async () => configurationOf(settings),
    },
    ...(settings.enabled ? remoteExaminations(shell, ports, settings) : []),
  ]
  const off = listUnconfigured(settings).map(({ what, told }): Examined => ({ what, neededFor: what, state: 'off', told }))
  return [...(await runDiagnostics(looks.map(inWords))), ...off].map((result) => ({
    ...result,
    told: shell.audience.withoutUnknown(result.told),
  }))
}

function configurationOf({ source, teams, enabled }: Settings): Awaited<ReturnType<Examination['look']>> {
  const placeholder = Object.values(teams).find(({ name }) => name === PLACEHOLDER_NAME)
  if (placeholder)
    return {
      missing: `${source}: \`teams.${placeholder.id}\` is the placeholder that \`init\` wrote. Give it the key and the name of your team.`,
      goesOn: true,
    }
  return {
    fine: `${source}, ${countOf(Object.keys(teams).length, 'team')}${enabled ? '' : '. `enabled` is false, so nothing else was checked'}`,
  }
}

function remoteExaminations(shell: Shell, ports: DoctorPorts, settings: Settings): readonly Examination[] {
  return [
    ...credentials(ports, settings),
    ...(ports.isOnline
      ? [...minutes(ports, settings), ...workflowExaminations(ports, settings), ...board(shell, ports, settings)].map((one) =>
          restingOn(one, [CREDENTIALS, appIn(settings)]),
        )
      : []),
    ...calendarExaminations(ports, settings),
    ...pads(ports, settings),
    deadLetters(ports),
  ]
}

const CREDENTIALS = 'GitHub credentials'
const appIn = ({ organization }: Settings) => `the app in ${organization}`

function restingOn(examination: Examination, others: readonly string[]): Examination {
  return { ...examination, restsOn: [...others, ...(examination.restsOn ?? [])] }
}

function deadLetters({ memoryKeeper }: DoctorPorts): Examination {
  return {
    what: 'jobs of the server',
    neededFor: 'webhooks and scheduled work',
    look: async () => {
      const dead = await memoryKeeper.deadLetters()
      if (dead.length === 0) return { fine: 'none failed for good' }
      const told = dead.map(
        ({ kind, count, message, at }) => `${countOf(count, 'dead letter')} of the kind ${kind}, the newest of ${at}: ${sanitize(message)}`,
      )
      return {
        missing: `${told.join('; ')}. Fix the cause, then run them again with \`log --retry all --apply\`; \`log --failed\` lists them.`,
      }
    },
  }
}

/** Whatever GitHub answers to one look, the others are made as well. */
function inWords(examination: Examination): Examination {
  const look: Examination['look'] = async () => {
    try {
      return await examination.look()
    } catch (error) {
      throw requestErrorInWords(error) ?? error
    }
  }
  return { ...examination, look }
}

export function lineOf({ what, neededFor, state, told }: Examined): string {
  return `${SIGNS[state]} ${what}${state === 'fine' || state === 'off' ? '' : ` (needed for ${neededFor})`}: ${told}\n`
}

function credentials(ports: DoctorPorts, settings: Settings): readonly Examination[] {
  const identity: Examination = {
    what: CREDENTIALS,
    neededFor: 'the live board, comments and pull requests',
    look: async () =>
      ports.isOnline
        ? { fine: `acting as ${(await ports.identity()).login}` }
        : {
            missing:
              'found none. Set GITHUB_TOKEN, or APP_ID with PRIVATE_KEY or PRIVATE_KEY_PATH; `npm start` registers an app and saves both. Saved boards and pad files work without credentials.',
          },
  }
  const installed: Examination = {
    what: appIn(settings),
    restsOn: [CREDENTIALS],
    neededFor: 'webhooks and all writes',
    look: async () => {
      const found = (await ports.installations()).find(({ owner }) => owner.toLowerCase() === settings.organization.toLowerCase())
      if (!found)
        return {
          missing: `it is not installed. An owner of ${settings.organization} installs it from the app's page ("Install App").`,
        }
      const lacks = lackingPermissions(found.permissions, { members: asksForOwners(settings) })
      if (lacks.length > 0)
        return {
          missing: `it lacks ${lacks.join(', ')}. Add that in the app's settings ("Permissions"), and an owner of ${settings.organization} approves it.`,
          goesOn: true,
        }
      const silent = lackingEvents(found.events)
      if (silent.length > 0)
        return {
          missing: `these webhooks are not subscribed: ${silent.join(', ')}. Select them in the app's settings ("Subscribe to events").`,
          goesOn: true,
        }
      return { fine: 'installed, with all permissions and webhooks' }
    },
  }
  return ports.env.credentials?.kind === 'app' ? [identity, installed] : [identity]
}

function minutes(ports: DoctorPorts, settings: Settings): readonly Examination[] {
  return [
    {
      what: `the repository ${settings.minutes.repository}`,
      neededFor: 'minutes as pull requests, the rota, open action items',
      look: async () => {
        const head = await ports.minutesRepository(settings.minutes.repository).head(settings.minutes.branch)
        return head === null
          ? {
              missing: `there is no branch ${settings.minutes.branch}. Check \`minutes.branch\`, and that the app can read the repository.`,
            }
          : { fine: `branch ${settings.minutes.branch} found` }
      },
    },
    {
      what: 'where failures are reported',
      neededFor: 'issues about failed minutes, and agendas that could not be written to a pad',
      look: async () => {
        const { repository } = settings.minutes
        await ports.ownIssues(repository).demand()
        return { fine: `issues in ${repository}` }
      },
    },
    ...Object.values(settings.teams).map((team) => ({
      what: `minutes of ${team.name}`,
      neededFor: 'its rota and its open action items',
      look: async () => {
        const archive = ports.archive(settings)
        const past = archive === null ? [] : await readPastMeetings(archive, settings, team, { limit: 1 })
        return { fine: past[0] ? `the latest are from ${past[0].date}` : `none yet under ${team.path}` }
      },
    })),
  ]
}

function board(shell: Shell, ports: DoctorPorts, settings: Settings): readonly Examination[] {
  const of = settings.board
  if (of === null) return []
  let looked: Snapshot | null = null
  const what = `the board ${of.owner}, number ${of.number}`
  return [
    {
      what,
      neededFor: 'hygiene, sprint review and planning',
      look: async () => {
        const snapshot = await (await ports.boardSource(settings)).readBoard()
        learnBoard(shell, settings, [snapshot])
        const silent = await withoutWebhooks(ports, snapshot)
        const items = `${countOf(snapshot.counts.items, 'item')}, ${countOf(snapshot.epics.length, 'epic')}, ${snapshot.counts.unreadable} not readable`
        const note =
          silent.length > 0 ? `. ${silent.join(', ')} sends no webhooks (the app is not installed there); changes are found every hour` : ''
        looked = snapshot
        return snapshot.complete
          ? { fine: `${items}${note}` }
          : { missing: `${items}; ${(snapshot.problems ?? []).join('; ')}`, goesOn: true }
      },
    },
    {
      what: 'its status and sprint values',
      restsOn: [what],
      neededFor: 'findings about epics and stories in progress, sprints in agenda and minutes',
      look: async () => {
        if (looked === null) throw new TryAgainError('the board could not be read')
        const doubts = doubtsOf(settings, { snapshot: looked, history: await ports.snapshots.history(of, { since: doubtsStart(looked) }) })
        return doubts.length === 0 ? { fine: 'sprint.yml names every status' } : { missing: doubts.join(' ') }
      },
    },
  ]
}

/** Organizations with items on the board whose webhooks do not reach the app. */
async function withoutWebhooks(ports: DoctorPorts, snapshot: Snapshot): Promise<readonly string[]> {
  if (ports.env.credentials?.kind !== 'app') return []
  const installed = new Set((await ports.installations()).map(({ owner }) => owner.toLowerCase()))
  const owners = new Set(snapshot.items.flatMap(({ ref }) => (ref === null ? [] : [ref.split('/')[0] ?? ''])))
  return [...owners].filter((owner) => !installed.has(owner.toLowerCase())).sort()
}

function pads(ports: DoctorPorts, settings: Settings): readonly Examination[] {
  return Object.values(settings.teams).flatMap((team): Examination[] => {
    if (team.pad === null && !dependsOnCalendar(settings, team)) return []
    const look = async () => {
      const pad = dependsOnCalendar(settings, team)
        ? await padInCalendar(ports, settings, team)
        : padOfDay(team, dayIn(settings.timezone, ports.clock.now()))
      if (pad === null) return { missing: `no pad is known. Add \`teams.${team.id}.pad\`, or a line "HedgeDoc: https://…" to its event.` }
      const { text, editedAt } = await ports.pads(settings).readPad(pad)
      return {
        fine: `${countOf(text.split('\n').length, 'line')}${editedAt ? `, last edited ${minuteIn(settings.timezone, editedAt)}` : ''}`,
      }
    }
    return [{ what: `the pad of ${team.name}`, neededFor: 'its minutes', restsOn: team.pad === null ? [meetingsOf(team)] : [], look }]
  })
}
