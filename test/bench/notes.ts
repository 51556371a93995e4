/**
 * What understanding and formatting a pad costs, as ratios in one run: against a Markdown parser on the same texts, and of
 * ten times the text against the text itself. Reads the archive that SCS_CORPUS names; without it pads made here.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { formatNotes } from '../../src/notes/format/house-format.ts'
import { readNotes } from '../../src/notes/read-notes.ts'
import { generatedPad } from './notes-pads.ts'

type Row = { readonly what: string; readonly got: number; readonly atMost: number }

const MIB = 1024 * 1024

/** Prints a table; false when a bound is broken. */
export async function benchNotes(print: (line: string) => void): Promise<boolean> {
  const texts = corpusTexts() ?? Array.from({ length: 200 }, (_, index) => generatedPad(index + 1, 60))
  const size = texts.reduce((sum, text) => sum + text.length, 0)
  const whence = process.env.SCS_CORPUS ? 'of the archive' : 'made here (SCS_CORPUS is not set)'
  print(`Notes: ${texts.length} texts ${whence}, ${(size / MIB).toFixed(2)} MiB`)
  const rows = [...againstParser(texts), ...lengths()]
  for (const { what, got, atMost } of rows) {
    print(`  ${got <= atMost ? 'ok  ' : 'MISS'} ${what.padEnd(58)} ${got.toFixed(2).padStart(7)} times, at most ${atMost}`)
  }
  return rows.every(({ got, atMost }) => got <= atMost)
}

function corpusTexts(): string[] | null {
  const folder = process.env.SCS_CORPUS
  if (!folder) return null
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'))
  return files.sort().map((file) => readFileSync(join(folder, file), 'utf8'))
}

function againstParser(texts: readonly string[]): Row[] {
  const parse = (text: string) => fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
  const all = (work: (text: string) => unknown) => () => {
    for (const text of texts) work(text)
  }
  const [parsed, read, formatted] = fastest([all(parse), all((text) => readNotes(text)), all((text) => formatNotes(text))], 2) as [
    number,
    number,
    number,
  ]
  return [
    { what: 'notes against parsing the same texts as Markdown', got: read / parsed, atMost: 3 },
    // The format reads the notes first, so this is notes and house format together.
    { what: 'notes and house format against parsing', got: formatted / parsed, atMost: 3 },
  ]
}

/** From a long meeting to ten of it, and from a tenth of the largest pad that is read to the largest. */
function lengths(): Row[] {
  return [40, 300].flatMap((topics) => {
    const small = generatedPad(7, topics)
    const large = Array.from({ length: 10 }, (_, index) => generatedPad(7 + index, topics)).join('\n')
    const name = `${Math.round(large.length / 1024)} KiB against a tenth of it`
    return [
      { what: `notes of ${name}`, got: growth(readNotes, small, large), atMost: 12 },
      { what: `house format of ${name}`, got: growth(formatNotes, small, large), atMost: 12 },
    ]
  })
}

/** The small text is done ten times a round, so that both sides are long enough to be measured. */
function growth(work: (text: string) => unknown, small: string, large: string): number {
  const [ten, one] = fastest(
    [
      () => {
        for (let i = 0; i < 10; i++) work(small)
      },
      () => work(large),
    ],
    4,
  ) as [number, number]
  return one / (ten / 10)
}

/** Milliseconds of each, taken in turn; the fastest of the rounds, so that a busy machine does not matter. */
function fastest(works: readonly (() => unknown)[], rounds: number): number[] {
  const best = works.map(() => Number.POSITIVE_INFINITY)
  for (let round = 0; round <= rounds; round++) {
    works.forEach((work, index) => {
      const began = performance.now()
      work()
      const took = performance.now() - began
      // The first round only warms up.
      if (round > 0 && took < (best[index] as number)) best[index] = took
    })
  }
  return best
}
