/** Functions stay small: biome checks 60 lines and 4 parameters, this test counts paths. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { functionSizes, patternsIn } from './function-sizes.ts'

const MOST_PATHS = 20
const MOST_LINES_OF_A_FILE = 300
const MOST_SIGNS_OF_A_PATTERN = 120

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => join('src', file).replaceAll('\\', '/'))

test(`no function has more than ${MOST_PATHS} paths`, () => {
  const all = files.flatMap((file) => functionSizes(file, readFileSync(file, 'utf8')).map((size) => ({ file, ...size })))
  expect(all.length).toBeGreaterThan(1000)
  const tangled = all.filter(({ complexity }) => complexity > MOST_PATHS)
  expect(tangled.map(({ file, line, name, complexity }) => `${file}:${line} ${name}: ${complexity} paths`)).toEqual([])
})

test(`no file has more than ${MOST_LINES_OF_A_FILE} lines`, () => {
  const long = files.map((file) => ({ file, lines: readFileSync(file, 'utf8').trimEnd().split('\n').length }))
  expect(long.filter(({ lines }) => lines > MOST_LINES_OF_A_FILE).map(({ file, lines }) => `${file}: ${lines} lines`)).toEqual([])
})

test(`no pattern is longer than ${MOST_SIGNS_OF_A_PATTERN} signs: word lists are lists, other parts stand one behind the other`, () => {
  const all = files.flatMap((file) => patternsIn(file, readFileSync(file, 'utf8')).map((pattern) => ({ file, ...pattern })))
  expect(all.length).toBeGreaterThan(500)
  const long = all.filter(({ length }) => length > MOST_SIGNS_OF_A_PATTERN)
  expect(long.map(({ file, line, length }) => `${file}:${line}: ${length} signs`)).toEqual([])
})

/** Source with a template that puts in `inside`. */
const template = (before: string, inside: string, after: string): string =>
  ['const a = `', before, '$', '{', inside, '}', after, '`'].join('')

describe('counting', () => {
  test.each([
    ['nothing to decide', 'function f() { return 1 }', 1],
    ['if and else', 'function f(a: boolean) { if (a) return 1; else return 2 }', 2],
    ['loops', 'function f(a: number[]) { for (const x of a) {} for (;;) {} for (const k in a) {} while (a) {} do {} while (a) }', 6],
    ['cases, not the default', 'function f(a: number) { switch (a) { case 1: case 2: return 1; default: return 2 } }', 3],
    ['a choice in an expression', 'const f = (a: number) => (a ? 1 : a && 2) || (a ?? 3)', 5],
    ['an assignment on a condition', 'function f(a: number | null) { a ??= 1; a += 2 }', 2],
    ['catching', 'function f() { try { g() } catch { h() } }', 2],
    ['no optional chaining', 'const f = (a?: { b: number }) => a?.b', 1],
  ])('%s', (_what, source, complexity) => {
    expect(functionSizes('x.ts', source).map((size) => size.complexity)).toEqual([complexity])
  })

  test('a nested function counts separately', () => {
    const sizes = functionSizes('x.ts', 'function outer(a: boolean) {\n  const inner = (b: boolean) => (b ? 1 : 2)\n  return a && inner\n}')
    expect(sizes.map(({ name, complexity, line }) => [name, complexity, line])).toEqual([
      ['inner', 2, 2],
      ['outer', 2, 1],
    ])
  })

  test('a pattern is counted without its slashes and flags, wherever it stands', () => {
    expect(patternsIn('x.ts', "const a = /ab|c/gi\n\nf('x', [/[/]/u])\nconst b = 'no /pattern/'")).toEqual([
      { line: 1, length: 4 },
      { line: 3, length: 3 },
    ])
  })

  test.each([
    ['a text with groups', "const a = '(?:ab|c)'", [8]],
    ['words with bars', "const a = 'ab|c'", [4]],
    ['a template without what is put in', template('(?:', 'b', '|c)'), [6]],
    ['a text as it is typed', 'const a = String.raw`\\d{2}`', [5]],
    ['a sum as one', "const a = '(?:ab' + '|cd' + e + ')'", [9]],
    ['what is put into a template', template('(?:', 'b + "x|y"', ')'), [7]],
    ['words in a list of their own', "oneOf('a, b', 'c')", [4, 1]],
    ['lists of phrases, patterns among them', "phrases(['a, b', /c+/], { flags: 'i' })", [4, 2]],
    ['no other text', template('one ', 'b', ' of | x'), []],
  ])('%s', (_what, source, lengths) => {
    expect(patternsIn('x.ts', source).map(({ length }) => length)).toEqual(lengths)
  })

  test('text that is not TypeScript is rejected', () => {
    expect(() => functionSizes('x.ts', 'function (')).toThrow(/x\.ts: expected TypeScript, found/)
  })
})
