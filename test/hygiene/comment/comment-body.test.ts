/** Lines that people type into the app’s part of a comment stay, below it and with their names. */
import { expect, test } from 'vitest'
import type { Revision } from '../../../src/hygiene/comment/comment-body.ts'
import {
  holdsOthersText,
  isReplacedAlone,
  livePart,
  readMarks,
  replacedPart,
  rewritten,
} from '../../../src/hygiene/comment/comment-body.ts'
import { freshState } from '../../../src/hygiene/comment/comment-state.ts'

const part = (...lines: string[]) => livePart(lines.join('\n'), 'a'.repeat(64), freshState)
const app = (body: string): Revision => ({ by: 'scs-sprint', byApp: true, body })
const person = (by: string, body: string): Revision => ({ by, byApp: false, body })

function written(body: string, revisions: readonly Revision[]): { text: string; isOthers: boolean } {
  const marked = readMarks(body)
  if (marked.kind !== 'live') throw new Error('It is no live comment.')
  const text = rewritten({ body, revisions }, marked.own, part('new'))
  return { text: text.slice(part('new').length), isOthers: holdsOthersText({ body, revisions }, marked.own) }
}

const first = part('one', 'two')
const forms: readonly [string, readonly Revision[], string][] = [
  ['nobody edited', [], ''],
  ['the app edited last', [app(part('one', 'two', 'three')), person('fkr', first)], ''],
  ['a line between', [person('fkr', part('one', 'mine', 'two')), app(first)], '\n\n`@fkr` wrote above:\n\nmine'],
  ['a line changed', [person('fkr', part('one', 'two, I do it')), app(first)], '\n\n`@fkr` wrote above:\n\ntwo, I do it'],
  ['a line taken out', [person('fkr', part('one')), app(first)], ''],
  ['a line typed once more', [person('fkr', part('one', 'one', 'two')), app(first)], '\n\n`@fkr` wrote above:\n\none'],
  [
    'two people, one after the other',
    [person('garloff', part('one', 'mine', 'two', 'hers')), person('fkr', part('one', 'mine', 'two')), app(first)],
    '\n\n`@fkr` wrote above:\n\nmine\n\n`@garloff` wrote above:\n\nhers',
  ],
  ['a line that was taken back', [person('fkr', part('one', 'two')), person('fkr', part('one', 'mine', 'two')), app(first)], ''],
]

test.each(forms)('%s', (_name, revisions, kept) => {
  const { text, isOthers } = written(revisions[0]?.body ?? first, revisions)
  expect(text).toBe(kept)
  expect(isOthers).toBe(kept !== '')
})

test('text below the end stays where it is', () => {
  const body = `${part('one', 'mine', 'two')}\n\nThanks!\n`
  expect(written(body, [person('fkr', body), app(first)]).text).toBe('\n\n`@fkr` wrote above:\n\nmine\n\nThanks!\n')
})

test('a comment that is replaced is known by its form, whatever words a version wrote, and kept in view when people wrote into it', () => {
  const now = '<sub>Outdated: a newer comment below replaces this one.</sub>'
  const former = replacedPart('<sub>There is news: a newer comment below replaces this one.</sub>')
  expect([replacedPart(now), former, former.replaceAll('\n', '\r\n')].map((body) => isReplacedAlone(body, now))).toEqual([true, true, true])
  expect(isReplacedAlone(replacedPart('Own words'), 'Own words')).toBe(true)
  expect([`${former}\nI disagree.`, `Mine.\n${former}`, `${former} I disagree.`].map((body) => isReplacedAlone(body, now))).toEqual([
    false,
    false,
    false,
  ])
})
