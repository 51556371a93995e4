/** What the registration page accepts. */
import { expect, test } from 'vitest'
import { type HostKind, nameFor, readChoices, type Typed } from '../../src/registration/choices.ts'

const kinds: Readonly<Record<string, HostKind>> = {
  localhost: 'loopback',
  '127.0.0.1': 'loopback',
  '10.0.0.1': 'private',
  intranet: 'private',
}
const context = { isEnterprise: false, hostKind: (host: string) => kinds[host] ?? 'public' }
const typed = (change: Partial<Typed>): Typed => ({
  organization: 'scs',
  name: '',
  use: 'server',
  url: 'https://sprint.example.org',
  ...change,
})

test.each([
  ['a server', {}, { organization: 'scs', name: 'scs-sprint-scs', webhookUrl: 'https://sprint.example.org/api/github/webhooks' }],
  ['a server below a path', { url: 'https://example.org/sprint/' }, { webhookUrl: 'https://example.org/sprint/api/github/webhooks' }],
  ['the whole address', { url: 'https://example.org/api/github/webhooks' }, { webhookUrl: 'https://example.org/api/github/webhooks' }],
  ['no server, whatever stands in the field', { use: 'workflow', url: 'http://localhost' }, { webhookUrl: null }],
  ['a name of one’s own', { name: ' Minutes ' }, { name: 'Minutes' }],
  ['a handle', { organization: ' @SovereignCloudStack ' }, { organization: 'SovereignCloudStack', name: 'scs-sprint-SovereignCloudStack' }],
])('accepted: %s', (_name, change, chosen) => {
  expect(readChoices(typed(change), context)).toMatchObject(chosen)
})

test.each([
  ['no organization', { organization: ' ' }, 'organization', 'found nothing'],
  ['a URL', { organization: 'https://github.com/scs' }, 'organization', 'found something else'],
  ['a path', { organization: '../evil' }, 'organization', 'found something else'],
  ['a long name', { name: 'x'.repeat(35) }, 'name', 'found 35 characters'],
  ['two lines', { name: 'a\nb' }, 'name', 'on one line'],
  ['nothing chosen', { use: '' }, 'use', 'Choose one'],
  ['no address', { url: '' }, 'url', 'found nothing'],
  ['localhost', { url: 'https://localhost:3000' }, 'url', 'which GitHub refuses'],
  ['a private network', { url: 'https://10.0.0.1' }, 'url', 'private network'],
  ['no TLS', { url: 'http://sprint.example.org' }, 'url', 'https://sprint.example.org'],
  ['another scheme', { url: 'javascript:alert(1)' }, 'url', 'found something else'],
  ['a password', { url: 'https://me:hunter2@example.org' }, 'url', 'more than an address'],
  ['a query', { url: 'https://example.org/?x=1' }, 'url', 'more than an address'],
])('to be corrected: %s', (_name, change, field, told) => {
  const problems = readChoices(typed(change), context)
  expect(problems).toEqual([{ field, told: expect.stringContaining(told) }])
  expect(JSON.stringify(problems)).not.toContain('hunter2')
})

test('a GitHub server of one’s own reaches private networks, without TLS too, but not this machine', () => {
  const enterprise = { ...context, isEnterprise: true }
  expect(readChoices(typed({ url: 'http://10.0.0.1:3000' }), enterprise)).toMatchObject({
    webhookUrl: 'http://10.0.0.1:3000/api/github/webhooks',
  })
  expect(readChoices(typed({ url: 'http://127.0.0.1' }), enterprise)).toMatchObject([{ field: 'url' }])
})

test('a suggested name is never too long', () => {
  expect(nameFor('o'.repeat(39))).toHaveLength(34)
  expect(nameFor('')).toBe('')
})
