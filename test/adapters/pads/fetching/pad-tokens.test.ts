import { expect, test } from 'vitest'
import { padTokensOf } from '../../../../src/adapters/pads/fetching/pad-tokens.ts'
import { padTokenVariable } from '../../../../src/domain/pads/pad-token-variable.ts'

const tokenFor = (address: string, variables: Record<string, string>) => padTokensOf(variables)(new URL(address))

test.each([
  ['hackmd.io', 'PAD_TOKEN_HACKMD_IO'],
  ['pad.my-org.org', 'PAD_TOKEN_PAD_MY_ORG_ORG'],
  ['localhost:9001', 'PAD_TOKEN_LOCALHOST_9001'],
])('the variable of %s is %s', (host, name) => expect(padTokenVariable(host)).toBe(name))

test.each<[string, Record<string, string>, string | null]>([
  ['https://hackmd.io/abc', { PAD_TOKEN_HACKMD_IO: 'one' }, 'one'],
  ['https://HackMD.io/abc', { PAD_TOKEN_HACKMD_IO: ' one\n' }, 'one'],
  ['https://hackmd.io/abc', { PAD_TOKEN_HACKMD_IO: '  ' }, null],
  ['https://evil.example/abc', { PAD_TOKEN_HACKMD_IO: 'one' }, null],
  ['https://sub.hackmd.io/abc', { PAD_TOKEN_HACKMD_IO: 'one' }, null],
  ['https://hackmd.io.evil.example/abc', { PAD_TOKEN_HACKMD_IO: 'one' }, null],
  ['http://localhost:9001/p/a', { PAD_TOKEN_LOCALHOST: 'one', PAD_TOKEN_LOCALHOST_9001: 'two' }, 'two'],
  ['http://127.0.0.1:9001/p/a', { PAD_TOKEN_127_0_0_1: 'one' }, 'one'],
  ['https://pad.my-org.org/n/a', { PAD_TOKEN_PAD_MY_ORG_ORG: 'pad.my-org.org one' }, 'one'],
  ['https://pad-my.org.org/n/a', { PAD_TOKEN_PAD_MY_ORG_ORG: 'pad.my-org.org one' }, null],
  ['https://pad.my.org.org/n/a', { PAD_TOKEN_PAD_MY_ORG_ORG: 'pad.my-org.org one' }, null],
])('%s with %j gets %s', (address, variables, token) => expect(tokenFor(address, variables)).toBe(token))

test('a host that shares its variable with another host gets no token without a host name', () => {
  expect(() => tokenFor('https://pads-example.org/n/a', { PAD_TOKEN_PADS_EXAMPLE_ORG: 's3cret' })).toThrow(
    /PAD_TOKEN_PADS_EXAMPLE_ORG: expected the host before the token \("pads-example\.org TOKEN"\)/,
  )
  expect(() => tokenFor('https://pads-example.org/n/a', { PAD_TOKEN_PADS_EXAMPLE_ORG: 's3cret' })).not.toThrow(/s3cret/)
})

test.each(['http://hackmd.io/abc', 'http://hackmd.io:443/abc', 'http://127.0.0.1.evil.example/n/a'])(
  '%s is plain HTTP, so no token is sent',
  (address) => {
    const variables = { PAD_TOKEN_HACKMD_IO: 's3cret', PAD_TOKEN_127_0_0_1_EVIL_EXAMPLE: 's3cret' }
    expect(() => tokenFor(address, variables)).toThrow(/expected an HTTPS URL/)
  },
)
