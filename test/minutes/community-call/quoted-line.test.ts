/** Lines of people as the call quotes them: their words and their marks, cut where a sentence ends. */
import { expect, test } from 'vitest'
import { cutAtPause, markdownOf, quoteLine, wordsIn } from '../../../src/minutes/community-call/quoted-line.ts'
import { expectGrowsWithSize } from '../../growth.ts'

test.each([
  'run `rm *.log` and `a_b` in ~/.kube',
  'use ``a `quoted` word``',
  '_x_ and *y* and **z** and ***both*** and ~~gone~~',
  'snake_case stays, and so does 5 * 3 = 15',
  'see [the **plan**](https://x.example/a_(b))',
  '**a `command` in bold**',
  'a \\*star\\* and a < b',
])('%j stays as it was typed', (line) => {
  expect(markdownOf(quoteLine(line))).toBe(line)
})

test.each([
  [
    'references and addresses say nothing aloud',
    'done in [issues#28](https://github.com/scs/issues/issues/28), https://x.example/q and <https://x.example/z>.',
    'done in, and.',
  ],
  ['comments', 'we wait <!-- for Kurt --> here', 'we wait here'],
  ['a comment that was cut', 'we wait <!-- for Kurt', 'we wait'],
  ['tags, not their words', 'press <kbd>x</kbd><br>twice', 'press x twice'],
  ['images', 'as ![the plan](plan.png) shows', 'as shows'],
  ['links that lead nowhere else', 'see [above](#agenda) and [run](javascript:alert(1))', 'see above and run'],
  ['what the app added', 'the disk is full (board: in progress, @fkr)', 'the disk is full'],
  ['an address in emphasis', '**see https://x.example and `code`**', 'see and `code`'],
])('%s', (_name, line, told) => {
  expect(markdownOf(quoteLine(line))).toBe(told)
})

test('a title keeps code and what is struck out; its other words are text, whatever they look like', () => {
  const title = quoteLine('**Move** `kube_proxy` to _[cilium](https://x.example)_ ~~in May~~ \\*', 'code')
  expect(markdownOf(title, (text) => text.replaceAll('*', '\\*'))).toBe('Move `kube_proxy` to cilium ~~in May~~ \\*')
  expect(wordsIn(title)).toBe('Move kube_proxy to cilium in May *')
})

test('a sentence is cut at a pause outside of marks, by what readers see', () => {
  const line = quoteLine('`a. b` is long. And [more. of it](https://x.example/a/very/long/address). The end of it, which is cut')
  expect(markdownOf(cutAtPause(line, 34))).toBe('`a. b` is long. And [more. of it](https://x.example/a/very/long/address)')
  expect(markdownOf(cutAtPause(line, 20))).toBe('`a. b` is long')
  expect(markdownOf(cutAtPause(line, 400))).toBe(markdownOf(line))
})

test('signs that stand for marks while a line is cut are no way in', () => {
  expect(markdownOf(quoteLine('a \u{10600} `b`'))).toBe('a `b`')
})

test('a line of many marks keeps its words', () => {
  const many = Array.from({ length: 400 }, (_, at) => `\`w${at}\``).join(' ')
  expect(wordsIn(quoteLine(many)).split(' ')).toHaveLength(400)
})

test.each<[string, (size: number) => string]>([
  ['pauses', (size) => 'and so, '.repeat(size)],
  ['comments that nothing ends', (size) => '<!-- a '.repeat(size)],
  ['commas', (size) => `${','.repeat(size)}a`],
  ['marks', (size) => '`a`, '.repeat(size)],
  ['brackets', (size) => '[('.repeat(size)],
])('a long line of %s costs what its length does', async (what, long) => {
  const read = (size: number) => {
    const line = quoteLine(long(size))
    return [markdownOf(cutAtPause(line, 140)), wordsIn(line)]
  }
  await expectGrowsWithSize(read, { from: 500 }, what)
  expect(read(100_000).join('').length).toBeLessThan(10_000)
})

test('a line that is too long to be quoted ends at a blank, and says so', () => {
  expect(wordsIn(quoteLine('words '.repeat(1000)))).toMatch(/^(?:words ){600,700}…$/)
})
