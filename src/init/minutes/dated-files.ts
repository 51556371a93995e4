/** Files with a day in their names, sorted into series: those of one team, by one pattern. Pure. */
import { dayOfPath } from '../../domain/notes/minutes-path.ts'
import { phrases } from '../../domain/text/phrases.ts'
import { isIsoDay } from '../../domain/time/dates.ts'

export type DatedFile = { readonly path: string; readonly day: string }

export type FileSeries = {
  /** With `{yyyymmdd}` or `{yyyy-mm-dd}`: `iaas/{yyyymmdd}.md`. Years in folders are `*`. */
  readonly pattern: string
  /** The part of the path that names the team (`iaas`); empty: none does. */
  readonly name: string
  /** Newest first, also with a suffix behind the day. */
  readonly files: readonly DatedFile[]
}

type Named = {
  readonly path: string
  readonly folder: string
  readonly before: string
  readonly form: string
  readonly after: string
  readonly ending: string
}

const NAME = /^(?<before>.{0,60}?)(?<![\d])(?<day>\d{4}-\d{2}-\d{2}|\d{8})(?!\d)(?<after>.{0,80}?)(?<ending>\.(?:md|markdown))$/i
/** Dated texts that are no minutes: blogs, news, releases, decisions about architecture. */
const OTHER_TEXTS = phrases(
  [
    '_?posts?, _?drafts, blogs?, news, newsletters?, articles?, announcements?',
    'releases?, changelogs?, adrs?, rfcs?, proposals?, decisions?, reports?',
  ],
  { before: /(?:^|\/)/, after: /(?=\/)/ },
)
/** Folders that say what lies in them, not whose it is. */
const GENERIC = phrases(
  [
    'meetings?, meeting(-|_| )?(minutes|notes), minutes, notes, mom, protocols?, agendas?',
    'docs?, documents?, archive, src, content, community(-|_| )?docs',
    'protokolle?, sitzungen, sitzungsprotokolle, mitschriften, notizen, dokumente, treffen, archiv, *',
  ],
  { before: /^/, after: /$/ },
)
/** `build-wg-meeting`: what the file is, behind whose it is. */
const KIND = phrases(['meetings?, minutes, notes, protokoll, sitzung, call'], { before: /[-_ ]/, after: /$/ })
const YEAR = /^(?:19|20)\d{2}(?:-\d{2})?$/

/** A suffix that so many files share is a part of the pattern. */
const LEAST_SUFFIX = 3

export function seriesAmong(paths: readonly string[]): readonly FileSeries[] {
  const groups = new Map<string, Named[]>()
  for (const path of paths) {
    const named = nameOf(path)
    if (named === null) continue
    const key = [named.folder, named.before, named.form].join('\n')
    groups.set(key, [...(groups.get(key) ?? []), named])
  }
  return [...groups.values()].flatMap(bySuffix).filter(({ files }) => files.length > 0)
}

function nameOf(path: string): Named | null {
  if (OTHER_TEXTS.test(path) || path.startsWith('.')) return null
  const parts = path.split('/')
  const match = NAME.exec(parts.pop() ?? '')
  const { before = '', day = '', after = '', ending = '' } = match?.groups ?? {}
  const iso = day.length === 8 ? `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}` : day
  if (match === null || !isIsoDay(iso) || iso < '1990' || iso > '2100') return null
  const folder = parts.map((part) => (YEAR.test(part) ? '*' : part)).join('/')
  return { path, folder, before, form: day.length === 8 ? '{yyyymmdd}' : '{yyyy-mm-dd}', after, ending }
}

/** `2025-01-15-weekly.md` beside `2025-01-16-board.md` are two series; `20230710-overflow.md` beside bare days is a further part. */
function bySuffix(files: readonly Named[]): readonly FileSeries[] {
  const first = files[0]
  if (!first) return []
  const bare = files.filter(({ after }) => after === '')
  const suffixes = new Map<string, number>()
  for (const { after } of files) suffixes.set(after, (suffixes.get(after) ?? 0) + 1)
  const common = [...suffixes].filter(([after, count]) => after !== '' && count >= LEAST_SUFFIX).map(([after]) => after)
  const isSuffixed = bare.length * 3 < files.length && common.length > 0
  const endings = isSuffixed ? common : ['']
  return endings.map((after) => {
    const head = `${first.folder === '' ? '' : `${first.folder}/`}${first.before}${first.form}`
    const pattern = `${head}${after}${first.ending}`
    const own = files.filter((file) => !isSuffixed || file.after === after)
    return { pattern, name: teamPart(first.folder, first.before, after), files: datedBy(pattern, own) }
  })
}

function datedBy(pattern: string, files: readonly Named[]): readonly DatedFile[] {
  const plain = pattern.replaceAll(/[^/]*\*[^/]*\//g, '')
  return files
    .flatMap(({ path }) => {
      // Folders by year are no part of a pattern that sprint.yml can say.
      const short = path
        .split('/')
        .filter((part) => !YEAR.test(part))
        .join('/')
      const day = dayOfPath(plain, '', short)
      return day === null ? [] : [{ path, day }]
    })
    .toSorted((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : a.path < b.path ? 1 : -1))
}

/** The last folder that is not generic; else what stands beside the day in the name. */
function teamPart(folder: string, before: string, after: string): string {
  const own = folder
    .split('/')
    .filter((part) => part !== '' && !GENERIC.test(part))
    .at(-1)
  if (own !== undefined) return own
  return (
    [before, after]
      .map((part) => part.replace(/^[-_ .]+|[-_ .]+$/g, '').replace(KIND, ''))
      .find((part) => part !== '' && !GENERIC.test(part)) ?? ''
  )
}

/** Days of a series, each once, newest first. */
export function daysOf({ files }: FileSeries): readonly string[] {
  return [...new Set(files.map(({ day }) => day))]
}
