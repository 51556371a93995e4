/** `actions`: lists open action items from past minutes, of a team or of all teams. */
import type { Command } from 'commander'
import type { OpenItem, PastMeeting } from '../../../domain/notes/past-meeting.ts'
import { refKey } from '../../../domain/reference.ts'
import { countOf } from '../../../domain/text/count-of.ts'
import { dayIn } from '../../../domain/time/dates.ts'
import { TryAgainError, UserError } from '../../../errors.ts'
import { endOfItem, type KnownEnd, referencesOf } from '../../../minutes/meeting/ended-items.ts'
import { isOverdue, waitingSince } from '../../../minutes/meeting/item-age.ts'
import { openItems } from '../../../minutes/meeting/open-items.ts'
import type { Uses } from '../../../ports/app-ports.ts'
import type { Settings, TeamSettings } from '../../../settings/settings.ts'
import { chosenTeam, commandOf, refuseWhenOff, requireArchive, teamOf, wire } from '../../command-context.ts'
import { type PastOptions, readPastOf } from '../../input/past-minutes.ts'
import { minutesOption, teamOption } from '../../options.ts'
import { sanitize } from '../../output/sanitize.ts'
import type { Shell } from '../../shell.ts'

/** What the command uses of the world. */
type Ports = Uses<'archive' | 'clock' | 'isOnline' | 'issueReader' | 'settings' | 'snapshots'>

type Options = PastOptions & { readonly all?: boolean }

export function actionsCommand(shell: Shell): Command {
  return commandOf('actions', 'list open action items from past minutes')
    .addOption(teamOption())
    .option('--all', 'of all minutes and, without --team, of all teams: whose, since when, how often carried over')
    .addOption(minutesOption())
    .option('--json', 'print one JSON document')
    .action(async (options: Options) => {
      const ports: Ports = wire(shell, options)
      const settings = await ports.settings()
      refuseWhenOff(settings)
      const teams = teamsOf(shell, settings, options)
      const today = dayIn(settings.timezone, ports.clock.now())
      const archive = requireArchive(ports, settings, 'actions', options.minutes)
      const read: Team[] = []
      for (const team of teams) {
        read.push({ team, past: await readPastOf({ shell, ports, settings, archive }, team, options.all ? { isAll: true } : {}) })
      }
      const past = read.flatMap((one) => one.past)
      // Followed together: an item that moves to another team is still the same.
      const { open, closed } = await sorted(shell, ports, settings, past)
      const looked = read.map(lookedAt)
      if (options.all)
        return shell.file(
          options.json ? allAsJson(read, { looked, open, closed, today }) : allAsText(read, { looked, open, closed, today }),
        )
      for (const one of looked) shell.err(`${inWords(one)}\n`)
      shell.file(options.json ? `${JSON.stringify(open, null, 2)}\n` : asText(open, today))
    })
}

type Team = { readonly team: TeamSettings; readonly past: readonly PastMeeting[] }

function teamsOf(shell: Shell, settings: Settings, { all, team }: Options): readonly TeamSettings[] {
  if (all !== true) return [chosenTeam(shell, settings, team)]
  return team === undefined ? Object.values(settings.teams) : [teamOf(settings, team)]
}

type Closed = { readonly item: OpenItem; readonly why: string }
type Sorted = { readonly open: readonly OpenItem[]; readonly closed: readonly Closed[] }

/** Those whose issues are closed stand apart. What GitHub does not say leaves an item open. */
async function sorted(shell: Shell, ports: Ports, settings: Settings, past: readonly PastMeeting[]): Promise<Sorted> {
  const newestFirst = [...past].sort((a, b) => (a.date < b.date ? 1 : -1))
  const items = openItems(past, { people: settings.people }).map((item) => ({ item, refs: referencesOf(item, settings, newestFirst) }))
  const ends = await endsOf(shell, ports, settings, [...new Set(items.flatMap(({ refs }) => refs))])
  const told = items.map(({ item, refs }) => ({ item, why: endOfItem(item, refs, ends) }))
  return {
    open: told.flatMap(({ item, why }) => (why === null ? [item] : [])),
    closed: told.flatMap(({ item, why }) => (why === null ? [] : [{ item, why }])),
  }
}

