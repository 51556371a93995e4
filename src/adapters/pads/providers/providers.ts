/** The supported pad servers. To add a provider, add its file and a line here. */
import { etherpad } from './etherpad.ts'
import { hackmd } from './hackmd.ts'
import { hedgedoc1 } from './hedgedoc1.ts'
import { hedgedoc2 } from './hedgedoc2.ts'
import type { PadProvider } from './pad-provider.ts'

/**
 * In the order they are tried: from those that claim few addresses to the one that claims any path. If several claim a URL, the next
 * is tried when one has no such pad.
 */
export const providers: readonly PadProvider[] = [hackmd, hedgedoc2, etherpad, hedgedoc1]
