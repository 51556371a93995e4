/** Placeholder until the writer is here. */
import { UserError } from '../../errors.ts'

export function createPadWriter(_options: { readonly hosts: readonly string[]; readonly allowLoopback: boolean }) {
  return {
    write: async (url: string, _text: string): Promise<void> => {
      throw new UserError(`${url}: pads cannot be written yet. Copy the text into the pad.`)
    },
  }
}
