/** What people read where a pad cannot be read: each kind of server says what it needs. */
import { expect, test } from 'vitest'
import { missing, notPublic, withAccessHelp } from '../../../src/adapters/pads/access-errors.ts'
import { NotPublic } from '../../../src/adapters/pads/providers/pad-provider.ts'
import { providers } from '../../../src/adapters/pads/providers/providers.ts'
import { UserError } from '../../../src/errors.ts'

const PAD = new URL('https://pads.example/iaas?key=abc')

test('a pad that is not public: which setting or token each kind of server needs', () => {
  expect(notPublic(PAD, '403').message).toBe(
    'https://pads.example/iaas: expected a public pad, found 403. ' +
      'In HackMD or HedgeDoc 2, set PAD_TOKEN_PADS_EXAMPLE where the app runs. ' +
      'In HedgeDoc, set its permission to freely, editable or locked. ' +
      'Or save the pad as a file and pass the file.',
  )
})

test('no such pad: which pads need a token', () => {
  expect(missing(PAD).message).toBe(
    'https://pads.example/iaas: expected a pad, found none (404). ' +
      'Check the URL for typos. A token (PAD_TOKEN_PADS_EXAMPLE where the app runs) is needed for private HackMD notes and HedgeDoc 2 notes.',
  )
})

test.each(providers.flatMap((provider) => (provider.access.token === undefined ? [] : [provider])))(
  'both messages name $name',
  ({ name, access }) => {
    expect(notPublic(PAD, '403').message).toContain(name)
    expect(missing(PAD).message).toContain(access.token)
  },
)

test('only a pad that is not public becomes another error', async () => {
  const other = new TypeError('broken')
  await expect(withAccessHelp(() => Promise.reject(other))).rejects.toBe(other)
  await expect(withAccessHelp(() => Promise.reject(new NotPublic(PAD, '401')))).rejects.toThrow(UserError)
  await expect(withAccessHelp(async () => 'text')).resolves.toBe('text')
})
