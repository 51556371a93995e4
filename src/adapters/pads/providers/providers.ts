/**
 * The pad servers we know, in the order they are asked: an address that several claim is asked of the next when the first has no
 * such pad. A new one: its file, and its line here.
 */
import { etherpad } from './etherpad.ts'
import { hackmd } from './hackmd.ts'
import { hedgedoc1 } from './hedgedoc1.ts'
import { hedgedoc2 } from './hedgedoc2.ts'
import type { PadProvider } from './pad-provider.ts'

export const providers: readonly PadProvider[] = [hackmd, hedgedoc2, etherpad, hedgedoc1]
