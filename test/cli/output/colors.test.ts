import { expect, test } from 'vitest'
import { asError, wantsColors } from '../../../src/cli/output/colors.ts'
import { scsSprint } from '../terminal.ts'

test.each([
  ['a terminal', {}, true, true],
  ['a file', {}, false, false],
  ['NO_COLOR', { NO_COLOR: '1' }, true, false],
  ['an empty NO_COLOR says nothing', { NO_COLOR: '' }, true, true],
  ['FORCE_COLOR, for the log of a workflow', { FORCE_COLOR: '1' }, false, true],
  ['FORCE_COLOR goes first', { FORCE_COLOR: '1', NO_COLOR: '1' }, false, true],
  ['FORCE_COLOR=0', { FORCE_COLOR: '0' }, true, false],
  ['a terminal without colors', { TERM: 'dumb' }, true, false],
])('%s', (_, env, isTerminal, expected) => {
  expect(wantsColors(env, isTerminal)).toBe(expected)
})

test('the first line of an error is red, and nothing else', () => {
  expect(asError('Wrong.\nDo this.\n')).toBe('\u001b[31mWrong.\u001b[39m\nDo this.\n')
})

test.each([
  ['of our own', ['rules', '--config', 'none.yml', 'x'], 2],
  ['of the command line', ['minuets'], 2],
  ['about the configuration', ['config', 'check', 'none.yml'], 1],
])('an error %s is in color only where wanted', async (_, argv, code) => {
  const colored = await scsSprint(argv, {}, '', { hasColors: true })
  const plain = await scsSprint(argv)
  expect([colored.code, plain.code]).toEqual([code, code])
  expect(colored.err).toContain('\u001b[31m')
  expect(plain.err).not.toContain('\u001b')
  expect(colored.err.replaceAll(/\u001b\[\d+m/g, '')).toBe(plain.err)
})
