/** Requests that GitHub answers: REST responses as documented, GraphQL responses from the world. */
import { graphql } from '@octokit/graphql'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { appToken, ask, askGraphql } from './asking.ts'
import { type Sandbox, startSandbox } from './github.ts'
import { answerProblems } from './openapi/description.ts'
import { matchRoute, ROUTES } from './rest/routes.ts'

const small = new URL('worlds/small.yml', import.meta.url).pathname
let sandbox: Sandbox
let full: string
beforeEach(async () => {
  sandbox = await startSandbox({ world: small })
  full = sandbox.tokens.installation('scs')
})
afterEach(() => sandbox.close())

const repository = (name: string) => {
  const found = sandbox.world.repositories.get(name)
  if (!found) throw new Error(`no ${name}`)
  return found
}

test('every operation’s response matches GitHub’s API description', async () => {
  const installation = sandbox.world.installations[0]
  if (installation) installation.permissions = { ...installation.permissions, checks: 'write' }
  full = sandbox.tokens.installation('scs')
  const app = appToken(sandbox)
  const head = repository('scs/minutes').git.branches.get('main')
  const comment = repository('scs/issues').issues.get(1)?.comments[0]?.databaseId
  const entered = new Set<string>()
  const check = async (request: string, status: number, token: string | null, body?: unknown) => {
    const answer = await ask(sandbox, request, { token, ...(body === undefined ? {} : { body }) })
    const [method = '', path = ''] = request.split('?')[0]?.split(' ') ?? []
    const operation = matchRoute(method, path)?.route.operation ?? ''
    entered.add(operation)
    // The description demands an account that is a user and an enterprise at once there.
    const problems = answerProblems(operation, status, answer.json).filter((problem) => !problem.startsWith('/0/account'))
    expect({ request, status: answer.status, problems }).toEqual({
      request,
      status,
      problems: [],
    })
    return answer.json
  }
  await check('GET /app', 200, app)
  await check('GET /app/installations', 200, app)
  await check('POST /app/installations/77/access_tokens', 201, app, { repositories: ['minutes'], permissions: { contents: 'write' } })
  await sandbox.edit('garloff').comment('scs/issues#1', 'Hello')
  await sandbox.webhooks.settled()
  const [delivery] = (await check('GET /app/hook/deliveries?per_page=1', 200, app)) as unknown as { id: number }[]
  await check(`POST /app/hook/deliveries/${delivery?.id}/attempts`, 202, app)
  await check('GET /orgs/scs/installation', 200, app)
  await sandbox.edit('fkr').push('scs/minutes', 'main', 'Run it', { '.github/workflows/minutes.yml': 'on: push\n' })
  repository('scs/minutes').workflows.set('.github/workflows/minutes.yml', {
    state: 'active',
    runs: [{ id: 1, event: 'schedule', status: 'completed', conclusion: 'success', startedAt: new Date('2023-01-18T07:00:00Z') }],
  })
  await check('GET /repos/scs/minutes/actions/workflows/minutes.yml', 200, full)
  await check('GET /repos/scs/minutes/actions/workflows/minutes.yml/runs?event=schedule&status=success&per_page=1', 200, full)
  await check('GET /repos/scs/minutes/actions/runs/1/jobs', 200, full)
  await check('GET /repos/scs/minutes/installation', 200, app)
  sandbox.world.installations.push({
    id: 78,
    account: sandbox.world.accounts.get('fkr') as never,
    repositories: 'all',
    permissions: {},
    suspended: false,
  })
  await check('GET /users/fkr/installation', 200, app)
  await check('GET /user', 200, 'ghp_fkr')
  await check('GET /users/scs-sprint%5Bbot%5D', 200, null)
  await check('GET /repos/scs/issues', 200, full)
  await check('GET /repos/scs/issues/collaborators/garloff/permission', 200, full)
  await check('GET /repos/scs/issues/issues/1', 200, full)
  await check('GET /repos/scs/issues/issues?state=all&creator=fkr', 200, full)
  await check('POST /repos/scs/issues/issues', 201, full, { title: 'No minutes', body: 'Text' })
  await check('PATCH /repos/scs/issues/issues/1', 200, full, { body: 'Edited', state: 'closed' })
  await check('PATCH /repos/scs/issues/issues/1', 200, full, { state: 'open' })
  await check('GET /repos/scs/issues/issues/1/comments', 200, full)
  await check('POST /repos/scs/issues/issues/1/comments', 201, full, { body: 'Hello' })
  await check(`GET /repos/scs/issues/issues/comments/${comment}`, 200, full)
  await check(`PATCH /repos/scs/issues/issues/comments/${comment}`, 200, full, { body: 'Edited' })
  await check(`POST /repos/scs/issues/issues/comments/${comment}/reactions`, 201, full, { content: '+1' })
  await check(`POST /repos/scs/issues/issues/comments/${comment}/reactions`, 200, full, { content: '+1' })
  await check('POST /repos/scs/issues/issues/1/labels', 200, full, { labels: ['on hold'] })
  await check('DELETE /repos/scs/issues/issues/1/labels/on%20hold', 200, full)
  await check('POST /repos/scs/issues/issues/1/assignees', 201, full, { assignees: ['garloff'] })
  await check('DELETE /repos/scs/issues/issues/1/assignees', 200, full, { assignees: ['garloff'] })
  await check('GET /repos/scs/minutes/contents/iaas/20230111.md', 200, full)
  await check('GET /repos/scs/minutes/contents/iaas?ref=main', 200, full)
  await check('GET /repos/scs/minutes/contents', 200, full)
  await check('GET /repos/scs/minutes/git/ref/heads/main', 200, full)
  await check('POST /repos/scs/minutes/git/refs', 201, full, { ref: 'refs/heads/minutes/iaas-2023-01-18', sha: head })
  await check('GET /repos/scs/minutes/branches/minutes/iaas-2023-01-18', 200, full)
  await check('POST /repos/scs/minutes/git/refs', 201, full, { ref: 'refs/heads/other', sha: head })
  await check('GET /repos/scs/minutes/commits?sha=main&path=iaas', 200, full)
  await check('GET /repos/scs/minutes/compare/main...old', 200, full)
  await check('GET /repos/scs/minutes/git/trees/main?recursive=1', 200, full)
  await check('GET /repos/scs/issues/pulls?state=all', 200, full)
  await check('POST /repos/scs/minutes/pulls', 201, full, { title: 'Add', head: 'old', base: 'main', body: 'Text' })
  await check('GET /repos/scs/issues/pulls/10', 200, full)
  await check('PATCH /repos/scs/issues/pulls/10', 200, full, { title: 'Name the flavors' })
  await check('POST /repos/scs/issues/pulls/10/requested_reviewers', 201, full, { reviewers: ['fkr'] })
  const { number } = await check('POST /repos/scs/minutes/pulls', 201, full, { title: 'More', head: 'old', base: 'other', draft: true })
  const there = `/repos/scs/minutes/pulls/${number}`
  const comments = [{ path: 'a.md', line: 1, side: 'RIGHT', body: 'Why?' }]
  await check(`POST ${there}/reviews`, 200, full, { event: 'COMMENT', body: 'One question.', comments })
  await check(`GET ${there}/commits`, 200, full)
  await check(`GET ${there}/files`, 200, full)
  const pull = sandbox.world.repositories.get('scs/minutes')?.pulls.get(Number(number))
  if (!pull) throw new Error('There is no such pull request.')
  await sandbox.edit('fkr').markReady(`scs/minutes#${number}`)
  await sandbox.edit('fkr').push('scs/minutes', 'other', 'Go on', { 'b.md': 'b\n' })
  await check(`PUT ${there}/update-branch`, 202, full, {})
  await check(`PUT ${there}/merge`, 200, full, { merge_method: 'squash' })
  await check('DELETE /repos/scs/minutes/git/refs/heads/minutes/iaas-2023-01-18', 204, full)
  const { id } = await check('POST /repos/scs/minutes/check-runs', 201, full, { name: 'sprint.yml', head_sha: head })
  await check(`PATCH /repos/scs/minutes/check-runs/${id}`, 200, full, { conclusion: 'failure', output: { title: 'No', summary: 'Line 3' } })
  await check(`GET /repos/scs/minutes/commits/${head}/check-runs`, 200, full)
  expect(ROUTES.map(({ operation }) => operation).filter((operation) => !entered.has(operation))).toEqual([])
})

