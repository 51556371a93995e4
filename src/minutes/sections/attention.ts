/** Epics that need a hand: what the rules found, and what was asked for in the meeting itself. Few and short. Pure. */
import type { BoardIndex, KnownEpic, KnownItem } from '../../domain/board/board-index.ts'
import { clauseOf, type Finding } from '../../domain/finding.ts'
import type { Wish } from '../../domain/notes/notes.ts'
import { refKey } from '../../domain/reference.ts'
import type { SourceLinks } from '../compose/source-links.ts'
import { linkOf, plain, titleOf } from '../meeting/issue-annotation.ts'
import type { PadLine } from '../meeting/pad-lines.ts'
import type { Topics } from '../meeting/topics.ts'
import type { Section, SectionInput } from './section.ts'

export const attention: Section = {
  id: 'attention',
  heading: 'Epics needing attention',
  build: (input) => {
    const { context, hygiene } = input
    const { board, withheld, team } = context
    const listed = listedInAgenda(context.lines)
    const found = listAttention(attentionInput(input, listed))
    const showsAttention = (board !== null && withheld === 'nothing' && listed.size === 0) || found.lines.length > 0
    const fields = {
      showsAttention,
      attention: found.lines,
      noAttention: hygiene.isOpen ? 'None, according to the board.' : 'None.',
      attentionRest: found.more === 0 ? '' : `And ${found.more} more; \`scs-sprint hygiene --team ${team.id}\` lists them all.`,
    }
    return { text: showsAttention ? context.render('minutes/attention', fields) : '', fields }
  },
}

/** Epics that the agenda named as needing attention: the list stands in these minutes, further up. */
function listedInAgenda(lines: readonly PadLine[]): ReadonlySet<string> {
  return new Set(lines.flatMap(({ needsAttention, mentions: [epic] }) => (needsAttention && epic ? [refKey(epic.ref)] : [])))
}

function attentionInput({ context, hygiene, places, inline }: SectionInput, listed: ReadonlySet<string>): AttentionInput {
  const { wishes, lines, topics, board, discussed } = context
  const findings = hygiene.findings.filter(({ epic }) => epic === null || !listed.has(refKey(epic)))
  return { findings, wishes, lines, topics, places, board, discussed, inline }
}

type AttentionInput = {
  readonly findings: readonly Finding[]
  readonly wishes: readonly Wish[]
  readonly lines: readonly PadLine[]
  readonly topics: Topics
  readonly places: SourceLinks
  readonly board: BoardIndex | null
  /** `refKey` of epics that were talked about: they come first. */
  readonly discussed: ReadonlySet<string>
  readonly inline: (text: string) => string
}

type Attention = {
  readonly lines: readonly string[]
  /** Epics with findings that are not shown. */
  readonly more: number
}

const SHOWN = 8
const PER_EPIC = 3

/** Requests of the meeting, as remarks. If the board is known, a missing story is reported by its own rule. */
const WORDS: Readonly<Record<Wish['kind'], string>> = {
  'story-missing': 'story requested',
  split: 'to be split',
  'epic-update': 'to be updated',
  refinement: 'to be refined',
  close: 'can be closed',
  'epic-missing': 'epic requested',
}

function listAttention(input: AttentionInput): Attention {
  const { board } = input
  if (board === null) return { lines: wishesAlone(input), more: 0 }
  const { groups, loose } = groupRemarks(input, board)
  const ordered = [...groups.values()].sort((a, b) => rank(b, input) - rank(a, input))
  const lines = ordered.slice(0, SHOWN).map(({ epic, remarks }) => {
    const rest = remarks.length - PER_EPIC
    const shown = [...remarks.slice(0, PER_EPIC), ...(rest > 0 ? [`and ${rest} more`] : [])]
    return `${linkOf(epic.item)} ${titleOf(epic.item)}: ${shown.join('; ')}`
  })
  return { lines: [...lines, ...loose], more: Math.max(0, ordered.length - SHOWN) }
}

type Remarks = { readonly epic: KnownEpic; readonly remarks: string[] }

