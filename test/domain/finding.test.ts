/** The sentences of findings are built from fields, and so are their published texts. */
import { expect, test } from 'vitest'
import { clauseOf, type Evidence, evidenceText, messageOf } from '../../src/domain/finding.ts'

test.each([
  [{ story: null, lead: '', says: 'its task list misses a story' }, 'Its task list misses a story', 'its task list misses a story'],
  [{ story: 'scs/issues#2', lead: 'story', says: 'is not ready' }, 'Story scs/issues#2 is not ready', 'story scs/issues#2 is not ready'],
  [
    { story: 'scs/issues#2', lead: '', says: 'does not belong to an epic' },
    'scs/issues#2 does not belong to an epic',
    'scs/issues#2 does not belong to an epic',
  ],
  [{ story: null, lead: '', says: '3 lines are no issues' }, '3 lines are no issues', '3 lines are no issues'],
])('a sentence starts with a capital, unless it starts with a reference: %o', (sentence, message, clause) => {
  expect([messageOf(sentence), clauseOf(sentence)]).toEqual([message, clause])
})

test.each<[Evidence, string]>([
  [{ ref: null, reason: 'status "Doing", nobody assigned' }, 'status "Doing", nobody assigned'],
  [{ ref: 'scs/issues#2', reason: 'ticked, but open' }, 'scs/issues#2: ticked, but open'],
  [{ ref: 'scs/issues#2', people: ['fkr', 'tibeer'], reason: 'quiet' }, 'scs/issues#2 (@fkr, @tibeer): quiet'],
  [{ ref: 'scs/issues#2', people: [], reason: 'quiet' }, 'scs/issues#2 (nobody assigned): quiet'],
  [{ ref: null, reason: 'minutes of 2023-01-11', quote: 'Story: missing?' }, 'minutes of 2023-01-11: "Story: missing?"'],
  [{ ref: null, reason: '', quote: 'Write: the guide' }, '"Write: the guide"'],
])('evidence as `hygiene --json` prints it: %o', (evidence, text) => {
  expect(evidenceText(evidence)).toBe(text)
})