test('a board is read with its fields, values and contents', async () => {
  const { json } = await askGraphql(
    sandbox,
    full,
    `{ organization(login: "scs") { projectV2(number: 6) { title url public closed
      field(name: "Sprint") { ... on ProjectV2IterationField { configuration { iterations { title } completedIterations { title } } } }
      statusUpdates(first: 1) { nodes { status body creator { login } } }
      items(first: 2) { totalCount pageInfo { hasNextPage } nodes { type isArchived
        fieldValues(first: 20) { nodes { __typename ... on ProjectV2ItemFieldSingleSelectValue { name field { ... on ProjectV2FieldCommon { name } } }
          ... on ProjectV2ItemFieldIterationValue { title } ... on ProjectV2ItemFieldDateValue { date } ... on ProjectV2ItemFieldNumberValue { number } } }
        content { ... on Issue { number subIssuesSummary { total completed percentCompleted } milestone { title dueOn } issueType { name } } } } } } } }`,
  )
  expect(json.errors).toBeUndefined()
  expect(json.data).toMatchObject({
    organization: {
      projectV2: {
        title: 'Sprint Board',
        url: 'https://github.com/orgs/scs/projects/6',
        field: {
          configuration: {
            iterations: [{ title: 'Sprint 3' }, { title: 'Sprint 4' }],
            completedIterations: [{ title: 'Sprint 2' }, { title: 'Sprint 1' }],
          },
        },
        statusUpdates: { nodes: [{ status: 'ON_TRACK', body: 'Fine', creator: { login: 'fkr' } }] },
        items: {
          totalCount: 7,
          pageInfo: { hasNextPage: true },
          nodes: [
            {
              type: 'ISSUE',
              content: {
                number: 1,
                subIssuesSummary: { total: 2, completed: 1, percentCompleted: 50 },
                milestone: { title: 'R4', dueOn: '2023-03-22T00:00:00Z' },
                issueType: { name: 'Epic' },
              },
            },
            { type: 'ISSUE', content: { number: 2 } },
          ],
        },
      },
    },
  })
})

