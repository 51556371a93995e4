/** Renders all pages to files, each body in the layout. Pure; templates come through the port. */
import { createHash } from 'node:crypto'
import { oneLine } from '../domain/text/escape.ts'
import { minuteIn } from '../domain/time/dates.ts'
import type { SiteFacts } from './facts/facts.ts'
import { siteFeeds } from './feeds/feeds.ts'
import { type DataFile, dataFile, type Feed, type Page, type PageMaker, type SiteFile } from './page.ts'
import { makers } from './site.ts'
import { type DayWords, dayWords } from './words/days.ts'
import { rootFrom } from './words/links.ts'
import { LINE, SENTENCE, shown } from './words/shown.ts'

/** Fills in `templates/<name>.hbs`; HTML is escaped. */
export type Render = (name: string, data: unknown) => string

export type Rendering = {
  readonly render: Render
  /** Changes with the program and with the templates: what others made is not taken over. */
  readonly madeWith: string
}

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
  /** On the first page alone: pages whose facts stay the same stay the same too. */
  readonly made: DayWords | null
}

/** Pages and files of all makers, in their order. Throws where two have one address, or one leaves the site: that is a bug. */
export function renderSite(facts: SiteFacts, { render, madeWith }: Rendering, using: readonly PageMaker[] = makers): readonly SiteFile[] {
  const made = using.map((make) => make(facts))
  const pages = made.flatMap((one) => one.pages ?? [])
  const others = made.flatMap((one) => one.files ?? [])
  const paths = new Set([...pages, ...others].map(({ path }) => path))
  const files = [...pages.map((page) => pageFile(page, { facts, paths, render })), ...others]
  demandOwnPlaces(files)
  return files.map((file) => lazyFile(file, madeWith))
}

/** What is not in the JSON cannot get into the text, so that a key of the JSON is a key of the text. */
function lazyFile({ path, data, write }: DataFile, madeWith: string): SiteFile {
  const json = JSON.stringify(data)
  return { path, key: keyOf([madeWith, path, json]), text: () => write(JSON.parse(json) as never) }
}

/** Of all parts, wherever one ends. */
export function keyOf(parts: readonly string[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${part.length}:`).update(part)
  return hash.digest('base64url')
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

type PageData = Pick<Page, 'template' | 'data'> & { readonly layout: Omit<LayoutData, 'body'> }

function pageFile(page: Page, { facts, paths, render }: Around): DataFile {
  const layout: PageData['layout'] = {
    title: shown(page.title, LINE),
    site: shown(facts.title, LINE) || facts.minutes.repository,
    root: rootFrom(page.path),
    nav: entries.filter(({ path }) => paths.has(path)).map(({ kind, title, path }) => ({ title, path, isHere: kind === page.nav })),
    hasSearch: paths.has(SEARCH) && page.path !== SEARCH,
    siteFeeds: siteFeeds.filter(({ path }) => paths.has(path)),
    feeds: page.feeds ?? [],
    scripts: page.scripts ?? [],
    remarks: remarksOf(page, facts),
    made: madeAt(page, facts),
  }
  const data: PageData = { template: page.template, data: page.data, layout }
  return dataFile(`${page.path}index.html`, data, (known) => pageText(known, render))
}

function pageText({ template, data, layout }: PageData, render: Render): string {
  const body = render(`site/${template}`, { ...(inSight(data) as Page['data']), root: layout.root })
  return render('site/layout', { ...layout, body } satisfies LayoutData)
}

/** Whatever kind of page: no sign that controls, hides, or turns the order round reaches it. */
function inSight(data: unknown): unknown {
  if (typeof data === 'string') return oneLine(data)
  if (Array.isArray(data)) return data.map(inSight)
  if (data === null || typeof data !== 'object') return data
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, inSight(value)]))
}

function madeAt({ path }: Page, { now, today, timezone }: SiteFacts): DayWords | null {
  return path === '' ? { iso: now, words: `${dayWords(today).words}, ${minuteIn(timezone, new Date(now)).slice(-5)}` } : null
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

function demandOwnPlaces(files: readonly Pick<SiteFile, 'path'>[]): void {
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
