/** Whom a host belongs to, by its name alone. */
import { expect, test } from 'vitest'
import { hostKind } from '../../../../src/adapters/pads/fetching/addresses.ts'

test.each([
  [
    'loopback',
    ['localhost', 'localhost.', 'app.localhost', '127.0.0.1', '127.9.9.9', '0x7f.1', '2130706433', '[::1]', '[::ffff:127.0.0.1]'],
  ],
  ['private', ['10.0.0.1', '192.168.1.1', '169.254.169.254', '0.0.0.0', '[fd00::1]', 'intranet', 'nas.local', 'web.internal', 'scs.test']],
  ['public', ['sprint.example.org', 'sprint.example.org.', '8.8.8.8', '[2001:4860:4860::8888]', 'localhost.example.org']],
])('%s', (kind, hosts) => {
  // As a URL writes them: other spellings of an address are the same.
  expect(hosts.filter((host) => hostKind(new URL(`https://${host}`).hostname) !== kind)).toEqual([])
})
