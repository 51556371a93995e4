/** Epics and their children, collected from all the places where people link them. Pure. */

import { bodyContext, firstRef, type RefContext } from '../body/first-reference.ts'
import { endsWithRef, leadingRefs } from '../body/named-references.ts'
import { taskBoxes } from '../body/task-boxes.ts'
import { listMarker, visibleLines } from '../body/visible-lines.ts'
import { refKey } from '../reference.ts'
import { anyOf, sequence } from '../text/phrases.ts'
import type { BoardItem, ChildSource, Epic, EpicChild, Snapshot, TaskLine } from './board.ts'

/** How an epic is known; an issue needs to fit one of them. */
export type EpicMarks = { readonly labels: readonly string[]; readonly types: readonly string[]; readonly titlePrefix: string | null }

/** Labels and types are compared without case; a pull request or draft is never an epic. */
export function isEpic(item: Pick<BoardItem, 'kind' | 'labels' | 'title' | 'type'>, marks: EpicMarks): boolean {
  if (item.kind !== 'issue') return false
  const labels = new Set(marks.labels.map((label) => label.toLowerCase()))
  if (item.labels.some((label) => labels.has(label.toLowerCase()))) return true
  const type = item.type?.toLowerCase() ?? null
  if (type !== null && marks.types.some((name) => name.toLowerCase() === type)) return true
  return marks.titlePrefix !== null && marks.titlePrefix !== '' && item.title.toLowerCase().startsWith(marks.titlePrefix.toLowerCase())
}

/**
 * The task list lines of a body (`- [ ] text`), in order, nested ones too; none from code, HTML comments, or below
 * "Definition of Done" and the like. A line that names several issues (`#17 and #18`) is told once for each; `ref` is null
 * where it begins with none. `context` is the epic's `owner/repo`, or that with a way to resolve board links.
 */
export function parseTaskLines(body: string, context: string | RefContext): readonly TaskLine[] {
  const resolved = typeof context === 'string' ? { repository: context } : context
  return taskBoxes(body, resolved).flatMap(({ text, checked, refs }): readonly TaskLine[] =>
    refs.length === 0 ? [{ text, checked, ref: null }] : refs.map((ref) => ({ text, checked, ref })),
  )
}

const PARENT = sequence([
  anyOf([
    /(?:part|child|sub-?(?:issue|task|story)|(?:user )?story|teil)[ -](?:of|von|des|der)/,
    'belongs to, gehört zum?, tracked (in|by), epic, parent',
    /übergeordnete[rs]?/,
  ]),
  /(?: (?:the|our|dem|des|der|das))?/,
  /(?: (?:epics?|issue|story|ticket|link))?/,
]).source
const PARENT_LINE = sequence(
  [
    /^(?:(?:this|diese[rs]?) (?:issue|story|task|ticket) (?:is |ist )?)?(?:an? |eine? )?[*_]{0,3}/,
    PARENT,
    /[*_]{0,3} {0,2}(:|：| is(?= )|)[*_]{0,3} {0,9}(\S.*)$/,
  ],
  'i',
)
/** A field of an issue form: its name is a heading, and the answer stands below it. */
const PARENT_TITLE = new RegExp(`^[*_]{0,3}${PARENT}[*_]{0,3} {0,2}[:：]?[*_]{0,3}$`, 'i')
/**
 * The issues a child names as what it belongs to: lines (or headings) of its body of their own, `Part of #1`,
 * `Epic: owner/repo#1`, `Parent: <url>`, `Epic: Flavors (#1)`, `Part of #1 and #2`, `Gehört zu #1`; also what stands below a
 * heading `Epic`. Prose that merely begins alike ("Part of #1 was easy") is no such line.
 */
export function parseParentLines(body: string, context: string | RefContext): readonly string[] {
  const resolved = typeof context === 'string' ? { repository: context } : context
  const lines = visibleLines(body).map(({ text }) => text.slice(listMarker(text)).trim())
  const parents = lines.flatMap((text, index) => {
    const line = text.replace(/^#{1,6} {1,3}/, '')
    const isTitle = (line !== text || /[:：*_]$/.test(line)) && PARENT_TITLE.test(line)
    return isTitle ? leadingRefs(lines[index + 1] ?? '', resolved).refs : parentsOf(line, resolved)
  })
  return unique(parents)
}

function parentsOf(line: string, context: RefContext): readonly string[] {
  const match = PARENT_LINE.exec(line)
  if (!match?.[2]) return []
  const hasColon = match[1] === ':' || match[1] === '：'
  const { refs, rest } = leadingRefs(match[2], context)
  if (refs.length === 0 && hasColon && endsWithRef(match[2], context)) return [firstRef(match[2], context)].filter((ref) => ref !== null)
  // After a colon the epic's title may follow; without one anything more is prose.
  const isLink = hasColon || /^(?: epic)?[\s.,;:)*_]*$/i.test(rest) || /^ {0,3}\([^()]*\)\.?$/.test(rest)
  return isLink ? refs : []
}

/** One place that says `parent` has `child`. */
type ChildLink = { readonly parent: string; readonly child: string; readonly source: ChildSource }

const SOURCE_ORDER: readonly ChildSource[] = ['sub-issue', 'task-list', 'child-line', 'tracked-in']

