/** What a fix did and what it left, in the words of the reply. Pure; everything is harmless Markdown. */
import type { GithubWeb } from '../../domain/github-web.ts'
import { quietHandle, quietLink, quoted } from '../../domain/text/escape.ts'
import { dayIn } from '../../domain/time/dates.ts'
import type { LeftToPeople } from './repair.ts'
import type { Change, RepairRecord } from './repair-record.ts'

function changeLines(changes: readonly Change[], github: GithubWeb): readonly string[] {
  return changes.flatMap((change) => linesOf(change, github))
}

function linesOf(change: Change, github: GithubWeb): readonly string[] {
  switch (change.kind) {
    case 'body':
      return [
        ...named('Added to the task list', change.listed, github),
        ...named('Checked in the task list', change.checked, github),
        ...named('Unchecked in the task list', change.cleared, github),
      ]
    case 'story':
      return [`New story: ${quietLink(change.story, github)} ${quoted(change.title, github)}`]
    case 'card':
      return [`Moved from "${quoted(change.from, github)}" to "${quoted(change.to, github)}": ${quietLink(change.issue, github)}`]
    case 'new-card':
      return [`Added to the board: ${quietLink(change.issue, github)}`]
    case 'milestone':
      return [
        `Milestone "${quoted(change.to, github)}"${change.from === null ? '' : ` instead of "${quoted(change.from, github)}"`}: ${quietLink(change.issue, github)}`,
      ]
  }
}

function named(what: string, refs: readonly string[], github: GithubWeb): readonly string[] {
  return refs.length === 0 ? [] : [`${what}: ${refs.map((ref) => quietLink(ref, github)).join(', ')}`]
}

export function leftLines(left: readonly LeftToPeople[], github: GithubWeb): readonly string[] {
  return left.map(({ issue, says }) => (issue === null ? sentence(says, github) : `${quietLink(issue, github)}: ${sentence(says, github)}`))
}

/** Names of rules and commands are code already. */
function sentence(says: string, github: GithubWeb): string {
  return says
    .split(/(`[a-z/ -]+`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/\S(?:[\s\S]*\S)?/, (words) => quoted(words, github))))
    .join('')
}

/** `isKept`: a command can take it back. */
export type FixedWords = { readonly record: RepairRecord; readonly left: readonly LeftToPeople[]; readonly isKept?: boolean }

/** For `hygiene/fixed`. */
export function fixedData({ record, left, isKept = true }: FixedWords, github: GithubWeb) {
  return {
    isKept,
    by: quietHandle(record.by),
    rules: record.rules.map((rule) => `\`${rule}\``).join(' and '),
    changes: changeLines(record.changes, github),
    left: leftLines(left, github),
  }
}

/** For `hygiene/undone`. */
export function undoneData(
  record: RepairRecord,
  { by, now, timezone, github }: { readonly by: string; readonly now: Date; readonly timezone: string; readonly github: GithubWeb },
) {
  return { ...fixedData({ record, left: [] }, github), undoneBy: quietHandle(by), on: dayIn(timezone, now) }
}
