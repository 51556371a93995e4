/** Reads all minutes of a team once; unchanged files come from the cache of the last run. */
import { createHash } from 'node:crypto'
import { minutesFolder } from '../../domain/notes/minutes-path.ts'
import { UserError } from '../../errors.ts'
import { type MinutesFile, minutesAmong } from '../../minutes/meeting/past-meetings.ts'
import { demandReadable } from '../../minutes/meeting/readable-minutes.ts'
import type { MinutesArchive, SiteMemory } from '../../ports.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import type { MinutesDoubt } from '../../site/facts/facts.ts'
import { passedOver } from '../../site/facts/passed-over.ts'
import { type Conceal, isPublic } from '../../site/facts/public-record.ts'
import { type MeetingRecord, readMeeting } from '../../site/facts/read-meeting.ts'

export type ReadMinutesPorts = {
  readonly archive: MinutesArchive
  readonly memory: SiteMemory
  /** Changes with this program: what another version understood is not taken over. */
  readonly stamp: string
}

export type TeamMinutes = {
  /** Newest first. */
  readonly records: readonly MeetingRecord[]
  /** A sentence for each file that could not be read. */
  readonly problems: readonly string[]
  /** Sentences on files that are no minutes of the team, or minutes of a coming day. */
  readonly passedOver: readonly string[]
  /** Days whose minutes are there and could not be read. */
  readonly doubts: readonly MinutesDoubt[]
}

export type ReadMinutesInput = {
  readonly team: TeamSettings
  /** Minutes of later days are not read: the meeting was not yet. */
  readonly today: string
  readonly conceal: Conceal
}

type Entry = { readonly mark: string; readonly record: MeetingRecord }

type Read = { readonly path: string } & (
  | { readonly entry: Entry; readonly isNew: boolean }
  | { readonly problem: string; readonly day: string }
  | { readonly none: true }
)

export async function readMinutes(
  { archive, memory, stamp }: ReadMinutesPorts,
  settings: Settings,
  { team, today, conceal }: ReadMinutesInput,
): Promise<TeamMinutes> {
  const listed = await archive.list(minutesFolder(team.path, team.id))
  const found = minutesAmong(listed, team)
  const files = found.filter(({ day }) => day <= today)
  const key = keyOf(stamp, settings, team)
  const known = entriesIn(await memory.recall(team.id), key)
  const read = await Promise.all(files.map((file) => readFile(archive, settings, team, { file, known: known.get(file.path) })))
  const entries = read.flatMap((one) => ('entry' in one ? [one] : []))
  // Of a file without a mark nobody can tell whether it changed; where a secret stands is for nobody to read.
  const keepable = entries.filter(({ entry }) => entry.mark !== '' && entry.record.secrets.length === 0 && isPublic(entry.record, conceal))
  if (keepable.length !== known.size || keepable.some(({ isNew }) => isNew)) {
    await memory.keep(team.id, textOf(key, new Map(keepable.map(({ path, entry }) => [path, entry]))))
  }
  return {
    records: entries.map(({ entry }) => entry.record),
    problems: read.flatMap((one) => ('problem' in one ? [one.problem] : [])),
    passedOver: [
      ...passedOver(team, listed, listed.length === 0 ? await archive.list('') : []),
      ...found.filter(({ day }) => day > today).map(({ path, day }) => `${path}: the minutes of ${day} are shown from that date on.`),
    ],
    doubts: read.flatMap((one) => ('problem' in one ? [{ day: one.day, words: 'its minutes could not be read' }] : [])),
  }
}

async function readFile(
  archive: MinutesArchive,
  settings: Settings,
  team: TeamSettings,
  { file: { path, day }, known }: { readonly file: MinutesFile; readonly known: Entry | undefined },
): Promise<Read> {
  try {
    const mark = (await archive.mark?.(path)) ?? ''
    if (known && known.mark === mark) return { path, entry: known, isNew: false }
    const text = await archive.read(path)
    if (text === null) return { path, none: true }
    demandReadable(text, path)
    const record = readMeeting({ team: team.id, path, date: day, text }, settings)
    return { path, entry: { mark, record }, isNew: true }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { path, day, problem: error.message }
  }
}

/** What a record depends on beside the file. */
function keyOf(stamp: string, settings: Settings, { id, path }: TeamSettings): string {
  const { aliases, people, organization, board, privacy, timezone } = settings
  return hashOf(JSON.stringify([stamp, { aliases, people, organization, owner: board?.owner, privacy, timezone, id, path }]))
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** First line: what it was made with, and the hash of the rest; then the entries. */
function textOf(key: string, entries: ReadonlyMap<string, Entry>): string {
  const body = JSON.stringify(Object.fromEntries(entries))
  return `${key} ${hashOf(body)}\n${body}\n`
}

/** None from a file that somebody changed, or that another version or other settings made. */
function entriesIn(text: string | null, key: string): ReadonlyMap<string, Entry> {
  const end = text?.indexOf('\n') ?? -1
  if (text === null || end === -1) return new Map()
  const body = text.slice(end + 1).trimEnd()
  if (text.slice(0, end) !== `${key} ${hashOf(body)}`) return new Map()
  try {
    return new Map(Object.entries(JSON.parse(body) as Record<string, Entry>))
  } catch (error) {
    if (error instanceof SyntaxError) return new Map()
    throw error
  }
}