/** Children of one epic without doubles, in the order first named; spelling of owner and repository as `known` has it. */
function mergeChildren(epic: string, links: readonly ChildLink[], readable: (ref: string) => boolean): readonly EpicChild[] {
  const merged = new Map<string, { ref: string; sources: Set<ChildSource> }>()
  const ordered = [...links].sort((a, b) => SOURCE_ORDER.indexOf(a.source) - SOURCE_ORDER.indexOf(b.source))
  for (const { parent, child, source } of ordered) {
    if (refKey(parent) !== refKey(epic) || refKey(child) === refKey(epic)) continue
    const known = merged.get(refKey(child))
    if (known) known.sources.add(source)
    else merged.set(refKey(child), { ref: child, sources: new Set([source]) })
  }
  return [...merged.values()].map(({ ref, sources }) => ({
    ref,
    sources: SOURCE_ORDER.filter((source) => sources.has(source)),
    readable: readable(ref),
  }))
}

/** What one read found out about an epic beyond its own card. */
export type EpicLinks = {
  readonly ref: string
  readonly subIssues: readonly string[]
  readonly tracked: readonly string[]
  /** Sub-issues GitHub counts but does not show. */
  readonly hidden: number
}

export type EpicSource = {
  readonly items: readonly BoardItem[]
  readonly marks: EpicMarks
  /** By `refKey` of the epic. */
  readonly links: ReadonlyMap<string, EpicLinks>
  /** Where an issue moved to, by `refKey` of the old place. */
  readonly moved?: ReadonlyMap<string, string>
}

/**
 * All epics among the items. A child that is not among the items is not readable. An epic below itself
 * (a cycle) is kept as it was written: nothing here walks down the tree.
 */
export function buildEpics({ items, marks, links, moved }: EpicSource): readonly Epic[] {
  const byRef = new Map(items.flatMap((item) => (item.ref === null ? [] : [[refKey(item.ref), item] as const])))
  const byItemId = new Map(items.flatMap((item) => (item.databaseId === null || !item.ref ? [] : [[item.databaseId, item.ref] as const])))
  const place = (ref: string) => {
    const now = moved?.get(refKey(ref)) ?? ref
    return byRef.get(refKey(now))?.ref ?? now
  }
  const fromChildren = new Map<string, ChildLink[]>()
  for (const link of items.flatMap((item) => linksOfChild(item, place))) {
    const known = fromChildren.get(refKey(link.parent))
    if (known) known.push(link)
    else fromChildren.set(refKey(link.parent), [link])
  }
  return items.flatMap((item) => {
    if (item.ref === null || !isEpic(item, marks)) return []
    const known = links.get(refKey(item.ref))
    const taskLines = parseTaskLines(item.body ?? '', {
      ...bodyContext(item),
      byItemId: (id) => byItemId.get(id) ?? null,
    }).map((line) => (line.ref === null ? line : { ...line, ref: place(line.ref) }))
    const own = ownLinks(item.ref, taskLines, known, place)
    const readable = (ref: string) => (byRef.get(refKey(ref))?.kind ?? 'unreadable') !== 'unreadable'
    const children = mergeChildren(item.ref, [...own, ...(fromChildren.get(refKey(item.ref)) ?? [])], readable)
    const all = withHidden(item.ref, children, known?.hidden ?? 0)
    return [{ ref: item.ref, children: all, progress: progressOf(all, byRef), taskLines }]
  })
}

/**
 * The epics of a snapshot by other marks than it was read with (another sprint.yml is tried on it). What is an epic now
 * and was none then has the children that bodies tell. Snapshots of others, which do not know types, keep their own.
 */
export function epicsByMarks({ items, epics }: Pick<Snapshot, 'items' | 'epics'>, marks: EpicMarks): readonly Epic[] {
  if (items.every(({ type }) => type === undefined)) return epics
  const known = new Map(epics.map((epic) => [refKey(epic.ref), epic]))
  const marked = items.filter((item) => item.ref !== null && isEpic(item, marks))
  if (marked.length === epics.length && marked.every(({ ref }) => known.has(refKey(ref ?? '')))) return epics
  return buildEpics({ items, marks, links: new Map() }).map((epic) => known.get(refKey(epic.ref)) ?? epic)
}

/** Done are closed children; what cannot be read counts as not done. */
export function progressOf(children: readonly EpicChild[], byRef: ReadonlyMap<string, BoardItem>): Epic['progress'] {
  const done = children.filter((child) => child.readable && byRef.get(refKey(child.ref))?.state === 'closed').length
  return { done, all: children.length }
}

function ownLinks(parent: string, lines: readonly TaskLine[], known: EpicLinks | undefined, place: (ref: string) => string): ChildLink[] {
  return [
    ...(known?.subIssues ?? []).map((child) => ({ parent, child: place(child), source: 'sub-issue' as const })),
    ...lines.flatMap(({ ref }) => (ref === null ? [] : [{ parent, child: ref, source: 'task-list' as const }])),
    ...(known?.tracked ?? []).map((child) => ({ parent, child: place(child), source: 'tracked-in' as const })),
  ]
}

function linksOfChild(item: BoardItem, place: (ref: string) => string): readonly ChildLink[] {
  if (item.ref === null) return []
  const child = item.ref
  const named = (item.namedParents ?? []).map((parent) => ({ parent: place(parent), child, source: 'child-line' as const }))
  return item.parent ? [{ parent: place(item.parent), child, source: 'sub-issue' as const }, ...named] : named
}

/** GitHub counts sub-issues the app may not see without naming them; a known unreadable child may be one of these. */
function withHidden(epic: string, children: readonly EpicChild[], hidden: number): readonly EpicChild[] {
  const nameless = hidden - children.filter((child) => !child.readable).length
  const added = Array.from({ length: Math.max(0, nameless) }, (_, index) => ({
    ref: `${epic}/hidden-${index + 1}`,
    sources: ['sub-issue' as const],
    readable: false,
  }))
  return [...children, ...added]
}

function unique(refs: readonly string[]): readonly string[] {
  return [...new Map(refs.map((ref) => [refKey(ref), ref])).values()]
}
