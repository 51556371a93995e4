/** Pages as files, and what a reader sees of one. */
import { createTemplates } from '../../src/adapters/templates/templates.ts'
import type { SiteFacts } from '../../src/site/facts/facts.ts'
import type { PageMaker } from '../../src/site/page.ts'
import { type Rendering, renderSite } from '../../src/site/render-site.ts'

const rendering: Rendering = { render: createTemplates().render, madeWith: '' }

/** By path. */
export function filesOf(facts: SiteFacts, makers?: readonly PageMaker[]): ReadonlyMap<string, string> {
  return new Map(renderSite(facts, rendering, makers).map(({ path, text }) => [path, text()]))
}

/** Words of the page's own part that are in sight, blanks single. */
export function wordsOf(html: string | undefined): string {
  return bodyOf(html)
    .replace(/<span class="visually-hidden">[^<>]*<\/span>/g, '')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&#x3D;/g, '=')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[,.;:])/g, '')
    .trim()
}

/** `[address, words]` of each link of the page's own part, in order. */
export function linksOf(html: string | undefined): readonly (readonly [string, string])[] {
  return [...bodyOf(html).matchAll(/<a href="([^"]*)"[^<>]*>(.*?)<\/a>/gs)].map(([, href = '', words = '']) => [
    href.replaceAll('&#x3D;', '='),
    words.replace(/<[^<>]*>/g, ''),
  ])
}

function bodyOf(html: string | undefined): string {
  const body = /<main[^<>]*>(.*)<\/main>/s.exec(html ?? '')?.[1]
  if (body === undefined) throw new Error('There is no page.')
  return body
}
