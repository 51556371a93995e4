/** Words that mark an action item. */
import { expect, test } from 'vitest'
import { isAboutIntelligence, isTopic, marksIn, opensActions, opensPlans } from '../../../../src/notes/readers/items/action-markers.ts'

test.each([
  ['AI @ada: write', ['ai']],
  ['TODO: write', ['todo']],
  ['Action item: write', ['action item']],
  ['#action ada to write', ['action item']],
  ['AI @ada: write, TODO @ben: read', ['ai', 'todo']],
])('%j', (words, expected) => {
  expect(marksIn(words).map(({ word }) => word)).toEqual(expected)
})

test.each(['MAIL @ada', 'OpenAI @ada', '/ai/x', 'aim: write', 'the action itself'])('%j holds none', (words) => {
  expect(marksIn(words)).toEqual([])
})

test.each(['action items', 'open ais from last week:', 'todos', 'offene punkte', 'next steps'])('%j opens a list of actions', (label) => {
  expect(opensActions(label)).toBe(true)
})

test.each(['ai', 'next steps for the archive', 'actions speak louder than words when nobody listens to them', 'topics'])(
  '%j does not',
  (label) => {
    expect(opensActions(label)).toBe(false)
  },
)

test('next steps are plans, action items are not', () => {
  expect([opensPlans('next steps'), opensPlans('action items')]).toEqual([true, false])
})

test('AI is a topic where the heading or a word before it says so', () => {
  const topic = (words: string) => isTopic(words, marksIn(words)[0] as NonNullable<ReturnType<typeof marksIn>[0]>)
  expect([isAboutIntelligence('ai'), isAboutIntelligence('generative ai in 2023'), isAboutIntelligence('ais')]).toEqual([true, true, false])
  expect([topic('Generative AI: a talk'), topic('open AI: write'), topic('TODO: write')]).toEqual([true, false, false])
})
