/** The texts of the archive in house format: made once, and asked by all tests and measures of it. */
import { formatNotes } from '../../src/notes/format/house-format.ts'
import { readNotes } from '../../src/notes/read-notes.ts'
import { readStructure } from '../../src/notes/structure/read-structure.ts'
import { lintHouse } from '../lint.ts'
import type { Archive } from './archive.ts'
import { renderingDifferences } from './rendering.ts'
import { unexplained } from './repairs.ts'

export type Formatted = {
  readonly file: string
  readonly text: string
  readonly once: string
  /** Formatted a second time. */
  readonly twice: string
  /** What a reader sees otherwise, listed repairs apart. */
  readonly seen: ReturnType<typeof unexplained>
  /** What markdownlint says; of slides nothing. */
  readonly findings: readonly string[]
}

export type FormattedArchive = {
  readonly done: readonly Formatted[]
  /** Files that broke, or took as long as all others together. */
  readonly broken: readonly string[]
}

const known = new WeakMap<Archive, FormattedArchive>()

export function formattedArchive(archive: Archive): FormattedArchive {
  const made = known.get(archive) ?? format(archive)
  known.set(archive, made)
  return made
}

function format({ files, aliases }: Archive): FormattedArchive {
  const done: Formatted[] = []
  const broken: string[] = []
  const costs = new Map<string, number>()
  for (const { file, text } of files) {
    const start = performance.now()
    try {
      done.push(formatted(file, text, aliases))
    } catch (error) {
      broken.push(`${file}: ${error instanceof Error ? error.message : String(error)}`)
    }
    costs.set(file, performance.now() - start)
  }
  const whole = [...costs.values()].reduce((sum, cost) => sum + cost, 0)
  for (const [file, cost] of costs)
    if (costs.size > 2 && cost > whole / 2) broken.push(`${file}: ${Math.round(cost)} of ${Math.round(whole)} ms`)
  return { done, broken }
}

function formatted(file: string, text: string, aliases: Archive['aliases']): Formatted {
  readNotes(text, { aliases })
  const once = formatNotes(text, { aliases }).text
  return {
    file,
    text,
    once,
    twice: formatNotes(once, { aliases }).text,
    seen: unexplained(text, renderingDifferences(text, once)),
    findings: readStructure(text).slides ? [] : lintHouse(once),
  }
}
