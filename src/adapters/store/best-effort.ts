/**
 * Store failures do not stop a command: minutes are still created, and the next write continues after one that could not be logged.
 * Each failure is reported. The list of known comments is never guessed: without it, nothing is written.
 */
import type { AuditLog, CommentMemory, Log, SnapshotStore } from '../../ports.ts'

export function keepIfPossible(snapshots: SnapshotStore, log: Log): SnapshotStore {
  const told = tell(log)
  return {
    latest: (board, options) =>
      snapshots.latest(board, options).catch(told('Saved snapshots cannot be read:', 'This run continues without them.', null)),
    history: (board, options) =>
      snapshots.history(board, options).catch(told('Saved snapshots cannot be read:', 'This run continues without them.', [])),
    keep: (snapshot) =>
      snapshots.keep(snapshot).catch(told('The board was read, but the snapshot cannot be saved:', 'Later runs cannot use it.', undefined)),
  }
}

export function noteIfPossible(audit: AuditLog, log: Log): AuditLog {
  const told = tell(log)
  return {
    entries: (options) => audit.entries(options),
    record: (entry) =>
      audit
        .record(entry)
        .catch(told(`A write (${entry.kind}) was made, but cannot be logged:`, '`scs-sprint log` will not show it.', undefined)),
  }
}

export function rememberIfPossible(memory: CommentMemory, log: Log): CommentMemory {
  const told = tell(log)
  return {
    known: () => memory.known(),
    remember: (epic, known) =>
      memory
        .remember(epic, known)
        .catch(told('A new comment cannot be recorded:', 'If someone deletes it, it may come back once.', undefined)),
  }
}

function tell(log: Log) {
  return <Value>(what: string, consequence: string, value: Value) =>
    (error: unknown): Value => {
      log.warn(`${what} ${error instanceof Error ? error.message : String(error)} ${consequence}`)
      return value
    }
}
