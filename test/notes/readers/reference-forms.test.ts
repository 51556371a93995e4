/** Numbers that may be references, by their form alone. */
import { expect, test } from 'vitest'
import { lastSegment, numbersIn } from '../../../src/notes/readers/reference-forms.ts'

const forms = (text: string) => numbersIn(text).map(({ prefix, number, hint }) => [prefix, number, hint])

test.each([
  ['see #17', [['', 17, null]]],
  ['acme/tool#17', [['acme/tool', 17, null]]],
  ['acme/issues#17', [['acme/issues', 17, 'issue']]],
  ['PR #17', [['', 17, 'pull']]],
  ['issue 17', [['', 17, 'issue']]],
  [
    'issues #17 and #18',
    [
      ['', 17, 'issue'],
      ['', 18, 'issue'],
    ],
  ],
])('%j', (text, expected) => {
  expect(forms(text)).toEqual(expected)
})

test('a range names what lies between', () => {
  expect(numbersIn('#17-#19')[0]?.range?.to).toBe(19)
})

test.each(['#0', 'color="#123456"', '&#39;', 'Hackathon #5', 'Sprint #12 and #13', 'issue 2023', 'C# 17'])('%j is none', (text) => {
  expect(forms(text)).toEqual([])
})

test('the last part of a prefix is its word', () => {
  expect(lastSegment('release-notes/PR')).toBe('pr')
  expect(lastSegment('')).toBe('')
})
