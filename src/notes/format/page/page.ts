/** What rendering one page, or one quotation, knows of it. */
import type { OutLine } from '../additions.ts'
import type { Block } from '../blocks.ts'
import type { Knowledge } from '../inline/known-places.ts'
import { type HouseMarker, houseMarkers, type ListEvent } from '../lists.ts'

/** What is the same on the whole page, in its quotations too. */
export type PageFacts = {
  readonly knowledge: Knowledge
  /** Of link definitions and footnotes, anywhere in the text. */
  readonly labels: ReadonlySet<string>
  readonly breakLines: boolean
  /** Hyphens; stars where hyphens would be the first line, which GitHub takes for the begin of front matter. */
  readonly rule: '---' | '***'
}

export type Page = PageFacts & {
  readonly markers: ReadonlyMap<number, HouseMarker>
  /** Column at which the content of each item's block begins. */
  readonly content: Int32Array
  readonly blocks: readonly Block[]
  readonly nested: boolean
  readonly headings: ReadonlyMap<number, OutLine>
}

export function pageOf(blocks: readonly Block[], facts: PageFacts, nested: boolean, headings: ReadonlyMap<number, OutLine>): Page {
  const events: ListEvent[] = blocks.map(({ kind, parent, marker }, key) =>
    kind === 'item' ? { key, item: { parent, marker } } : { item: null, parent },
  )
  return { ...facts, markers: houseMarkers(events), content: new Int32Array(blocks.length), blocks, nested, headings }
}

/** Column at which the content of the item that holds the block begins; 0 for none. */
export function indentOf({ content }: Page, { parent }: Block): number {
  return parent === -1 ? 0 : (content[parent] as number)
}
