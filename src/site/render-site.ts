/** The makers' pages as files: each body in the layout. Pure; templates come through the port. */
import type { SiteFacts } from './facts.ts'
import { callPath, rootFrom } from './links.ts'
import type { Page, PageMaker, SiteFile } from './page.ts'
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
  /** Entry of the navigation that the page belongs to, for the looks of it. */
  readonly kind: Page['nav']
  /** HTML, rendered. */
  readonly body: string
  /** What a reader has to know of the data; empty: nothing. */
  readonly remarks: readonly string[]
}

/** Pages and files of all makers, in their order. Throws where two have one address, or one leaves the site: that is a bug. */
export function renderSite(facts: SiteFacts, render: Render, using: readonly PageMaker[] = makers): readonly SiteFile[] {
  const made = using.map((make) => make(facts))
  const nav = navigation(facts)
  const files = [
    ...made.flatMap(({ pages = [] }) => pages).map((page) => renderPage(page, { facts, nav, render })),
    ...made.flatMap(({ files = [] }) => files),
  ]
  demandOwnPlaces(files)
  return files
}

type Entry = { readonly kind: Page['nav']; readonly title: string; readonly path: string }

/** Only what has a page. */
function navigation({ call, board }: SiteFacts): readonly Entry[] {
  const newest = call?.days[0]
  return [
    { kind: 'week', title: 'This week', path: '' },
    ...(newest ? [{ kind: 'call', title: 'Call', path: callPath(newest.date) } as const] : []),
    ...(board ? [{ kind: 'epics', title: 'Epics', path: 'epics/' } as const] : []),
    { kind: 'decisions', title: 'Decisions', path: 'decisions/' },
    { kind: 'actions', title: 'Action items', path: 'actions/' },
    { kind: 'search', title: 'Search', path: 'search/' },
  ]
}

type Around = { readonly facts: SiteFacts; readonly nav: readonly Entry[]; readonly render: Render }

function renderPage(page: Page, { facts, nav, render }: Around): SiteFile {
  const root = rootFrom(page.path)
  const layout: LayoutData = {
    title: page.title,
    site: facts.title,
    root,
    nav: nav.map(({ kind, title, path }) => ({ title, path, isHere: kind === page.nav })),
    kind: page.nav,
    body: render(`site/${page.template}`, { ...page.data, root }),
    remarks: remarksOf(page, facts),
  }
  return { path: `${page.path}index.html`, text: render('site/layout', layout) }
}

/** Where numbers of the board stand, what is to be known of it; on the first page all that went wrong too. */
function remarksOf({ nav }: Page, { boardRemark, problems }: SiteFacts): readonly string[] {
  const ofBoard = boardRemark !== null && ['week', 'call', 'teams', 'epics'].includes(nav) ? [boardRemark] : []
  return nav === 'week' ? [...ofBoard, ...problems] : ofBoard
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
