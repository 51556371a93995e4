/** Which node of the new text is which of the old one: the same, moved, edited, or a heading that was renamed. Pure. */
import { compareLines } from '../../../domain/text/compare-lines.ts'
import { distinctiveWords } from '../said-words.ts'
import { isPart, type TextNode, type TextTree } from './text-tree.ts'

/** Both ways. */
export type Pairs = {
  readonly newOf: ReadonlyMap<TextNode, TextNode>
  readonly oldOf: ReadonlyMap<TextNode, TextNode>
}

type Pairing = { readonly newOf: Map<TextNode, TextNode>; readonly oldOf: Map<TextNode, TextNode> }

/** Of lines side by side: more are another text. */
const MAX_SIDE_BY_SIDE = 200
/** A line that keeps half of its words was edited. */
const KEPT_WORDS = 0.5

/** `isLost`: the new text says it nowhere, so it was not edited. */
export function pairNodes(old: TextTree, fresh: TextTree, isLost: (node: TextNode) => boolean): Pairs {
  const pairing: Pairing = { newOf: new Map([[old.root, fresh.root]]), oldOf: new Map([[fresh.root, old.root]]) }
  pairInOrder(pairing, old.nodes, fresh.nodes)
  pairMoved(pairing, old.nodes, fresh.nodes)
  pairRenamed(pairing, old.nodes, fresh.nodes)
  pairEdited(pairing, old.nodes, isLost)
  return pairing
}

function pair({ newOf, oldOf }: Pairing, old: TextNode, fresh: TextNode): void {
  newOf.set(old, fresh)
  oldOf.set(fresh, old)
}

function pairInOrder(pairing: Pairing, old: readonly TextNode[], fresh: readonly TextNode[]): void {
  const names = [old, fresh].map(pathNames) as [string[], string[]]
  let [at, below] = [0, 0]
  for (const { isShared, before, after } of compareLines(...names)) {
    for (let i = 0; isShared && i < before.length; i++) pair(pairing, old[at + i] as TextNode, fresh[below + i] as TextNode)
    at += before.length
    below += after.length
  }
}

/** Headings are known with those above them: every topic may have its "Notes". */
function pathNames(nodes: readonly TextNode[]): string[] {
  const paths = new Map<TextNode, string>()
  return nodes.map((node) => {
    if (node.kind !== 'heading') return `- ${node.key}`
    const path = `${paths.get(node.parent as TextNode) ?? ''}# ${node.key}`
    paths.set(node, path)
    return path
  })
}

/** The same words elsewhere, in their order. */
function pairMoved(pairing: Pairing, old: readonly TextNode[], fresh: readonly TextNode[]): void {
  const name = ({ kind, key }: TextNode) => `${kind === 'heading' ? '#' : '-'} ${key}`
  const waiting = new Map<string, TextNode[]>()
  for (const node of fresh.toReversed()) {
    if (pairing.oldOf.has(node)) continue
    const same = waiting.get(name(node))
    if (same) same.push(node)
    else waiting.set(name(node), [node])
  }
  for (const node of old) {
    const found = pairing.newOf.has(node) ? undefined : waiting.get(name(node))?.pop()
    if (found !== undefined) pair(pairing, node, found)
  }
}

/** A heading is another one's new name if lines of it stand there, or if it stands in its place and has the same words and more. */
function pairRenamed(pairing: Pairing, old: readonly TextNode[], fresh: readonly TextNode[]): void {
  const isNew = (node: TextNode | undefined) => node?.kind === 'heading' && !pairing.oldOf.has(node)
  if (!fresh.some(isNew)) return
  // Lines tell more than words do: no heading that only looks alike takes the place of the one whose lines stand there.
  for (const findIn of [holderOf, sameWordsInPlace]) {
    for (const heading of old) {
      if (heading.kind !== 'heading' || pairing.newOf.has(heading)) continue
      const found = findIn(pairing, heading, isNew)
      if (found !== null) pair(pairing, heading, found)
    }
  }
}

type IsNew = (node: TextNode | undefined) => boolean

/** The new heading that holds most of its lines. */
function holderOf({ newOf }: Pairing, heading: TextNode, isNew: IsNew): TextNode | null {
  const lines = new Map<TextNode, number>()
  for (const child of heading.children) {
    if (!/[\p{L}\p{N}]/u.test(child.key) || isPart(child)) continue
    const holder = newOf.get(child)?.parent
    if (holder && isNew(holder)) lines.set(holder, (lines.get(holder) ?? 0) + 1)
  }
  const [most] = [...lines].sort(([, a], [, b]) => b - a)
  return most?.[0] ?? null
}

function sameWordsInPlace({ newOf }: Pairing, heading: TextNode, isNew: IsNew): TextNode | null {
  const parent = heading.parent && newOf.get(heading.parent)
  if (!heading.parent || !parent) return null
  const siblings = heading.parent.children
  if (siblings.length > MAX_SIDE_BY_SIDE) return null
  const before = siblings.slice(0, siblings.indexOf(heading)).findLast((one) => newOf.get(one)?.parent === parent)
  const from = before === undefined ? 0 : parent.children.indexOf(newOf.get(before) as TextNode) + 1
  const words = allWords(heading)
  for (const candidate of parent.children.slice(from)) {
    if (candidate.kind !== 'heading') continue
    if (!isNew(candidate)) return null
    const others = allWords(candidate)
    const [few, many] = words.size <= others.size ? [words, others] : [others, words]
    if (few.size > 0 && [...few].every((word) => many.has(word))) return candidate
  }
  return null
}

/** Lines side by side, below the same; a table or code by its first line. */
function pairEdited(pairing: Pairing, old: readonly TextNode[], isLost: (node: TextNode) => boolean): void {
  const { newOf, oldOf } = pairing
  for (const node of old) {
    if (newOf.has(node) || node.kind === 'heading' || isPart(node) || isLost(node)) continue
    const parent = node.parent && newOf.get(node.parent)
    if (!node.parent || !parent || parent.children.length > MAX_SIDE_BY_SIDE) continue
    const words = tellingWords(node)
    const edited = parent.children.find(
      (one) => one.kind === node.kind && !isPart(one) && !oldOf.has(one) && sharesWords(words, tellingWords(one)),
    )
    if (edited !== undefined) pair(pairing, node, edited)
  }
}

function sharesWords(words: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  const shared = [...words].filter((word) => others.has(word)).length
  return words.size > 0 && shared / words.size >= KEPT_WORDS
}

/** Short words tell one heading from another: "Part A" is not "Part B". */
function allWords({ key }: TextNode): ReadonlySet<string> {
  return new Set(key.split(' '))
}

function tellingWords({ key }: TextNode): ReadonlySet<string> {
  return new Set(distinctiveWords(key.split(' ')))
}
