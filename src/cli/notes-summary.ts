/** What was understood of one text, as a person reads it in a terminal. */
import type { Notes } from '../domain/notes/notes.ts'
import { formatRef } from '../domain/reference.ts'
import { plain } from './sanitize.ts'

export function notesSummary(file: string, notes: Notes): string {
  const lines = [
    `${file}${notes.date ? ` (${notes.date})` : ''}`,
    ...some('participants', notes.participants),
    ...some('excused', notes.excused),
    ...some('reports', notes.reporters),
    ...some('writes the minutes', notes.scribes),
    ...notes.actionItems.map(({ owners, ownersTyped = [], text, status, line }) => {
      const who = [...owners.map((owner) => `@${owner}`), ...ownersTyped.map(plain)].join(', ')
      return `  ${line}: action item${status === 'open' ? '' : ` (${status})`} ${who === '' ? '(no handle)' : `${who}:`} ${plain(text)}`
    }),
    ...notes.decisions.map(({ text, line }) => `  ${line}: decision ${plain(text)}`),
    ...notes.wishes.map(({ kind, text, line }) => `  ${line}: wish (${kind}) ${plain(text)}`),
    ...notes.references.map(
      (reference) =>
        `  ${reference.line}: ${plain(reference.text)} = ${formatRef(reference)}${reference.via === 'context' ? ' (by context)' : ''}`,
    ),
    ...notes.unresolved.map(({ text, line }) => `  ${line}: ${plain(text)} unknown repository`),
    ...notes.handleProposals.map(({ typed, proposed, line, isSpelling }) =>
      isSpelling ? `  ${line}: @${typed} is @${proposed} (\`people\` in sprint.yml)` : `  ${line}: @${typed} is unknown; @${proposed}?`,
    ),
    ...notes.warnings.map(({ message, line }) => `  ${line}: ${plain(message)}`),
  ]
  return `${lines.join('\n')}\n`
}

function some(what: string, handles: readonly string[]): readonly string[] {
  return handles.length === 0 ? [] : [`  ${what}: ${handles.map((handle) => `@${handle}`).join(', ')}`]
}
