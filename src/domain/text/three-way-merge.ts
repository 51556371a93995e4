/** Merges the app’s new text with people’s edits of the old one, line by line. People’s edits are always kept. Pure. */
import { diff3MergeRegions } from 'node-diff3'
import { isComparable } from './compare-lines.ts'
import { looseMarks, markedSections } from './section-marks.ts'

export type Version = { readonly text: string; readonly byApp: boolean }

/** One place where both changed the same lines: people's stay, ours are offered. */
export type Conflict = { readonly theirs: readonly string[]; readonly ours: readonly string[]; readonly line: number }

export type Merged = { readonly text: string; readonly conflicts: readonly Conflict[] }

/**
 * Three ways: `base` is what we wrote last, `ours` what we would write now, `theirs` what stands there. Lines that only
 * one side changed are taken from it; where both did, `theirs` stays.
 */
export function mergeEdits(base: string, ours: string, theirs: string): Merged {
  const [a, o, b] = [linesOf(ours), linesOf(base), linesOf(theirs)].map(withNamedEnds) as [string[], string[], string[]]
  const head = commonLength(a, o, b, (lines, index) => lines[index])
  const tail = commonLength(a.slice(head), o.slice(head), b.slice(head), (lines, index) => lines[lines.length - 1 - index])
  const middle = (lines: readonly string[]) => lines.slice(head, lines.length - tail)
  const merged: string[] = b.slice(0, head)
  const conflicts: Conflict[] = []
  for (const region of regions(middle(a), middle(o), middle(b))) {
    if (region.stable) {
      merged.push(...region.bufferContent)
      continue
    }
    const { aContent, oContent, bContent } = region
    if (isSame(aContent, bContent) || isSame(bContent, oContent)) merged.push(...aContent)
    else {
      if (!isSame(aContent, oContent)) conflicts.push({ theirs: bContent, ours: aContent, line: merged.length + 1 })
      merged.push(...bContent)
    }
  }
  const text = withMarksInPairs([...merged, ...b.slice(b.length - tail)].map(withoutName), theirs)
  const plain = (lines: readonly string[]) => lines.map(withoutName)
  return { text, conflicts: conflicts.map(({ theirs, ours, line }) => ({ theirs: plain(theirs), ours: plain(ours), line })) }
}

/** Every section ends with the same line: compared like that, the end of one could be taken for that of another. */
function withNamedEnds(lines: readonly string[]): string[] {
  const ends = new Map(markedSections(lines).map(({ id, to }) => [to, id]))
  return lines.map((line, index) => (ends.has(index) ? `${line}${NAME}${ends.get(index)}` : line))
}

/** Ours may bring one mark of a section where people's lines keep the other one out: half a pair would mark nothing. */
function withMarksInPairs(lines: readonly string[], theirs: string): string {
  const loose = looseMarks(theirs.split('\n')).size > 0 ? new Set<number>() : looseMarks(lines)
  return lines.filter((_, index) => !loose.has(index)).join('\n')
}

/** No line holds it: it ends lines. */
const NAME = '\n'

function withoutName(line: string): string {
  const at = line.indexOf(NAME)
  return at === -1 ? line : line.slice(0, at)
}

/**
 * What we alone would have written last, found again from the versions of a branch (oldest first): a version of ours holds
 * people's lines too, once they were kept in it. Taking those for our own would drop them with the next change.
 */
export function lastOwnText(versions: readonly Version[]): string | null {
  let own: string | null = null
  let before = ''
  for (const { text, byApp } of versions) {
    if (byApp) own = own === null ? text : mergeEdits(before, text, own).text
    before = text
  }
  return own
}

type Region =
  | { readonly stable: true; readonly bufferContent: readonly string[] }
  | {
      readonly stable: false
      readonly aContent: readonly string[]
      readonly oContent: readonly string[]
      readonly bContent: readonly string[]
    }

function regions(a: readonly string[], o: readonly string[], b: readonly string[]): readonly Region[] {
  if (!isComparable(a, o) || !isComparable(b, o)) return [{ stable: false, aContent: a, oContent: o, bContent: b }]
  return diff3MergeRegions([...a], [...o], [...b])
}

function commonLength(
  a: readonly string[],
  o: readonly string[],
  b: readonly string[],
  at: (lines: readonly string[], index: number) => string | undefined,
): number {
  const most = Math.min(a.length, o.length, b.length)
  let length = 0
  while (length < most && at(a, length) === at(o, length) && at(o, length) === at(b, length)) length++
  return length
}

function linesOf(text: string): string[] {
  return text.replaceAll('\r\n', '\n').split('\n')
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index])
}
