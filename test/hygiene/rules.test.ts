/** Every rule reports its reported examples and not the others, and follows what applies to all rules. A new rule needs no line here. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { evaluateHygiene, type HygieneInput } from '../../src/hygiene/evaluate.ts'
import { ruleIds, rules } from '../../src/hygiene/registry.ts'
import { createExampleBoard, placeOf } from './example-board.ts'

const found = (input: HygieneInput) => evaluateHygiene(input).map(({ rule, epic, story }) => `${rule} ${epic ?? '-'} ${story ?? '-'}`)

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_id, rule) => {
  test.each(rule.examples.reported.map((example) => [example.name, example] as const))('reports: %s', (_name, example) => {
    const board = createExampleBoard()
    const place = placeOf(rule, example, board.add(example))
    expect(found(board.input(rule, example.options))).toEqual([place])
  })

  test.each(rule.examples.passed.map((example) => [example.name, example] as const))('passes over: %s', (_name, example) => {
    const board = createExampleBoard()
    board.add(example)
    expect(found(board.input(rule, example.options))).toEqual([])
  })

  test('has examples of what it reports and of what it passes over', () => {
    expect(rule.examples.reported).not.toEqual([])
    expect(rule.examples.passed).not.toEqual([])
  })

  test('describes findings in sentences and fields', () => {
    for (const example of rule.examples.reported) {
      const board = createExampleBoard()
      board.add(example)
      for (const finding of evaluateHygiene(board.input(rule, example.options))) {
        expect(finding.message).toMatch(/^(?:[A-Z\d]|[\w.-]+\/[\w.-]+#\d+ ).*[^.]$/)
        expect(finding.says).not.toMatch(/\d+ days ago/)
        expect(finding.fix).toMatch(/^[A-Z].*\.$/)
        expect(finding.evidence.length).toBeGreaterThan(0)
        // A comment that shows words, names or reasons has them.
        for (const { quote, ref, reason } of finding.evidence) {
          if (rule.details === 'quotes') expect(quote).toBeTruthy()
          if (rule.details === 'names' || rule.details === 'reasons') expect(ref).toBeTruthy()
          expect(quote === undefined ? reason : quote).not.toBe('')
        }
        expect(finding.since ?? '2023-01-01').toMatch(/^\d{4}-\d{2}-\d{2}$/)
      }
    }
  })

  test('reports nothing on an incomplete snapshot', () => {
    const board = createExampleBoard()
    for (const example of rule.examples.reported) board.add(example)
    const input = board.input(rule)
    expect(found({ ...input, snapshot: { ...input.snapshot, complete: false } })).toEqual([])
  })
})

test('a rule is named only in its own file and the registry', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  const naming = files.flatMap((file) => {
    const text = readFileSync(join('src', file), 'utf8')
    return ruleIds.filter((id) => text.includes(id)).map((id) => `${id} in ${file}`)
  })
  const allowed = ruleIds.flatMap((id) => [
    `${id} in ${join('hygiene', 'rules', `${id}.ts`)}`,
    `${id} in ${join('hygiene', 'registry.ts')}`,
  ])
  expect(naming.filter((line) => !allowed.includes(line))).toEqual([])
  expect(allowed.filter((line) => !naming.includes(line))).toEqual([])
})
