/** Gathers the public data of all pages, and renders them to files. Writes nothing itself. */
import { type Audience, createAudience } from '../../domain/audience.ts'
import type { Snapshot } from '../../domain/board/board.ts'
import type { Calendar } from '../../domain/calendar/calendar.ts'
import { dayIn } from '../../domain/time/dates.ts'
import { storyRequestsIn } from '../../minutes/meeting/story-requests.ts'
import { requirePublishable } from '../../minutes/privacy/require-publishable.ts'
import type { WaitingPulls } from '../../ports/pulls.ts'
import type { Clock, Members, MinutesArchive, Screen, SiteMemory, Templates } from '../../ports.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import { type CallMeeting, callFacts } from '../../site/facts/call-facts.ts'
import type { MinutesDoubt, SiteFacts } from '../../site/facts/facts.ts'
import { type Conceal, publicRecord } from '../../site/facts/public-record.ts'
import { type MeetingRecord, pastOf } from '../../site/facts/read-meeting.ts'
import { teamFacts } from '../../site/facts/team-facts.ts'
import type { SiteFile } from '../../site/page.ts'
import { keyOf, renderSite } from '../../site/render-site.ts'
import { slugsOf } from '../../site/words/slugs.ts'
import type { LoadedBoard } from '../load-board.ts'
import { ASKED_MEETINGS } from '../minutes/read-story-requests.ts'
import { boardFacts } from './board-facts.ts'
import { readMinutes } from './read-minutes.ts'
import { askedOnce, readWaiting, type Waiting, type WaitingPorts } from './waiting-minutes.ts'

export type BuildSitePorts = {
  /** null: there is nowhere to read minutes from. */
  readonly archive: MinutesArchive | null
  /** Where minutes wait in pull requests; null: none are looked for. */
  readonly pulls: WaitingPulls | null
  /** For minutes that wait; the archive is screened already. */
  readonly screen: Screen
  /** For owners who left; null: nobody asks. */
  readonly members: Members | null
  readonly memory: SiteMemory
  readonly templates: Templates
  readonly clock: Clock
}

export type BuildSiteInput = {
  readonly settings: Settings
  /** When teams meet: `readMeetingPlan`. */
  readonly meetings: SiteMeetings
  readonly board: LoadedBoard
  /** Changes with this program: what another version understood of minutes is read again. */
  readonly stamp: string
  /** Stylesheet, scripts, icon. */
  readonly assets: readonly { readonly path: string; readonly text: string }[]
}

/** `told`: what a reader has to know of the calendar (not read, how old); null: nothing. */
export type SiteMeetings = { readonly calendar: Calendar | null; readonly told: string | null }

export type GatheredSite = {
  readonly facts: SiteFacts
  /** For those who run this, never for a page: where secrets stand in minutes, which files are passed over. A sentence each. */
  readonly forOperators: readonly string[]
}

/** `files`: nothing is rendered before its text is asked for. A text that must not be published throws UserError. */
export type BuiltSite = GatheredSite & { readonly files: readonly SiteFile[] }

/** A file that cannot be read is a sentence in `facts.problems`; the rest is made. */
export async function buildSite(ports: BuildSitePorts, input: BuildSiteInput): Promise<BuiltSite> {
  const { facts, forOperators } = await gatherSite(ports, input)
  const { render, fingerprint } = ports.templates
  const made = renderSite(facts, { render, madeWith: keyOf([input.stamp, fingerprint('site')]) })
  const assets = input.assets.map(({ path, text }): SiteFile => ({ path, key: keyOf([path, text]), text: () => text }))
  return { facts, forOperators, files: [...made, ...assets].map((file) => ({ ...file, text: () => publishable(file.text()) })) }
}

function publishable(text: string): string {
  requirePublishable(text)
  return text
}

