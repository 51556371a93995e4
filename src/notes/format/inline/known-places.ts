/** What is known about places of the text: references that become links, handles that get a proposal beside them. */
import { GITHUB_COM, type GithubWeb } from '../../../domain/github-web.ts'
import type { Notes } from '../../../domain/notes/notes.ts'
import type { FormatOptions } from '../../options.ts'
import type { Span } from '../blocks.ts'
import { linkForReference } from './bare-urls.ts'
import { signBefore } from './emphasis.ts'
import type { Mark } from './strip-comments.ts'

type Mention = Notes['mentions'][number]
type Proposal = Notes['handleProposals'][number]

export type Knowledge = {
  readonly github: GithubWeb
  /** By input line, in the order of their columns. */
  readonly mentions: ReadonlyMap<number, readonly Mention[]>
  readonly proposals: ReadonlyMap<number, readonly Proposal[]>
}

const WORD_SIGN = /[\p{L}\p{N}\p{M}]/u

function isGlued(text: string, from: number, to: number): boolean {
  const after = text.codePointAt(to)
  if (text[to] === '#') return true
  return (from > 0 && WORD_SIGN.test(signBefore(text, from))) || (after !== undefined && WORD_SIGN.test(String.fromCodePoint(after)))
}

/** URLs are left out: the format finds them itself, also where they are the target of a link already. */
export function marksFrom(
  notes: Notes,
  { proposeHandles = false, github = GITHUB_COM }: Pick<FormatOptions, 'proposeHandles' | 'github'>,
): Knowledge {
  const mentions = notes.mentions.filter(({ via }) => via !== 'url').sort((a, b) => a.line - b.line || a.column - b.column)
  return { github, mentions: byLine(mentions), proposals: byLine(proposeHandles ? notes.handleProposals : []) }
}

function byLine<T extends { readonly line: number }>(entries: readonly T[]): ReadonlyMap<number, readonly T[]> {
  const map = new Map<number, T[]>()
  for (const entry of entries) {
    const list = map.get(entry.line)
    if (list) list.push(entry)
    else map.set(entry.line, [entry])
  }
  return map
}

/** Marks of the spans' texts, joined by line breaks with their leads. */
export function marksOf(spans: readonly Span[], { mentions, proposals, github }: Knowledge): Mark[] {
  if (mentions.size === 0 && proposals.size === 0) return []
  const marks: Mark[] = []
  let base = 0
  for (const { text, lead, number, column } of spans) {
    const from = base + lead.length
    for (const mention of mentions.get(number) ?? []) {
      const at = mention.column - column
      // Glued to a word a link would tear the word apart.
      if (at < 0 || at + mention.length > text.length || isGlued(text, at, at + mention.length)) continue
      marks.push({
        at: from + at,
        length: mention.length,
        shown: linkForReference(text.slice(at, at + mention.length), mention, github),
      })
    }
    for (const { typed, proposed } of proposals.get(number) ?? []) {
      const end = handleEnd(text, typed)
      if (end !== -1 && !text.startsWith(` (${proposed}?)`, end)) marks.push({ at: from + end, length: 0, shown: ` (${proposed}?)` })
    }
    base = from + text.length + 1
  }
  return marks.sort((a, b) => a.at - b.at)
}

/** Where the handle ends in the text, in any case; -1 when it does not stand there. */
function handleEnd(text: string, typed: string): number {
  const lower = text.toLowerCase()
  const handle = typed.toLowerCase().replace(/^@/, '')
  for (const form of [`@${handle}`, handle]) {
    for (let at = lower.indexOf(form); at !== -1; at = lower.indexOf(form, at + 1)) {
      const end = at + form.length
      if (!/[a-z\d-]/.test(lower[end] ?? ' ') && !/[a-z\d-]/.test(lower[at - 1] ?? ' ')) return end
    }
  }
  return -1
}
