/** Which commits lack a sign-off: merges need none, whatever a message begins with. */
import { expect, test } from 'vitest'
import { unsignedCommits } from '../../../src/minutes/pull-request/description.ts'

const commit = (message: string, isMerge = false) => ({ sha: '0123456789abcdef', message, isMerge })
const SIGNED = 'Fix\n\nSigned-off-by: O <o@example.org>'

test('merges are known by their parents, not by their title', () => {
  expect(unsignedCommits([commit(SIGNED), commit('Update of the branch', true)])).toBeNull()
  expect(unsignedCommits([commit('Merge two lines into one'), commit(SIGNED)])).toContain('One commit has no sign-off (`01234567`)')
})
