/** What people do, the webhooks about it, and intentional faults. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ask, askGraphql } from './asking.ts'
import { generateWorld } from './generate.ts'
import { type Sandbox, startSandbox } from './github.ts'
import { createWorld } from './model.ts'
import { checkWorld } from './world.ts'

type Received = { headers: IncomingHttpHeaders; body: string; payload: Record<string, unknown> }
const secret = 'only for tests'
let received: Received[]
let target: Server
let sandbox: Sandbox

beforeEach(async () => {
  received = []
  target = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      received.push({ headers: request.headers, body, payload: JSON.parse(body) })
      response.end()
    })
  })
  await new Promise<void>((resolve) => target.listen(0, 'localhost', resolve))
  const url = `http://localhost:${(target.address() as AddressInfo).port}/api/github/webhooks`
  sandbox = await startSandbox({ world: new URL('worlds/small.yml', import.meta.url).pathname, webhookTarget: { url, secret } })
})
afterEach(async () => {
  await sandbox.close()
  target.closeAllConnections()
  await new Promise((resolve) => target.close(resolve))
})

const told = () => received.map(({ headers, payload }) => `${headers['x-github-event']}.${payload.action ?? ''}`)

test('a change sends a signed webhook with GitHub’s headers', async () => {
  await sandbox.edit('garloff').comment('scs/issues#1', '/epic check')
  const [delivery] = received
  expect(delivery?.headers).toMatchObject({
    'x-github-event': 'issue_comment',
    'x-github-delivery': expect.stringMatching(/^[0-9a-f-]{36}$/),
    'content-type': 'application/json',
  })
  const signature = createHmac('sha256', secret)
    .update(delivery?.body ?? '')
    .digest('hex')
  expect(timingSafeEqual(Buffer.from(String(delivery?.headers['x-hub-signature-256'])), Buffer.from(`sha256=${signature}`))).toBe(true)
  expect(delivery?.payload).toMatchObject({
    action: 'created',
    comment: { body: '/epic check', user: { login: 'garloff', type: 'User' } },
    issue: { number: 1, comments: 3 },
    repository: { full_name: 'scs/issues' },
    organization: { login: 'scs' },
    installation: { id: 77 },
    sender: { login: 'garloff' },
  })
  expect(sandbox.webhooks.deliveries.map(({ event, status }) => ({ event, status }))).toEqual([{ event: 'issue_comment', status: 200 }])
})

test('payloads match GitHub’s examples', async () => {
  type Example = { name: string; examples: Record<string, unknown>[] }
  const examples = createRequire(import.meta.url)('@octokit/webhooks-examples/api.github.com/index.json') as Example[]
  const keysOf = (event: string, action: string, part: string) => {
    const all = examples.find(({ name }) => name === event)?.examples.filter((example) => example.action === action) ?? []
    return Object.keys((all[0]?.[part] as object | undefined) ?? {})
  }
  const person = sandbox.edit('fkr')
  await person.comment('scs/issues#1', 'Hello')
  await person.close('scs/issues#3')
  await person.reopen('scs/issues#3')
  await person.push('scs/minutes', 'topic', 'Add', { 'x.md': 'x' })
  await person.openPull('scs/minutes', { title: 'Add', body: '', head: 'topic', base: 'main' })
  await person.moveCard('scs/6', 'scs/issues#1', 'Status', 'Done')
  const missing = (event: string, action: string, part: string) => {
    const payload = received.find(({ headers, payload: one }) => headers['x-github-event'] === event && one.action === action)?.payload
    const keys = keysOf(event, action, part)
    expect(keys.length).toBeGreaterThan(0)
    // `draft` stands on pull requests alone; that example is older.
    return keys.filter((key) => key !== 'draft' && !(key in ((payload?.[part] as object | undefined) ?? {})))
  }
  expect(missing('issue_comment', 'created', 'comment')).toEqual([])
  expect(missing('issue_comment', 'created', 'issue')).toEqual([])
  expect(missing('issues', 'reopened', 'issue')).toEqual([])
  expect(missing('issues', 'reopened', 'sender')).toEqual([])
  expect(missing('pull_request', 'opened', 'pull_request')).toEqual([])
  expect(missing('projects_v2_item', 'edited', 'projects_v2_item')).toEqual([])
})

test('moving a card sends from and to, without a repository', async () => {
  await sandbox.edit('fkr').moveCard('scs/6', 'scs/issues#3', 'Status', 'Doing')
  expect(told()).toEqual(['projects_v2_item.edited'])
  expect(received[0]?.payload).toMatchObject({
    projects_v2_item: { content_type: 'Issue', content_node_id: sandbox.world.repositories.get('scs/issues')?.issues.get(3)?.id },
    changes: {
      field_value: {
        field_name: 'Status',
        field_type: 'single_select',
        project_number: 6,
        from: { name: 'Backlog' },
        to: { name: 'Doing' },
      },
    },
  })
  expect(received[0]?.payload).not.toHaveProperty('repository')
})

test('each action of a person changes the world and sends a webhook', async () => {
  const person = sandbox.edit('fkr')
  const issues = sandbox.world.repositories.get('scs/issues')
  await person.editIssue('scs/issues#4', { title: 'Write a standard', body: 'New.' })
  await person.close('scs/issues#4', 'NOT_PLANNED')
  await person.reopen('scs/issues#4')
  await person.label('scs/issues#4', 'IaaS')
  await person.unlabel('scs/issues#4', 'IaaS')
  await person.assign('scs/issues#4', 'garloff')
  await person.unassign('scs/issues#4', 'garloff')
  await person.addSubIssue('scs/issues#1', 'scs/issues#4')
  await person.removeSubIssue('scs/issues#1', 'scs/issues#4')
  await person.addCard('scs/6', 'osism/issues#1')
  await person.archiveCard('scs/6', 'Think of a name')
  await person.review('scs/issues#10', 'approved')
  await person.deleteIssue('scs/issues#4')
  expect(told()).toEqual([
    'issues.edited',
    'issues.closed',
    'issues.reopened',
    'issues.labeled',
    'issues.unlabeled',
    'issues.assigned',
    'issues.unassigned',
    'sub_issues.sub_issue_added',
    'sub_issues.parent_issue_added',
    'sub_issues.sub_issue_removed',
    'sub_issues.parent_issue_removed',
    'projects_v2_item.created',
    'projects_v2_item.archived',
    'pull_request_review.submitted',
    'issues.deleted',
  ])
  expect(issues?.issues.get(4)).toMatchObject({
    title: 'Write a standard',
    body: 'New.',
    state: 'OPEN',
    stateReason: 'REOPENED',
    assignees: [],
    labels: [],
    gone: { status: 410 },
  })
})

test('a pull request that a person edits and merges', async () => {
  const person = sandbox.edit('fkr')
  await person.push('scs/minutes', 'topic', 'Add', { 'iaas/20230118.md': '# 2023-01-18\n' })
  const pull = await person.openPull('scs/minutes', { title: 'Add', body: '', head: 'topic', base: 'main' })
  await sandbox.edit('o-otte').push('scs/minutes', 'topic', 'Fix', { 'iaas/20230118.md': '# 2023-01-18\n\nMore.\n' })
  expect(told()).toEqual(['push.', 'pull_request.opened', 'push.', 'pull_request.synchronize'])
  const sha = await person.mergePull(`scs/minutes#${pull.number}`)
  const token = sandbox.tokens.installation('scs')
  const file = await ask(sandbox, 'GET /repos/scs/minutes/contents/iaas/20230118.md', { token, accept: 'application/vnd.github.raw' })
  expect(file.text).toBe('# 2023-01-18\n\nMore.\n')
  expect((await ask(sandbox, `GET /repos/scs/minutes/pulls/${pull.number}`, { token })).json).toMatchObject({
    merged: true,
    merge_commit_sha: sha,
    commits: 2,
    state: 'closed',
  })
})

test('writes by the app send webhooks too, and a delivery can be repeated', async () => {
  const token = sandbox.tokens.installation('scs')
  await ask(sandbox, 'POST /repos/scs/issues/issues/1/comments', { token, body: { body: 'From the app' } })
  await sandbox.webhooks.settled()
  expect(received[0]?.payload).toMatchObject({ sender: { login: 'scs-sprint[bot]', type: 'Bot' } })
  const [delivery] = sandbox.webhooks.deliveries
  if (delivery) await sandbox.webhooks.redeliver(delivery)
  expect(received.map(({ headers }) => headers['x-github-delivery'])).toEqual([delivery?.id, delivery?.id])
})

test('faults occur once, on the intended requests', async () => {
  const token = sandbox.tokens.installation('scs')
  const viewer = () => askGraphql(sandbox, token, 'query Viewer { viewer { login } }')
  const issue = () => ask(sandbox, 'GET /repos/scs/issues/issues/1', { token })
  sandbox.faults.add({ kind: 'bad-gateway' }, { match: 'query Viewer', skip: 1 })
  expect((await viewer()).status).toBe(200)
  expect((await issue()).status).toBe(200)
  const html = await viewer()
  expect({ status: html.status, type: html.headers.get('content-type'), text: html.text }).toEqual({
    status: 502,
    type: 'text/html',
    text: expect.stringContaining('502 Bad Gateway'),
  })
  expect((await viewer()).status).toBe(200)

  sandbox.faults.add({ kind: 'secondary-limit', retryAfter: 7 })
  sandbox.faults.add({ kind: 'secondary-limit', retryAfter: null })
  const [limited, unsaid] = [await issue(), await issue()]
  expect([limited.status, limited.headers.get('retry-after'), unsaid.status, unsaid.headers.get('retry-after')]).toEqual([
    403,
    '7',
    403,
    null,
  ])

  sandbox.faults.add({ kind: 'rate-limited' })
  expect((await viewer()).json).toMatchObject({ errors: [{ type: 'RATE_LIMITED' }] })
  sandbox.faults.add({ kind: 'rate-limited' })
  expect((await issue()).status).toBe(403)

  sandbox.faults.add({ kind: 'malformed' })
  await expect(viewer()).rejects.toThrow(/JSON/)
  sandbox.faults.add({ kind: 'partial', at: ['viewer', 'login'], type: 'FORBIDDEN', message: 'No' })
  expect((await viewer()).json).toMatchObject({
    data: { viewer: { login: null } },
    errors: [{ type: 'FORBIDDEN', path: ['viewer', 'login'], message: 'No' }],
  })
  sandbox.faults.add({ kind: 'status', status: 503, json: { message: 'Down' } })
  expect((await issue()).status).toBe(503)
})

test('a page can be lost, a response too, and everything from the n-th request on', async () => {
  const token = sandbox.tokens.installation('scs')
  const page = () =>
    askGraphql(
      sandbox,
      token,
      '{ organization(login: "scs") { projectV2(number: 6) { items(first: 2) { nodes { id } pageInfo { hasNextPage } } } } }',
    )
  sandbox.faults.add({ kind: 'drop-page', at: ['organization', 'projectV2', 'items'] })
  expect((await page()).json).toMatchObject({
    data: { organization: { projectV2: { items: { nodes: [], pageInfo: { hasNextPage: true } } } } },
  })

  sandbox.faults.add({ kind: 'lost-answer' }, { match: 'POST /repos' })
  await expect(ask(sandbox, 'POST /repos/scs/issues/issues/1/comments', { token, body: { body: 'Kept' } })).rejects.toThrow('fetch failed')
  expect(sandbox.world.repositories.get('scs/issues')?.issues.get(1)?.comments.at(-1)?.body).toBe('Kept')

  sandbox.faults.killAt(2)
  expect((await page()).status).toBe(200)
  await expect(page()).rejects.toThrow('fetch failed')
  await expect(page()).rejects.toThrow('fetch failed')
  sandbox.faults.clear()
  expect((await page()).status).toBe(200)

  sandbox.faults.add({ kind: 'hang' })
  await expect(fetch(`${sandbox.url}/api/v3/repos/scs/issues`, { signal: AbortSignal.timeout(50) })).rejects.toThrow(/abort|timeout/i)
})

test('an invalid world says where', () => {
  const home = { 'scs/issues': { issues: { 1: { title: 'x', author: 'fkr', created: '2023-01-01', labels: ['epci'] } } } }
  expect(() => createWorld(checkWorld({ repositories: home }))).toThrow('scs/issues#1 has the label epci, which its repository lacks.')
  expect(() =>
    checkWorld({ repositories: { 'scs/issues': { issues: { 1: { title: 'x', author: 'fkr', created: 'soon' } } } } }, 'w.yml'),
  ).toThrow(/w\.yml is not a world:[\s\S]*expected a date like 2023-01-18/)
  expect(() =>
    createWorld(
      checkWorld({
        repositories: {},
        boards: { 'scs/6': { title: 'x', fields: { Status: ['Done'] }, cards: [{ draft: 'x', Status: 'Dnoe' }] } },
      }),
    ),
  ).toThrow('The field Status of the board scs/6 has no Dnoe. It has Done.')
})

test('a generated world is the same for the same seed, and has the requested content', () => {
  const [one, two] = [
    generateWorld({ items: 60, epics: 3, stories: 40, seed: 7 }),
    generateWorld({ items: 60, epics: 3, stories: 40, seed: 7 }),
  ]
  const issues = (world: typeof one) => [...(world.repositories.get('sovereigncloudstack/issues')?.issues.values() ?? [])]
  expect(issues(one).map(({ title, state }) => [title, state])).toEqual(issues(two).map(({ title, state }) => [title, state]))
  expect(one.boards.get('sovereigncloudstack/6')?.cards).toHaveLength(60)
  expect(
    issues(one)
      .filter(({ labels }) => labels.some(({ name }) => name === 'epic'))
      .map(({ subIssues }) => subIssues.length),
  ).toEqual([14, 13, 13])
})
