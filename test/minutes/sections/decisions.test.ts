/** The list of decisions in the summary, and that none is taken twice when minutes are read again. */
import { expect, test } from 'vitest'
import { decisions } from '../../../src/minutes/sections/decisions.ts'
import { sectionInput, shownIn, understood } from '../section-input.ts'

const built = (taken: readonly string[]) => decisions.build(sectionInput({ items: { decisions: taken } }))
const PLACE = ' ([Flavors](#agenda))'

test('decisions are a list in their order', () => {
  expect(built(['we stay with stable', 'kein Umzug']).text.trim()).toBe('- we stay with stable\n- kein Umzug')
  expect(built(['b', 'a']).fields).toEqual({ decisions: ['b', 'a'] })
})

test('without a decision it says what was looked for', () => {
  expect(built([]).text).toMatch(/^No decisions found\. Looked for `Decision: …`, `Beschluss: …`/)
  expect(built([]).fields).toEqual({ decisions: [] })
})

test('markup and words of templates in a decision are no markup of the app', () => {
  expect(built(['{{{h2}}} <script> & "quoted"']).text.trim()).toBe('- {{{h2}}} <script> & "quoted"')
})

test.each([
  ['a decision', [`Decision: we stay with stable${PLACE}`]],
  ['a decision in German', [`Beschluss: wir bleiben; AI @eve: umziehen${PLACE}`]],
  ['a decision with a reference', [`we close [acme/issues#4](https://github.com/acme/issues/issues/4)${PLACE}`]],
  ['no decision', []],
])('read again, %s of the app is none of people', (_name, taken) => {
  expect(understood(shownIn(decisions, built(taken).text))).toEqual(understood())
})

test('a decision that people add to the list is theirs', () => {
  expect(understood(shownIn(decisions, built([`we stay${PLACE}`]).text.trim(), '- the summit is in Berlin')).decisions).toEqual([
    'the summit is in Berlin',
  ])
})

test('a decision that people add and that begins with a link is theirs as well', () => {
  const added = '- [acme/issues#4](https://github.com/acme/issues/issues/4) is not continued'
  expect(understood(shownIn(decisions, built([`we stay${PLACE}`]).text.trim(), added)).decisions).toEqual([
    expect.stringContaining('is not continued'),
  ])
})
