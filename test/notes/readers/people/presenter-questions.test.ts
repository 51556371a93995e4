/** Which lines ask for the person who reports, and the one who writes the minutes. */
import { expect, test } from 'vitest'
import { answerStart, asksForPresenter, rolesAskedFor } from '../../../../src/notes/readers/people/presenter-questions.ts'

test.each([
  ['who will present in the community call?', 'reporter'],
  ['presenter', 'reporter'],
  ['community call', 'reporter'],
  ['who writes the minutes?', 'scribe'],
  ['protokoll', 'scribe'],
  ['who will present in the community call and transfer the minutes?', 'both'],
  ['report & minutes', 'both'],
])('%j asks for %s', (label, roles) => {
  expect(rolesAskedFor(label)).toEqual({ reporter: roles !== 'scribe', scribe: roles !== 'reporter' })
})

test.each([
  'participants',
  'present state of the storage',
  'we talked about the community call for a long time today',
  'the minutes are online',
])('%j asks for nobody', (label) => {
  expect(rolesAskedFor(label)).toBeNull()
  expect(asksForPresenter(label)).toBe(false)
})

test.each([
  ['Who presents? @ada', ' @ada'],
  ['Presenter: @ada', ' @ada'],
  ['Presenter @ada', '@ada'],
  ['Who presents', ''],
])('the answer in %j', (text, answer) => {
  expect(text.slice(answerStart(text))).toBe(answer)
})
