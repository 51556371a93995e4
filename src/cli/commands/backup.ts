/** `backup` and `restore`: the memory of the app (snapshots, log of writes) as one JSON file. */
import type { Command } from 'commander'
import { parseBackup, readBackup, restoreBackup } from '../../usecases/backup.ts'
import { type CommonOptions, commandOf, wire, withStore } from '../command.ts'
import type { Shell } from '../shell.ts'

export function backupCommand(shell: Shell): Command {
  return commandOf('backup', 'saves snapshots and the log of writes in one file')
    .argument('<file>')
    .action(async (file: string, options: CommonOptions) => {
      const wiring = wire(shell, options)
      const settings = await wiring.settings()
      const backup = await withStore(wiring, (store) => readBackup(store, settings.board, wiring.clock.now()))
      await wiring.writeText(file, `${JSON.stringify(backup)}\n`)
      shell.out(`${backup.snapshots.length} snapshots and ${backup.audit.length} log entries saved as ${file}.\n`)
    })
}

export function restoreCommand(shell: Shell): Command {
  return commandOf('restore', 'brings back what backup saved; what is there already stays')
    .argument('<file>')
    .action(async (file: string, options: CommonOptions) => {
      const wiring = wire(shell, options)
      const backup = parseBackup(await wiring.readText(file, 'a backup'), file, wiring.parseSnapshot)
      const { snapshots, entries } = await withStore(wiring, (store) => restoreBackup(store, backup))
      shell.out(`${snapshots} snapshots and ${entries} log entries restored from ${file}.\n`)
    })
}
