/** Converts Etherpad’s HTML export to lines as in its text export, with Markdown for formatting that only the HTML contains. */
import type { Element, ElementContent, Root, RootContent } from 'hast'
import rehypeParse from 'rehype-parse'
import { unified } from 'unified'
import { UserError } from '../../../errors.ts'
import { withEndedElements } from './end-open-elements.ts'
import { type InlineRun, isSameTarget, type Mark, renderInline } from './inline-markdown.ts'
import { type ListNumbers, listNumbers } from './list-numbers.ts'

const MAX_DEPTH = 200
const VOID = new Set(['br', 'img', 'hr', 'meta', 'link', 'input', 'wbr', 'col', 'base'])
/** Etherpad leaves items open; a parser ends these two where the next one begins, so they do not nest by themselves. */
const OFTEN_OPEN = new Set(['li', 'p'])
const UNREAD = new Set(['script', 'style', 'title', 'head', 'template', 'noscript', 'iframe', 'object'])
const BLOCKS = new Set(['p', 'div', 'blockquote', 'pre', 'tr', 'table', 'tbody', 'thead', 'section', 'article'])
const MARKS: ReadonlyMap<string, Mark> = new Map([
  ['strong', 'strong'],
  ['b', 'strong'],
  ['em', 'em'],
  ['i', 'em'],
  ['s', 'strike'],
  ['strike', 'strike'],
  ['del', 'strike'],
])

/**
 * The text of an export, ending in a newline. For a pad typed as Markdown it equals the text export; lists made with buttons
 * become `\t* one`, `\t\t* two`, `\t1. first`; headings `#`, bold, italics, strike and links become Markdown.
 * Throws `UserError` for HTML nested so deeply that no pad can have made it.
 */
export function etherpadHtmlToText(html: string): string {
  return readHtml(html).text
}

/** `usesButtons`: something is in it that the text export cannot say. */
export function readHtml(html: string): { readonly text: string; readonly usesButtons: boolean } {
  checkDepth(html)
  const root = unified()
    .use(rehypeParse)
    .parse(withEndedElements(withTypedSpaces(html))) as Root
  const state: State = { lines: [], runs: [], list: null, closedByBlock: false, heading: 0, numbers: listNumbers(), usesButtons: false }
  walk(bodyOf(root).children, [], state)
  if (state.runs.length > 0) endLine(state)
  return { text: state.lines.map((line) => `${line}\n`).join(''), usesButtons: state.usesButtons }
}

/** What stands around the body is the page's, its white space too. */
function bodyOf(root: Root): Root | Element {
  const html = root.children.find((node) => node.type === 'element' && node.tagName === 'html') as Element | undefined
  return (html?.children.find((node) => node.type === 'element' && node.tagName === 'body') as Element | undefined) ?? root
}

type ListPlace = { readonly type: 'bullet' | 'number' | 'indent'; readonly level: number }

type State = {
  readonly lines: string[]
  runs: InlineRun[]
  /** Of the line being read; a list item without words makes none. */
  list: ListPlace | null
  /** A heading ended its line; the `<br>` right after it is the same line end. */
  closedByBlock: boolean
  heading: number
  readonly numbers: ListNumbers
  usesButtons: boolean
}

type Context = { readonly marks: readonly Mark[]; readonly link: { readonly href: string } | null }

function walk(nodes: readonly (RootContent | ElementContent)[], lists: readonly ListPlace[], state: State, context?: Context): void {
  const inherited = context ?? { marks: [], link: null }
  for (const node of nodes) {
    if (node.type === 'text') addText(node.value, inherited, state)
    else if (node.type === 'element') walkElement(node, lists, state, inherited)
  }
}

function walkElement(node: Element, lists: readonly ListPlace[], state: State, context: Context): void {
  const { tagName: tag } = node
  if (tag === 'iframe') addFrame(node, context, state)
  if (UNREAD.has(tag)) return
  const mark = MARKS.get(tag)
  if (tag === 'br') lineBreak(state)
  else if (tag === 'ul' || tag === 'ol') walkList(node, lists, state, context)
  else if (tag === 'li') walkItem(node, lists, state, context)
  else if (/^h[1-6]$/.test(tag)) walkHeading(node, lists, state, context)
  else if (BLOCKS.has(tag)) walkBlock(node, lists, state, context)
  else if (tag === 'hr') addLine('---', state)
  else if (tag === 'img') addImage(node, context, state)
  else if (tag === 'a') walkLink(node, lists, state, context)
  else if (mark && !context.marks.includes(mark)) {
    state.usesButtons = true
    walk(node.children, lists, state, { ...context, marks: [...context.marks, mark] })
  } else walk(node.children, lists, state, context)
}

function addText(value: string, { marks, link }: Context, state: State): void {
  // Etherpad writes no line breaks of its own inside of lines: what there are belong to the page around them.
  const text = value
    .split(/[\r\n]/)
    .filter((part) => part !== '')
    .join(' ')
  if (text === '') return
  state.closedByBlock = false
  state.runs.push({ text, marks, link })
}

function lineBreak(state: State): void {
  if (state.closedByBlock && state.runs.length === 0) {
    state.closedByBlock = false
    return
  }
  endLine(state)
}

