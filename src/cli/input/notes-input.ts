/** Additional input for `notes` and `format`: the spellings from a configuration, if there is one, and the date in a file name. */
import { basename } from 'node:path'
import { isIsoDay } from '../../domain/time/dates.ts'
import { spellingsIn } from '../../minutes/meeting/read-options.ts'
import type { Uses } from '../../ports/app-ports.ts'
import type { PadSource } from '../../ports.ts'

export type Spellings = {
  readonly known: ReturnType<typeof spellingsIn>
  /** As `privacy` has it; secrets are never printed. */
  readonly pads: PadSource
  /** What a person's own file holds, untouched. */
  readonly typed: PadSource
}

export type SpellingPorts = Uses<'env' | 'settings' | 'settingsIfThere' | 'pads'>

/** Without a configuration, files are read without aliases. One named with --config must be valid. */
export async function spellings(ports: SpellingPorts, config: string | undefined): Promise<Spellings> {
  const settings = config === undefined && ports.env.config === null ? await ports.settingsIfThere() : await ports.settings()
  const masked = {
    pads: settings?.pads ?? { hosts: [] },
    privacy: { emails: 'keep', absences: 'as-typed', ...settings?.privacy, secrets: 'mask' },
  } as const
  return {
    known: settings === null ? { github: ports.env.github } : spellingsIn(settings),
    pads: ports.pads(masked),
    typed: ports.pads(masked, { asTyped: true }),
  }
}

/** `iaas/20230118.md` -> `2023-01-18`; null when the name begins with no day. */
export function dayOfName(file: string): string | null {
  const match = /^(\d{4})-?(\d{2})-?(\d{2})(?!\d)/.exec(basename(file))
  const day = match ? `${match[1]}-${match[2]}-${match[3]}` : ''
  return isIsoDay(day) ? day : null
}
