/** Pages as readers meet them: words of a page, rows of its tables, targets of its links. */
import type { Element, Nodes, Root } from 'hast'
import rehypeParse from 'rehype-parse'
import { unified } from 'unified'
import { createTemplates } from '../../src/adapters/templates/templates.ts'
import type { SiteFacts } from '../../src/site/facts/facts.ts'
import type { PageMaker } from '../../src/site/page.ts'
import { renderSite } from '../../src/site/render-site.ts'

export const { render } = createTemplates()

/** HTML by address (`epics/`). */
export function pagesOf(facts: SiteFacts, ...makers: readonly PageMaker[]): ReadonlyMap<string, string> {
  const files = renderSite(facts, { render, madeWith: '' }, makers)
  return new Map(
    files.flatMap(({ path, text }) => (path.endsWith('index.html') ? [[path.slice(0, -'index.html'.length), text()] as const] : [])),
  )
}

export function parseHtml(html: string): Root {
  return unified().use(rehypeParse).parse(html)
}

/** All elements of a name below a node, in their order. */
export function elements(node: Nodes, name: string): readonly Element[] {
  const own = node.type === 'element' && node.tagName === name ? [node] : []
  return 'children' in node ? [...own, ...node.children.flatMap((child) => elements(child as Nodes, name))] : own
}

export function wordsOf(node: Nodes): string {
  const text = (one: Nodes): string =>
    one.type === 'text' ? one.value : 'children' in one ? one.children.map((child) => text(child as Nodes)).join('') : ''
  return text(node).replace(/\s+/g, ' ').trim()
}

/** Cells of the rows of a table that has this caption, without its head. */
export function rowsOf(html: string, caption: string): readonly (readonly string[])[] {
  const table = elements(parseHtml(html), 'table').find((one) => elements(one, 'caption').some((node) => wordsOf(node) === caption))
  if (table === undefined) throw new Error(`No table has the caption ${caption}.`)
  return elements(table, 'tbody')
    .flatMap((body) => elements(body, 'tr'))
    .map((row) => row.children.flatMap((cell) => (cell.type === 'element' ? [wordsOf(cell)] : [])))
}

/** Words of the section with this heading. */
export function sectionOf(html: string, heading: string): Element {
  const found = elements(parseHtml(html), 'section').find((one) => elements(one, 'h2').some((node) => wordsOf(node) === heading))
  if (found === undefined) throw new Error(`No section has the heading ${heading}.`)
  return found
}
