/** Findings as lines of an agenda: what needs attention, and what has to be planned. Pure. */
import type { BoardIndex } from '../../domain/board/board-index.ts'
import { clauseOf, type Finding, type FindingGroup } from '../../domain/finding.ts'
import { plain } from '../meeting/issue-annotation.ts'
import type { AgendaEntry } from './agenda-entry.ts'
import { linkTo, sentence } from './agenda-text.ts'
import { WITHOUT_EPIC } from './agenda-words.ts'

export type BoardFindings = { readonly board: BoardIndex; readonly findings: readonly Finding[] }

const FINDINGS_SHOWN = 12
const STORIES_SHOWN = 8

/** Findings of one group, below a line that asks for what is missing; empty without any. */
export function entriesOfGroup(line: string, { board, findings }: BoardFindings, group: FindingGroup): readonly AgendaEntry[] {
  const told = mayBeNamed(findings, board).filter((finding) => finding.group === group)
  const below = [...byEpic(told)].map(([epic, list]) => aboutEpic(epic, list, board))
  return below.length === 0 ? [] : [{ line, below: shortened(below, FINDINGS_SHOWN, (rest) => `… and ${rest} more`) }]
}

/** One line an epic. What the planning lists is not listed again. */
export function listAttention({ board, findings }: BoardFindings): readonly string[] {
  const told = mayBeNamed(findings, board).filter(({ group }) => group !== 'missing' && group !== 'large')
  const lines = [...byEpic(told)].map(([epic, list]) => aboutEpic(epic, list, board))
  return shortened(lines, FINDINGS_SHOWN, (rest) => `… and ${rest} more`)
}

function mayBeNamed(findings: readonly Finding[], board: BoardIndex): readonly Finding[] {
  return findings.filter(({ epic, story }) => ![epic, story].some((ref) => ref !== null && board.isPrivate(ref)))
}

function byEpic(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) groups.set(finding.epic ?? '', [...(groups.get(finding.epic ?? '') ?? []), finding])
  return groups
}

const QUOTED = 2

function aboutEpic(epic: string, findings: readonly Finding[], board: BoardIndex): string {
  if (epic === '') return `${WITHOUT_EPIC}: ${withoutEpic(findings, board)}`
  const said = findings.slice(0, STORIES_SHOWN).map((finding) => {
    // The request itself says what is missing.
    const words = finding.aspect === 'task-list' ? finding.evidence.flatMap(({ quote }) => quote ?? []).slice(0, QUOTED) : []
    return `${sentence(clauseOf(finding), board.github)}${words.length > 0 ? ` (${words.map((text) => plain(`"${text}"`)).join(', ')})` : ''}`
  })
  const rest = findings.length - said.length
  const all = [...said, ...(rest > 0 ? [`${rest} more`] : [])].join('; ')
  const title = board.itemOf(epic)?.title
  return `${title === undefined ? '' : `${plain(title)} `}${linkTo(epic, board.github)}: ${all}`
}

/** Stories by their titles: one heading says that they have no epic. */
function withoutEpic(findings: readonly Finding[], board: BoardIndex): string {
  const stories = findings.slice(0, STORIES_SHOWN).map((finding) => {
    const { group, story } = finding
    if (group !== 'without-epic' || story === null) return sentence(clauseOf(finding), board.github)
    const item = board.itemOf(story)
    return `${item === null ? '' : `${plain(item.title)} `}${linkTo(story, board.github)}`
  })
  const rest = findings.length - stories.length
  return [...stories, ...(rest > 0 ? [`${rest} more`] : [])].join('; ')
}

/** The first so many, and a last one that counts the rest. */
export function shortened<Entry>(entries: readonly Entry[], shown: number, tell: (rest: number) => Entry): readonly Entry[] {
  return entries.length <= shown + 1 ? entries : [...entries.slice(0, shown), tell(entries.length - shown)]
}
