/** The text of a calendar: from its URL, with the limits of pads, or from the files of a repository. */
import { TryAgainError, UserError, userError } from '../../errors.ts'
import type { MinutesArchive } from '../../ports.ts'

import { CALENDAR_WORDS } from '../pads/fetching/fetch-words.ts'
import { type Resolve, safeFetch } from '../pads/fetching/safe-fetch.ts'
import { type CalendarFile, includedFiles } from './parse-yaml2ics.ts'

/** What was read, and by which name its server knows this version. */
export type CalendarText = { readonly files: readonly CalendarFile[]; readonly etag: string | null }

export type FetchCalendar = { readonly allowLoopback?: boolean; readonly resolve?: Resolve; readonly timeoutMs?: number }

const CALENDAR_BYTES = 2 * 1024 * 1024
const TIMEOUT_MS = 10_000
const MOST_FILES = 200
const FIX = 'Correct `calendar.url` in sprint.yml: the address must lead to the .ics file, without a login.'

/** null: the version of `etag` is still the current one. */
export async function fetchIcalendar(address: string, etag: string | null, options: FetchCalendar): Promise<CalendarText | null> {
  const url = new URL(address)
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS
  const answer = await safeFetch(
    url,
    {
      hosts: [url.host],
      allowLoopback: options.allowLoopback ?? false,
      timeoutMs,
      signal: AbortSignal.timeout(timeoutMs),
      words: CALENDAR_WORDS,
      ...(options.resolve ? { resolve: options.resolve } : {}),
    },
    // Its end shows that it is whole.
    { limit: CALENDAR_BYTES, what: 'a calendar', showsItsEnd: true, headers: etag === null ? {} : { 'if-none-match': etag } },
  )
  if (answer.status === 304 && etag !== null) return null
  if (answer.status !== 200)
    throw userError({
      where: CALENDAR_WORDS.shown(answer.url),
      expected: 'a calendar (status 200)',
      found: `status ${answer.status}`,
      fix: FIX,
    })
  return { files: [{ path: CALENDAR_WORDS.shown(url), text: decoded(answer.bytes, CALENDAR_WORDS.shown(answer.url)) }], etag: answer.etag }
}

function decoded(bytes: Uint8Array, where: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw userError({ where, expected: 'a calendar in UTF-8', found: 'another encoding', fix: 'Publish it in UTF-8.' }, error)
  }
}

export type CalendarRepository = { readonly repository: string; readonly file: string | null }

/** `file`, or main.yml, with what it includes; where there is no main.yml, all YAML files. `missing`: included files that are not there. */
export async function readYamlFiles(
  archive: MinutesArchive,
  { repository, file }: CalendarRepository,
): Promise<CalendarText & { readonly missing: readonly string[] }> {
  const main = await archive.read(file ?? 'main.yml')
  if (main === null && file !== null) throw noFile(repository, file)
  const found =
    main === null ? await allFiles(archive, repository) : await withIncluded(archive, repository, { path: file ?? 'main.yml', text: main })
  const size = found.files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0)
  if (size > CALENDAR_BYTES)
    throw userError({
      where: repository,
      expected: 'calendar files of at most 2 MiB in all',
      found: 'more',
      fix: CALENDAR_WORDS.tooLargeFix,
    })
  return { ...found, etag: null }
}

async function withIncluded(archive: MinutesArchive, repository: string, main: CalendarFile) {
  const read = new Map([[main.path, main]])
  const missing: string[] = []
  for (let waiting = includedFiles(main); waiting.length > 0; ) {
    const fresh = [...new Set(waiting)].filter((path) => !read.has(path) && !missing.includes(path))
    // Before any of them is asked for: one file can name a hundred thousand.
    demandFewFiles(repository, read.size + missing.length + fresh.length)
    const texts = await Promise.all(fresh.map((path) => (leadsOut(path) ? null : archive.read(path))))
    const files = fresh.flatMap((path, index) => {
      const text = texts[index] ?? null
      if (text === null) missing.push(path)
      return text === null ? [] : [{ path, text }]
    })
    for (const one of files) read.set(one.path, one)
    waiting = files.flatMap(includedFiles)
  }
  return { files: [...read.values()], missing }
}

/** Of a path as `includedFiles` has it. */
export function leadsOut(path: string): boolean {
  return path === '..' || path.startsWith('../')
}

async function allFiles(archive: MinutesArchive, repository: string) {
  const paths = (await archive.list('')).filter((path) => /\.ya?ml$/i.test(path) && !path.startsWith('.github/'))
  demandFewFiles(repository, paths.length)
  const texts = await Promise.all(paths.map((path) => archive.read(path)))
  const files = paths.flatMap((path, index) => (typeof texts[index] === 'string' ? [{ path, text: texts[index] }] : []))
  if (!files.some(({ text }) => /^events:/m.test(text))) throw noFile(repository, 'main.yml')
  return { files, missing: [] }
}

function demandFewFiles(repository: string, found: number): void {
  if (found <= MOST_FILES) return
  throw userError({
    where: repository,
    expected: `a calendar of at most ${MOST_FILES} files`,
    found: `${found}`,
    fix: 'Name the file of the current events as `calendar.file` in sprint.yml, and let it include fewer files.',
  })
}

function noFile(repository: string, file: string): UserError {
  return userError({
    where: repository,
    expected: `\`${file}\`, a file for yaml2ics (or any YAML file with \`events\`)`,
    found: 'none',
    fix: 'Correct `calendar.repository` or `calendar.file` in sprint.yml.',
  })
}

export function isReadError(error: unknown): error is UserError | TryAgainError {
  return error instanceof UserError || error instanceof TryAgainError
}
