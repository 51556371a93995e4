/** Looking again when something tells of news. */
import { expect, test } from 'vitest'
import { follow } from '../../src/registration/follow.ts'

test('it is ready when a look found everything; all who ask during a look wait for one more', async () => {
  let count = 0
  const { look, ready } = follow(async () => ++count === 3)
  await Promise.all([look(), look(), look()])
  expect(count).toBe(2)
  await look()
  await ready
  expect(count).toBe(3)
})

test('an unexpected failure ends it, and is told to nobody else', async () => {
  const { look, ready } = follow(() => Promise.reject(new Error('no')))
  const failed = expect(ready).rejects.toThrow('no')
  await look()
  await failed
})
