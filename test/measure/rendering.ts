/**
 * What a reader of the page sees: headings, list items and their depth, emphasis, code, links, images, line breaks, tables, HTML.
 * Rendered by markdown-it, which shares nothing with the engine that formats.
 */
import MarkdownIt from 'markdown-it'

type Token = ReturnType<MarkdownIt['parse']>[number]

/** Facts in the order in which they are seen, by what they are about. */
export type Rendering = { readonly [Aspect in (typeof ASPECTS)[number]]: readonly string[] }

export const ASPECTS = [
  'headings',
  'items',
  'paragraphs',
  'quotes',
  'emphasis',
  'code',
  'links',
  'images',
  'breaks',
  'tables',
  'html',
] as const

const renderer = new MarkdownIt('default', { html: true, linkify: true })
// A file name is no address on GitHub.
renderer.linkify.set({ fuzzyLink: false, fuzzyEmail: true })

/** @param breaks each line end is a line break, as a pad shows it. */
function renderingOf(text: string, { breaks = false }: { breaks?: boolean } = {}): Rendering {
  const seen = Object.fromEntries(ASPECTS.map((aspect) => [aspect, [] as string[]])) as Record<(typeof ASPECTS)[number], string[]>
  const body = withoutFrontMatter(text)
  if (body !== text) seen.html.push(`front matter ${words(text.slice(0, text.length - body.length))}`)
  const depth: string[] = []
  let quoted = 0
  let heading = ''
  let cell = false
  for (const token of renderer.parse(body, {})) {
    const { type, tag } = token
    if (type === 'bullet_list_open') depth.push('-')
    else if (type === 'ordered_list_open') depth.push('1')
    else if (type === 'bullet_list_close' || type === 'ordered_list_close') depth.pop()
    else if (type === 'list_item_open') seen.items.push(`${depth.join('')}${token.info ? ` ${token.info}.` : ''}`)
    else if (type === 'heading_open') heading = tag
    else if (type === 'heading_close') heading = ''
    else if (type === 'blockquote_open') quoted++
    else if (type === 'blockquote_close') quoted--
    else if (type === 'fence' || type === 'code_block') seen.code.push(`block ${token.content.replace(/\s+$/, '')}`)
    else if (type === 'html_block') seen.html.push(...tagsOf(token.content))
    else if (type === 'hr') seen.headings.push('rule')
    else if (type === 'tr_open') seen.tables.push('row')
    else if (type === 'td_open' || type === 'th_open') cell = true
    else if (type === 'td_close' || type === 'th_close') cell = false
    else if (type === 'inline') {
      const shown = inline(token.children ?? [], seen, breaks)
      if (heading) seen.headings.push(`${heading} ${shown}`)
      else if (cell) seen.tables.push(shown)
      else if (quoted > 0) seen.quotes.push(`${'>'.repeat(quoted)} ${shown}`)
      else if (depth.length > 0) seen.items.push(`${depth.join('')} ${shown}`)
      else seen.paragraphs.push(shown)
    }
  }
  return seen
}

function inline(tokens: readonly Token[], seen: Record<string, string[]>, breaks: boolean): string {
  let text = ''
  const open: { readonly at: number; readonly name: string }[] = []
  for (const token of tokens) {
    const { type } = token
    if (type === 'text') text += token.content
    else if (type === 'code_inline') {
      seen.code?.push(`span ${token.content}`)
      text += token.content
    } else if (type === 'softbreak' || type === 'hardbreak') {
      if (breaks || type === 'hardbreak') seen.breaks?.push(`after ${lastWord(text)}`)
      text += ' '
    } else if (type === 'image') {
      seen.images?.push(`${token.content} -> ${token.attrGet('src')}`)
      text += token.content
    } else if (type === 'html_inline') {
      if (isPlaceholder(token.content)) text += token.content
      else seen.html?.push(...tagsOf(token.content))
    } else if (type === 'link_open') open.push({ at: text.length, name: `-> ${token.attrGet('href')}` })
    else if (/^(?:strong|em|s)_open$/.test(type)) open.push({ at: text.length, name: type.replace('_open', '') })
    else if (/^(?:link|strong|em|s)_close$/.test(type)) {
      const { at, name } = open.pop() ?? { at: 0, name: '' }
      const inner = words(text.slice(at))
      // GitHub leaves all punctuation behind an address out of its link; markdown-it a part of it.
      if (type === 'link_close')
        seen.links?.push(token.markup === '' ? `${inner} ${name}` : `${inner} ${name}`.replace(/[?!.,:*_~]+(?= -> |$)/g, ''))
      else seen.emphasis?.push(`${name} ${inner}`)
    }
  }
  return words(text)
}

