/** What one pass over a text for its house form remembers. */
import type { GithubWeb } from '../../../domain/github-web.ts'
import type { Delimiter } from './emphasis.ts'

export type Piece = {
  out: string
  /** Shown instead inside the label of a link, where no other link can stand. */
  readonly inLink?: string
  readonly delimiter?: Delimiter
}

export type Bracket = {
  readonly piece: number
  readonly image: boolean
  readonly delimiters: number
  /** So many of all delimiters stand before it. */
  readonly before: number
  readonly at: number
  /** A `)` or `]` stands directly before it in the output. */
  readonly glued: boolean
}

export type Scan = {
  readonly text: string
  readonly pieces: Piece[]
  readonly brackets: Bracket[]
  /** Of the text outside of closed links. */
  readonly delimiters: Delimiter[]
  /** All of them, for counting what stays unmatched. */
  readonly all: Delimiter[]
  readonly links: { readonly from: number; readonly to: number }[]
  readonly labels: ReadonlySet<string>
  readonly github: GithubWeb
  /** Where the last comment ends; -1. */
  readonly lastComment: number
  /** Piece at which an `<a …>` was opened; -1. */
  anchor: number
  from: number
  /** So many of the open brackets stand around a link: they cannot become links themselves. */
  around: number
  /** Where a backslash stands that escapes nothing, and must not begin to. */
  slash: number
}

/** Text not yet taken over, up to `to`. */
export function flush(scan: Scan, to: number): void {
  if (to > scan.from) scan.pieces.push({ out: collapse(scan.text.slice(scan.from, to)) })
  scan.from = to
}

/** Shows `piece` in place of `from` to `to`; returns `to`. */
export function replace(scan: Scan, from: number, to: number, piece: Piece): number {
  flush(scan, from)
  if (scan.slash === from - 1) scan.pieces.push({ out: '\\' })
  scan.pieces.push(piece)
  scan.from = to
  return to
}

export function collapse(text: string): string {
  return text.replace(/[ \t]{2,}|\t/g, ' ')
}