test('archived cards are returned on request, and the filter of the board works', async () => {
  const count = async (args: string) => {
    const { json } = await askGraphql(
      sandbox,
      full,
      `{ organization(login: "scs") { projectV2(number: 6) { items(first: 100, ${args}) { totalCount } } } }`,
    )
    return (json.data as { organization: { projectV2: { items: { totalCount: number } } } }).organization.projectV2.items.totalCount
  }
  expect(await count('archivedStates: [ARCHIVED, NOT_ARCHIVED]')).toBe(8)
  expect(await count('archivedStates: [ARCHIVED]')).toBe(1)
  expect(await count('query: "label:epic"')).toBe(1)
  expect(await count('query: "status:Doing is:issue"')).toBe(2)
})

test('a card in a repository that the token cannot see is redacted', async () => {
  const cards = async (token: string) => {
    const { json } = await askGraphql(
      sandbox,
      token,
      '{ organization(login: "scs") { projectV2(number: 6) { items(first: 100) { nodes { type content { __typename } } } } } }',
    )
    return (json.data as { organization: { projectV2: { items: { nodes: { type: string; content: unknown }[] } } } }).organization.projectV2
      .items.nodes
  }
  expect((await cards(full)).filter(({ type }) => type === 'REDACTED')).toEqual([{ type: 'REDACTED', content: null }])
  expect((await cards('ghp_fkr')).some(({ type }) => type === 'REDACTED')).toBe(false)
})

test('pages are in order, forwards and backwards, whatever is added at the end', async () => {
  const page = async (args: string) => {
    const { json } = await askGraphql(
      sandbox,
      full,
      `{ organization(login: "scs") { projectV2(number: 6) { items(${args}) { pageInfo { startCursor endCursor hasNextPage hasPreviousPage } nodes { id } } } } }`,
    )
    return (
      json.data as {
        organization: {
          projectV2: {
            items: {
              pageInfo: { startCursor: string; endCursor: string; hasNextPage: boolean; hasPreviousPage: boolean }
              nodes: { id: string }[]
            }
          }
        }
      }
    ).organization.projectV2.items
  }
  const first = await page('first: 3')
  await sandbox.edit('fkr').addDraft('scs/6', 'One more')
  const second = await page(`first: 100, after: "${first.pageInfo.endCursor}"`)
  expect(new Set([...first.nodes, ...second.nodes].map(({ id }) => id)).size).toBe(8)
  expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true })
  const back = await page(`last: 2, before: "${second.pageInfo.startCursor}"`)
  expect(back.nodes).toEqual(first.nodes.slice(1))
})