const ELEMENTS = new Set(
  'a abbr b blockquote br center code dd del details div dl dt em font h1 h2 h3 h4 h5 h6 hr i img ins kbd li ol p pre s small span strike strong sub summary sup table tbody td th thead tr u ul'.split(
    ' ',
  ),
)

/** `<USER>`: no element, but what somebody is to fill in; the format makes it visible. */
function isPlaceholder(tag: string): boolean {
  const name = /^<\/?([A-Za-z][\w-]*)/.exec(tag)?.[1]
  return name !== undefined && !ELEMENTS.has(name.toLowerCase())
}

/** Blanks are one blank to a reader, and none at the ends. */
function words(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function lastWord(text: string): string {
  return /(\S+)\s*$/.exec(text)?.[1] ?? ''
}

/** Tags and comments as the browser gets them; text between them is compared by the word check. */
function tagsOf(html: string): string[] {
  return html.match(/<!--[\s\S]*?-->|<[^>]+>/g) ?? []
}

/** At the very top, between two lines of hyphens. */
function withoutFrontMatter(text: string): string {
  const match = /^---[ \t]*\n[\s\S]*?\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(text)
  return match ? text.slice(match[0].length) : text
}

export type Difference = {
  readonly aspect: (typeof ASPECTS)[number]
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/**
 * What the typed text shows and the formatted one does not, or the other way round. Links that are added to issues named in words,
 * and the short label of an issue's address, are what the format is asked for.
 */
export function renderingDifferences(typed: string, formatted: string): Difference[] {
  const [before, after] = [renderingOf(typed), renderingOf(formatted)]
  return ASPECTS.flatMap((aspect) => {
    const [was, is] = [before[aspect], after[aspect]].map((facts) => facts.map((fact) => shortLabels(fact, aspect === 'links'))) as [
      string[],
      string[],
    ]
    const gone = without(was, is)
    const come = without(is, was).filter((fact) => aspect !== 'links' || !ADDED_LINK.test(fact))
    return gone.length + come.length === 0 ? [] : [{ aspect, before: gone, after: come }]
  })
}

const ISSUE =
  /https?:\/\/(?:www\.)?github\.com\/([\w.-]+)\/([\w.-]+)\/(?:issues|pull|discussions)\/(\d+)(?:[/?#][^\s)\]]*?)?(?=[\s)\],.:;]|$)/g
const ADDED_LINK = / -> (?:https:\/\/github\.com\/[\w.-]+\/[\w.-]+\/(?:issues|pull|discussions)\/\d+|https?:\/\/www\.|mailto:)/

/** In what is shown, not in the target. */
function shortLabels(fact: string, link: boolean): string {
  const target = link ? fact.lastIndexOf(' -> ') : -1
  const shown = target === -1 ? fact : fact.slice(0, target)
  return shown.replace(ISSUE, '$1/$2#$3') + fact.slice(shown.length)
}

function without(all: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>()
  for (const other of others) left.set(other, (left.get(other) ?? 0) + 1)
  return all.filter((fact) => {
    const count = left.get(fact) ?? 0
    left.set(fact, count - 1)
    return count <= 0
  })
}
