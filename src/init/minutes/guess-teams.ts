/** The teams of an organization: folders of minutes that are in use, with all that their files tell. Pure. */

import type { FoundLabel } from '../../domain/organization.ts'
import { countOf } from '../../domain/text/count-of.ts'
import { phrases } from '../../domain/text/phrases.ts'
import { addDays } from '../../domain/time/dates.ts'
import { dateIn } from '../../notes/text/days.ts'
import { pathProblem } from '../../settings/names.ts'
import type { FoundText, MinutesFacts } from '../facts.ts'
import { type Guess, guess } from '../guess.ts'
import { guessTeamLabel, teamCore } from '../labels/guess-labels.ts'
import { daysOf, type FileSeries, seriesAmong } from './dated-files.ts'
import { type CalendarGuess, type CalendarInput, guessFromCalendar } from './guess-from-calendar.ts'
import { guessPad, padLinks } from './guess-pads.ts'
import { capital, guessRhythm, type RhythmGuess, shareOf } from './guess-rhythm.ts'
import { guessTime, type TimeGuess } from './guess-times.ts'

export type TeamGuess = {
  readonly id: string
  readonly name: string
  /** The folder, for people: `iaas/`. */
  readonly where: string
  readonly because: string
  /** So few files that it may be no team. */
  readonly isNew: boolean
  readonly label: Guess<string> | null
  readonly rhythm: RhythmGuess
  readonly time: TimeGuess | null
  readonly pad: Guess<string> | null
  /** null: no calendar has its meetings. */
  readonly calendar: CalendarGuess | null
  readonly firstHeading: Guess<2> | null
  /** Its own path, where it is not that of the other teams. */
  readonly path: string | null
  /** Its minutes lie in folders by year, which no path can say. */
  readonly isByYear: boolean
}

/** Folders that nobody has written to for so long hold minutes of teams that are gone. */
const LIVE_DAYS = 182
const LEAST_FILES = 3
/** Of each team so many files are read. */
const READ_FILES = 12

export type TeamsGuess = {
  /** Of all teams, with `{team}` where folders are named like teams. */
  readonly path: Guess<string> | null
  readonly teams: readonly TeamGuess[]
  /** Folders left out, with the reason, for people. */
  readonly leftOut: readonly string[]
  /** Folders with one file for a year or a month. */
  readonly rolling: readonly string[]
}

type Placed = { readonly series: FileSeries; readonly id: string; readonly pattern: string }

type SortedSeries = { readonly live: readonly FileSeries[]; readonly few: readonly FileSeries[]; readonly gone: readonly FileSeries[] }

/** Series in use on the day, by the newest of their files; those with few files yet; and the others. */
function liveSeries(paths: readonly string[], today: string): SortedSeries {
  const all = seriesAmong(paths.filter((path) => /\.(?:md|markdown)$/i.test(path)))
  const past = all.map((series) => daysOf(series).find((day) => day <= addDays(today, 7)) ?? '')
  // An archive that somebody copied long ago is looked at as of its last day.
  const newest = past.toSorted().at(-1) || today
  const from = addDays(newest < today ? newest : today, -LIVE_DAYS)
  const isRecent = (_: FileSeries, index: number) => (past[index] ?? '') >= from
  const recent = all.filter(isRecent)
  const isLong = (series: FileSeries) => daysOf(series).length >= LEAST_FILES
  return {
    live: recent.filter(isLong),
    few: recent.filter((series) => !isLong(series)),
    gone: all.filter((series, index) => !isRecent(series, index)),
  }
}

/** Files of the repository that are worth reading: the latest of each team, and descriptions near the top. */
export function filesToRead(paths: readonly string[], today: string): readonly string[] {
  const { live, few } = liveSeries(paths, today)
  const latest = [...live, ...few].flatMap(({ files }) => files.slice(0, READ_FILES).map(({ path }) => path))
  return [...new Set([...paths.filter(isDescription), ...latest])]
}

