/** Other people's lines in `.env` stay. */
import { parseEnv } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasVariable, withVariables } from '../../src/registration/env-lines.ts'

const values = { APP_ID: '7', PRIVATE_KEY_PATH: 'app.private-key.pem', WEBHOOK_SECRET: 's' }
const ADDED = '# app\nAPP_ID=7\nPRIVATE_KEY_PATH=app.private-key.pem\nWEBHOOK_SECRET=s\n'

test.each([
  ['an empty file', '', ADDED],
  ['lines of other programs', '# mine\nFOO=1\n', `# mine\nFOO=1\n\n${ADDED}`],
  ['no line end at the end', 'FOO=1', `FOO=1\n\n${ADDED}`],
  [
    'one of ours from before',
    'WEBHOOK_SECRET=old\nFOO=1\n',
    `WEBHOOK_SECRET=s\nFOO=1\n\n# app\nAPP_ID=7\nPRIVATE_KEY_PATH=app.private-key.pem\n`,
  ],
  ['the same names inside of a value', 'TEXT="one\nAPP_ID=1\ntwo"\n', `TEXT="one\nAPP_ID=1\ntwo"\n\n${ADDED}`],
  [
    'a value of several lines that is ours',
    'WEBHOOK_SECRET="a\nb"\nFOO=1\n',
    `WEBHOOK_SECRET=s\nFOO=1\n\n# app\nAPP_ID=7\nPRIVATE_KEY_PATH=app.private-key.pem\n`,
  ],
])('%s', (_name, before, after) => {
  expect(withVariables(before, values, 'app')).toBe(after)
})

test('a value with other characters is read back as it was', () => {
  expect(parseEnv(withVariables('', { WEBHOOK_SECRET: 'a b#c"d' }, 'app')).WEBHOOK_SECRET).toBe('a b#c"d')
})

test('a name in a comment or in a value is not set', () => {
  expect(['# APP_ID=1\n', 'TEXT="x\nAPP_ID=1\n"\n', 'MY_APP_ID=1\n'].map((text) => hasVariable(text, 'APP_ID'))).toEqual([
    false,
    false,
    false,
  ])
  expect(['APP_ID=\n', 'export APP_ID=1', '  APP_ID = 1'].map((text) => hasVariable(text, 'APP_ID'))).toEqual([true, true, true])
})

test('whatever lines there are, other variables keep their value, and no other line changes', () => {
  const line = fc.oneof(
    fc.constantFrom('# a comment', '', 'export C=3', 'B="two\nlines"', "A='x # y'", 'WEBHOOK_SECRET=old'),
    fc.tuple(fc.constantFrom('A', 'B', 'LONG_NAME'), fc.stringMatching(/^[a-z0-9 ]{0,9}$/)).map(([name, value]) => `${name}=${value}`),
  )
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
      const before = lines.join('\n')
      const after = withVariables(before, values, 'app')
      expect(parseEnv(after)).toEqual({ ...parseEnv(before), ...values })
      for (const one of before.split('\n')) if (!one.startsWith('WEBHOOK_SECRET')) expect(after.split('\n')).toContain(one)
    }),
  )
})
