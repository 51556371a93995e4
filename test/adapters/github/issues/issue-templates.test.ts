/** Templates for new issues, as a repository or its organization has them. */
import { afterEach, expect, test } from 'vitest'
import { createIssueTemplateReader } from '../../../../src/adapters/github/issues/issue-templates.ts'
import { TryAgainError } from '../../../../src/errors.ts'
import { type Sandbox, startSandbox } from '../../../sandbox/github.ts'
import { createWorld } from '../../../sandbox/model.ts'
import { checkWorld } from '../../../sandbox/world.ts'
import { accessTo, appAccessTo } from '../sandbox-access.ts'

let sandbox: Sandbox
afterEach(() => sandbox.close())

const STORY = `---
name: Standard user story
about: A story
title: "[Story] "
labels: story
---

As a …, I want … so that …

## Definition of Ready

- [ ] small enough
`
const FORM = `name: Story
description: A story
title: "[Story]: "
labels: ["story"]
body:
  - type: markdown
    attributes: { value: Thank you }
  - type: input
    id: scope
    attributes: { label: Scope }
  - type: textarea
    id: story
    attributes: { label: Story, value: As a … }
  - type: checkboxes
    id: ready
    attributes: { label: Definition of Ready, options: [{ label: small enough }] }
`

async function read({
  files = {},
  shared,
  token = (box) => box.tokens.personal('fkr'),
  asApp = false,
  repositories,
  now,
  isPrivate = false,
  isSharedPrivate = false,
}: {
  readonly files?: Readonly<Record<string, string>>
  readonly shared?: Readonly<Record<string, string>>
  readonly token?: (box: Sandbox) => string
  readonly asApp?: boolean
  /** In which the app is installed; absent: all. */
  readonly repositories?: readonly string[]
  readonly now?: () => Date
  readonly isPrivate?: boolean
  readonly isSharedPrivate?: boolean
}) {
  const inFolder = (all: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(all).map(([name, text]) => [`.github/ISSUE_TEMPLATE/${name}`, text]))
  sandbox = await startSandbox({
    world: createWorld(
      checkWorld({
        now: '2025-03-20T08:00:00Z',
        organizations: { scs: { members: ['fkr'] } },
        repositories: {
          'scs/issues': { private: isPrivate, labels: { epic: null }, files: { 'README.md': '# Issues\n', ...inFolder(files) } },
          ...(shared === undefined
            ? {}
            : { 'scs/.github': { private: isSharedPrivate, files: { 'README.md': '# All\n', ...inFolder(shared) } } }),
        },
        installations: { scs: repositories === undefined ? {} : { repositories: [...repositories] } },
      }),
    ),
  })
  const access = asApp ? appAccessTo(sandbox) : accessTo(sandbox, token(sandbox))
  return createIssueTemplateReader(access, { now: now ?? sandbox.world.now })
}

test('Markdown templates and forms; what GitHub offers no template for is left out', async () => {
  const reader = await read({
    files: {
      'story.md': STORY,
      'story.yml': FORM,
      'config.yml': 'blank_issues_enabled: false\n',
      'nameless.md': 'Just text\n',
      'broken.md': '---\nname: "\n---\ntext\n',
      'broken.yml': 'name: [\n',
      'alias.md': '---\nname: *none\n---\ntext\n',
      'bomb.yml': `a: &a [x, x]\n${Array.from({ length: 9 }, (_, at) => `k${at}: &n${at} [${`*${at === 0 ? 'a' : `n${at - 1}`}, `.repeat(9)}]`).join('\n')}\n`,
      'logo.png': 'no template',
    },
  })
  expect(await reader.templates('scs/issues')).toEqual([
    {
      file: 'story.md',
      name: 'Standard user story',
      body: 'As a …, I want … so that …\n\n## Definition of Ready\n\n- [ ] small enough',
      fields: [],
    },
    {
      file: 'story.yml',
      name: 'Story',
      body: null,
      fields: [
        { id: 'scope', label: 'Scope', isLong: false, value: '' },
        { id: 'story', label: 'Story', isLong: true, value: 'As a …' },
      ],
    },
  ])
})

