/** Comments across several lines. */
import { expect, test } from 'vitest'
import { withoutLongComments } from '../../../src/domain/text/hidden-comments.ts'
import { expectGrowsWithSize } from '../../growth.ts'

test.each<[string, string]>([
  ['no comment', 'no comment'],
  ['a <!-- b --> c', 'a <!-- b --> c'],
  ['a <!-- b\nc --> d', 'a \n d'],
  ['<!-- b\nc\nd -->\ne', '<!-- -->\n<!-- -->\n<!-- -->\ne'],
  ['a <!-- b\n- Decision: c\n--> d <!-- e\nf --> g', 'a \n<!-- -->\n d \n g'],
  ['a <!-- never closed\nb', 'a \nb'],
  ['a --> b', 'a --> b'],
  ['`<!--` a\nb -->', '`<!--` a\nb -->'],
  ['``` \n<!-- a\n```\nb -->', '``` \n<!-- a\n```\nb -->'],
  ['a <!-- b\n```\nc -->\nd', 'a \n<!-- -->\n<!-- -->\nd'],
])('%j', (text, told) => {
  expect(withoutLongComments(text)).toBe(told)
})

test.each(['<!-- a\n', '`<!-- a`'])('comments cost what their length costs: %j', async (comment) => {
  await expectGrowsWithSize((size) => withoutLongComments(comment.repeat(size)), { from: 1_250 })
})