const DESCRIPTION = phrases(['readme, index, liesmich, overview, meetings'], {
  before: /^(?:[^/]{1,80}\/){0,3}/,
  after: /\.(?:md|markdown)$/,
})
const isDescription = (path: string) => DESCRIPTION.test(path)

/** How many dated files of minutes there are: tells a repository of minutes from others. */
export function datedFiles(paths: readonly string[]): number {
  return seriesAmong(paths).reduce((sum, { files }) => sum + files.length, 0)
}

export type TeamsInput = {
  readonly minutes: MinutesFacts
  readonly labels: readonly FoundLabel[]
  /** IANA name. */
  readonly timezone: string
  readonly today: string
  /** The repository or folder, for a team that no folder names. */
  readonly fallbackName: string
  /** null: there is none, or it cannot be read. */
  readonly calendar: CalendarInput | null
}

export function guessTeams({ minutes, labels, timezone, today, fallbackName, calendar }: TeamsInput): TeamsGuess {
  const { live, few, gone } = liveSeries(minutes.paths, today)
  const all = distinct([...live, ...few].map((series) => place(series, fallbackName)))
  const allowed = all.filter(({ pattern }) => pathProblem(pattern) === null)
  const refused = all.filter((one) => !allowed.includes(one)).map(({ series }) => `${told(series)}, whose path sprint.yml does not allow`)
  const long = allowed.filter(({ series }) => !few.includes(series))
  const path = commonPath(long.length > 0 ? long : allowed)
  // One or two files beside those of the teams, and named like them, are a new team; anything else is a day's own text.
  const placed = allowed.filter((one) => long.includes(one) || one.pattern === path?.value)
  const single = allowed.filter((one) => !placed.includes(one)).map(({ series }) => series)
  const teams = placed.map((one) => teamOf(one, { minutes, labels, timezone, calendar, path: path?.value ?? null }))
  return { path, teams, leftOut: [...[...gone, ...single].map(told), ...refused], rolling: rollingFolders(minutes.paths) }
}

const ROLLING = /^((?:[^/]+\/){0,9})(?:19|20)\d{2}(?:-\d{2})?\.(?:md|markdown)$/i

/** Folders with one file for a year or a month, with all of its meetings. */
function rollingFolders(paths: readonly string[]): readonly string[] {
  const found = paths.flatMap((path) => {
    const folder = ROLLING.exec(path)?.[1]
    return folder === undefined ? [] : [folder === '' ? 'the top folder' : folder]
  })
  return [...new Set(found)]
}

/** `hpc (4 files, the latest of 2021-05-05)`. */
function told(series: FileSeries): string {
  const days = daysOf(series)
  return `${folderOf(series.pattern)} (${countOf(days.length, 'file')}, the latest of ${days[0]})`
}

const folderOf = (pattern: string) => pattern.split('/').slice(0, -1).join('/') || pattern

function place(series: FileSeries, fallbackName: string): Placed {
  const name = series.name === '' ? fallbackName : series.name
  const id = idOf(name)
  const plain = series.pattern.replaceAll('*/', '')
  const pattern = series.name === id ? withTeam(plain, id) : plain
  return { series, id, pattern }
}

/** The last folder of the name, else the part of the file's name. */
function withTeam(pattern: string, id: string): string {
  const parts = pattern.split('/')
  const at = parts.lastIndexOf(id)
  if (at >= 0) return parts.with(at, '{team}').join('/')
  return pattern.replace(id, '{team}')
}

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' }

function idOf(name: string): string {
  const id = name
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => UMLAUTS[letter] ?? letter)
    .replace(/[^a-z\d]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return id === '' ? 'team' : id
}

/** Two folders of one name become `iaas` and `iaas-2`; a folder that has that name itself keeps it. */
function distinct(placed: readonly Placed[]): readonly Placed[] {
  const own = new Set(placed.map(({ id }) => id))
  const given = new Set<string>()
  return placed.map((one) => {
    const id = freeId(one.id, (wanted) => given.has(wanted) || (wanted !== one.id && own.has(wanted)))
    given.add(id)
    return id === one.id ? one : { ...one, id, pattern: one.series.pattern.replaceAll('*/', '') }
  })
}

