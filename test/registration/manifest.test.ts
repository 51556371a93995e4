/** The manifest has what app.yml says, and GitHub's required fields. */
import { expect, test } from 'vitest'
import { readAppDescription } from '../../src/adapters/files/app-description.ts'
import { manifestOf, newAppUrl } from '../../src/registration/manifest.ts'
import { SUBSCRIBED_EVENTS } from '../../src/service/webhooks/webhook-events.ts'
import { readWorldFile } from '../sandbox/world.ts'

const app = readAppDescription()
const redirect = 'http://127.0.0.1:3000/registered'

test('with a server: permissions and events of app.yml, webhooks to its address', () => {
  const manifest = manifestOf(app, { organization: 'scs', name: 'ours', webhookUrl: 'https://example.org/api/github/webhooks' }, redirect)
  expect(manifest).toMatchObject({
    name: 'ours',
    public: false,
    redirect_url: redirect,
    hook_attributes: { url: 'https://example.org/api/github/webhooks', active: true },
    default_permissions: readWorldFile('test/demo/world.yml').app.permissions,
    default_events: [...SUBSCRIBED_EVENTS],
  })
})

test('without a server: no events, and webhooks that are off but have the URL that GitHub demands', () => {
  const manifest = manifestOf(app, { organization: 'scs', name: 'ours', webhookUrl: null }, redirect)
  expect(manifest.hook_attributes).toEqual({ url: app.url, active: false })
  expect(manifest).not.toHaveProperty('default_events')
})

test('each permission is shown with its reason', () => {
  expect(app.permissions.length).toBeGreaterThan(4)
  expect(app.permissions.filter(({ reason }) => reason === '')).toEqual([])
})

test('the form goes to the organization, on github.com or a GitHub server', () => {
  expect(newAppUrl('https://github.com', 'scs', 'a b')).toBe('https://github.com/organizations/scs/settings/apps/new?state=a%20b')
  expect(newAppUrl('https://ghe.example.org', 'scs', 's')).toMatch(/^https:\/\/ghe\.example\.org\/organizations\//)
})