test('activity of people and bots is distinguished, in order', async () => {
  const { json } = await askGraphql(
    sandbox,
    full,
    `{ repository(owner: "scs", name: "issues") { one: issue(number: 1) { author { __typename login }
        timelineItems(last: 20, itemTypes: [ISSUE_COMMENT, RENAMED_TITLE_EVENT]) { nodes { __typename ... on IssueComment { author { __typename login } isMinimized minimizedReason }
          ... on RenamedTitleEvent { previousTitle currentTitle actor { login } } } }
        userContentEdits(first: 5) { nodes { editedAt editor { login } } } }
      four: issue(number: 4) { author { __typename login } } } }`,
  )
  expect(json.data).toEqual({
    repository: {
      one: {
        author: { __typename: 'User', login: 'fkr' },
        timelineItems: {
          nodes: [
            { __typename: 'RenamedTitleEvent', previousTitle: 'Flavour manager', currentTitle: 'Flavor manager', actor: { login: 'fkr' } },
            { __typename: 'IssueComment', author: { __typename: 'User', login: 'garloff' }, isMinimized: false, minimizedReason: null },
            {
              __typename: 'IssueComment',
              author: { __typename: 'Bot', login: 'renovate' },
              isMinimized: true,
              minimizedReason: 'outdated',
            },
          ],
        },
        userContentEdits: { nodes: [{ editedAt: '2022-12-01T09:00:00Z', editor: { login: 'fkr' } }] },
      },
      four: { author: { __typename: 'Mannequin', login: 'gone-account' } },
    },
  })
})

test('a merged pull request has its commits, reviews and the issue it closed', async () => {
  const query = (include: boolean) => `{ repository(owner: "scs", name: "issues") {
    pullRequest(number: 10) { state merged commits(last: 5) { nodes { commit { message authoredDate author { name user { login } } } } }
      reviews(last: 5) { nodes { state author { login } } } reviewThreads(first: 5) { totalCount } closingIssuesReferences(first: 5) { nodes { number } } }
    issue(number: 2) { closedByPullRequestsReferences(first: 5, includeClosedPrs: ${include}) { nodes { number } } } } }`
  const { json } = await askGraphql(sandbox, full, query(true))
  expect(json).toEqual({
    data: {
      repository: {
        pullRequest: {
          state: 'MERGED',
          merged: true,
          commits: {
            nodes: [
              {
                commit: {
                  message: 'Name flavors',
                  authoredDate: '2023-01-09T09:00:00Z',
                  author: { name: 'Oliver Otte', user: { login: 'o-otte' } },
                },
              },
            ],
          },
          reviews: { nodes: [{ state: 'APPROVED', author: { login: 'fkr' } }] },
          reviewThreads: { totalCount: 0 },
          closingIssuesReferences: { nodes: [{ number: 2 }] },
        },
        issue: { closedByPullRequestsReferences: { nodes: [{ number: 10 }] } },
      },
    },
  })
  const hidden = await askGraphql(sandbox, full, query(false))
  expect(hidden.json).toMatchObject({ data: { repository: { issue: { closedByPullRequestsReferences: { nodes: [] } } } } })
})

test('a commit by the app has its bot as author, is verified, and moves the branch', async () => {
  const head = repository('scs/minutes').git.branches.get('old')
  const { json } = await askGraphql(
    sandbox,
    full,
    `mutation Commit($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { ref { name target { oid } }
      commit { oid message author { name email user { login } } signature { isValid } } } }`,
    {
      input: {
        branch: { repositoryNameWithOwner: 'scs/minutes', branchName: 'old' },
        expectedHeadOid: head,
        message: { headline: 'Add iaas/20230118.md', body: 'Signed-off-by: x' },
        fileChanges: { additions: [{ path: 'iaas/20230118.md', contents: Buffer.from('# Grüße\n').toString('base64') }] },
      },
    },
  )
  expect(json.errors).toBeUndefined()
  const made = (json.data as { createCommitOnBranch: { ref: { target: { oid: string } }; commit: Record<string, unknown> } })
    .createCommitOnBranch
  expect(made.commit).toMatchObject({
    message: 'Add iaas/20230118.md\n\nSigned-off-by: x',
    author: { name: 'scs-sprint[bot]', email: '900007+scs-sprint[bot]@users.noreply.github.com', user: null },
    signature: { isValid: true },
  })
  expect(made.ref.target.oid).toBe(repository('scs/minutes').git.branches.get('old'))
  const file = await ask(sandbox, 'GET /repos/scs/minutes/contents/iaas/20230118.md?ref=old', {
    token: full,
    accept: 'application/vnd.github.raw+json',
  })
  expect(file.text).toBe('# Grüße\n')
  const compared = await ask(sandbox, 'GET /repos/scs/minutes/compare/main...old', { token: full })
  expect(compared.json).toMatchObject({ status: 'ahead', ahead_by: 2, behind_by: 0 })
})

