/** What GitHub knows of the references of a pad, put at the end of their lines. Pure. */
import { refKey } from '../domain/reference.ts'
import type { BoardLookup, KnownItem } from './board-lookup.ts'
import { factsOf, linkOf, titleOf } from './known-facts.ts'
import { type Mention, type PadLine, wordsOf } from './pad-lines.ts'

/** Line number -> Markdown; lines about which nothing is known have none. */
export function annotationsOf(lines: readonly PadLine[], board: BoardLookup): ReadonlyMap<number, string> {
  const annotations = new Map<number, string>()
  /** Where each issue was told last. */
  const told = new Map<string, { readonly at: number; readonly section: number }>()
  for (const [at, line] of lines.entries()) {
    // What stands in a heading becomes its link target: words added there would break links to it.
    if (line.kind === 'heading') continue
    const known = knownOf(line.mentions, board)
    const facts = known.flatMap(({ item, mention }) => {
      const before = told.get(refKey(item.ref))
      const short = before !== undefined
      // Told a line above, or twice on one line: nobody needs it again.
      if (before && (before.at >= at - 1 || before.section === sectionOf(line, at))) return []
      told.set(refKey(item.ref), { at, section: sectionOf(line, at) })
      // A line of the agenda says itself what the board said.
      if (line.seeded) return []
      const named = (line.text.match(/@[\w-]{1,40}/g) ?? []).map((handle) => handle.slice(1).toLowerCase())
      return [
        {
          item,
          mention,
          short,
          facts: factsOf(item, board, { short, named, saysEpic: /\bepic\b/i.test(wordsOf(line.text, line.mentions)) }),
        },
      ]
    })
    if (facts.length === 0) continue
    annotations.set(line.number, known.length === 1 && facts[0] ? single(facts[0], lines, at) : several(facts, known))
  }
  return annotations
}

type Known = { readonly item: KnownItem; readonly mention: Mention }
type Told = Known & { readonly short: boolean; readonly facts: string }

/** Items beside each other belong together; what stands alone is its own section. */
function sectionOf(line: PadLine, at: number): number {
  return line.parent === -1 ? at : line.parent
}

function knownOf(mentions: readonly Mention[], board: BoardLookup): readonly Known[] {
  const seen = new Set<string>()
  return mentions.flatMap((mention) => {
    const item = board.itemOf(mention.ref)
    if (item === null || seen.has(refKey(item.ref))) return []
    seen.add(refKey(item.ref))
    return [{ item, mention }]
  })
}

function single({ item, mention, short, facts }: Told, lines: readonly PadLine[], at: number): string {
  const line = lines[at]
  const says = (text: string | undefined) => text !== undefined && sameWords(text).includes(sameWords(item.title))
  const above = lines.slice(Math.max(0, at - 2), at).some(({ text }) => says(text))
  const isBare = line !== undefined && wordsOf(line.text, line.mentions) === ''
  const title = !short && isBare && !above && !says(line?.text) ? titleOf(item) : ''
  // A link to a card of the board names no issue.
  const link = new RegExp(`[#/]${item.ref.split('#')[1]}(?!\\d)`).test(mention.text) ? '' : linkOf(item)
  if (link !== '') return `(${[`${link}${title === '' ? '' : ` ${title}`}`, facts].join(': ')})`
  return [title, `(${facts})`].filter((part) => part !== '').join(' ')
}

/** Links, for a bare number would be read as something people typed. */
function several(facts: readonly Told[], known: readonly Known[]): string {
  const numbers = known.map(({ item }) => item.ref.split('#')[1])
  const label = ({ ref }: KnownItem) => {
    const [place = '', number] = ref.split('#')
    const isAlone = numbers.filter((other) => other === number).length === 1
    return isAlone ? `#${number}` : `${place.split('/')[1]}#${number}`
  }
  return `(${facts.map(({ item, facts: told }) => `${linkOf(item, label(item))}: ${told}`).join('; ')})`
}

function sameWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
