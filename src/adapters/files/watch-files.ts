/** Tells of changes in a folder of this machine. */
import { watch } from 'node:fs'

/** Returns what ends it. Where the system cannot watch the folder, nothing is told: whoever waits must not depend on it alone. */
export function watchFolder(folder: string, changed: () => void): () => void {
  try {
    const watcher = watch(folder, { persistent: false }, changed)
    watcher.on('error', () => watcher.close())
    return () => watcher.close()
  } catch {
    return () => {}
  }
}
