/** Writes a text to a pad, but only if nobody has typed there. */
import { withAccessHelp } from './access-errors.ts'
import { PAD_LIMIT, padTooLarge } from './decode-pad.ts'
import { type DoorOptions, resolveEndpoint } from './fetching/pad-endpoint.ts'
import { safeFetch, safePost } from './fetching/safe-fetch.ts'
import { shown } from './fetching/shown-address.ts'
import { copyByHand, type PadTarget } from './providers/pad-provider.ts'
import { providers } from './providers/providers.ts'

export type PadWriterOptions = DoorOptions & {
  /** true for a text of ours that nobody has changed since: it may be replaced. */
  readonly isUntouched?: (text: string) => boolean
}

export type PadWriter = { readonly write: (url: string, text: string) => Promise<void> }

/** `write` is idempotent. Throws UserError with what to copy where, when the pad holds anything a person may have typed. */
export function createPadWriter(options: PadWriterOptions): PadWriter {
  return {
    async write(address, text) {
      const { url, rules, token } = resolveEndpoint(address, options, 'Copy it from the browser to `pad` of the team.')
      if (Buffer.byteLength(text) > PAD_LIMIT) throw padTooLarge(shown(url))
      const provider = providers.find((known) => known.write !== undefined && known.claims(url, token))
      const write = provider?.write
      if (write === undefined) throw copyByHand(url, 'a URL without a pad name')
      const target: PadTarget = {
        url,
        text,
        token,
        fetch: (asked, fetchOptions) => safeFetch(asked, rules, fetchOptions),
        post: (asked, post) => safePost(asked, rules, post),
        isUntouched: options.isUntouched ?? (() => false),
      }
      await withAccessHelp(() => write(target))
    },
  }
}