test('comments are edited, minimized and shown again', async () => {
  const id = repository('scs/issues').issues.get(1)?.comments[0]?.id
  const query = `mutation Tidy($id: ID!) {
    updateIssueComment(input: { id: $id, body: "Better." }) { issueComment { body lastEditedAt editor { __typename login } } }
    minimizeComment(input: { subjectId: $id, classifier: RESOLVED }) { minimizedComment { isMinimized minimizedReason } }
    unminimizeComment(input: { subjectId: $id }) { unminimizedComment { isMinimized } } }`
  const { json } = await askGraphql(sandbox, full, query, { id })
  expect(json).toEqual({
    data: {
      updateIssueComment: {
        issueComment: { body: 'Better.', lastEditedAt: '2023-01-18T08:00:00Z', editor: { __typename: 'Bot', login: 'scs-sprint' } },
      },
      minimizeComment: { minimizedComment: { isMinimized: true, minimizedReason: 'resolved' } },
      unminimizeComment: { unminimizedComment: { isMinimized: false } },
    },
  })
})

test('points and nodes are counted, returned and logged', async () => {
  const query = `query Counted { organization(login: "scs") { projectV2(number: 6) { items(first: 100) { nodes { content { ... on Issue {
    labels(first: 20) { totalCount } assignees(first: 10) { totalCount } } } } } } } rateLimit { cost limit nodeCount remaining used resetAt } }`
  const { json, headers } = await askGraphql(sandbox, full, query)
  // 1 + 100 + 100 connections; 100 + 100 x 20 + 100 x 10 nodes.
  expect(json.data).toMatchObject({ rateLimit: { cost: 2, nodeCount: 3100, limit: 5000, remaining: 4998, used: 2 } })
  expect(headers.get('x-ratelimit-remaining')).toBe('4998')
  expect(headers.get('x-ratelimit-resource')).toBe('graphql')
  expect(sandbox.requests.at(-1)).toMatchObject({ operation: 'query Counted', status: 200, graphqlCost: 2, nodes: 3100 })
})

test('@octokit/graphql works, and its error has GitHub’s data', async () => {
  const client = graphql.defaults({ baseUrl: `${sandbox.url}/api`, headers: { authorization: `token ${full}` } })
  expect(await client('{ viewer { login } }')).toEqual({ viewer: { login: 'scs-sprint[bot]' } })
  await expect(client('{ viewer { login } repository(owner: "scs", name: "none") { id } }')).rejects.toMatchObject({
    errors: [{ type: 'NOT_FOUND', path: ['repository'] }],
    data: { viewer: { login: 'scs-sprint[bot]' }, repository: null },
  })
})

test('an app token has exactly the access it was narrowed to', async () => {
  const made = await ask(sandbox, 'POST /app/installations/77/access_tokens', {
    token: appToken(sandbox),
    body: { repositories: ['minutes'], permissions: { contents: 'write' } },
  })
  const token = String(made.json.token)
  const head = repository('scs/minutes').git.branches.get('main')
  expect(made.json).toMatchObject({ permissions: { contents: 'write', metadata: 'read' }, repository_selection: 'selected' })
  expect((await ask(sandbox, 'POST /repos/scs/minutes/git/refs', { token, body: { ref: 'refs/heads/x', sha: head } })).status).toBe(201)
  expect((await ask(sandbox, 'POST /repos/scs/issues/issues/1/labels', { token, body: { labels: ['epic'] } })).status).toBe(403)
})

test('lists have pages with links', async () => {
  for (let count = 0; count < 3; count += 1)
    await ask(sandbox, 'POST /repos/scs/issues/issues/4/comments', { token: full, body: { body: `${count}` } })
  const first = await ask(sandbox, 'GET /repos/scs/issues/issues/4/comments?per_page=2', { token: full })
  expect(first.json).toHaveLength(2)
  expect(first.headers.get('link')).toContain(`<${sandbox.url}/api/v3/repos/scs/issues/issues/4/comments?per_page=2&page=2>; rel="next"`)
})
