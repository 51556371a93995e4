/** A presenter, put into the pad where the question for one stands. */
import { expect, test } from 'vitest'
import { namePresenter } from '../../../../src/notes/readers/people/name-presenter.ts'

test.each([
  ['behind the label', '- Presenter:', '- Presenter: @ada'],
  ['below the question', '- Who will present in the community call?', '- Who will present in the community call?\n  - @ada'],
  ['in place of who was named', '- Presenter: @ben', '- Presenter: @ada'],
])('%s', (_what, text, expected) => {
  expect(namePresenter(text, 'ada')?.trimEnd()).toBe(expected)
})

test('a pad that asks for nobody is left as it is', () => {
  expect(namePresenter('- Topics\n- Gateway', 'ada')).toBeNull()
})
