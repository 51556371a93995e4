import { expect, test } from 'vitest'
import { misread } from '../measure/community.ts'
import { communityTexts } from './community-texts.ts'

test.each(communityTexts.map((text) => [text.habit, text] as const))('people, items and decisions are read right: %s', (_, text) => {
  expect(misread(text)).toEqual([])
})
