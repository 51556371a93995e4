/** Looking at an organization: what GitHub refuses, and what an older server lacks. */
import { afterEach, expect, test } from 'vitest'
import { createOrganizationReader } from '../../../../src/adapters/github/organization/organization.ts'
import { type Sandbox, startSandbox } from '../../../sandbox/github.ts'
import { accessTo } from '../sandbox-access.ts'

let sandbox: Sandbox
afterEach(() => sandbox.close())

async function reader(tokenOf: (sandbox: Sandbox) => string, organization = 'scs') {
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
  const access = accessTo(sandbox, tokenOf(sandbox))
  return createOrganizationReader(access, organization, { now: () => new Date('2023-01-18T08:00:00Z') })
}

const personal = (sandbox: Sandbox) => sandbox.tokens.personal('fkr')

test('boards with their fields, cards, repositories, labels and issue types', async () => {
  const look = await reader(personal)
  expect(await look.name()).toBe('scs')
  const [board] = await look.boards()
  expect(board).toMatchObject({
    owner: 'scs',
    number: 6,
    fields: expect.arrayContaining([expect.objectContaining({ name: 'Status', kind: 'single-select' })]),
  })
  expect(await look.cards(6)).toContainEqual(expect.objectContaining({ repository: 'scs/issues', type: 'Epic' }))
  const repositories = await look.repositories()
  expect(repositories.map(({ name }) => name)).toContain('scs/minutes')
  expect((await look.labels('scs/issues')).length).toBeGreaterThan(0)
  expect(await look.issueTypes()).toEqual(['Epic'])
})

test('a server without issue types has none', async () => {
  const look = await reader(personal)
  sandbox.world.features.issueTypes = false
  expect(await look.issueTypes()).toEqual([])
  expect((await look.cards(6)).every(({ type }) => type === null)).toBe(true)
})

test.each([
  ['a token without the scope', (box: Sandbox) => box.tokens.personal('fkr', ['repo'])],
  [
    'an app without the permission',
    (box: Sandbox) => box.tokens.installation('scs', { permissions: { metadata: 'read', issues: 'read' } }),
  ],
])('%s: boards cannot be read, and the message says what to grant', async (_name, tokenOf) => {
  const look = await reader(tokenOf)
  await expect(look.boards()).rejects.toThrow(
    'Boards of scs: expected credentials that can read projects, found none with that permission. Create a token with the scopes `read:project` and `repo`',
  )
})

test('no organization of that name, and a person', async () => {
  await expect((await reader(personal, 'nobody')).name()).rejects.toThrow(
    'nobody: expected the name of an organization on GitHub, found none',
  )
  await sandbox.close()
  await expect((await reader(personal, 'fkr')).name()).rejects.toThrow("fkr: expected an organization, found a person's account")
})