async function gatherSite(ports: BuildSitePorts, { settings, meetings, stamp, ...input }: BuildSiteInput): Promise<GatheredSite> {
  const board = { ...input.board, history: await input.board.history() }
  const plan = { settings, calendar: meetings.calendar }
  const now = ports.clock.now()
  const today = dayIn(settings.timezone, now)
  const boards = [...(board.snapshot ? [board.snapshot] : []), ...board.history]
  const audience = audienceOf(settings, boards)
  const conceal: Conceal = holdsPrivate(boards) ? audience.withoutPrivate : (text) => text
  const teams: TeamRead[] = []
  const teamPorts = { ...ports, pulls: ports.pulls === null ? null : askedOnce(ports.pulls) }
  // One after the other: each may hold hundreds of texts.
  for (const team of Object.values(settings.teams)) teams.push(await readTeam(teamPorts, { settings, team, today, stamp, conceal }))
  const asked = board.snapshot === null ? [] : storyRequestsIn(askingMeetings(teams), board.snapshot)
  const { facts: ofBoard, remark } = await boardFacts(ports, { settings, board, asked, audience })
  const slugs = slugsOf(teams.map(({ team }) => team.id))
  const secrets = teams.flatMap((team) => team.secrets)
  const problems = [
    ...(meetings.told === null ? [] : [meetings.told]),
    ...(await archiveTold(ports.archive)),
    ...teams.flatMap((team) => team.problems),
    ...secretsRemark(secrets.length),
  ]
  const facts: SiteFacts = {
    title: settings.organization,
    now: now.toISOString(),
    today,
    timezone: settings.timezone,
    minutes: { github: settings.github, repository: settings.minutes.repository, branch: settings.minutes.branch },
    people: settings.people,
    call: callFacts(
      plan,
      today,
      teams.map(({ team, told, doubts }) => ({ team, meetings: told, doubts })),
    ),
    teams: teams.map(({ team, records, told, waiting, doubts }) =>
      teamFacts({
        plan,
        settings,
        team,
        slug: slugs.get(team.id) ?? team.id,
        today,
        records,
        meetings: told.flatMap(({ facts, pull }) => (pull === null ? [facts] : [])),
        waiting: waiting.map(({ date, path, url, openQuestions }) => ({ date, path, url, openQuestions })),
        doubts,
        conceal,
      }),
    ),
    board: ofBoard,
    boardRemark: remark,
    problems: problems.map(audience.withoutUnknown),
  }
  return { facts, forOperators: [...teams.flatMap((team) => team.passedOver), ...secrets].map(audience.withoutUnknown) }
}

/** No more than how many: the way to a secret is nothing for a page. */
function secretsRemark(count: number): readonly string[] {
  if (count === 0) return []
  return [
    `${count} ${count === 1 ? 'secret is' : 'secrets are'} left out of the pages. The log of the run says where to remove ${count === 1 ? 'it' : 'them'}.`,
  ]
}

/** Where there are no minutes at all, why. */
async function archiveTold(archive: MinutesArchive | null): Promise<readonly string[]> {
  if (archive === null) return ['No minutes were read, because there are neither GitHub credentials nor a folder of minutes.']
  const files = await archive.list('')
  return files.some((path) => path.endsWith('.md'))
    ? []
    : ['No minutes were found: there are no Markdown files where minutes are expected.']
}

const NOT_READ = { records: [], problems: [], passedOver: [], doubts: [{ day: null, words: 'no minutes were read' }] }

type CallEntry = CallMeeting & Pick<MeetingRecord, 'facts'>

type TeamRead = {
  readonly team: TeamSettings
  /** Newest first, as typed. */
  readonly records: readonly MeetingRecord[]
  /** Merged and waiting minutes, as everybody may read them. */
  readonly told: readonly CallEntry[]
  readonly waiting: readonly Waiting[]
  readonly doubts: readonly MinutesDoubt[]
  readonly problems: readonly string[]
  readonly passedOver: readonly string[]
  readonly secrets: readonly string[]
}

/** `pulls`: asked once for all teams. */
type TeamPorts = Pick<BuildSitePorts, 'archive' | 'memory' | 'screen'> & WaitingPorts

type ReadTeamInput = {
  readonly settings: Settings
  readonly team: TeamSettings
  readonly today: string
  readonly stamp: string
  readonly conceal: Conceal
}

async function readTeam({ archive, memory, pulls, screen }: TeamPorts, input: ReadTeamInput): Promise<TeamRead> {
  const { settings, team, today, stamp, conceal } = input
  const minutes = archive === null ? NOT_READ : await readMinutes({ archive, memory, stamp }, settings, { team, today, conceal })
  const merged = new Set(minutes.records.map(({ facts }) => facts.path))
  const found = await readWaiting({ pulls, screen }, { settings, team, today, merged })
  const tell = (record: MeetingRecord, pull: string | null): CallEntry => {
    const { facts, headlines } = publicRecord(record, conceal)
    return { facts, headlines, pull, date: facts.date, path: facts.path, reporters: facts.reporters }
  }
  return {
    team,
    records: minutes.records,
    told: [...minutes.records.map((record) => tell(record, null)), ...found.waiting.map(({ record, url }) => tell(record, url))],
    waiting: found.waiting,
    doubts: [...minutes.doubts, ...found.doubts],
    problems: [...minutes.problems, ...found.problems],
    passedOver: minutes.passedOver,
    secrets: [...minutes.records, ...found.waiting.map(({ record }) => record)].flatMap(({ secrets }) => secrets),
  }
}

/** Those whose wishes the rules look at, as `hygiene` does. */
function askingMeetings(teams: readonly TeamRead[]) {
  return teams.filter(({ team }) => team.board).flatMap(({ records }) => records.slice(0, ASKED_MEETINGS).map(pastOf))
}

function audienceOf(settings: Settings, boards: readonly Snapshot[]): Audience {
  const audience = createAudience(true)
  audience.allow(settings.minutes.repository)
  for (const board of boards) audience.learn(board)
  return audience
}

function holdsPrivate(boards: readonly Snapshot[]): boolean {
  return boards.some(({ items }) => items.some((item) => item.private || item.kind === 'draft'))
}