/** Remarks by epic: what was said in the meeting first, then the findings; and wishes that belong to no epic. */
function groupRemarks(input: AttentionInput, board: BoardIndex) {
  const { findings, lines, topics } = input
  const groups = new Map<string, Remarks>()
  const remarksOn = (epic: KnownEpic) => {
    const known = groups.get(refKey(epic.ref)) ?? { epic, remarks: [] }
    groups.set(refKey(epic.ref), known)
    return known.remarks
  }
  for (const finding of [...findings].sort(byWeight)) {
    const epic = finding.epic === null ? null : board.epicOf(finding.epic)
    if (epic === null || (finding.story !== null && board.isPrivate(finding.story))) continue
    const remark = remarkOf(finding, board)
    if (!remarksOn(epic).includes(remark)) remarksOn(epic).push(remark)
  }
  const loose: string[] = []
  for (const wish of input.wishes) {
    const at = lines.findIndex(({ number }) => number === wish.line)
    const [epic, item] = at === -1 ? [null, null] : [topics.epicOf(at), topics.itemOf(at)]
    if (epic === null) loose.push(looseLine(wish, input))
    else if (!isReported(wish, epic, item, findings)) remarksOn(epic).unshift(remarkOfWish(wish, epic, item, input))
  }
  return { groups, loose }
}

function remarkOfWish({ kind, line }: Wish, epic: KnownEpic, item: KnownItem | null, { places }: AttentionInput): string {
  const story = item !== null && refKey(item.ref) !== refKey(epic.ref) ? `${linkOf(item, `#${item.ref.split('#')[1]}`)}: ` : ''
  return `${story}${WORDS[kind]}${places.linkTo(line)}`
}

/** Without a board only what names an issue, or speaks of an epic, can be about one; a team without epics has no such list. */
function wishesAlone(input: AttentionInput): readonly string[] {
  const { lines, topics } = input
  return input.wishes.flatMap((wish) => {
    const at = lines.findIndex(({ number }) => number === wish.line)
    const topic = at === -1 ? null : topics.topicOf(at)
    const isNamed = [at, topic?.at ?? -1].some((index) => (lines[index]?.mentions.length ?? 0) > 0)
    return isNamed || /\bepics?\b/i.test(wish.text) ? [looseLine(wish, input)] : []
  })
}

function looseLine(wish: Wish, { inline, places }: AttentionInput): string {
  return `${inline(wish.text)}${places.linkTo(wish.line)}`
}

/** The rules say the same thing, with more to it. */
function isReported(wish: Wish, epic: KnownEpic, item: KnownItem | null, findings: readonly Finding[]): boolean {
  // A finding about a story answers a wish for that story alone.
  return findings.some(
    (finding) =>
      finding.wish === wish.kind &&
      refKey(finding.epic ?? '') === refKey(epic.ref) &&
      (finding.story === null || (item !== null && refKey(finding.story) === refKey(item.ref))),
  )
}

/** The message names a story by its full reference; below its epic a link with the number is enough. */
function remarkOf(finding: Finding, board: BoardIndex): string {
  const { story, lead, says } = finding
  const item = story === null ? null : board.itemOf(story)
  if (item === null) return plain(clauseOf(finding))
  const link = linkOf(item, `#${item.ref.split('#')[1]}`)
  return [plain(lead), link, plain(says)].filter((part) => part !== '').join(' ')
}

/** What concerns the epic itself before its stories, warnings before hints. */
function byWeight(a: Finding, b: Finding): number {
  const weight = ({ story, severity }: Finding) => (story === null ? 0 : 2) + (severity === 'warning' ? 0 : 1)
  return weight(a) - weight(b)
}

function rank({ epic, remarks }: { epic: KnownEpic; remarks: readonly string[] }, { discussed, board }: AttentionInput): number {
  return (discussed.has(refKey(epic.ref)) ? 100 : 0) + (board?.isActive(epic.item) ? 50 : 0) + Math.min(remarks.length, 40)
}
