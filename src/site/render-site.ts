/** The makers' pages as files: each body in the layout. Pure; templates come through the port. */

import { oneLine } from '../domain/text/escape.ts'
import { minuteIn } from '../domain/time/dates.ts'
import { type DayWords, dayWords } from './days.ts'
import type { SiteFacts } from './facts.ts'
import { siteFeeds } from './feeds/feeds.ts'
import { rootFrom } from './links.ts'
import type { Feed, Page, PageMaker, SiteFile } from './page.ts'
import { LINE, SENTENCE, shown } from './shown.ts'
import { makers } from './site.ts'

/** Fills in `templates/<name>.hbs`; HTML is escaped. */
export type Render = (name: string, data: unknown) => string

/** What `site/layout` shows. */
export type LayoutData = {
  readonly title: string
  /** Name of the whole site. */
  readonly site: string
  /** From here to the first page. */
  readonly root: string
  readonly nav: readonly { readonly title: string; readonly path: string; readonly isHere: boolean }[]
  /** Whether a form for searching stands at the top: there is something to search, and the page has no form of its own. */
  readonly hasSearch: boolean
  /** Of the whole site, and of the page alone. */
  readonly siteFeeds: readonly Feed[]
  readonly feeds: readonly Feed[]
  readonly scripts: readonly string[]
  /** HTML, rendered. */
  readonly body: string
  /** What a reader has to know of the data; empty: nothing. */
  readonly remarks: readonly string[]
  /** To the minute on the first page, else the day: pages whose facts stay the same stay the same too. */
  readonly made: DayWords
}

/** Pages and files of all makers, in their order. Throws where two have one address, or one leaves the site: that is a bug. */
export function renderSite(facts: SiteFacts, render: Render, using: readonly PageMaker[] = makers): readonly SiteFile[] {
  const made = using.map((make) => make(facts))
  const pages = made.flatMap((one) => one.pages ?? [])
  const paths = new Set([...pages, ...made.flatMap((one) => one.files ?? [])].map(({ path }) => path))
  const files = [...pages.map((page) => renderPage(page, { facts, paths, render })), ...made.flatMap((one) => one.files ?? [])]
  demandOwnPlaces(files)
  return files
}

const entries: readonly { readonly kind: Page['nav']; readonly title: string; readonly path: string }[] = [
  { kind: 'week', title: 'This week', path: '' },
  { kind: 'call', title: 'Call', path: 'call/' },
  { kind: 'teams', title: 'Teams', path: 'teams/' },
  { kind: 'epics', title: 'Epics', path: 'epics/' },
  { kind: 'decisions', title: 'Decisions', path: 'decisions/' },
  { kind: 'actions', title: 'Action items', path: 'actions/' },
]

const SEARCH = 'search/'

/** `paths`: of all pages and files; navigation and feeds lead only to what is there. */
type Around = { readonly facts: SiteFacts; readonly paths: ReadonlySet<string>; readonly render: Render }

function renderPage(page: Page, { facts, paths, render }: Around): SiteFile {
  const root = rootFrom(page.path)
  const layout: LayoutData = {
    title: shown(page.title, LINE),
    site: shown(facts.title, LINE) || facts.minutes.repository,
    root,
    nav: entries.filter(({ path }) => paths.has(path)).map(({ kind, title, path }) => ({ title, path, isHere: kind === page.nav })),
    hasSearch: paths.has(SEARCH) && page.path !== SEARCH,
    siteFeeds: siteFeeds.filter(({ path }) => paths.has(path)),
    feeds: page.feeds ?? [],
    scripts: page.scripts ?? [],
    body: render(`site/${page.template}`, { ...(inSight(page.data) as Page['data']), root }),
    remarks: remarksOf(page, facts),
    made: madeAt(page, facts),
  }
  return { path: `${page.path}index.html`, text: render('site/layout', layout) }
}

/** Whatever kind of page: no sign that controls, hides, or turns the order round reaches it. */
function inSight(data: unknown): unknown {
  if (typeof data === 'string') return oneLine(data)
  if (Array.isArray(data)) return data.map(inSight)
  if (data === null || typeof data !== 'object') return data
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, inSight(value)]))
}

function madeAt({ path }: Page, { now, today, timezone }: SiteFacts): DayWords {
  const day = dayWords(today)
  return path === '' ? { iso: now, words: `${day.words}, ${minuteIn(timezone, new Date(now)).slice(-5)}` } : day
}

/** A folder full of files that cannot be read is no reason for a page without end. */
const FEW = 20

/** Where numbers of the board stand, what is to be known of it; on the first page all that went wrong too. */
function remarksOf({ nav }: Page, { boardRemark, problems }: SiteFacts): readonly string[] {
  const ofBoard = boardRemark !== null && ['week', 'call', 'teams', 'epics'].includes(nav) ? [boardRemark] : []
  const told = nav === 'week' ? [...ofBoard, ...problems] : ofBoard
  const more = told.length - FEW > 0 ? [`And ${told.length - FEW} more.`] : []
  return [...told.slice(0, FEW).map((remark) => shown(remark, SENTENCE)), ...more]
}

const SEGMENT = /^[\w@.-]{1,200}$/

function demandOwnPlaces(files: readonly SiteFile[]): void {
  const seen = new Set<string>()
  for (const { path } of files) {
    const segments = path.split('/')
    if (!segments.every((segment) => SEGMENT.test(segment) && !/^\.+$/.test(segment))) throw new Error(`${path} is no path of the site.`)
    // Some file systems take two spellings for one name.
    const key = path.toLowerCase()
    if (seen.has(key)) throw new Error(`Two pages are at ${path}.`)
    seen.add(key)
  }
}
