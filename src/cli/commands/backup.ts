/** `backup` and `restore`: the app’s data (snapshots, log of writes, known comments, webhooks) in one JSON file. */

import type { Command } from 'commander'
import { countOf } from '../../domain/text/count-of.ts'
import type { Uses } from '../../ports/app-ports.ts'
import type { AddedMemory } from '../../ports.ts'
import { countBackup, parseBackup, readBackup, restoreBackup } from '../../usecases/backup.ts'
import { type CommonOptions, commandOf, wire } from '../command-context.ts'
import type { Shell } from '../shell.ts'

/** What the command uses of the world. */
type Ports = Uses<'clock' | 'memoryKeeper' | 'parseSnapshot' | 'readText' | 'writePrivate'>

export function backupCommand(shell: Shell): Command {
  return commandOf('backup', 'save the app’s data in one file; the server can keep running')
    .argument('<file>')
    .action(async (file: string, options: CommonOptions) => {
      const ports: Ports = wire(shell, options)
      const backup = await readBackup(ports.memoryKeeper, ports.clock.now())
      await ports.writePrivate(file, `${JSON.stringify(backup)}\n`)
      shell.out(`${addedSentence(countBackup(backup))} saved as ${file}.\n`)
    })
}

export function restoreCommand(shell: Shell): Command {
  return commandOf('restore', 'restore a backup; existing data is kept; stop a server with an embedded database first')
    .argument('<file>')
    .action(async (file: string, options: CommonOptions) => {
      const ports: Ports = wire(shell, options)
      const backup = parseBackup(await ports.readText(file, 'a backup'), file, ports.parseSnapshot)
      shell.out(`${addedSentence(await restoreBackup(ports.memoryKeeper, backup))} restored from ${file}.\n`)
    })
}

function addedSentence({ snapshots, entries, comments }: AddedMemory): string {
  const known = comments > 0 ? `, and ${countOf(comments, 'known comment')},` : ''
  return `${countOf(snapshots, 'snapshot')} and ${countOf(entries, 'log entry', 'log entries')}${known}`
}
