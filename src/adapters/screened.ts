/** Pads and earlier minutes whose text is screened before anything is made of it. */
import type { MinutesArchive, PadSource, Screen } from '../ports.ts'

export function screenedPads(pads: PadSource, screen: Screen): PadSource {
  return {
    readPad: async (location) => {
      const pad = await pads.readPad(location)
      return { ...pad, text: await screen(pad.text, pad.source ?? 'The pad') }
    },
  }
}

/** Templates are no texts of meetings: they stay as they are. */
export function screenedArchive(archive: MinutesArchive, screen: Screen): MinutesArchive {
  return {
    list: archive.list,
    read: async (path) => {
      const text = await archive.read(path)
      return text === null || path.startsWith('templates/') ? text : screen(text, path)
    },
  }
}
