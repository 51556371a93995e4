import { expect, test } from 'vitest'
import { hasUserStory } from '../../../src/hygiene/stories/user-story.ts'
import { expectGrowsWithSize } from '../../growth.ts'
import { NO_USER_STORIES, USER_STORIES } from './user-story-forms.ts'

test.each(USER_STORIES)('a user story is recognized: %j', (body) => {
  expect(hasUserStory(body)).toBe(true)
})

test.each(NO_USER_STORIES)('no user story is recognized: %j', (body) => {
  expect(hasUserStory(body)).toBe(false)
})

test.each(['As a I want so that ', 'um ', 'as: i want: so that: ', '|a', '<a ', '_', '![['])(
  'up to 65,536 characters of the same words are read at a cost that grows with them, and tell nothing: %j',
  async (words) => {
    const read = (size: number) => expect(hasUserStory(words.repeat(Math.floor(size / words.length)))).toBe(false)
    await expectGrowsWithSize(read, { from: 8_192 })
  },
)