/** Each list one level deeper, whether it stands in an item or, as Etherpad writes it too, right in the list above. */
function walkList(node: Element, lists: readonly ListPlace[], state: State, context: Context): void {
  if (state.runs.length > 0) endLine(state)
  state.usesButtons = true
  state.closedByBlock = false
  const classes = Array.isArray(node.properties.className) ? node.properties.className.map(String) : []
  const type = node.tagName === 'ol' ? 'number' : classes.includes('indent') ? 'indent' : 'bullet'
  const level = lists.length + 1
  if (type === 'number') state.numbers.open(level, Number(node.properties.start ?? 1))
  walk(node.children, [...lists, { type, level }], state, context)
  if (state.runs.length > 0) endLine(state)
  // Words after a list, still in the item it stands in.
  const around = lists.at(-1)
  state.list = around ? { type: 'indent', level: around.level } : null
}

function walkItem(node: Element, lists: readonly ListPlace[], state: State, context: Context): void {
  if (state.runs.length > 0) endLine(state)
  state.list = lists.at(-1) ?? { type: 'bullet', level: 1 }
  walk(node.children, lists, state, context)
  if (state.runs.length > 0) endLine(state)
  state.list = null
}

function walkHeading(node: Element, lists: readonly ListPlace[], state: State, context: Context): void {
  if (lists.length > 0) {
    walk(node.children, lists, state, context)
    return
  }
  if (state.runs.length > 0) endLine(state)
  state.usesButtons = true
  state.heading = Number(node.tagName.charAt(1))
  walk(node.children, lists, state, context)
  endLine(state)
  state.heading = 0
  state.closedByBlock = true
}

function walkBlock(node: Element, lists: readonly ListPlace[], state: State, context: Context): void {
  if (state.runs.length > 0) endLine(state)
  const before = state.lines.length
  walk(node.children, lists, state, context)
  const open = state.runs.length > 0
  if (open) endLine(state)
  if (open || state.lines.length > before) state.closedByBlock = open
}

function walkLink(node: Element, lists: readonly ListPlace[], state: State, context: Context): void {
  const href = typeof node.properties.href === 'string' ? node.properties.href : ''
  const before = state.runs.length
  // Anything but these would be a link that runs something.
  const link = /^(?:https?|mailto|ftps?):/i.test(href) ? { href } : null
  walk(node.children, lists, state, { ...context, link: link ?? context.link })
  const typed = state.runs.slice(before).map(({ text }) => text)
  if (link && !isSameTarget(typed.join(''), link.href)) state.usesButtons = true
}

function addImage(node: Element, { marks }: Context, state: State): void {
  const { src, alt } = node.properties
  if (typeof src !== 'string' || !/^(?:https?:)?\/\/?[^\s()]+$/i.test(src)) return
  state.usesButtons = true
  state.closedByBlock = false
  state.runs.push({ text: `![${typeof alt === 'string' ? alt.replace(/[[\]\r\n]/g, ' ') : ''}](${src})`, marks, link: null })
}

/** What a page shows in a frame is a link in minutes. */
function addFrame({ properties: { src } }: Element, { marks }: Context, state: State): void {
  if (typeof src !== 'string' || !/^https?:\/\/[^\s<>]+$/i.test(src)) return
  state.usesButtons = true
  state.closedByBlock = false
  state.runs.push({ text: src, marks, link: { href: src } })
}

function addLine(line: string, state: State): void {
  if (state.runs.length > 0) endLine(state)
  state.lines.push(line)
}

function endLine(state: State): void {
  const { list, heading } = state
  const text = renderInline(state.runs)
  state.runs = []
  state.closedByBlock = false
  const number = state.numbers.next(list)
  if (list) {
    const marker = list.type === 'bullet' ? '* ' : (number ?? '')
    state.lines.push(`${'\t'.repeat(list.level)}${marker}${text}`)
    // What follows in the same item after a list is a line of that depth, without a bullet of its own.
    state.list = { type: 'indent', level: list.level }
    return
  }
  const isTyped = /^#{1,6} /.test(text)
  state.lines.push(heading > 0 && text.trim() !== '' && !isTyped ? `${'#'.repeat(heading)} ${text.trim()}` : text)
}

/** `&nbsp;` is how Etherpad writes plain spaces; typed no-break spaces come as themselves or as a number. */
function withTypedSpaces(html: string): string {
  return html.replaceAll('&nbsp;', ' ').replace(/&#(5[56]\d{3});&#(5[67]\d{3});/g, (all, high: string, low: string) => {
    // Old versions wrote an emoji as the two halves of its UTF-16 form, which no parser puts together again.
    const isPair = Number(high) >= 0xd800 && Number(high) <= 0xdbff && Number(low) >= 0xdc00 && Number(low) <= 0xdfff
    return isPair ? String.fromCharCode(Number(high), Number(low)) : all
  })
}

/** Nesting is bounded before anything is built of it: parsers take quadratic time and deep stacks otherwise. */
function checkDepth(html: string): void {
  const open = new Map<string, number>()
  let depth = 0
  for (const [, slash, name] of html.matchAll(/<(\/?)([a-z][^\s/>]*)/gi)) {
    const tag = name?.toLowerCase() ?? ''
    if (VOID.has(tag) || OFTEN_OPEN.has(tag)) continue
    const count = open.get(tag) ?? 0
    if (slash === '/' && count === 0) continue
    open.set(tag, slash === '/' ? count - 1 : count + 1)
    depth += slash === '/' ? -1 : 1
    if (depth > MAX_DEPTH) {
      throw new UserError(`The HTML export: expected at most ${MAX_DEPTH} nested elements, found more. Export the pad as text instead.`)
    }
  }
}
