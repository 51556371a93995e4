/**
 * A short form of `npm run fuzz -- --long`: hostile text through every input, with the same seeds each time; `npm run fuzz` uses new
 * ones.
 */
import { describe, expect, test } from 'vitest'
import { fuzz } from './fuzz.ts'
import { aliveIn, withoutOwnMarks } from './oracle.ts'
import { targets } from './targets.ts'

const RUNS = 40

describe.each([20230118, 20260611])('seed %i', (seed) => {
  test.each(targets.map((target) => [target.name, target] as const))(
    'nothing of hostile %s comes alive',
    async (_name, target) => {
      const { outputs } = await fuzz(target, { seed, runs: RUNS })
      expect(outputs).toBeGreaterThan(RUNS / 4)
    },
    240_000,
  )
})

test.each([
  ['a mention', 'hello \\@fkr'],
  ['a mention', '&#64;fkr'],
  ['a mention of a team', 'x\n\n(@acme/iaas)'],
  ['an issue', 'see \\#12'],
  ['an issue', 'gh-3'],
  ['an issue elsewhere', 'acme/issues#12'],
  ['a commit', 'since a1b2c3d'],
  ['an address', 'www.evil.example'],
  ['a link that leaves a trace', '[x](https://github.com/acme/issues/issues/1)'],
  ['an image', '![x](http://x/y.png)'],
  ['a heading', 'a\n==='],
  ['HTML', 'x <svg onload=alert(1)>'],
  ['a mark', 'x\n<!-- scs-sprint:end -->'],
  ['direction', 'x \u202e y'],
])('the oracle sees %s: %j', (_what, text) => {
  expect(aliveIn(text, 'comment')).not.toEqual([])
})

test.each(['<svg>', '<b onclick=x>y</b>', '[x](javascript:alert)', '<a href="javascript:x">y</a>', '<!-- scs-sprint:section x -->'])(
  'the oracle sees in a file: %j',
  (text) => {
    expect(aliveIn(text, 'file')).not.toEqual([])
  },
)

test('in minutes, the oracle allows each part of the app once', () => {
  const part = '<!-- scs-sprint:section about-whole -->\n\nx\n\n<!-- scs-sprint:end -->\n'
  expect(aliveIn(withoutOwnMarks(part, ['about']), 'file')).toEqual([])
  for (const text of [`${part}\n${part}`, `${part}\n<!-- scs-sprint:end -->`, '<!-- scs-sprint:section x -->\n\n<!-- scs-sprint:end -->'])
    expect(aliveIn(withoutOwnMarks(text, ['about']), 'file')).not.toEqual([])
})

test.each([
  '`@fkr` `#1` `a1b2c3d`',
  '[issues#1](https://redirect.github.com/acme/issues/issues/1)',
  '\\<b\\>',
  '- [ ] **x** `www.x`',
  'a@b',
])('the oracle accepts %j', (text) => {
  expect(aliveIn(text, 'comment')).toEqual([])
})
