/** `init`: reads what can be seen of an organization, or of a folder with minutes alone. Reads only. */
import type { FoundBoard, FoundLabel, FoundRepository } from '../domain/organization.ts'
import { UserError } from '../errors.ts'
import { fittingBoards } from '../init/board/guess-board.ts'
import type { CalendarFacts, FoundText, MinutesFacts, OrganizationFacts } from '../init/facts.ts'
import { calendarRepository, chooseMinutes, likelyMinutes, repositoriesWithLabels } from '../init/likely-repositories.ts'
import { datedFiles, filesToRead } from '../init/minutes/guess-teams.ts'
import type { CalendarPorts } from '../ports/app-ports.ts'
import type { OrganizationReader } from '../ports/organization.ts'
import type { MinutesArchive } from '../ports.ts'

type Look = {
  /** null: there are no credentials. */
  readonly reader: OrganizationReader | null
  /** A folder of minutes in place of a repository, and the repository it is a clone of. */
  readonly folder: { readonly archive: MinutesArchive; readonly repository: string | null; readonly branch: string | null } | null
  readonly organization: string
  readonly today: string
  readonly machineZone: string
  readonly progress: (what: string) => void
  readonly calendarOf: CalendarPorts['calendar']
}

type Reading = Pick<Look, 'calendarOf' | 'machineZone'> & { readonly reader: OrganizationReader }

/** Boards whose cards are read. */
const MOST_BOARDS = 3

export async function lookAtOrganization({
  reader,
  folder,
  organization,
  today,
  machineZone,
  progress,
  calendarOf,
}: Look): Promise<OrganizationFacts> {
  if (reader === null) {
    const minutes =
      folder === null ? null : await readMinutes(folder.archive, { ...folder, branch: folder.branch ?? 'main', others: [] }, today)
    const nothing = { boards: null, boardProblem: null, cards: {}, labels: [], types: [], calendar: null }
    return { organization, today, machineZone, minutes, ...nothing }
  }
  const name = await reader.name()
  progress(`Looking at ${name}: boards, repositories, labels`)
  const repositories = await reader.repositories()
  const { boards, problem, cards } = await readBoards(reader)
  const labels = await readLabels(reader, repositories, Object.values(cards).flat())
  const types = await reader.issueTypes()
  progress('Looking for minutes and a calendar')
  const minutes = await minutesOf(reader, folder, { repositories, today })
  const calendar = await readCalendar({ reader, calendarOf, machineZone }, repositories)
  return { organization: name, today, machineZone, boards, boardProblem: problem, cards, labels, types, minutes, calendar }
}

type Boards = { boards: readonly FoundBoard[] | null; problem: string | null; cards: OrganizationFacts['cards'] }

/** A person who may not read boards is told so; all the rest can be found. */
async function readBoards(reader: OrganizationReader): Promise<Boards> {
  try {
    const boards = await reader.boards()
    const cards = await Promise.all(
      fittingBoards(boards)
        .slice(0, MOST_BOARDS)
        .map(async ({ number }) => [number, await reader.cards(number)] as const),
    )
    return { boards, problem: null, cards: Object.fromEntries(cards) }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { boards: null, problem: error.message, cards: {} }
  }
}

async function readLabels(
  reader: OrganizationReader,
  repositories: readonly FoundRepository[],
  cards: readonly { readonly repository: string }[],
): Promise<readonly FoundLabel[]> {
  const wanted = repositoriesWithLabels(
    repositories,
    cards.map(({ repository }) => repository),
  )
  return (await Promise.all(wanted.map((repository) => reader.labels(repository)))).flat()
}

type Context = { readonly repositories: readonly FoundRepository[]; readonly today: string }

async function minutesOf(
  reader: OrganizationReader,
  folder: Look['folder'],
  { repositories, today }: Context,
): Promise<MinutesFacts | null> {
  if (folder !== null) {
    const branch = folder.branch ?? repositories.find(({ name }) => name === folder.repository)?.branch ?? 'main'
    return readMinutes(folder.archive, { ...folder, branch, others: [] }, today)
  }
  for (const group of likelyMinutes(repositories)) {
    const counted = await Promise.all(group.map(async ({ name }) => ({ name, files: datedFiles(await pathsOf(reader, name)) })))
    const place = chooseMinutes(counted, repositories)
    if (place !== null) return readMinutes(reader.files(place.repository), place, today)
  }
  return null
}

/** A repository that cannot be listed (too large, empty, closed to the app) holds no minutes that the app could read. */
async function pathsOf(reader: OrganizationReader, repository: string): Promise<readonly string[]> {
  try {
    return await reader.files(repository).list('')
  } catch (error) {
    if (error instanceof UserError) return []
    throw error
  }
}

type Place = Pick<MinutesFacts, 'repository' | 'branch' | 'others'>

async function readMinutes(archive: MinutesArchive, { repository, branch, others }: Place, today: string): Promise<MinutesFacts> {
  const paths = await archive.list('')
  return { repository, branch, others, paths, texts: await readTexts(archive, filesToRead(paths, today)) }
}

async function readTexts(archive: MinutesArchive, paths: readonly string[]): Promise<readonly FoundText[]> {
  const read = await Promise.all(paths.map(async (path) => ({ path, text: await archive.read(path) })))
  return read.flatMap(({ path, text }) => (text === null ? [] : [{ path, text }]))
}

/** Files for yaml2ics are read as the app reads them. Of .ics files only the names are told. */
async function readCalendar(
  { reader, calendarOf, machineZone }: Reading,
  repositories: readonly FoundRepository[],
): Promise<CalendarFacts | null> {
  const found = calendarRepository(repositories)
  if (found === null) return null
  const { name: repository, branch } = found
  const paths = await pathsOf(reader, repository)
  const facts = { repository, branch, icsFiles: paths.filter((path) => /\.ics$/i.test(path)), calendar: null, problem: null }
  const hasYaml = paths.some((path) => /\.ya?ml$/i.test(path) && !path.startsWith('.'))
  if (!hasYaml) return facts.icsFiles.length === 0 ? null : facts
  try {
    const source = calendarOf({ calendar: { repository, branch, file: null }, timezone: machineZone })
    return { ...facts, calendar: (await source?.readCalendar()) ?? null }
  } catch (error) {
    if (error instanceof UserError) return { ...facts, problem: error.message }
    throw error
  }
}
