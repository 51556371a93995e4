import { expect, test } from 'vitest'
import { bullets } from '../../../src/minutes/sections/section.ts'

test.each<[readonly string[], string | undefined, string]>([
  [[], undefined, ''],
  [[], 'None.', 'None.'],
  [['one'], 'None.', '- one'],
  [['one', '- two'], undefined, '- one\n- - two'],
])('%j, or %j, as Markdown', (lines, none, text) => {
  expect(bullets(lines, none)).toBe(text)
})
