/** The words of the questions for a reporter and a scribe. */

import { expect, test } from 'vitest'
import { ASKS, CALL, MINUTES, REPORTS, SCRIBE, WRITES } from '../../../../src/notes/readers/people/presenter-words.ts'

test.each([
  ['the community call', CALL, ['community call', 'the ops meeting', 'communitycall'], ['a call', 'commune']],
  ['reporting', REPORTS, ['presents', 'reporting', 'berichtet', 'zusammenfassung'], ['presently', 'mispresents']],
  ['minutes', MINUTES, ['minutes', 'protokoll', 'hedgedoc'], ['minuted', 'padding']],
  ['writing them', WRITES, ['transfers', 'writes', 'schreibt', 'überträgt'], ['rewrites', 'reads']],
  ['a scribe', SCRIBE, ['scribe', 'note taker', 'protokollantin'], ['scribble']],
  ['the start of a question', ASKS, ['who writes', 'verantwortlich: ', 'minutes-transfer'], ['the minutes', 'whose']],
])('%s', (_what, pattern, yes, no) => {
  expect(yes.filter((text) => !pattern.test(text))).toEqual([])
  expect(no.filter((text) => pattern.test(text))).toEqual([])
})
