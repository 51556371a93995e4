/** How large the parts of a file are: paths through its functions (their cyclomatic complexity), and regular expressions. */
import { parseSync } from 'oxc-parser'

export type FunctionSize = {
  readonly name: string
  readonly line: number
  /** Paths through the function, as McCabe counts them; a function inside it counts for itself. */
  readonly complexity: number
}

type Node = { readonly type: string; readonly start: number; readonly end: number; readonly [key: string]: unknown }

const FUNCTIONS = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']

/** One more path each: branches, loops, the second side of `&&`, `||` and `??`, and of their assignments. */
const BRANCHES: ReadonlySet<string> = new Set([
  ...['IfStatement', 'ConditionalExpression', 'CatchClause', 'LogicalExpression'],
  ...['ForStatement', 'ForInStatement', 'ForOfStatement', 'WhileStatement', 'DoWhileStatement'],
])

export function functionSizes(file: string, text: string): readonly FunctionSize[] {
  const { program, errors } = parseSync(file, text)
  if (errors.length > 0) throw new Error(`${file}: expected TypeScript, found: ${errors[0]?.message}`)
  const found: FunctionSize[] = []
  const lineOf = (at: number): number => text.slice(0, at).split('\n').length
  const visit = (value: unknown, name: string, count: () => void): void => {
    if (Array.isArray(value)) for (const entry of value) visit(entry, name, count)
    if (!isNode(value)) return
    if (isBranch(value)) count()
    const isFunction = FUNCTIONS.includes(value.type) && value.body !== null
    let complexity = 1
    const inner = isFunction ? () => void complexity++ : count
    for (const [key, child] of Object.entries(value)) {
      if (key !== 'type') visit(child, isFunction ? '' : (nameIn(value) ?? name), inner)
    }
    if (!isFunction) return
    found.push({ name: nameIn(value) ?? (name || 'a function without a name'), line: lineOf(value.start), complexity })
  }
  visit(program, '', () => {})
  return found
}

/** The regular expressions typed in a file, and the texts that become one: the line each begins in, and its length without slashes and flags. */
export function patternsIn(file: string, text: string): readonly { readonly line: number; readonly length: number }[] {
  const { program } = parseSync(file, text)
  const found: { line: number; length: number }[] = []
  const add = ({ start }: Node, length: number): void => {
    found.push({ line: text.slice(0, start).split('\n').length, length })
  }
  const visit = (value: unknown, isWords: boolean): void => {
    if (Array.isArray(value)) for (const entry of value) visit(entry, isWords)
    if (!isNode(value)) return
    const { regex } = value as { readonly regex?: { readonly pattern: string } }
    const { typed, inside } = typedIn(value)
    if (regex) add(value, regex.pattern.length)
    else if (typed !== '' && (isWords || PATTERN.test(typed))) add(value, typed.length)
    for (const child of inside) visit(child, false)
    if (regex || typed !== '') return
    const givesWords = value.type === 'CallExpression' && isNode(value.callee) && WORD_LISTS.has(String(value.callee.name))
    const isList = isWords && ['ArrayExpression', 'SpreadElement'].includes(value.type)
    for (const [key, child] of Object.entries(value)) if (key !== 'type') visit(child, isList || (givesWords && key === 'arguments'))
  }
  visit(program, false)
  return found
}

/** Functions that make a pattern of words. */
const WORD_LISTS: ReadonlySet<string> = new Set(['oneOf', 'phrases', 'anyOf'])

/** A text that is a source of a pattern: groups, classes, or words with bars between them. */
const PATTERN = /\(\?[:=!<]|\[\^|\\[bdpsSwW](?![a-z])|[\p{L})?\]}]\|[\p{L}([\\]/u

/** What is typed of a text: of a template without what is put in, of a sum (`'a' + 'b'`) both sides. `inside`: what else stands in it. */
function typedIn(node: Node): { readonly typed: string; readonly inside: readonly Node[] } {
  if (node.type === 'Literal') return { typed: typeof node.value === 'string' ? node.value : '', inside: [] }
  if (node.type === 'TaggedTemplateExpression' && isNode(node.quasi)) return typedIn(node.quasi)
  const isSum = node.type === 'BinaryExpression' && node.operator === '+'
  if (!isSum && node.type !== 'TemplateLiteral') return { typed: '', inside: [] }
  const quasis = (node.quasis ?? []) as readonly { readonly value: { readonly raw: string } }[]
  const parts = (isSum ? [node.left, node.right] : node.expressions) as readonly Node[]
  const read = parts.map((part) => ({ part, ...typedIn(part) }))
  return {
    typed: [...quasis.map(({ value }) => value.raw), ...read.map(({ typed }) => typed)].join(''),
    inside: read.flatMap(({ part, typed, inside }) => (typed === '' ? [part] : inside)),
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

function isBranch(node: Node): boolean {
  if (node.type === 'SwitchCase') return node.test !== null
  if (node.type === 'AssignmentExpression') return ['&&=', '||=', '??='].includes(String(node.operator))
  return BRANCHES.has(node.type)
}

/** The name that a declaration, a variable or a property gives. */
function nameIn(node: Node): string | null {
  const named = node.type === 'Property' || node.type === 'MethodDefinition' || node.type === 'PropertyDefinition' ? node.key : node.id
  return isNode(named) && typeof named.name === 'string' ? named.name : null
}
