/** What is wrong with a text that is not YAML, in words for people who do not know its grammar. Pure. */
import type { LineCounter, YAMLError } from 'yaml'

/** `line` and `column`: from 1. */
export type YamlProblem = { readonly line: number; readonly column: number; readonly message: string }

type Told = { readonly at: number; readonly message: string }

/** In the order of the text, one a line: what follows an error in its line comes of it. */
export function yamlProblems(text: string, errors: readonly YAMLError[], lines: LineCounter): readonly YamlProblem[] {
  const found = errors.map((error) => {
    const { at, message } = told(text, error)
    const { line, col } = lines.linePos(at)
    return { line, column: col, message }
  })
  const first = new Map<number, YamlProblem>()
  for (const problem of found) if (!first.has(problem.line)) first.set(problem.line, problem)
  return [...first.values()]
}

function told(text: string, error: YAMLError): Told {
  const [at] = error.pos
  const here = (message: string): Told => ({ at, message })
  const { message } = error
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return { at: text.lastIndexOf('\n', at) + 1, message: 'expected spaces before a key, found a tab. Replace each tab with two spaces.' }
    case 'MULTIPLE_DOCS':
      return here('expected one document, found a second one behind `---`. Remove it, or the line.')
    case 'DUPLICATE_KEY':
      return here(`expected each key once, found \`${keyAt(text, at)}\` again. Keep one of them.`)
    case 'MULTILINE_IMPLICIT_KEY':
      return here('expected `key: value`, found no colon with a space behind it. Add it.')
    case 'BLOCK_IN_FLOW':
      if (text[at] === '-') return here('expected values in brackets, found a list with `-`. Write it as `[a, b]`.')
      return here(SECOND_COLON)
    case 'BLOCK_AS_IMPLICIT_KEY':
      return here(SECOND_COLON)
    case 'BAD_SCALAR_START':
    case 'BAD_DIRECTIVE':
      return here(`expected a value, found one that begins with \`${text[at] ?? ''}\`. Put it in quotes.`)
    case 'BAD_DQ_ESCAPE':
      return here('expected a character that may follow `\\` in double quotes, found a different one. Write `\\\\`, or use single quotes.')
    default:
      return open(text, error) ?? here(inOwnWords(message))
  }
}

const SECOND_COLON = 'expected one value, found a second `: ` in the line. Put the value in quotes.'

const QUOTE = /closing (["'])/
const BRACKET = /end with an? ([}\]])/

/** What was opened and not closed is told where it begins: the error itself stands where the text ends. */
function open(text: string, { pos: [at], message }: YAMLError): Told | null {
  const quote = QUOTE.exec(message)?.[1]
  if (quote !== undefined) {
    const from = lastOpen(text.slice(0, at), quote)
    return from === -1
      ? null
      : { at: from, message: `expected a closing quote (${quote}) for the text that begins here, found none. Add it.` }
  }
  const end = BRACKET.exec(message)?.[1]
  if (end === undefined) return null
  const sign = end === '}' ? '{' : '['
  const from = text.lastIndexOf(sign, at)
  return from === -1 ? null : { at: from, message: `expected ${end} for the ${sign} here, found none. Add it.` }
}

/** The last quote that begins a value. */
function lastOpen(text: string, quote: string): number {
  for (let at = text.lastIndexOf(quote); at > 0; at = text.lastIndexOf(quote, at - 1)) if (/[\s[{,]/.test(text[at - 1] ?? '')) return at
  return text.lastIndexOf(quote)
}

function keyAt(text: string, at: number): string {
  return /^["']?([^\s:"'{}[\],]{1,100})/.exec(text.slice(at, at + 110))?.[1] ?? 'this key'
}

/** The library's sentence where there is no better one; it names the place once more, behind it. */
function inOwnWords(message: string): string {
  if (/start at the same column/.test(message))
    return 'expected the indentation of the keys above, found a different one. Use the same number of spaces.'
  // Of the library's own recursion.
  if (/call stack/i.test(message)) return 'expected settings, found brackets nested too deeply. Remove some.'
  const sentence = (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '')
  return `expected YAML, found something else (${sentence}). Check brackets, quotes, commas and spaces there.`
}
