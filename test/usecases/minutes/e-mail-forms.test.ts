/** Forms in which people write email addresses. */
import { expect, test } from 'vitest'
import { findTokens } from '../../../src/adapters/screening/secret-rules.ts'
import { EMAIL_REMOVED, marksIn } from '../../../src/domain/text/withheld.ts'
import { createScreen } from '../../../src/usecases/minutes/screen-text.ts'

const stop = createScreen(findTokens, { secrets: 'stop', emails: 'mask', absences: 'as-typed' })

test.each([
  ['write to «name@example.org»'],
  ['write to «name@exämple.org»'],
  ['write to «jürgen@exämple.org».'],
  ['write to «name (at) example.org»'],
  ['write to «name(at)example.org» today'],
  ['write to «name [at] example [dot] org»'],
  ['mailto:«x@example.org»'],
  ['mailto:«ada1lovelace2@example.org»'],
  ['[ada](mailto:«ada1lovelace2@example.org»)'],
  ['write to «name\\@example.org»'],
  ['write to «name&#64;example.org»'],
  ['write to «name＠example.org»'],
  ['write to «name@\u200bexample.org»'],
  ['we meet (at) noon'],
  ['@ada looks at example.org'],
  ['git@github.com:scs/issues'],
])('%s', async (marked) => {
  const text = marked.replace(/[«»]/g, '')
  const told = await stop(text, 'minutes.md')
  expect(marksIn(told)).toEqual([])
  expect(told).toBe(marked.replace(/«[^»]*»/, EMAIL_REMOVED))
})
