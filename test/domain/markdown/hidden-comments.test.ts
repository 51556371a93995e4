/** Comments across several lines. */
import { expect, test } from 'vitest'
import { withoutLongComments } from '../../../src/domain/markdown/hidden-comments.ts'
import { expectGrowsWithSize } from '../../growth.ts'

test.each<[string, string]>([
  ['no comment', 'no comment'],
  ['a <!-- b --> c', 'a <!-- b --> c'],
  ['a <!-- b\nc --> d', 'a \n d'],
  ['<!-- b\nc\nd -->\ne', '<!-- -->\n<!-- -->\n<!-- -->\ne'],
  ['a <!-- b\nDecision: c\n--> d <!-- e\nf --> g', 'a \n<!-- -->\n d \n g'],
  ['<!-- b\n\n- Decision: c\n--> d', '<!-- -->\n<!-- -->\n<!-- -->\n d'],
  // Behind words it ends with the paragraph: GitHub shows it.
  ['a <!-- b\n- Decision: c\n--> d', 'a \n- Decision: c\n--> d'],
  ['- a <!-- b\n\nDecision: c --> d', '- a \n\nDecision: c --> d'],
  ['a \\<!-- b\nc --> d', 'a \\<!-- b\nc --> d'],
  ['a <!--> b\nc --> d', 'a <!--> b\nc --> d'],
  ['a <!-- never closed\nb', 'a \nb'],
  ['a --> b', 'a --> b'],
  ['`<!--` a\nb -->', '`<!--` a\nb -->'],
  ['``` \n<!-- a\n```\nb -->', '``` \n<!-- a\n```\nb -->'],
  ['<!-- b\n```\nc -->\nd', '<!-- -->\n<!-- -->\n<!-- -->\nd'],
])('%j', (text, told) => {
  expect(withoutLongComments(text)).toBe(told)
})

test.each(['<!-- a\n', '`<!-- a`', 'a <!-- b\n', '\\\\<!-- a'])('comments cost what their length costs: %j', async (comment) => {
  await expectGrowsWithSize((size) => withoutLongComments(comment.repeat(size)), { from: 1_250 })
})
