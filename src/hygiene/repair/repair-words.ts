/** What a fix did and what it left, in the words of the reply. Pure; everything is harmless Markdown. */
import { quietHandle, quietLink, quoted } from '../../domain/text/escape.ts'
import { dayIn } from '../../domain/time/dates.ts'
import type { LeftToPeople } from './repair.ts'
import type { Change, RepairRecord } from './repair-record.ts'

function changeLines(changes: readonly Change[]): readonly string[] {
  return changes.flatMap(linesOf)
}

function linesOf(change: Change): readonly string[] {
  switch (change.kind) {
    case 'body':
      return [
        ...named('Added to the task list', change.listed),
        ...named('Checked in the task list', change.checked),
        ...named('Unchecked in the task list', change.cleared),
      ]
    case 'story':
      return [`New story: ${quietLink(change.story)} ${quoted(change.title)}`]
    case 'card':
      return [`Moved from "${quoted(change.from)}" to "${quoted(change.to)}": ${quietLink(change.issue)}`]
    case 'new-card':
      return [`Added to the board: ${quietLink(change.issue)}`]
    case 'milestone':
      return [
        `Milestone "${quoted(change.to)}"${change.from === null ? '' : ` instead of "${quoted(change.from)}"`}: ${quietLink(change.issue)}`,
      ]
  }
}

function named(what: string, refs: readonly string[]): readonly string[] {
  return refs.length === 0 ? [] : [`${what}: ${refs.map(quietLink).join(', ')}`]
}

export function leftLines(left: readonly LeftToPeople[]): readonly string[] {
  return left.map(({ issue, says }) => (issue === null ? sentence(says) : `${quietLink(issue)}: ${sentence(says)}`))
}

/** Names of rules and commands are code already. */
function sentence(says: string): string {
  return says
    .split(/(`[a-z/ -]+`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/\S(?:[\s\S]*\S)?/, quoted)))
    .join('')
}

/** `isKept`: a command can take it back. */
export type FixedWords = { readonly record: RepairRecord; readonly left: readonly LeftToPeople[]; readonly isKept?: boolean }

/** For `hygiene/fixed`. */
export function fixedData({ record, left, isKept = true }: FixedWords) {
  return {
    isKept,
    by: quietHandle(record.by),
    rules: record.rules.map((rule) => `\`${rule}\``).join(' and '),
    changes: changeLines(record.changes),
    left: leftLines(left),
  }
}

/** For `hygiene/undone`. */
export function undoneData(
  record: RepairRecord,
  { by, now, timezone }: { readonly by: string; readonly now: Date; readonly timezone: string },
) {
  return { ...fixedData({ record, left: [] }), undoneBy: quietHandle(by), on: dayIn(timezone, now) }
}
