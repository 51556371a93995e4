/** Where a heading of a file on GitHub can be linked to: the same names that GitHub makes. Pure. */

export type Anchor = {
  readonly line: number
  readonly level: number
  readonly title: string
  readonly anchor: string
  /** false: tools do not agree on its name (addresses, pictures, HTML in it); better link to the heading above. */
  readonly isCertain: boolean
}

/** Every heading of a Markdown text (ATX, as the house format has them), in order; `line` counts from 0. */
export function anchorsOf(text: string): readonly Anchor[] {
  const seen = new Map<string, number>()
  const anchors: Anchor[] = []
  let fence = ''
  for (const [line, raw] of text.split('\n').entries()) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(raw)?.[1]
    if (fence !== '') {
      if (mark?.startsWith(fence) && raw.trim() === mark) fence = ''
      continue
    }
    if (mark) {
      fence = mark
      continue
    }
    const heading = /^(#{1,6})[ \t]+(\S.*)$/.exec(raw)
    if (!heading?.[1] || heading[2] === undefined) continue
    const title = visibleText(withoutClosing(heading[2].trimEnd()))
    const plain = slugOf(title)
    let anchor = plain
    while (seen.has(anchor)) {
      const times = (seen.get(plain) ?? 0) + 1
      seen.set(plain, times)
      anchor = `${plain}-${times}`
    }
    seen.set(anchor, 0)
    anchors.push({ line, level: heading[1].length, title, anchor, isCertain: anchor !== '' && !/[<&]|!\[|\p{No}/u.test(heading[2]) })
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

/** GitHub's rule: lower case, letters, numbers, `_` and `-` stay, spaces become `-`, everything else goes. */
export function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-')
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
