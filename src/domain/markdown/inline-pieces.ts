/** One line of Markdown in the pieces that GitHub reads in it, each with its source. Pure. */
import { fromMarkdown } from 'mdast-util-from-markdown'
import { INLINE_ONLY } from './inline-words.ts'

export type InlinePiece = {
  /** `mark`: emphasis, struck-through words. `tag`: HTML and comments. `gap`: a line break, an image, a footnote's sign. */
  readonly kind: 'text' | 'code' | 'mark' | 'link' | 'tag' | 'gap'
  readonly source: string
  /** Without any marks. */
  readonly words: string
  /** Of a link. */
  readonly target: string
  readonly children: readonly InlinePiece[]
}

type Node = {
  readonly type: string
  readonly value?: string
  readonly url?: string
  readonly children?: readonly Node[]
  readonly position?: { readonly start: { readonly offset?: number }; readonly end: { readonly offset?: number } }
}

const KINDS: Readonly<Record<string, InlinePiece['kind']>> = {
  text: 'text',
  inlineCode: 'code',
  emphasis: 'mark',
  strong: 'mark',
  delete: 'mark',
  link: 'link',
  html: 'tag',
}

export function inlinePieces(markdown: string): readonly InlinePiece[] {
  const root = fromMarkdown(markdown, INLINE_ONLY) as Node
  return (root.children ?? []).flatMap((block) => (block.children ?? []).map((node) => pieceOf(node, markdown)))
}

function pieceOf({ type, value = '', url = '', children = [], position }: Node, markdown: string): InlinePiece {
  const pieces = children.map((child) => pieceOf(child, markdown))
  const kind = KINDS[type] ?? 'gap'
  const words = kind === 'tag' || kind === 'gap' ? '' : pieces.length > 0 ? pieces.map((piece) => piece.words).join('') : value
  return { kind, source: markdown.slice(position?.start.offset ?? 0, position?.end.offset ?? 0), words, target: url, children: pieces }
}
