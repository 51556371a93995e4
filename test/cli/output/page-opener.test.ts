import { expect, test } from 'vitest'
import { canOpenPages, pageOpener } from '../../../src/cli/output/page-opener.ts'
import { scsSprint } from '../terminal.ts'

test('each system has its command, with the URL as one word', () => {
  const url = 'https://github.com/scs/minutes/pull/1?a=b&c'
  expect(pageOpener('linux', url)).toEqual(['xdg-open', [url]])
  expect(pageOpener('darwin', url)).toEqual(['open', [url]])
  expect(pageOpener('win32', url)).toEqual(['rundll32', ['url.dll,FileProtocolHandler', url]])
})

test.each([
  [{}, true, true],
  [{ CI: 'false' }, true, true],
  [{ CI: ' ' }, true, true],
  [{ CI: '0' }, true, true],
  [{ CI: 'True' }, true, false],
  [{ CI: 'woodpecker' }, true, false],
  [{}, false, false],
])('with %j, on a terminal: %s, pages can be opened: %s', (env, isTerminal, expected) => {
  expect(canOpenPages(env, isTerminal)).toBe(expected)
})

test('without --apply there is nothing to open', async () => {
  const { code, err } = await scsSprint(['minutes', '--open', '--date', '2023-01-18'])
  expect([code, err]).toEqual([2, expect.stringContaining('--open: expected --apply as well, found none.')])
})
