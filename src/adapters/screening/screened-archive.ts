/** Earlier minutes, screened for private parts before anything uses them. */
import type { MinutesArchive, Screen } from '../../ports.ts'

/** Templates are no texts of meetings: they stay as they are. */
export function screenedArchive(archive: MinutesArchive, screen: Screen): MinutesArchive {
  return {
    list: archive.list,
    ...(archive.mark ? { mark: archive.mark } : {}),
    read: async (path) => {
      const text = await archive.read(path)
      return text === null || path.startsWith('templates/') ? text : screen(text, path)
    },
  }
}
