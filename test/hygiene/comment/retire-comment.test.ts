/** An issue that is no longer an epic: its comment says so, and is hidden unless a person wrote into it. */
import { expect, test } from 'vitest'
import { readMarks } from '../../../src/hygiene/comment/comment-body.ts'
import { retireComment } from '../../../src/hygiene/comment/retire-comment.ts'
import { render } from '../render.ts'
import { aComment, cleared, EPIC, hidden, live, stateWith } from './comment-cases.ts'

const labelled = live(stateWith({ label: 'needs care', addressed: ['fkr'] }))
const CASES: readonly [string, Parameters<typeof aComment>, readonly string[], readonly string[]][] = [
  ['with findings', [live()], [], ['update-comment', 'minimize-comment']],
  ['with findings and words of a person', [`${live()}\n\nThanks!`], [], ['update-comment']],
  ['hidden by a person', [live(), { minimized: true }], [], []],
  ['with the label of the app', [labelled], ['Needs Care'], ['remove-label', 'update-comment', 'minimize-comment']],
  ['with a label that is gone', [labelled], [], ['update-comment', 'minimize-comment']],
  ['an all-clear, not hidden yet', [cleared()], [], ['minimize-comment']],
  ['an all-clear with words of a person', [`${cleared()}\n\nThanks!`], [], []],
  ['an all-clear, hidden', [cleared(), { minimized: true }], [], []],
  ['hidden by hide-comments', [hidden(), { minimized: true }], [], []],
]

const retired = (given: Parameters<typeof aComment>, labels: readonly string[] = []) =>
  retireComment({ ref: EPIC, comments: [aComment(...given)], reason: 'It was closed.', labels, lookedAt: '2023-01-18 09:00', render })

test.each(CASES)('a comment %s', (_name, given, labels, kinds) => {
  expect(retired(given, labels).map(({ kind }) => kind)).toEqual(kinds)
})

test('it says why, calls nobody, and remembers what it told', () => {
  const seen = { 'epic-unowned': { '': '2023-01-01' } }
  const [update] = retired([live(stateWith({ seen, label: 'needs care', addressed: ['fkr'] }))])
  const body = update?.kind === 'update-comment' ? update.body : ''
  expect(body).toContain('**Hygiene checks have stopped for this issue** · It was closed.')
  expect(readMarks(body)).toMatchObject({ kind: 'cleared', state: { seen, label: null, addressed: [] } })
})
