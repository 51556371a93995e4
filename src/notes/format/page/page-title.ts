/** The heading that names the day of a meeting, at the top of its minutes. */
import type { FormatOptions } from '../../options.ts'
import { dateIn } from '../../text/days.ts'
import type { OutLine } from '../additions.ts'
import type { Block, Span } from '../blocks.ts'

/** `title`: what is to be put above; null where nothing is. Minutes begin with a heading that names the day: a first line that is just the day becomes it, else it is put above. */
export function withTitle(blocks: Block[], { title }: FormatOptions): { blocks: Block[]; title: string | null } {
  const at = blocks[0]?.kind === 'matter' ? 1 : 0
  const first = blocks[at]
  if (title === undefined || first?.kind === 'heading' || hasTitle(blocks)) return { blocks, title: null }
  const day = first?.spans[0]
  if (first?.kind === 'paragraph' && day && dateIn(day.text) && day.text.split(/\s+/).length <= 7) {
    return { blocks: promoteFirstLine(blocks, at, day), title: null }
  }
  return { blocks, title }
}

function promoteFirstLine(blocks: readonly Block[], at: number, day: Span): Block[] {
  const first = blocks[at] as Block
  const heading: Block = { ...first, kind: 'heading', spans: [day], level: 1 }
  if (first.spans.length === 1) return blocks.map((block, index) => (index === at ? heading : block))
  const rest: Block = { ...first, spans: first.spans.slice(1) }
  return [
    ...blocks.slice(0, at),
    heading,
    rest,
    ...blocks.slice(at + 1).map((block) => (block.parent >= at ? { ...block, parent: block.parent + 1 } : block)),
  ]
}

/** Front matter with a title takes the place of the H1. */
function hasTitle(blocks: readonly Block[]): boolean {
  const matter = blocks[0]?.kind === 'matter' ? blocks[0] : null
  return matter?.spans.some(({ text }) => /^\s{0,20}"?title"?\s{0,20}[:=]/i.test(text)) ?? false
}

/** Above everything but front matter. */
export function addTitle(lines: readonly OutLine[], title: string): OutLine[] {
  const matter =
    lines[0]?.text === '---' && lines[0].kind === 'fixed' ? lines.findIndex(({ text }, index) => index > 0 && text === '---') + 1 : 0
  const blank: OutLine = { text: '', input: 0 }
  const rest = lines.slice(matter === 0 ? 0 : matter + 1)
  return [
    ...lines.slice(0, matter),
    ...(matter === 0 ? [] : [blank]),
    { text: title, input: 0 },
    ...(rest.length === 0 ? [] : [blank, ...rest]),
  ]
}
