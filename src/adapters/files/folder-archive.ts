/** Earlier minutes in a local folder. Messages use paths relative to the folder, because they appear on pages. */
import { createHash } from 'node:crypto'
import { UserError } from '../../errors.ts'
import type { MinutesArchive } from '../../ports.ts'
import { anyTextIfThere, demandFolder, listFiles, placeBelow, readBytes } from './files.ts'

export function folderArchive(folder: string): MinutesArchive {
  const list = async (below: string) => {
    await demandFolder(folder, 'minutes')
    const place = await placeBelow(folder, below, 'minutes')
    const files = place === null ? [] : await listFiles(place)
    return files.map((file) => (below === '' ? file : `${below}/${file}`))
  }
  return {
    list,
    mark: (path) => markOf(folder, path),
    read: async (path) => {
      const place = await placeBelow(folder, path, 'minutes')
      return place === null ? null : anyTextIfThere(place, 'minutes', path)
    },
  }
}

/** null: what is wrong with the file, reading it says. */
async function markOf(folder: string, path: string): Promise<string | null> {
  try {
    const place = await placeBelow(folder, path, 'minutes')
    return place === null
      ? null
      : createHash('sha256')
          .update(await readBytes(place, 'minutes', path))
          .digest('hex')
  } catch (error) {
    if (error instanceof UserError) return null
    throw error
  }
}
