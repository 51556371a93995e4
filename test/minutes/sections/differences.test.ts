/** Where notes and board differ: each difference once, short, with a link to its line. */
import { expect, test } from 'vitest'
import { differences } from '../../../src/minutes/sections/differences.ts'
import { aBoard, aCard, type Given, sectionInput, shownIn, understood } from '../section-input.ts'

const TEN = 'https://github.com/acme/issues/issues/10'
const LINK = `[acme/issues#10](${TEN})`
const open = aBoard([aCard(10)])
const closed = aBoard([aCard(10, { state: 'closed', stateReason: 'completed', status: 'Done' })])
const text = (given: Given) => differences.build(sectionInput(given)).text

test.each<[string, Given, string]>([
  ['no board', { typed: `- ${TEN} is closed` }, ''],
  ['notes and board agree', { typed: `- ${TEN} is closed`, snapshot: closed }, ''],
  [
    'closed in the notes, open on the board',
    { typed: `- ${TEN} is closed`, snapshot: open },
    `- "${TEN} is closed", but ${LINK} is still open (In progress) ([Topic](#line-11))`,
  ],
  [
    'open in the notes, closed on the board',
    { typed: `- ${TEN} is still open`, snapshot: closed },
    `- "${TEN} is still open", but ${LINK} is closed already ([Topic](#line-11))`,
  ],
  [
    'in German',
    { typed: `- ${TEN} ist geschlossen`, snapshot: open },
    `- "${TEN} ist geschlossen", but ${LINK} is still open (In progress) ([Topic](#line-11))`,
  ],
  [
    'said twice',
    { typed: `- ${TEN} is closed\n- ${TEN} is closed`, snapshot: open },
    `- "${TEN} is closed", but ${LINK} is still open (In progress) ([Topic](#line-11))`,
  ],
])('%s', (_name, given, expected) => {
  expect(text(given)).toBe(expected)
})

test('a status is words, whatever somebody named it', () => {
  const shown = text({ typed: `- ${TEN} is closed`, snapshot: aBoard([aCard(10, { status: '<img> @everyone' })]) })
  expect(shown).toContain('is still open (\\<img> @everyone)')
})

test('of a long line its beginning is repeated, to a whole word', () => {
  const shown = text({ typed: `- ${TEN} is closed ${'and so on '.repeat(60)}`, snapshot: open })
  const said = /"(.*)"/.exec(shown)?.[1] ?? ''
  expect(said).toMatch(/ (?:and|so|on) …$/)
  expect(said.replace(' …', '').length).toBeLessThanOrEqual(240)
})

test('read again, a difference is neither an item nor a decision of people', () => {
  const built = text({ typed: `- AI @eve and Decision: ${TEN} is closed, epic needs an update`, snapshot: open })
  expect(understood(shownIn(differences, built))).toEqual(understood())
})
