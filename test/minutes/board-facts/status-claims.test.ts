/** What a line claims about an issue: only claims about the whole issue. */
import { expect, test } from 'vitest'
import { claimIn } from '../../../src/minutes/board-facts/status-claims.ts'

const REF = 'acme/issues#10'
const claimOf = (text: string) => claimIn(text, { names: [REF], isPull: false, isNamedHere: true })?.claim ?? null

test.each(['done', 'finished', 'abgeschlossen', 'resolved', '**closed**', 'erledigt!', 'is done', ': fertig', '(done)', '✅'])(
  'the issue and "%s"',
  (words) => expect(claimOf(`${REF} ${words}`)).toBe('done'),
)

test.each([
  `docs for ${REF} done`,
  `Review ${REF} done`,
  `${REF} done soon`,
  `${REF} half done`,
  `${REF} done?`,
  `when ${REF} done`,
  `${REF}: docs are done, tests are missing`,
])('no claim about the issue: %s', (line) => expect(claimOf(line)).toBeNull())
