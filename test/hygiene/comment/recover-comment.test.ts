/** The app overwrote a comment at the moment someone edited it: what came between is not lost. */
import { expect, test } from 'vitest'
import { readMarks } from '../../../src/hygiene/comment/comment-body.ts'
import { recovered } from '../../../src/hygiene/comment/recover-comment.ts'
import { live, stateWith } from './comment-cases.ts'

const before = live()
const current = live(stateWith({ unanswered: 1 }), 'b'.repeat(64))
const person = (body: string) => ({ by: 'fkr', byApp: false, body })
const app = (body: string) => ({ by: null, byApp: true, body })

const CASES: readonly [string, { by: string | null; byApp: boolean; body: string }, string, string][] = [
  ['nothing came between', person(before), current, current],
  ['words below', person(`${before}\n\nThanks!\n`), current, `${current}\n\nThanks!\n`],
  ['words above', person(`Hello\n\n${before}`), current, `Hello\n\n${current}`],
  [
    'a line inside the part of the app',
    person(before.replace('Findings', 'Findings\nmine')),
    current,
    `${current}\n\n\`@fkr\` wrote above:\n\nmine`,
  ],
  ['all markers taken out', person('Mine now.'), current, 'Mine now.'],
]

test.each(CASES)('%s', (_name, lost, now, text) => {
  expect(recovered({ before, lost, current: now })).toBe(text)
})

test('what a command told the app in between is remembered', () => {
  const ignored = [{ rule: 'epic-quiet', by: 'fkr', on: '2023-01-18', reason: '' }]
  const snoozed = { until: '2023-02-01', by: 'fkr', reason: '' }
  const text = recovered({ before, lost: app(live(stateWith({ ignored, snoozed }))), current })
  expect(readMarks(text)).toMatchObject({ kind: 'live', state: { ignored, snoozed, unanswered: 1 } })
})
