/** Checks minutes as somebody wants to merge them, whoever wrote them: date, handles, references, format, privacy. Pure. */
import { dayOfPath } from '../../domain/notes/minutes-path.ts'
import type { Notes } from '../../domain/notes/notes.ts'
import { compareLines } from '../../domain/text/compare-lines.ts'
import { countOf } from '../../domain/text/count-of.ts'
import { formatNotes } from '../../notes/format/house-format.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import { stripGenerated } from '../compose/strip-generated.ts'
import { otherHeadingDate, withoutHeadingDate } from '../meeting/heading-date.ts'
import { readPast } from '../meeting/past-meetings.ts'
import { spellingsIn } from '../meeting/read-options.ts'
import { findSecrets } from '../privacy/find-secrets.ts'
import { findEmails } from '../privacy/token-forms.ts'
import { suggestedLine } from '../pull-request/at-lines/suggested-line.ts'
import type { CheckFinding } from './check-finding.ts'

export type MinutesToCheck = { readonly path: string; readonly text: string; readonly team: TeamSettings }

/** More differences of format than this are one sentence: the file was written in another way. */
const MOST_OF_FORMAT = 10

/** By line. */
export function checkMinutes({ path, text, team }: MinutesToCheck, settings: Settings): readonly CheckFinding[] {
  const day = dayOfPath(team.path, team.id, path)
  const notes = readPast(text, day, settings)
  const lines = text.split('\n')
  const found = { path, lines }
  return [
    ...datesIn(found, notes, { day, level: team.firstHeading }),
    ...handlesIn(found, notes),
    ...referencesIn(found, notes),
    ...privateIn(found, text, settings),
    ...formatOf(found, text, { settings, team, day }),
  ].sort((a, b) => a.line - b.line)
}

type File = { readonly path: string; readonly lines: readonly string[] }

function datesIn(
  { path, lines }: File,
  { headingDate }: Notes,
  { day, level }: { readonly day: string | null; readonly level: number },
): readonly CheckFinding[] {
  if (day === null || headingDate === day) return []
  const wrong = headingDate === null ? withoutHeadingDate(lines, day, level) : otherHeadingDate(lines, day, headingDate)
  return [{ path, level: 'warning', title: 'Date', ...wrong }]
}

function handlesIn({ path, lines }: File, { handleProposals }: Notes): readonly CheckFinding[] {
  return handleProposals.map(({ typed, proposed, line, isSpelling }) => ({
    ...{ path, line, level: 'warning' as const, title: 'Unknown handle' },
    message: isSpelling ? `@${typed} is @${proposed} in sprint.yml.` : `Nobody knows @${typed}. Is @${proposed} meant?`,
    suggestion: suggestedLine(lines[line - 1] ?? '', { kind: 'handle', typed, proposed }),
  }))
}

function referencesIn({ path }: File, { unresolved, warnings }: Notes): readonly CheckFinding[] {
  const at = { path, level: 'warning' as const, suggestion: null }
  return [
    ...unresolved.map(({ text, number, line }) => ({
      ...{ ...at, line, title: 'Unresolved reference' },
      message: `${text}: which repository? Write owner/repo#${number}, or a link.`,
    })),
    ...warnings
      .filter(({ code }) => code === 'label-disagrees')
      .map(({ message, line }) => ({ ...at, line, title: 'Link', message: `${message} Correct the label or the URL.` })),
  ]
}

/** Never what was found: annotations are read by more people than a line of a file. */
function privateIn({ path }: File, text: string, { privacy }: Settings): readonly CheckFinding[] {
  const found = [...findSecrets(text), ...(privacy.emails === 'keep' ? [] : findEmails(text))]
  const lines = new Map(found.map((one) => [`${one.line} ${one.kind}`, one]))
  return [...lines.values()].map(({ line, kind, what }) => ({
    ...{ path, line, level: 'warning' as const, title: 'Privacy', suggestion: null },
    message:
      kind === 'secret'
        ? `This line may hold ${what}. Remove it, and change it where it is used: it can be read in this pull request already.`
        : 'This line holds an email address. Remove it if its owner did not want it to be published.',
  }))
}

type Format = { readonly settings: Settings; readonly team: TeamSettings; readonly day: string | null }

/** What the app added itself is not judged. Lines that may hold something private are not shown once more. */
function formatOf({ path, lines }: File, text: string, { settings, team, day }: Format): readonly CheckFinding[] {
  // Parts of the app's own have their places in its own text: they would be differences that nobody made.
  if (stripGenerated(text) !== text) return []
  const known = { date: day, ...spellingsIn(settings), firstHeading: team.firstHeading }
  const formatted = formatNotes(text, known).text.split('\n')
  let end = 0
  const places = compareLines(lines, formatted).flatMap(({ isShared, before, after }) => {
    const from = end
    end += before.length
    return isShared ? [] : [{ from, length: before.length, after }]
  })
  if (places.length === 0) return []
  const at = { path, level: 'notice' as const, title: 'Format' }
  if (places.length > MOST_OF_FORMAT) {
    const message = `${countOf(places.length, 'place')} of this file differ from the house format. \`scs-sprint format --write\` changes them.`
    return [{ ...at, line: 1, message, suggestion: null }]
  }
  const unsafe = new Set([...findSecrets(text), ...findEmails(text)].map(({ line }) => line))
  return places.flatMap(({ from, length, after }) => {
    const line = Math.min(Math.max(1, from + 1), Math.max(1, lines.length))
    if (unsafe.has(line)) return []
    const isOneLine = length === 1 && after.length === 1
    const message = length === 0 ? 'House format has a blank line, or another line, here.' : 'This differs from the house format.'
    return [{ ...at, line, message, suggestion: isOneLine ? (after[0] ?? null) : null }]
  })
}
