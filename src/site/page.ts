/** A page before it is rendered, and the files that go with the pages. */
import type { SiteFacts } from './facts/facts.ts'

/** One HTML page. */
export type Page = {
  /** Address below the site: empty for the first page, else with a closing slash (`teams/iaas/`). */
  readonly path: string
  /** For the title bar and for the one `h1`, which the layout writes: templates begin with `h2`. */
  readonly title: string
  /** A template in `templates/site/`, without folder and ending. */
  readonly template: string
  /** What the template shows. `root` (`../../` from here to the first page) is added. */
  readonly data: Readonly<Record<string, unknown>>
  /** Entry of the navigation that it belongs to. */
  readonly nav: 'week' | 'call' | 'teams' | 'epics' | 'decisions' | 'actions' | 'search'
  /** For the head of the page, beside those of the whole site. */
  readonly feeds?: readonly Feed[]
  /** Module scripts that it runs, below the site (`assets/search.js`). It is readable without. */
  readonly scripts?: readonly string[]
}

/** A file for other programs, announced with `<link rel="alternate">`. */
export type Feed = {
  /** Below the site. */
  readonly path: string
  readonly title: string
  /** What a link to it says on a page. */
  readonly label: string
  readonly type: 'application/atom+xml' | 'text/calendar'
}

/** A file beside the pages: a feed, the search index. `write` sees nothing but `data`, as JSON keeps it. */
export type DataFile = {
  /** Below the site. */
  readonly path: string
  readonly data: unknown
  /** Pure; reads nothing but what it is given. */
  readonly write: (data: never) => string
}

/** `data` is plain: lists, objects, texts, numbers, booleans, null. */
export function dataFile<Data>(path: string, data: Data, write: (data: Data) => string): DataFile {
  return { path, data, write }
}

/** A file of the site, whose text is made where somebody asks for it. */
export type SiteFile = {
  /** Below the site: `teams/iaas/index.html`. */
  readonly path: string
  /** Of everything that the text is made of: the same key, the same text. */
  readonly key: string
  readonly text: () => string
}

/** One kind of page, or of file: a file in this folder and a line in `site.ts`. Pure. */
export type PageMaker = (facts: SiteFacts) => { readonly pages?: readonly Page[]; readonly files?: readonly DataFile[] }
