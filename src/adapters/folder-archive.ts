/** Earlier minutes in a folder of this machine. */
import type { MinutesArchive } from '../ports.ts'
import { demandFolder, listFiles, placeBelow, textIfThere } from './files.ts'

export function folderArchive(folder: string): MinutesArchive {
  return {
    list: async (below) => {
      await demandFolder(folder, 'minutes')
      const place = await placeBelow(folder, below, 'minutes')
      const files = place === null ? [] : await listFiles(place)
      return files.map((file) => (below === '' ? file : `${below}/${file}`))
    },
    read: async (path) => {
      const place = await placeBelow(folder, path, 'minutes')
      return place === null ? null : textIfThere(place, 'minutes')
    },
  }
}
