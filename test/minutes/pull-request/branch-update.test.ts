/** When lines that a pad lost stay on the branch, although it is not much that is lost. */
import { expect, test } from 'vitest'
import { mergeOnBranch } from '../../../src/minutes/pull-request/branch-update.ts'
import type { FileToPublish } from '../../../src/minutes/pull-request/file-to-publish.ts'
import { minutesSettings } from '../settings.ts'

const GUESTS = Array.from({ length: 24 }, (_, index) => `- guest${index} of team${index}`).join('\n')
const minutes = (notes: string) => `# 2023-01-18\n\n## Guests\n\n${GUESTS}\n\n## Notes\n\n${notes}\n\n## Next\n\n- nothing was said\n`

function merge(before: string, after: string) {
  const file: FileToPublish = {
    ...{ settings: minutesSettings, team: 'iaas', date: '2023-01-18', path: 'iaas/20230118.md', body: '', assignees: [] },
    text: minutes(after),
  }
  const current = minutes(before)
  const { isShrunk, isMuchLost, keeping } = mergeOnBranch(file, current, [{ text: current, byApp: true }], null)
  expect(isMuchLost).toBe(false)
  return { isShrunk, kept: keeping.kept, text: keeping.text }
}

test('a section stays where another one with as many lines took its place', () => {
  const [old, fresh] = ['### A\n\n- a1 alpha', '### New\n\n- totally different']
  expect(merge(old, fresh)).toEqual({ isShrunk: true, kept: ['- a1 alpha'], text: minutes(`${old}\n\n${fresh}`) })
})

test.each([
  ['a section that was renamed, with a line of it reworded', '### A\n\n- a1 alpha\n- stays', '### B\n\n- other words\n- stays'],
  ['a line in whose place another one stands', '- a1 alpha', '- totally different'],
  ['a section whose lines moved', '### A\n\n- a1 alpha\n\n### B\n\n- b1', '### B\n\n- b1\n- a1 alpha\n- one more'],
])('%s is the usual work on a pad', (_name, before, after) => {
  expect(merge(before, after)).toMatchObject({ isShrunk: false, kept: [] })
})
