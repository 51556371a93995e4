/** Words that mark an action item. */

import { expect, test } from 'vitest'
import {
  isAboutIntelligence,
  isLabelOfList,
  isMeant,
  isTopic,
  marksIn,
  opensActions,
  opensPlans,
  tailOf,
} from '../../../../src/notes/readers/items/action-markers.ts'
import { parsePad, wordsOf } from '../../../../src/notes/readers/parsed-pad.ts'

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

function read(text: string) {
  const reading = parsePad(text, {})
  const words = wordsOf(reading, 0)
  const [mark] = marksIn(words)
  if (!mark) throw new Error(`expected a mark in ${text}`)
  return { reading, words, mark, tail: tailOf(reading, new Set(), words, mark) }
}

function meant(text: string, aboutIntelligence = false): boolean {
  const { words, mark, tail } = read(text)
  return isMeant(words, mark, tail, aboutIntelligence)
}

test.each([
  '* AI @ada: write it',
  '* AI: write it',
  '* AI Kurt to make a proposal',
  '* _AI reminder mail next week_',
  '* #action ada to write it',
  '* TODO write it',
  '* ToDo Jürgen: write it',
  '* Action item - write it',
])('%j is', (text) => {
  expect(meant(text)).toBe(true)
})

test.each(['* AI is everywhere', '* FOR AI: a talk', '* AI://x', '* we have a ToDo list', '* todo lists help', '* the action item stays'])(
  '%j is not',
  (text) => {
    expect(meant(text)).toBe(false)
  },
)

test('below a heading about artificial intelligence AI needs people', () => {
  expect([meant('* AI: write it', true), meant('* AI @ada: write it', true), meant('* TODO: write it', true)]).toEqual([false, true, true])
})

test('a label of a list has something below it', () => {
  const opens = (text: string) => {
    const { reading, mark, tail } = read(text)
    return isLabelOfList(reading, 0, mark, tail)
  }
  expect([opens('* AI for this week:\n  * write it'), opens('* Action items\n  * write it')]).toEqual([true, true])
  expect([opens('* AI for this week:'), opens('* AI @ada:\n  * write it')]).toEqual([false, false])
})

function tail(text: string) {
  const reading = parsePad(text, { knownHandles: ['garloff'] })
  const words = wordsOf(reading, 0)
  const [mark] = marksIn(words)
  if (!mark) throw new Error(`expected a mark in ${text}`)
  const found = tailOf(reading, new Set(['ada']), words, mark)
  return { ...found, rest: words.slice(found.at).trim() }
}

test.each([
  ['* AI @ada: write it', { owners: ['ada'], for: [], named: true, colon: false }],
  ['* AI: write it', { owners: [], named: false, colon: true, rest: 'write it' }],
  ['* AI for @ada: write it', { owners: ['ada'], named: true }],
  ['* AI @ada for @ben: write it', { owners: ['ada'], for: ['ben'] }],
  ['* AI garloff: write it', { owners: ['garloff'], named: true }],
  ['* AI Ada: write it', { owners: [], typed: ['Ada'], named: false }],
  ['* AI (not officially): write it', { colon: true, rest: 'write it' }],
])('%j', (text, expected) => {
  expect(tail(text)).toMatchObject(expected)
})

test('a word that nobody knows is no person', () => {
  expect(tail('* AI gardener: write it')).toMatchObject({ owners: [], typed: [], named: false })
})
