/** The line that answers a question with one click. */
import { expect, test } from 'vitest'
import { suggestedLine } from '../../../../src/minutes/pull-request/at-lines/suggested-line.ts'

const handle = { kind: 'handle', typed: 'mfechner', proposed: 'matfechner' } as const
const number = { kind: 'number', number: 183, typed: '#183', link: 'https://github.com/scs/issues/issues/183' } as const

test.each([
  ['- @mfechner (matfechner?): asks', handle, '- @matfechner: asks'],
  ['- @MFechner looks at it, @mfechner-2 does not', handle, '- @matfechner looks at it, @mfechner-2 does not'],
  ['- the story #183, not #1834', number, '- the story [#183](https://github.com/scs/issues/issues/183), not #1834'],
  ['- ![](assets/0a1b.png)', { kind: 'image', topic: 'Cloud-in-a-box [new]' }, '- ![Cloud-in-a-box new](assets/0a1b.png)'],
] as const)('%s', (line, about, suggestion) => {
  expect(suggestedLine(line, about)).toBe(suggestion)
})

test.each([
  ['two repositories have the number', '- the story #183', { kind: 'number', number: 183, typed: '#183' }],
  ['it is a link already', '- the story [#183](https://example.org)', number],
  ['it is code', '- the story `#183`', number],
  ['it is of another repository', '- the story osism/x#183', number],
  ['the handle is gone', '- @matfechner', handle],
  ['only a person knows', '- it is closed', { kind: 'line' }],
] as const)('none where %s', (_, line, about) => {
  expect(suggestedLine(line, about)).toBe(null)
})
