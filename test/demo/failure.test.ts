/** A demo that fails says at which step, why, and what of its output can be used. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { DemoFailure } from './children.ts'
import { failureLines } from './failure.ts'
import { IAAS_AGENDA, IAAS_MINUTES } from './story/scene.ts'
import { createNarrator } from './terminal.ts'

const narrator = () => createNarrator({ write: () => {}, isTerminal: false, hasColors: false, columns: 100 })

function aFolder(...files: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'scs-sprint-demo-failure-'))
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), 'text\n')
  }
  return (path: string) => join(folder, path)
}

test('the step, the reason, the files that are complete, and those that are of an earlier run', async () => {
  const say = narrator()
  const out = aFolder(IAAS_AGENDA, IAAS_MINUTES)
  say.day('Tuesday, 17 January 2023')
  await say.step({ at: '15:00', what: 'The agenda', files: [out(IAAS_AGENDA)] }, async () => {})
  say.day('Wednesday, 18 January 2023')
  const work = () => Promise.reject(new DemoFailure('Expected minutes, found none.'))
  await say.step({ at: '12:15', what: 'The minutes', files: [out(IAAS_MINUTES)] }, work).catch(() => {})
  expect(failureLines(say, new DemoFailure('Expected minutes, found none.'), { out, isVerbose: false })).toEqual([
    'The demo stops here, at this step of Wednesday, 18 January 2023:',
    '  12:15  The minutes',
    'Expected minutes, found none.',
    '',
    'Everything told above that step did happen, and was checked.',
    `These files are complete: ${out(IAAS_AGENDA)}.`,
    `Do not take these for output of this run: ${out(IAAS_MINUTES)}.`,
    'More is told by: npm run demo -- --verbose',
  ])
})

test('before the first step nothing is complete; a bug shows where it is, if asked', () => {
  const bug = new TypeError('x is not a function')
  const lines = failureLines(narrator(), bug, { out: aFolder(), isVerbose: true })
  expect(lines.slice(0, 2)).toEqual(['The demo stops here, before its first step.', 'x is not a function'])
  expect(lines).toContain('No file is complete.')
  expect(lines.at(-1)).toContain('failure.test.ts')
})
