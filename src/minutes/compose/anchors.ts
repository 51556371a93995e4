/** Where a heading of a file on GitHub can be linked to: the same names that GitHub makes. Pure. */
import GithubSlugger from 'github-slugger'
import { readStructure } from '../../notes/structure/read-structure.ts'

export type Anchor = {
  readonly line: number
  readonly level: number
  readonly title: string
  readonly anchor: string
  /** false: tools do not agree on its name (addresses, pictures, HTML in it); better link to the heading above. */
  readonly isCertain: boolean
}

/**
 * Every heading of a Markdown text (ATX, as the house format has them), in order; `line` counts from 0. Those in lists and quotations
 * have a name on GitHub, too, so they count; nothing stands under them. In HTML, comments, code and front matter there are none.
 */
export function anchorsOf(text: string): readonly Anchor[] {
  const slugger = new GithubSlugger()
  const anchors: Anchor[] = []
  for (const { kind, number, text: said, raw } of readStructure(text).lines) {
    const isNested = kind === 'item' || kind === 'quote'
    const heading = kind === 'heading' || isNested ? /^(#{1,6})[ \t]+(\S.*)$/.exec(isNested ? said : raw) : null
    if (!heading?.[1] || heading[2] === undefined) continue
    const title = visibleText(withoutClosing(heading[2].trimEnd()))
    // Half a sign is none in a file.
    const anchor = slugger.slug(title.replace(/\p{Cs}/gu, ''))
    const isCertain = anchor !== '' && !/<|&[#\p{L}]|!\[|\p{No}/u.test(heading[2])
    if (!isNested) anchors.push({ line: number - 1, level: heading[1].length, title, anchor, isCertain })
  }
  return anchors
}

/** `Topic ##` is the heading "Topic". */
function withoutClosing(text: string): string {
  let end = text.length
  while (end > 0 && text.charAt(end - 1) === '#') end--
  return end < text.length && /[ \t]/.test(text.charAt(end - 1)) ? text.slice(0, end).trimEnd() : text
}

/** The heading a line stands under, or the nearest one above that whose name is certain; null where there is none. */
export function anchorAbove(anchors: readonly Anchor[], line: number): Anchor | null {
  let at = anchors.findLastIndex((anchor) => anchor.line <= line)
  let level = Number.POSITIVE_INFINITY
  for (; at >= 0; at--) {
    const anchor = anchors[at]
    if (!anchor || anchor.level >= level) continue
    if (anchor.isCertain) return anchor
    level = anchor.level
  }
  return null
}

/** A heading as people see it: links by their label, code and emphasis by their words, comments not at all. */
function visibleText(markdown: string): string {
  return markdown
    .replace(/<!--.{0,500}?-->/g, '')
    .replace(/!?\[([^\][]{0,300})\]\((?:[^()]|\([^()]{0,300}\)){0,1000}\)/g, '$1')
    .replace(/<(https?:[^<>\s]{1,1000})>/g, '$1')
    .replace(/<\/?[a-z][^<>]{0,300}>/gi, '')
    .replace(/(\*{1,3}|~~)(?=\S)/g, '')
    .replace(/\*{1,3}/g, '')
    .replace(/(^|[^\p{L}\p{N}\\])_{1,3}(?=\S)|(?<=\S)(?<!\\)_{1,3}(?=$|[^\p{L}\p{N}])/gu, '$1')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .trim()
}
