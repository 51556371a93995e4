/** Credentials and addresses are found by their form; the findings never hold them. */
import { expect, test } from 'vitest'
import { findSensitive } from '../../src/minutes/sensitive.ts'

// Put together here, so that no scanner takes this file for a leak.
const token = `ghp_${'a1'.repeat(18)}`
const found = (text: string) => findSensitive(text).map(({ line, what }) => [line, what])

test.each([
  [`use ${token} for it`, 'a token of GitHub'],
  [`-----BEGIN ${'OPENSSH'} PRIVATE KEY-----`, 'a private key'],
  [`key ${'AKIA'}${'B2'.repeat(8)}`, 'an access key of AWS'],
  [`Bearer eyJ${'x'.repeat(20)}.eyJ${'y'.repeat(20)}.${'z'.repeat(20)}`, 'a signed web token'],
  ['write to ada@example.org, please', 'an e-mail address'],
])('%s', (text, what) => {
  expect(found(`first\n${text}`)).toEqual([[2, what]])
  expect(JSON.stringify(findSensitive(text))).not.toMatch(/a1a1|BEGIN|B2B2|xxx|ada/)
})

test.each([
  '@ada-l',
  'scs-tech@ list',
  'https://mastodon.example/@ada',
  'user@host',
  'git@github.com:a/b',
  'ghp_short',
  'v4.x.0@main',
  'eyJ is JSON',
])('%s is nothing of the kind', (text) => {
  expect(found(text)).toEqual([])
})

test('long lines cost no more than their length', () => {
  const start = performance.now()
  for (const part of ['a.', 'a@', 'eyJ', 'a@a.', '-----BEGIN ']) findSensitive(part.repeat(50_000))
  expect(performance.now() - start).toBeLessThan(4000)
})
