import { expect, test } from 'vitest'
import { hasUserStory, unmetDefinitionOfReady } from '../../src/hygiene/user-story.ts'

test.each([
  'As an operator, I want metrics so that I see what happens.',
  'as a user i want to log in\nso that I can work',
  'As a  *provider*\n\nI need a list,\n\nso that nobody asks.',
  "As the release manager, I'd like one page, in order to find the version.",
  'Als Betreiberin möchte ich Metriken sehen, damit ich schlafen kann.',
  'As an SCS Developer, I want to know the limits of the roles, so we understand what to build.',
  'As SCS customers we want one catalogue, such that names are the same everywhere.',
  'As a rule we write it like this:\n\nAs a tester, I want a bed so that I can rest.',
])('a user story is recognised: %j', (body) => {
  expect(hasUserStory(body)).toBe(true)
})

test.each([
  '',
  'As an operator, I want metrics.',
  'I want it so that it is there.',
  'As a _______, I want ______ so that ____.',
  'As a <role>, I want <goal> so that <benefit>.',
  '> As a …, I want … so that …',
  '<!-- As a user, I want this so that it works. -->',
  '    \n\n```text\nAs a user, I want this so that it works.\n```',
  'So that it works, I want this as a user.',
])('no user story is recognised: %j', (body) => {
  expect(hasUserStory(body)).toBe(false)
})

test('a body of 65,536 characters of the same words is read at once', () => {
  const body = 'As a I want so that '.repeat(3277)
  expect(hasUserStory(body)).toBe(false)
})

test('the Definition of Ready says what it lacks', () => {
  expect(unmetDefinitionOfReady('no such thing')).toBe('no section "Definition of Ready"')
  expect(unmetDefinitionOfReady('## Definition of Ready:\n- [x] sized\n- [ ] understood\n## Definition of Done:\n- [ ] merged')).toBe(
    '1 of 2 boxes of its Definition of Ready are not ticked',
  )
  expect(unmetDefinitionOfReady('## Definition of Ready:\n- [x] sized\n\n## Definition of Done:\n- [ ] merged')).toBeNull()
})
