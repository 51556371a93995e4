/** Tells of changes of files on this machine. */
import { watch } from 'node:fs'
import { basename, dirname } from 'node:path'

/** An editor that saves causes several events. */
const SETTLED_MS = 200

/**
 * Calls `changed` once after files of these paths were written, created or removed. Returns what ends it. Where the system cannot watch
 * a folder, nothing is told: whoever waits must not depend on it alone.
 */
export function watchFiles(paths: readonly string[], changed: () => void): () => void {
  const names = new Map<string, Set<string>>()
  for (const path of paths) names.set(dirname(path), (names.get(dirname(path)) ?? new Set()).add(basename(path)))
  let timer: NodeJS.Timeout | undefined
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(changed, SETTLED_MS).unref()
  }
  const ends = [...names].map(([folder, watched]) =>
    watchFolder(folder, (name) => {
      // Some systems do not tell the name.
      if (name === null || watched.has(name)) soon()
    }),
  )
  return () => {
    clearTimeout(timer)
    for (const end of ends) end()
  }
}

/** A folder is watched in place of the file, which may not be there yet, or be replaced. */
function watchFolder(folder: string, changed: (name: string | null) => void): () => void {
  try {
    const watcher = watch(folder, { persistent: false }, (_event, name) => changed(name))
    watcher.on('error', () => watcher.close())
    return () => watcher.close()
  } catch {
    return () => {}
  }
}
