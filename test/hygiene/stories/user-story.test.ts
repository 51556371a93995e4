import { expect, test } from 'vitest'
import { hasUserStory } from '../../../src/hygiene/stories/user-story.ts'
import { cpuTime } from '../../cpu-time.ts'
import { NO_USER_STORIES, USER_STORIES } from './user-story-forms.ts'

test.each(USER_STORIES)('a user story is recognized: %j', (body) => {
  expect(hasUserStory(body)).toBe(true)
})

test.each(NO_USER_STORIES)('no user story is recognized: %j', (body) => {
  expect(hasUserStory(body)).toBe(false)
})

test('a body of 65,536 characters of the same words is read at once, and tells nothing', () => {
  for (const words of ['As a I want so that ', 'um ', 'as: i want: so that: ', '|a', '<a ', '_', '![[']) {
    const before = cpuTime()
    expect(hasUserStory(words.repeat(Math.floor(65_536 / words.length)))).toBe(false)
    expect(cpuTime() - before).toBeLessThan(2_000)
  }
})
