/** `format`: converts text to house format. */

import { type Command, Option } from 'commander'
import { countOf } from '../../../domain/text/count-of.ts'
import { UserError } from '../../../errors.ts'
import { formatNotes } from '../../../notes/format/house-format.ts'
import type { Uses } from '../../../ports/app-ports.ts'
import { type CommonOptions, commandOf, wire } from '../../command-context.ts'
import { FailedFiles, UsageError } from '../../exit.ts'
import { dayOfName, type SpellingPorts, spellings } from '../../input/notes-input.ts'
import type { Shell } from '../../shell.ts'

/** What the command uses of the world. */
type Ports = SpellingPorts & Uses<'expandFolder' | 'writeText'>

type Options = CommonOptions & { readonly check?: boolean; readonly write?: boolean }

export function formatCommand(shell: Shell): Command {
  return commandOf('format', 'convert text to house format without losing, changing or moving a word')
    .argument('<files...>', 'minutes or pads; a single file is printed to stdout')
    .option('--check', 'list files that would change (exit code 1)')
    .addOption(new Option('--write', 'change the files in place').conflicts('check'))
    .action(async (given: string[], options: Options) => {
      const ports: Ports = wire(shell, options)
      const files = (await Promise.all(given.map(ports.expandFolder))).flat()
      if (files.length > 1 && !options.check && !options.write) {
        throw new UsageError(`format: expected one file, or --check or --write for several, found ${files.length} files.`)
      }
      const { known, typed } = await spellings(ports, options.config)
      let changed = 0
      let failed = 0
      for (const file of files) {
        try {
          const { text } = await typed.readPad(file)
          const formatted = formatNotes(text, { date: dayOfName(file), ...known })
          for (const { line, message } of formatted.warnings) shell.err(`${file}:${line}: ${message}\n`)
          if (options.check) await nameFindings(shell, file, formatted.text)
          if (!options.check && !options.write) shell.file(formatted.text)
          else if (formatted.text !== text) {
            changed += 1
            shell.out(`${file}\n`)
            if (options.write) await ports.writeText(file, formatted.text)
          }
        } catch (error) {
          if (!(error instanceof UserError)) throw error
          failed += 1
          shell.err(`${error.message}\n`)
        }
      }
      if (failed > 0) throw new FailedFiles(`${failed} of ${countOf(files.length, 'file')} could not be read.`)
      if (options.check && changed > 0)
        throw new FailedFiles(`${changed} of ${countOf(files.length, 'file is', 'files are')} not in house format. --write changes them.`)
    })
}

/** House format keeps what can only be fixed by changing how the text looks. The linter reports it, and so do we. */
async function nameFindings(shell: Shell, file: string, text: string): Promise<void> {
  // Loaded by this command alone.
  const { lintMarkdown } = await import('../../markdown-lint.ts')
  for (const { line, rule, message } of lintMarkdown(text)) {
    shell.err(`${file}: after formatting, line ${line}: ${rule} ${message}; left as typed.\n`)
  }
}