test('a repository without templates has those of its organization', async () => {
  const reader = await read({ shared: { 'story.md': STORY } })
  expect((await reader.templates('scs/issues')).map(({ name }) => name)).toEqual(['Standard user story'])
})

test('those of a private organization repository are for nobody, nor any where the repository has a folder of its own', async () => {
  const hidden = await read({ shared: { 'story.md': STORY }, isSharedPrivate: true })
  expect(await hidden.templates('scs/issues')).toEqual([])
  await sandbox.close()
  const own = await read({ shared: { 'story.md': STORY }, files: { 'config.yml': 'blank_issues_enabled: false\n' } })
  expect(await own.templates('scs/issues')).toEqual([])
})

test('without any there are none, and many looks ask GitHub once an hour', async () => {
  const reader = await read({})
  expect(await reader.templates('scs/issues')).toEqual([])
  expect(await reader.templates('SCS/issues')).toEqual([])
  expect(sandbox.requests.length).toBe(1)
})

test('without the permission: what to grant, and where', async () => {
  const reader = await read({
    isPrivate: true,
    token: (box) => box.tokens.installation('scs', { permissions: { metadata: 'read', issues: 'read' } }),
  })
  await expect(reader.templates('scs/issues')).rejects.toThrow(
    /^Issue templates of scs\/issues: expected the repository permission "Contents: read" .* An owner of scs grants it: /,
  )
})

test('the app asks for a token that reads the files of this repository and of no other', async () => {
  const reader = await read({ asApp: true, isPrivate: true, files: { 'story.md': STORY }, shared: { 'story.yml': FORM } })
  expect((await reader.templates('scs/issues')).map(({ name }) => name)).toEqual(['Standard user story'])
  const tokens = [...sandbox.world.tokens.values()].filter((token) => token.kind === 'installation')
  expect(tokens.map(({ permissions, repositories }) => ({ permissions, repositories }))).toEqual([
    { permissions: { contents: 'read', metadata: 'read' }, repositories: ['issues'] },
  ])
})

test('such a token reads the public templates of the organization as well', async () => {
  const reader = await read({ asApp: true, shared: { 'story.md': STORY }, repositories: ['issues'] })
  expect((await reader.templates('scs/issues')).map(({ name }) => name)).toEqual(['Standard user story'])
})

test('where the app is not installed: where to add it', async () => {
  const reader = await read({ asApp: true, shared: {}, repositories: ['.github'] })
  await expect(reader.templates('scs/issues')).rejects.toThrow(
    /^Issue templates of scs\/issues: expected a repository in which the app is installed, found none\. An owner of scs adds it: /,
  )
})

test('a refusal is known for five minutes, a failure on the way only until the next look', async () => {
  let now = new Date('2025-03-20T08:00:00Z')
  const token = (box: Sandbox) => box.tokens.installation('scs', { permissions: { metadata: 'read', issues: 'read' } })
  const refused = await read({ isPrivate: true, token, now: () => now })
  const look = () => refused.templates('scs/issues').catch((error: Error) => error.message)
  expect(await look()).toContain('"Contents: read"')
  const asked = sandbox.requests.length
  now = new Date('2025-03-20T08:04:59Z')
  expect(await look()).toContain('"Contents: read"')
  expect(sandbox.requests.length).toBe(asked)
  now = new Date('2025-03-20T08:05:00Z')
  await look()
  expect(sandbox.requests.length).toBeGreaterThan(asked)
  await sandbox.close()

  const reader = await read({ files: { 'story.md': STORY } })
  sandbox.faults.add({ kind: 'bad-gateway' }, { times: 20 })
  await expect(reader.templates('scs/issues')).rejects.toThrow(TryAgainError)
  sandbox.faults.clear()
  expect(await reader.templates('scs/issues')).toHaveLength(1)
})
