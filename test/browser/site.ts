/** A site written to a folder of its own, and served as GitHub Pages would. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { siteAssets } from '../../src/adapters/site/site-assets.ts'
import type { SiteFacts } from '../../src/site/facts/facts.ts'
import { filesOf } from '../site/rendered.ts'
import { serveFolder } from './folder-server.ts'

export type ServedSite = {
  /** Of the first page. */
  readonly url: string
  /** Paths of all pages, as in links: empty for the first one. */
  readonly pages: readonly string[]
  /** Of all files, pages included. */
  readonly files: ReadonlyMap<string, string>
  readonly close: () => void
}

export async function serveSite(facts: SiteFacts): Promise<ServedSite> {
  const files = new Map([...filesOf(facts), ...siteAssets().map(({ path, text }) => [path, text] as const)])
  const folder = mkdtempSync(join(tmpdir(), 'scs-sprint-site-'))
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const server = await serveFolder(folder)
  return {
    url: server.url,
    pages: [...files.keys()].flatMap((path) => (path.endsWith('index.html') ? [path.slice(0, -'index.html'.length)] : [])),
    files,
    close: () => {
      server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** One page of each kind, the longest: pages of a kind differ in their data alone. */
export function oneOfEachKind({ pages, files }: Pick<ServedSite, 'pages' | 'files'>): readonly string[] {
  const longest = new Map<string, string>()
  const length = (path: string) => files.get(`${path}index.html`)?.length ?? 0
  for (const path of pages) {
    const kind = kindOf(path)
    const known = longest.get(kind)
    if (known === undefined || length(path) > length(known)) longest.set(kind, path)
  }
  return [...longest.values()].sort()
}

/** `teams/iaas/` -> `teams/*`. */
function kindOf(path: string): string {
  const [first = '', ...rest] = path.split('/').filter((part) => part !== '')
  return [first, ...rest.map(() => '*')].join('/')
}
