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

/** The regular expressions typed in a file: the line each begins in, and its length without slashes and flags. */
export function patternsIn(file: string, text: string): readonly { readonly line: number; readonly length: number }[] {
  const { program } = parseSync(file, text)
  const found: { line: number; length: number }[] = []
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit)
    if (!isNode(value)) return
    const { regex } = value as { readonly regex?: { readonly pattern: string } }
    if (regex) found.push({ line: text.slice(0, value.start).split('\n').length, length: regex.pattern.length })
    else for (const [key, child] of Object.entries(value)) if (key !== 'type') visit(child)
  }
  visit(program)
  return found
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
