/** What counts as a claim about an issue, and when the board contradicts it. */
import { expect, test } from 'vitest'
import type { BoardItem } from '../../../src/domain/board/board.ts'
import { publicBoard } from '../../../src/domain/board/board-index.ts'
import { findContradictions } from '../../../src/minutes/board-facts/contradictions.ts'
import { padLines } from '../../../src/minutes/meeting/pad-lines.ts'
import { findTopics } from '../../../src/minutes/meeting/topics.ts'
import { readNotes } from '../../../src/notes/read-notes.ts'
import { readStructure } from '../../../src/notes/structure/read-structure.ts'
import { aBoardItem, anEpic, aSnapshot } from '../../builders.ts'

function found(words: string, item: Partial<BoardItem> = {}) {
  const text = `# 2023-01-18\n\n## Agenda\n\n- Flavors https://github.com/acme/issues/issues/10\n  - ${words}\n`
  const snapshot = aSnapshot({
    items: [
      aBoardItem({ number: 10, ref: 'acme/issues#10', title: 'Flavors', status: 'Doing', ...item }),
      aBoardItem({ number: 9, ref: 'acme/issues#9', labels: ['epic'] }),
    ],
    epics: [anEpic({ ref: 'acme/issues#9', children: [{ ref: 'acme/issues#10', sources: ['sub-issue'], readable: true }] })],
  })
  const board = publicBoard(snapshot, { active: ['Doing'], done: ['Done'] })
  const lines = padLines(readStructure(text), readNotes(text))
  return findContradictions({ lines, topics: findTopics(lines, board), board, apart: new Set() }).map((one) => one.board)
}

test.each([
  'is done',
  'was closed on Monday',
  'all finished, on to the next',
  'seems to be done',
  'as it seems, nothing is left to do ...',
  '-> done',
  'the story is now completed',
  'ist erledigt',
  'Done!',
])('"%s" of an open issue', (words) => {
  expect(found(words)).toEqual(['is still open (Doing)'])
  expect(found(words, { state: 'closed', stateReason: 'completed', status: 'Done' })).toEqual([])
})

test.each([
  'when it is done we celebrate',
  'is not done',
  'should be closed',
  'can be closed',
  'almost done',
  'is it done?',
  'will be merged tomorrow',
  'needs to be finished',
  'what has been done so far was shown',
  'we talked about closed ports',
  'ist noch nicht fertig',
  'a well done presentation',
])('"%s" claims nothing', (words) => {
  expect(found(words)).toEqual([])
})

test('"merged" is compared with the pull requests of a story, if GitHub has any', () => {
  const pull = (state: 'open' | 'merged') => ({ ref: 'acme/code#3', state, lastHumanActivity: null })
  expect(found('the parser got merged this morning', { pulls: [pull('open')] })).toEqual([
    'has no merged pull request yet: its only one is still open',
  ])
  expect(found('the parser got merged this morning', { pulls: [pull('open'), pull('merged')] })).toEqual([])
  expect(found('the parser got merged this morning', { pulls: [] })).toEqual([])
  expect(found('got merged', { kind: 'pull' })).toEqual(['is still open'])
})

test('"still open" of what is closed', () => {
  const closed = { state: 'closed' as const, stateReason: 'completed', status: 'Done' }
  expect(found('still open', closed)).toEqual(['is closed already'])
  expect(found('not yet merged', { ...closed, kind: 'pull', stateReason: 'merged' })).toEqual(['is merged already'])
  expect(found('still open')).toEqual([])
})

const closed: Partial<BoardItem> = { state: 'closed', stateReason: 'completed', status: 'Done' }

/** Said of the story as a whole, so that it is wrong of one that is closed. */
test.each([
  'in progress',
  'still in progress',
  'work in progress',
  'this is ongoing',
  'wip',
  'not done yet, next week',
  'noch in Arbeit',
  'ist in Bearbeitung',
  'läuft noch',
  'noch nicht fertig',
  'ist weiterhin offen',
])('"%s" of a closed issue', (words) => {
  expect(found(words, closed)).toEqual(['is closed already'])
  expect(found(words)).toEqual([])
})

/** Done, of an issue that is open. */
test.each([
  '✅',
  'Flavors ✅',
  '✅ done',
  ':white_check_mark:',
  '[x] Flavors',
  'alles erledigt',
  'wurde abgeschlossen',
  'die Story ist fertig',
  'Status: done',
])('"%s" of an open issue, too', (words) => {
  expect(found(words)).toEqual(['is still open (Doing)'])
  expect(found(words, closed)).toEqual([])
})

/** About a part of it, or about the past, a plan, a question: true of an open issue and of a closed one. */
test.each([
  'docs are done, tests are missing',
  'documentation is done',
  'the first half is done',
  'done except for the tests',
  'done, but the announcement is pending',
  '✅ docs',
  'review done, deployment missing',
  'Doku ist fertig, Tests fehlen noch',
  'Tests sind erledigt, Doku fehlt',
  'bis auf die Doku ist alles erledigt',
  'docs are in progress',
  'rollout still open',
  'Doku ist in Arbeit',
  'was in progress last week',
  'is it still in progress?',
  'should be in progress',
  'not in progress',
])('"%s" is about something else', (words) => {
  expect(found(words)).toEqual([])
  expect(found(words, closed)).toEqual([])
})

/** Each says two things of two stories that are both open; found is what the board denies. */
test.each([
  ['#10 merged, #11 done', [11]],
  ['#10 is still open, #11 done', [11]],
  ['not done #10, done #11', [11]],
  ['#10 is done, #11 not', [10]],
  ['#10 done and #11 in progress', [10]],
  ['#10 (done), #11 (open)', [10]],
  ['#10 done, #11 will be done next week', [10]],
  ['#77 done, #11 in progress', []],
  ['#77 is not done, #11 is done', [11]],
  ['#10 and #77, done', []],
  ['done is #77, #10 waits', []],
])('"%s" is compared by reference', (words, denied) => {
  const line = words.replace(/#(1[01])/g, 'https://github.com/acme/issues/issues/$1')
  const text = `# 2023-01-18\n\n## Agenda\n\n- ${line}\n`
  const item = (number: number) => aBoardItem({ number, ref: `acme/issues#${number}`, status: 'Doing' })
  const board = publicBoard(aSnapshot({ items: [item(10), item(11)] }), { active: ['Doing'], done: ['Done'] })
  const lines = padLines(readStructure(text), readNotes(text))
  const answers = findContradictions({ lines, topics: findTopics(lines, board), board, apart: new Set() })
  expect(answers.map((one) => one.item.ref)).toEqual(denied.map((number) => `acme/issues#${number}`))
})

test('on a line with several issues, each has its own claim', () => {
  const text =
    '# 2023-01-18\n\n## Agenda\n\n- https://github.com/acme/issues/issues/10 is done, https://github.com/acme/issues/issues/11 in progress\n'
  const item = (number: number, more: Partial<BoardItem>) => aBoardItem({ number, ref: `acme/issues#${number}`, status: 'Doing', ...more })
  const board = publicBoard(aSnapshot({ items: [item(10, {}), item(11, closed)] }), { active: ['Doing'], done: ['Done'] })
  const lines = padLines(readStructure(text), readNotes(text))
  const answers = findContradictions({ lines, topics: findTopics(lines, board), board, apart: new Set() })
  expect(answers.map((one) => [one.item.ref, one.board])).toEqual([
    ['acme/issues#10', 'is still open (Doing)'],
    ['acme/issues#11', 'is closed already'],
  ])
})