function freeId(id: string, isTaken: (id: string) => boolean): string {
  let found = id
  for (let count = 2; isTaken(found); count += 1) found = `${id}-${count}`
  return found
}

function commonPath(placed: readonly Placed[]): Guess<string> | null {
  const counts = new Map<string, number>()
  for (const { pattern, series } of placed) counts.set(pattern, (counts.get(pattern) ?? 0) + series.files.length)
  const [pattern] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? []
  if (pattern === undefined) return null
  const own = placed.filter((one) => one.pattern === pattern)
  const files = own.reduce((sum, { series }) => sum + series.files.length, 0)
  const example = own[0]?.series.files[0]?.path ?? ''
  return guess(pattern, `${countOf(files, 'file')} of ${countOf(own.length, 'team')} are named like this, such as ${example}`)
}

type TeamContext = Pick<TeamsInput, 'minutes' | 'labels' | 'timezone' | 'calendar'> & { readonly path: string | null }

function teamOf({ series, id, pattern }: Placed, { minutes, labels, timezone, calendar, path }: TeamContext): TeamGuess {
  const where = `${folderOf(series.pattern)}/`
  const latest = series.files.slice(0, READ_FILES)
  const texts = latest.flatMap(({ path: file }) => minutes.texts.filter((text) => text.path === file))
  const label = guessTeamLabel(series.name, labels)
  const name = nameOf(series.name, id, label?.value ?? null)
  const about = minutes.texts.filter((text) => isDescription(text.path))
  const days = daysOf(series)
  const rhythm = guessRhythm(days, where)
  const events = calendar === null ? null : guessFromCalendar(calendar, { id, name, path: pattern })
  return {
    id,
    name: events?.title ?? name,
    where,
    because: `${countOf(days.length, 'file')} in ${where}, ${days.length === 1 ? days[0] : `${days.at(-1)} to ${days[0]}`}`,
    isNew: days.length < LEAST_FILES,
    label,
    rhythm,
    time: guessTime(texts, about, { names: [...new Set([name, series.name || id])], weekday: rhythm.weekday?.value ?? null, timezone }),
    pad: guessPad(padLinks(series.files, texts), { name: series.name, where, read: texts.length }),
    calendar: events,
    firstHeading: headingOf(texts, where),
    path: pattern === path ? null : pattern,
    isByYear: series.pattern.includes('*'),
  }
}

/** The level of the first heading with a day; 1 is what is usual. */
function headingOf(texts: readonly FoundText[], where: string): Guess<2> | null {
  const levels = texts.flatMap(({ text }) => {
    const heading = text.split('\n').find((line) => /^#{1,6} /.test(line) && dateIn(line) !== null)
    return heading === undefined ? [] : [heading.indexOf(' ')]
  })
  const second = levels.filter((level) => level === 2).length
  return second * 2 > levels.length
    ? guess(2, `${shareOf(second, texts.length)} of the latest ${texts.length} files in ${where} begin with "## " and the date`)
    : null
}

/** Words that are not written as others. */
const SPELLED = new Map(
  'SIG, WG, TAG, AG, IAM, IaaS, PaaS, SaaS, API, HPC, CI, CD, TSC, TOC, QA, UX, UI, K8s, IT, ML, AI, HR'
    .split(', ')
    .map((word) => [word.toLowerCase(), word] as const),
)

/** `id`: in place of a name that has no word in it. */
function nameOf(folder: string, id: string, label: string | null): string {
  const core = label === null ? null : teamCore(label)
  const isGroup = /^(?:sig|wg|ag|tag)[-_ ]/i.test(folder)
  if (core !== null && !isGroup) return `Team ${core}`
  return (/[^-_\s]/.test(folder) ? folder : id)
    .split(/[-_ ]+/)
    .filter((word) => word !== '')
    .map((word) => SPELLED.get(word.toLowerCase()) ?? capital(word))
    .join(' ')
}