/** By GitHub now; without credentials, or where it does not answer, by the newest board that was kept. Private issues say nothing. */
async function endsOf(shell: Shell, ports: Ports, settings: Settings, refs: readonly string[]): Promise<ReadonlyMap<string, KnownEnd>> {
  if (refs.length === 0) return new Map()
  try {
    if (ports.isOnline) return new Map([...(await ports.issueReader().states(refs))].filter(([, one]) => !one.private))
  } catch (error) {
    if (!(error instanceof UserError || error instanceof TryAgainError)) throw error
    shell.err(`Issues that action items name could not be read. ${error.message}\n`)
  }
  const snapshot = settings.board === null ? null : await ports.snapshots.latest(settings.board, { complete: true })
  return new Map(
    (snapshot?.items ?? []).flatMap(({ ref, kind, state, stateReason, closedAt, private: isPrivate }) =>
      ref === null || isPrivate || (kind !== 'issue' && kind !== 'pull') ? [] : [[refKey(ref), { kind, state, stateReason, closedAt }]],
    ),
  )
}

type Looked = {
  readonly team: string
  readonly name: string
  readonly meetings: number
  readonly from: string | null
  readonly to: string | null
}

function lookedAt({ team, past }: Team): Looked {
  const days = past.map(({ date }) => date).sort()
  return { team: team.id, name: team.name, meetings: past.length, from: days[0] ?? null, to: days.at(-1) ?? null }
}

function inWords({ name, meetings, from, to }: Looked): string {
  return from === null ? `Looked at no minutes of ${name}.` : `Looked at ${countOf(meetings, 'meeting')} of ${name}, ${from} to ${to}.`
}

/** `, due 2026-01-21`; empty without a date. */
function untilOf({ due }: OpenItem, today: string): string {
  if (due === null) return ''
  return isOverdue(due, today) ? `, overdue since ${due}` : `, due ${sanitize(due)}`
}

function asText(items: readonly OpenItem[], today: string): string {
  if (items.length === 0) return 'No open action items.\n'
  return items
    .map((item) => {
      const { owners, text, path, line } = item
      return `${whoOf(owners)} ${sanitize(text)} (${waitingSince(item)}${untilOf(item, today)}; ${path}:${line})\n`
    })
    .join('')
}

function whoOf(owners: readonly string[]): string {
  return owners.length === 0 ? '(no handle)' : `${owners.map((owner) => `@${owner}`).join(', ')}:`
}

type All = Sorted & { readonly today: string; readonly looked: readonly Looked[] }

/** By person, then by age: what each of them has to do, oldest first. */
function allAsText(teams: readonly Team[], { looked, open, closed, today }: All): string {
  const line = (item: OpenItem, why = '') =>
    `${whoOf(item.owners)} ${sanitize(item.text)} (${nameOf(teams, item)}; ${waitingSince(item)}${untilOf(item, today)}; ${item.path}:${item.line}${why})`
  const lines = [...open].sort(byPerson).map((item) => line(item))
  const over = closed.map(({ item, why }) => line(item, `; ${why}`))
  return [
    ...looked.map(inWords),
    '',
    ...(lines.length === 0 ? ['No open action items.'] : lines),
    ...(over.length === 0 ? [] : ['', 'Closed by their issues and pull requests:', ...over]),
    '',
  ].join('\n')
}

function byPerson(a: OpenItem, b: OpenItem): number {
  const [one = '~', other = '~'] = [a.owners[0], b.owners[0]]
  return one === other ? (a.since < b.since ? -1 : a.since > b.since ? 1 : 0) : one < other ? -1 : 1
}

function teamOfItem(teams: readonly Team[], { path }: OpenItem): TeamSettings | undefined {
  return teams.find(({ past }) => past.some((meeting) => meeting.path === path))?.team
}

function nameOf(teams: readonly Team[], item: OpenItem): string {
  return teamOfItem(teams, item)?.name ?? ''
}

function allAsJson(teams: readonly Team[], { looked, open, closed }: All): string {
  const of = (item: OpenItem) => ({ team: teamOfItem(teams, item)?.id ?? null, ...item, meetings: item.carried + 1 })
  return `${JSON.stringify({ looked, items: open.map(of), closed: closed.map(({ item, why }) => ({ ...of(item), why })) }, null, 2)}\n`
}
