/** How the demo speaks: days, steps with the time they took, lines below. Colours and progress on a terminal only, plain text elsewhere. */
import { stripVTControlCharacters, styleText } from 'node:util'

export type Style = 'bold' | 'dim' | 'green' | 'red' | 'cyan' | 'yellow'

export type Terminal = {
  readonly write: (text: string) => void
  readonly isTerminal: boolean
  readonly hasColors: boolean
  readonly columns: number
}

export type Step = {
  /** Of the story, not of the day the demo is run. */
  readonly at: string
  readonly what: string
  /** What a person would type for it. */
  readonly command?: string
  /** Files that are written when it has ended. */
  readonly files?: readonly string[]
}

/** How far the story came. */
export type Reached = {
  /** The day and the step that ran last; null: none has begun. */
  readonly last: { readonly day: string; readonly step: Pick<Step, 'at' | 'what'> } | null
  /** Written by the steps that ended. */
  readonly files: readonly string[]
}

export type Narrator = {
  readonly style: (style: Style, text: string) => string
  readonly title: (text: string, ...below: readonly string[]) => void
  readonly day: (text: string) => void
  /** Says what is going on, and how long it took; what `work` throws passes through. */
  readonly step: <Result>(step: Step, work: () => Promise<Result>) => Promise<Result>
  /** Below a step. */
  readonly lines: (...lines: readonly string[]) => void
  readonly table: (rows: readonly (readonly string[])[]) => void
  readonly paragraph: (...lines: readonly string[]) => void
  readonly reached: () => Reached
}

const WIDTH = 100
/** Where the words of a step begin. */
const INDENT = ' '.repeat(9)

export function terminalOf(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): Terminal {
  const isTerminal = stream.isTTY === true
  return {
    write: (text) => void stream.write(text),
    isTerminal,
    hasColors: isTerminal && !env.NO_COLOR && env.TERM !== 'dumb',
    // Some terminals say 0 for what they do not know.
    columns: (isTerminal && stream.columns) || WIDTH,
  }
}

export function createNarrator({ write, isTerminal, hasColors, columns }: Terminal): Narrator {
  const width = Math.max(60, Math.min(columns, WIDTH))
  // A person whose terminal has colours sees them whatever `styleText` thinks of this process.
  const style = (name: Style, text: string) => (hasColors ? styleText(name, text, { validateStream: false }) : text)
  const line = (text = '') => write(`${text}\n`)
  const below = (text: string) => {
    for (const part of wrap(text, width - INDENT.length)) line(`${INDENT}${part}`)
  }
  let today = ''
  let last: Reached['last'] = null
  const files = new Set<string>()
  return {
    style,
    title: (text, ...more) => {
      line(style('bold', text))
      for (const one of more) line(style('dim', one))
    },
    day: (text) => {
      today = text
      line(`\n${style('bold', text)}`)
    },
    step: async ({ at, what, command, files: written = [] }, work) => {
      last = { day: today, step: { at, what } }
      const head = `  ${style('dim', at.padEnd(5))}  ${what}`
      // A line that wraps could not be taken back.
      const showsProgress = isTerminal && visible(head) + 2 < columns
      if (showsProgress) write(`${head} ${style('dim', '…')}`)
      const start = performance.now()
      try {
        const result = await work()
        for (const file of written) files.add(file)
        return result
      } finally {
        const took = `${((performance.now() - start) / 1000).toFixed(1)} s`
        const gap = ' '.repeat(Math.max(1, width - visible(head) - took.length))
        if (showsProgress) write('\r\u001b[K')
        line(`${head}${gap}${style('dim', took)}`)
        if (command !== undefined) line(`${INDENT}${style('cyan', `$ ${command}`)}`)
      }
    },
    lines: (...lines) => {
      for (const one of lines) below(one)
    },
    table: (rows) => {
      const widths = rows.reduce<number[]>((known, row) => row.map((cell, index) => Math.max(known[index] ?? 0, visible(cell))), [])
      for (const row of rows) {
        const cells = row.map((cell, index) => (index === row.length - 1 ? cell : cell + ' '.repeat((widths[index] ?? 0) - visible(cell))))
        line(`  ${cells.join('  ').trimEnd()}`)
      }
    },
    paragraph: (...lines) => {
      line()
      for (const one of lines) line(one)
    },
    reached: () => ({ last, files: [...files] }),
  }
}

const visible = (text: string) => stripVTControlCharacters(text).length

/** At spaces; a line's own indent goes before what follows of it. Words longer than the line (links) stay whole. */
function wrap(text: string, width: number): readonly string[] {
  const indent = /^ */.exec(text)?.[0] ?? ''
  const lines: string[] = []
  let current = ''
  for (const word of text.slice(indent.length).split(' ')) {
    const longer = current === '' ? indent + word : `${current} ${word}`
    if (current !== '' && visible(longer) > width) {
      lines.push(current)
      current = `${indent}  ${word}`
    } else current = longer
  }
  return [...lines, current]
}
