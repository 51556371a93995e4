/**
 * Protects the server from slow input: long texts are screened for secrets, and long pads are read, in a separate thread that is
 * stopped if it takes too long. Only a pad that was read in time is read again in the main thread.
 */
import { isLongPad } from '../../domain/pads/long-pad.ts'
import { userError } from '../../errors.ts'
import type { PadSource, Screen } from '../../ports.ts'
import type { PrivacySettings } from '../../settings/settings.ts'
import { runInThread } from '../threads/run-in-thread.ts'
import type { CleanSvg } from './images/clean-svg.ts'

/** Five times what the longest pad that is allowed takes on a small machine. */
const LIMIT_MS = 20_000

export type ReadingTime = {
  /** The file of the thread: `.js`, or `.ts` where the sources run. */
  readonly worker: URL
  readonly limitMs?: number
}

/** How texts are screened: `screen` does it here, the thread does the same by `privacy`. */
export type Screening = { readonly screen: Screen; readonly privacy: PrivacySettings }

/** Pads as they may be read on: screened where `screening` is given. Throws UserError for one that takes longer than the limit. */
export function withReadingTime(source: PadSource, options: ReadingTime, screening?: Screening): PadSource {
  return {
    lastEdit: (location) => source.lastEdit(location),
    async readPad(location) {
      const pad = await source.readPad(location)
      const where = pad.source ?? 'The pad'
      if (!isLongPad(pad.text)) return screening ? { ...pad, text: await screening.screen(pad.text, where) } : pad
      const task = { kind: 'read', text: pad.text, where, privacy: screening?.privacy ?? null }
      return { ...pad, text: (await inThread(task, where, options)) as string }
    },
  }
}

/** The same for texts that are no pads, like earlier minutes. */
export function screenInTime({ screen, privacy }: Screening, options: ReadingTime): Screen {
  return async (text, where) =>
    isLongPad(text) ? ((await inThread({ kind: 'screen', text, where, privacy }, where, options)) as string) : screen(text, where)
}

/** A long SVG is cleaned in the thread. Throws UserError for one that takes longer than the limit. */
export async function cleanInTime(text: string, where: string, options: ReadingTime): Promise<CleanSvg | null> {
  if (isLongPad(text)) return (await inThread({ kind: 'clean-svg', text }, where, options)) as CleanSvg | null
  // Its parsers are large, and most pads have no SVG.
  const { cleanSvg } = await import('./images/clean-svg.ts')
  return cleanSvg(text)
}

/** What the thread answers to `task`. Throws UserError as the thread does, and when it takes longer than the limit. */
export function inThread(task: object, where: string, { worker, limitMs = LIMIT_MS }: ReadingTime): Promise<unknown> {
  return runInThread(task, { worker, limitMs, late: () => tooLong(where, limitMs) })
}

function tooLong(where: string, limitMs: number): Error {
  return userError({
    where,
    expected: `a pad that can be read within ${limitMs / 1000} s`,
    found: 'one that takes longer: very long lines, or thousands of repeated characters',
    fix: 'Remove pasted junk and split very long lines, or pass the notes of one meeting as a file.',
  })
}
