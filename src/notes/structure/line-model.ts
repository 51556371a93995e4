/** The words of the line model (`readStructure` fills it), apart from the code that both reads lines and asks what they are. */
export type LineKind =
  | 'heading'
  | 'underline' // of a setext heading
  | 'item'
  | 'text'
  | 'blank'
  | 'fence'
  | 'code'
  | 'html'
  | 'comment'
  | 'front-matter'
  | 'table'
  | 'rule'
  | 'quote'
  | 'definition' // of a link, by its label
  | 'markup' // HTML that GitHub renders, and comments that are no template's: kept as typed
  | 'container' // the line that begins or ends a `:::` container
  | 'image'

/** Their words are never searched for references, people or items. */
export const UNREAD_KINDS: ReadonlySet<LineKind> = new Set([
  'underline',
  'blank',
  'fence',
  'code',
  'comment',
  'front-matter',
  'rule',
  'container',
])

export type Line = {
  /** Of the input, from 1. Two logical lines may share it. */
  readonly number: number
  /** The whole input line, without its line ending. */
  readonly raw: string
  readonly kind: LineKind
  /** Content without indent, marker (bullet, `#`, `>`, `=>`), closing hashes and spaces around. */
  readonly text: string
  /** As long as `text`; code spans and HTML comments are spaces. */
  readonly search: string
  /** Where `text` begins in `raw` (UTF-16 units). */
  readonly offset: number
  /** Columns before the first visible sign, tabs to multiples of 4. */
  readonly indent: number
  /** Heading level or quote depth, else 0. */
  readonly level: number
  /** Items: list nesting as meant, from 0. Others: 0 outside lists, else the depth of the item they belong to plus 1. */
  readonly depth: number
  /** `*`, `-`, `+`, `1.`, `2)`, `•` of an item; `=>` or `->` of an arrow line; `[^1]:` of a footnote; null. */
  readonly marker: string | null
  /** Index of the item this line is nested in; -1 for none. */
  readonly parent: number
  /** Index of the line directly above whose paragraph goes on here; -1 for none. */
  readonly continues: number
  /** Index in `headings` of the heading it stands under (a heading: itself); -1 before the first. */
  readonly section: number
}

export type Heading = {
  /** Index in `lines`. */
  readonly line: number
  readonly number: number
  readonly level: number
  readonly title: string
  /** Index in `headings` of the heading one level up; -1 for none. */
  readonly parent: number
  /** Only for readers (`forReaders`): a line that looks like a heading, and is none in Markdown. */
  readonly look?: 'bold' | 'plain'
}

export type StructureWarning = { readonly code: string; readonly message: string; readonly line: number }

export type Structure = {
  readonly lines: readonly Line[]
  readonly headings: readonly Heading[]
  /** Front matter says that this is a slide deck. */
  readonly slides: boolean
  readonly warnings: readonly StructureWarning[]
}
