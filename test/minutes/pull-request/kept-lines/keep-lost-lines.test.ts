/** Lines that the pad lost stay at their places. */
import { expect, test } from 'vitest'
import { withLostLines } from '../../../../src/minutes/pull-request/kept-lines/keep-lost-lines.ts'
import { linesLost } from '../../../../src/minutes/pull-request/lines-lost.ts'

test.each([
  ['a line that is gone', 'a\nb\nc', 'a\nc', ['b'], 'a\nb\nc', ['b']],
  ['two of three that became one', 'a\nb\nc\nd\ne', 'a\nx\ne', ['b', 'd'], 'a\nb\nd\nx\ne', ['b', 'd']],
  ['as often as it is gone', 'a\nb\nc\nb', 'a\nc', ['b'], 'a\nb\nc', ['b']],
])('%s is kept', (_name, before, after, lost, text, kept) => {
  expect(withLostLines(before, after, lost)).toEqual({ text, kept, hasSection: false })
})

test.each([
  ['a line in whose place another one stands', 'a\nb\nc', 'a\nx\nc', ['b']],
  ['a line that is there in other words', 'a\nb\nc', 'a\nc', []],
])('%s is not kept', (_name, before, after, lost) => {
  expect(withLostLines(before, after, lost)).toEqual({ text: after, kept: [], hasSection: false })
})

test('a line that the app had added facts to comes back with them, and is named without', () => {
  const line = '- [osism/issues#368](https://github.com/osism/issues/issues/368) (board: in progress, @ada)'
  const typed = '- [osism/issues#368](https://github.com/osism/issues/issues/368)'
  const before = `# 2023-01-18\n\n- one topic\n${line}\n- another topic\n`
  const after = '# 2023-01-18\n\n- one topic\n- another topic\n'
  const marked = (text: string) => `${text}\n<!-- scs-sprint:section summary -->\n\n## Summary\n\n<!-- scs-sprint:end -->\n`
  const { lost } = linesLost(marked(before), marked(after))
  expect(lost).toEqual([typed])
  expect(withLostLines(marked(before), marked(after), lost)).toEqual({ text: marked(before), kept: [typed], hasSection: false })
})
