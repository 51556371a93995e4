/** Kinds of issues that are not stories: spikes, bugs, and requests made from a template. Pure. */
import type { BoardItem } from '../../domain/board/board.ts'

export type Kinds = {
  /** Labels, compared without case; `kind/spike` is "spike" too. */
  readonly labels: readonly string[]
  /** Beginnings of titles, compared without case. `[Bug]` names a kind: "Bug:" and "Bug report:" say the same, and a label or type "bug". */
  readonly titles: readonly string[]
}

/** Which of the kinds an issue is, in a few words; null when it is none. */
export function kindOf(item: Pick<BoardItem, 'labels' | 'title' | 'type'>, kinds: Kinds): string | null {
  // Most rules name none, and every rule asks for every issue.
  if (kinds.labels.length === 0 && kinds.titles.length === 0) return null
  const labels = new Map(item.labels.flatMap((label) => [label.toLowerCase(), kindOfLabel(label)].map((name) => [name, label] as const)))
  const label = kinds.labels.map((name) => labels.get(name.toLowerCase())).find((name) => name !== undefined)
  if (label !== undefined) return `label "${label}"`
  const title = item.title.toLowerCase().replace(/^[^\p{L}\p{N}[]+/u, '')
  for (const begin of kinds.titles) {
    const lower = begin.toLowerCase().trim()
    const kind = /^\[([^[\]]+)\]$/.exec(lower)?.[1]?.trim()
    if (title.startsWith(lower)) return `title "${begin} …"`
    if (kind === undefined) continue
    if (isTitled(title, kind)) return `title "${begin} …"`
    if (labels.has(kind)) return `label "${labels.get(kind)}"`
    if (item.type?.toLowerCase() === kind) return `type "${item.type}"`
  }
  return null
}

/** "Bug: it fails", "Bug report: it fails", "Bug - it fails" */
function isTitled(title: string, kind: string): boolean {
  return title.startsWith(kind) && /^(?: reports?)?(?: {0,2}:| [-–—] )/.test(title.slice(kind.length))
}

/** `kind/bug`, `type: bug` and `bug 🐛` say "bug". */
function kindOfLabel(label: string): string {
  return label
    .toLowerCase()
    .replace(/^(?:issue[ -]?)?(?:kind|type|category|art|typ)\s{0,3}[:/=-]{1,2}/, '')
    .replace(/:[a-z\d_+-]{1,40}:/g, '')
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
}
