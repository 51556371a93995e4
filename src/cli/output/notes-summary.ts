/** A summary for the terminal of what was understood of one text. */
import type { Notes } from '../../domain/notes/notes.ts'
import { formatRef } from '../../domain/reference.ts'
import { sanitize } from './sanitize.ts'

export function notesSummary(file: string, notes: Notes): string {
  const lines = [
    `${file}${notes.date ? ` (${notes.date})` : ''}`,
    ...some('participants', notes.participants),
    ...some('excused', notes.excused),
    ...some('reports', notes.reporters),
    ...some('writes the minutes', notes.scribes),
    ...notes.actionItems.map(({ owners, ownersTyped = [], text, status, line }) => {
      const who = [...owners.map((owner) => `@${owner}`), ...ownersTyped.map(sanitize)].join(', ')
      return `  ${line}: action item${status === 'open' ? '' : ` (${status})`} ${who === '' ? '(no handle)' : `${who}:`} ${sanitize(text)}`
    }),
    ...notes.decisions.map(({ text, line }) => `  ${line}: decision ${sanitize(text)}`),
    ...notes.wishes.map(({ kind, text, line }) => `  ${line}: request (${kind.replaceAll('-', ' ')}) ${sanitize(text)}`),
    ...notes.references.map(
      (reference) =>
        `  ${reference.line}: ${sanitize(reference.text)} = ${formatRef(reference)}${reference.via === 'context' ? ' (by context)' : ''}`,
    ),
    ...notes.unresolved.map(({ text, line }) => `  ${line}: ${sanitize(text)} unknown repository`),
    ...notes.handleProposals.map(({ typed, proposed, line, isSpelling }) =>
      isSpelling ? `  ${line}: @${typed} is @${proposed} (\`people\` in sprint.yml)` : `  ${line}: @${typed} is unknown; @${proposed}?`,
    ),
    ...notes.warnings.map(({ message, line }) => `  ${line}: ${sanitize(message)}`),
  ]
  return `${lines.join('\n')}\n`
}

function some(what: string, handles: readonly string[]): readonly string[] {
  return handles.length === 0 ? [] : [`  ${what}: ${handles.map((handle) => `@${handle}`).join(', ')}`]
}
