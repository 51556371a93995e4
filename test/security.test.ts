/** SECURITY.md: each claim names a test, and the test exists. */
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const page = readFileSync('SECURITY.md', 'utf8')
const parts = page.split(/^## /m).slice(1)
const ROW = /^\| (.+) \| \[[^\]]+\]\((test\/[\w/-]+\.test\.ts)\) \| (.+) \|$/gm
const claims = [...page.matchAll(ROW)].map(([, claim = '', file = '', title = '']) => ({ claim, file, title }))

test.each(claims)('$claim: its test exists', ({ file, title }) => {
  expect(existsSync(file), file).toBe(true)
  const source = readFileSync(file, 'utf8')
  expect(
    ["'", '"', '`'].some((quote) => source.includes(`${quote}${title}${quote}`)),
    `${file} has no test with this title`,
  ).toBe(true)
})

test('every row of every table is a claim with its test', () => {
  const rows = page.split('\n').filter((line) => line.startsWith('| ') && !/^\| (?:what stops them|---)/.test(line))
  expect(claims).toHaveLength(rows.length)
  expect(new Set(claims.map(({ claim }) => claim)).size).toBe(claims.length)
})

test('each part about attackers has a table, says what is not covered, and fits on a screen', () => {
  const attackers = parts.filter((part) => /^(?:Someone|Another|The scheduled)/.test(part))
  expect(attackers).toHaveLength(12)
  for (const part of attackers) {
    expect(part).toContain('| what stops them | test file | test |')
    expect(part).toContain('Not covered: ')
    expect(part.split('\n').length).toBeLessThanOrEqual(25)
  }
})

test('it says how to report, and which versions get fixes', () => {
  expect(parts.map((part) => part.split('\n')[0]).slice(0, 2)).toEqual(['Report a vulnerability', 'Supported versions'])
  expect(page).toContain('*Report a vulnerability*')
})

test('people find it', () => {
  expect(readFileSync('README.md', 'utf8')).toContain('(SECURITY.md)')
  expect(readFileSync('CONTRIBUTING.md', 'utf8')).toContain('(SECURITY.md)')
  expect(readFileSync('docs/operation.md', 'utf8')).toContain('(../SECURITY.md)')
})
