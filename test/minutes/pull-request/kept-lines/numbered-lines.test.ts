/** Lines and headings with numbers are known by what they say: the number changes when one above them goes. */
import { expect, test } from 'vitest'
import { withLostLines } from '../../../../src/minutes/pull-request/kept-lines/keep-lost-lines.ts'
import { linesLost } from '../../../../src/minutes/pull-request/lines-lost.ts'

const minutes = (...lines: readonly string[]) => `# 2026-11-25\n\n${lines.join('\n')}\n`

function keep(before: string, after: string) {
  const { lost } = linesLost(before, after)
  return { lost, text: withLostLines(before, after, lost).text }
}

/** What stands in the text, without numbers and blank lines. */
function said(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.replace(/\d+\\?[.)] /, '')]))
}

const LIST = ['1. alpha one', '2. beta two', '3. gamma three', '4. zeta six']

test.each([
  ['in the middle', LIST, ['1. alpha one', '2. gamma three', '3. zeta six'], ['2. beta two']],
  ['the first', LIST, ['1. beta two', '2. gamma three', '3. zeta six'], ['1. alpha one']],
  ['the last', LIST, ['1. alpha one', '2. beta two', '3. gamma three'], ['4. zeta six']],
  ['with brackets', LIST.map((line) => line.replace('.', ')')), ['1) alpha one', '2) gamma three', '3) zeta six'], ['2) beta two']],
  ['with an escaped dot', ['- 1\\. alpha', '- 2\\. beta', '- 3\\. gamma'], ['- 1\\. alpha', '- 2\\. gamma'], ['- 2\\. beta']],
  ['in a quotation', ['> 1. alpha', '> 2. beta', '> 3. gamma'], ['> 1. alpha', '> 2. gamma'], ['> 2. beta']],
])('a numbered line that is gone is lost, whatever number the next one has now: %s', (_name, before, after, lost) => {
  const kept = keep(minutes(...before), minutes(...after))
  expect(kept.lost).toEqual(lost)
  expect(said(kept.text)).toEqual(said(minutes(...before)))
})

test('the lines of a numbered item that is gone come back below it', () => {
  const before = minutes(
    ...['1. topic alpha', '   - said this', '2. topic beta', '   - said that', '   - and then', '3. topic gamma', '   - at last'],
  )
  const after = minutes('1. topic alpha', '   - said this', '2. topic gamma', '   - at last')
  expect(said(keep(before, after).text)).toEqual(said(before))
})

test('numbered lines in numbered lines come back once, and stay when the pad has them again', () => {
  const before = minutes('1. alpha', '2. beta', '3. gamma three', '   1. delta', '   2. eps', '4. zeta')
  const after = minutes('1. alpha', '2. gamma three', '   1. eps', '3. zeta')
  const { lost, text } = keep(before, after)
  expect(lost).toEqual(['2. beta', '   1. delta'])
  expect(said(text)).toEqual(said(before))
  expect(keep(text, before)).toEqual({ lost: [], text: before })
})

test('nothing is lost where a line was put first', () => {
  expect(linesLost(minutes('1. alpha', '2. beta'), minutes('1. new', '2. alpha', '3. beta')).lost).toEqual([])
})

test('versions and dates are words', () => {
  const before = minutes('- 1.30 is out', '- 1.31 is out', '- 2026-11-25 was the call')
  expect(linesLost(before, minutes('- 1.31 is out')).lost).toEqual(['- 1.30 is out', '- 2026-11-25 was the call'])
})

const TOPICS = ['### 1. A topic', '', '- we spoke of disks', '', '### 2. B topic', '', '- switches arrived', '- racks have power', '']

test.each([
  ['with its old title', ['### 2. C topic', '', '- release on Friday']],
  ['with a longer title', ['### 2. C topic and more', '', '- release on Friday']],
])('lines of a numbered heading that is gone come back below it, not below the next one: %s', (_name, next) => {
  const before = minutes(...TOPICS, '### 3. C topic', '', '- release on Friday')
  const { text } = keep(before, minutes(...TOPICS.slice(0, 4), ...next))
  expect(said(text)).toEqual(said(minutes(...TOPICS, ...next)))
})

test('a heading that differs by one short word is another one', () => {
  const { text } = keep(minutes('### Part A', '', '- switches arrived'), minutes('### Part B', '', '- release on Friday'))
  expect(said(text)).toEqual(said(minutes('### Part A', '- switches arrived', '### Part B', '- release on Friday')))
})
