/**
 * What works in a text once GitHub has rendered it: links, mentions, references, HTML, marks of the app. It parses as GitHub does
 * (GFM, then its sanitizer), and shares no code with what makes texts harmless.
 */
import type { Element, Nodes, Root } from 'hast'
import { defaultSchema, sanitize } from 'hast-util-sanitize'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import rehypeParse from 'rehype-parse'
import { unified } from 'unified'

export type Door = 'comment' | 'file'

/** What our own templates for comments are made of. */
const OWN_TAGS = new Set(['p', 'strong', 'del', 'ul', 'li', 'input', 'code', 'pre', 'details', 'summary', 'sub', 'br', 'a'])
/** Where comments may lead. */
const OWN_LINKS = [
  /^https:\/\/redirect\.github\.com\/[\w-]+\/[\w.-]+\/(?:issues|pull|discussions)\/\d+$/,
  /^https:\/\/github\.com\/SovereignCloudStack\/scs-sprint\/blob\/main\/docs\/(?:rules|writing-notes)\.md$/,
  /^https:\/\/github\.com\/acme\/minutes\/blob\/minutes\/iaas-2023-01-18\/iaas\/20230118\.md\?plain=1#L\d+$/,
  /^https:\/\/github\.com\/[\w-]+\/[\w.-]+\/issues\/new\?/,
  /^https:\/\/github\.com\/orgs\/[\w-]+\/projects\/\d+$/,
]
/** GitHub looks for these in text outside of code and links. */
const REFERENCES = [
  ['a mention', /(?:^|[^\p{L}\p{N}_`])@[a-z\d][a-z\d-]*/iu],
  ['a mention', /^@[a-z\d]/i],
  ['an issue', /(?:^|\W|\w\/)#\d+\b/],
  ['an issue', /[\w-]+\/[\w.-]+#\d+/],
  ['an issue', /(?:^|\W)gh-\d+\b/i],
  ['a commit', /\b(?=[a-f]*\d)(?=\d*[a-f])[\da-f]{7,40}\b/i],
  ['an address', /(?:https?|ftp):\/\/\w|(?:^|[\s(*_~])www\.\w/i],
] as const
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/

/** Each thing that works and should not, in words; empty: all is quiet. `marks`: how many of the app's own may stand in it. */
export function aliveIn(text: string, door: Door, { marks = 0 }: { marks?: number } = {}): readonly string[] {
  const html = micromark(text, {
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  })
  const raw = unified().use(rehypeParse, { fragment: true }).parse(html) as Root
  const found = [...flat(raw)].flatMap((node) => aliveBefore(node, door))
  const shown = sanitize(raw, { ...defaultSchema, clobber: [] }) as Root
  if (door === 'comment') {
    found.push(...aliveAfter(shown))
    if (BIDI.test(text)) found.push('a sign that turns the direction of writing')
  }
  const standing = text.match(/<!--\s*\/?scs-sprint:/g)?.length ?? 0
  if (standing > marks) found.push(`${standing} marks of the app`)
  return found
}

const OWN_PART = /^<!-- scs-sprint:(?:section (?:([a-z]+)(?:-[a-z]+)?)|(end)) -->$/

/** Minutes without the marks of parts with these ids, as far as each is there once and closed: whatever else is a mark stays. */
export function withoutOwnMarks(minutes: string, ids: readonly string[]): string {
  const seen = new Set<string>()
  let open = false
  return minutes
    .split('\n')
    .filter((line) => {
      const [isMark, id, end] = OWN_PART.exec(line) ?? []
      if (isMark === undefined) return true
      const isExpected = end === undefined ? !open && id !== undefined && ids.includes(id) && !seen.has(id) : open
      if (id !== undefined) seen.add(id)
      if (isExpected) open = end === undefined
      return !isExpected
    })
    .join('\n')
}

/** The words a reader sees. */
export function shownWords(text: string): string {
  const html = micromark(text, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] })
  const tree = sanitize(unified().use(rehypeParse, { fragment: true }).parse(html) as Root, defaultSchema) as Root
  return [...flat(tree)].map((node) => (node.type === 'text' ? node.value : '')).join('')
}

function* flat(node: Nodes): Generator<Nodes> {
  yield node
  if ('children' in node) for (const child of node.children) yield* flat(child)
}

/** HTML that no sanitizer should be needed for. */
function aliveBefore(node: Nodes, door: Door): readonly string[] {
  if (node.type === 'comment') return /scs-sprint:/.test(node.value) && door === 'file' ? ['a mark of the app'] : []
  if (node.type !== 'element') return []
  const known = door === 'comment' ? OWN_TAGS.has(node.tagName) : (defaultSchema.tagNames ?? []).includes(node.tagName)
  const handlers = Object.keys(node.properties).filter((name) => /^on/i.test(name))
  const target = addressOf(node)
  return [
    ...(known ? [] : [`<${node.tagName}>`]),
    ...(handlers.length > 0 ? [`<${node.tagName} ${handlers.join(' ')}>`] : []),
    ...(/^\s*(?:javascript|vbscript|data:(?!image)):?/i.test(target) ? [`a link to ${target}`] : []),
    ...(door === 'comment' && node.tagName === 'a' && !OWN_LINKS.some((own) => own.test(target)) ? [`a link to ${target}`] : []),
  ]
}

function addressOf({ properties }: Element): string {
  const { href, src } = properties
  return typeof href === 'string' ? href : typeof src === 'string' ? src : ''
}

function aliveAfter(node: Nodes): readonly string[] {
  if (node.type === 'element' && ['a', 'code', 'pre'].includes(node.tagName)) return []
  if (node.type === 'text') return REFERENCES.flatMap(([what, form]) => (form.test(node.value) ? [`${what} in "${node.value}"`] : []))
  return 'children' in node ? node.children.flatMap(aliveAfter) : []
}
