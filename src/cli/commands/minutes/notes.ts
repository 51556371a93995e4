/** `notes`: shows what scs-sprint reads in pads or minutes. */

import type { Command } from 'commander'
import type { Notes } from '../../../domain/notes/notes.ts'
import { countOf } from '../../../domain/text/count-of.ts'
import { SECRET_REMOVED } from '../../../domain/text/withheld.ts'
import { UserError } from '../../../errors.ts'
import { stripGenerated } from '../../../minutes/compose/strip-generated.ts'
import { readNotes } from '../../../notes/read-notes.ts'
import { type OffRecordPart, offRecordRemark, withoutOffRecord } from '../../../notes/readers/off-record/off-record.ts'
import { meetings, readStructure } from '../../../notes/structure/read-structure.ts'
import type { Uses } from '../../../ports/app-ports.ts'
import { type CommonOptions, commandOf, wire } from '../../command-context.ts'
import { FailedFiles } from '../../exit.ts'
import { dayOfName, type SpellingPorts, spellings } from '../../input/notes-input.ts'
import { dayOption } from '../../options.ts'
import { notesSummary } from '../../output/notes-summary.ts'
import type { Shell } from '../../shell.ts'

/** What the command uses of the world. */
type Ports = SpellingPorts & Uses<'expandFolder'>

type Options = CommonOptions & { readonly date?: string; readonly json?: boolean }

export function notesCommand(shell: Shell): Command {
  return commandOf('notes', 'show what scs-sprint reads in a pad or minutes')
    .argument('<files...>', 'pads or minutes, or folders of them; - reads standard input')
    .option('--date <day>', 'select this meeting if a file has several', dayOption)
    .option('--json', 'print one JSON object per line')
    .action(async (given: string[], options: Options) => {
      const ports: Ports = wire(shell, options)
      const files = (await Promise.all(given.map(ports.expandFolder))).flat()
      const { known, pads } = await spellings(ports, options.config)
      let failed = 0
      for (const file of files) {
        try {
          const { text, parts } = withoutOffRecord(stripGenerated((await pads.readPad(file)).text))
          const day = options.date ?? dayOfName(file)
          const read = readNotes(text, { date: day, wholeText: options.date === undefined, ...known })
          const notes = {
            ...read,
            warnings: [
              ...otherDay(text, day),
              ...read.warnings,
              ...(parts.length === 0 ? [] : [offRecordWarning(parts)]),
              ...secretWarnings(text),
            ],
          }
          shell.file(options.json ? `${jsonLine(published(file, notes))}\n` : notesSummary(file, notes))
        } catch (error) {
          if (!(error instanceof UserError)) throw error
          failed += 1
          if (options.json) shell.file(`${jsonLine({ file, error: error.message })}\n`)
          shell.err(`${error.message}\n`)
        }
      }
      if (failed > 0) throw new FailedFiles(`${failed} of ${countOf(files.length, 'file')} could not be read.`)
    })
}

/** One line to every reader: some take U+2028 and U+2029 for line ends, which JSON does not. */
function jsonLine(value: object): string {
  return JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
}

/** The day asked for, or the one in the file's name, is none of those that the headings name. */
function otherDay(text: string, day: string | null): Notes['warnings'] {
  if (day === null) return []
  const structure = readStructure(text)
  const all = meetings(structure, day)
  const first = all[0]
  if (first === undefined || all.some(({ date }) => date === day)) return []
  const days = [...new Set(all.map(({ date }) => date))]
  const shown = `${days.slice(0, 3).join(', ')}${days.length > 3 ? ', …' : ''}`
  return [
    {
      code: 'other-day',
      message: `Expected the notes of ${day}, found those of ${shown} (from the headings). Check the date, the file name and the heading.`,
      line: structure.headings[first.heading]?.number ?? 1,
    },
  ]
}

function offRecordWarning(parts: readonly OffRecordPart[]): Notes['warnings'][number] {
  return { code: 'off-record', message: offRecordRemark(parts), line: parts[0]?.from ?? 1 }
}

function secretWarnings(text: string): Notes['warnings'] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      line.includes(SECRET_REMOVED)
        ? [{ code: 'secret', message: 'Something that looks like a secret was removed.', line: index + 1 }]
        : [],
    )
}

/** The fields of the contract, in its order; what else was understood stands behind them. */
function published(file: string, notes: Notes): object {
  const { date, headingDate, participants, excused, reporters, scribes, presenters } = notes
  const { references, unresolved, actionItems, decisions, sections, warnings, wishes, headlines } = notes
  return {
    ...{ file, date, headingDate, participants, excused, reporters, scribes, presenters },
    ...{ references, unresolved, actionItems, decisions, sections, warnings, wishes, headlines },
  }
}
