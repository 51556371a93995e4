/** The list of action items in the summary, and that it makes no second item when minutes are read again. */
import { expect, test } from 'vitest'
import { actions } from '../../../src/minutes/sections/actions.ts'
import { sectionInput, shownIn, understood } from '../section-input.ts'

const built = (open: readonly string[], done: readonly string[] = []) => actions.build(sectionInput({ items: { open, done } }))
const PLACE = ' ([Flavors](#agenda))'

test('open items are a list, those that are done stand below it', () => {
  expect(
    built(['@ada-l: ask'], ['@eve: paid', 'sent'])
      .text.trim()
      .replace(/\n{2,}/g, '\n'),
  ).toBe('- @ada-l: ask\nDone since last time:\n- @eve: paid\n- sent')
})

test('without an item it says what was looked for, also where some are done', () => {
  expect(built([]).text).toMatch(/^No action items found\. Looked for `AI @name: …`/)
  expect(built([]).text).not.toContain('Done since last time')
  expect(built([], ['sent']).text).toMatch(/No action items found[\s\S]*Done since last time:\s+- sent/)
})

test('signs of HTML and Markdown in an item stay as they are given', () => {
  expect(built(['@ada-l: read `<b>` & [x](y) {{this}} – übermäßig'], []).text.trim()).toBe(
    '- @ada-l: read `<b>` & [x](y) {{this}} – übermäßig',
  )
})

test('a team’s own template gets both lists as data', () => {
  expect(built(['a'], ['b']).fields).toEqual({ open: ['a'], done: ['b'] })
})

test.each([
  ['an open item', [`@ada-l: ask the operators${PLACE}`], []],
  ['an item that is done', [], [`@eve: Decision: paid${PLACE}`]],
  ['an item in German', [`@ada-l: TODO @grace-h: Beschluss: prüfen, Epic muss aktualisiert werden${PLACE}`], []],
  ['an item with a reference', [`@ada-l: [acme/issues#4](https://github.com/acme/issues/issues/4) needs a story${PLACE}`], []],
  ['no item', [], []],
])('read again, %s of the app is no item of people', (_name, open, done) => {
  expect(understood(shownIn(actions, built(open, done).text))).toEqual(understood())
})

test('an item that people add to the list is theirs', () => {
  const minutes = shownIn(actions, built([`@ada-l: ask${PLACE}`]).text.trim(), '- @eve: order the disks')
  expect(understood(minutes).actionItems).toEqual(['eve open order the disks'])
})
