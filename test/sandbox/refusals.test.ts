/** Requests that GitHub rejects, each with GitHub’s status and message; every route of the sandbox is covered here. */
import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, appToken, ask, askGraphql } from './asking.ts'
import { type Sandbox, startSandbox } from './github.ts'
import { ROUTES } from './rest/routes.ts'

let sandbox: Sandbox
let app: string
let full: string
let poor: string
let expired: string
let head: string
const fkr = 'ghp_fkr'
const stranger = 'ghp_public'
const workflow = 'ghs_workflow'

beforeAll(async () => {
  sandbox = await startSandbox({ world: new URL('worlds/small.yml', import.meta.url).pathname })
  app = appToken(sandbox)
  full = sandbox.tokens.installation('scs')
  poor = sandbox.tokens.installation('scs', { permissions: { metadata: 'read' } })
  expired = sandbox.tokens.installation('scs', { expiresAt: new Date(Date.now() - 1000) })
  head = sandbox.world.repositories.get('scs/minutes')?.git.branches.get('main') ?? ''
})
afterAll(() => sandbox.close())

function refused({ status, json }: Answer, wanted: number, message: string | RegExp) {
  expect({ status, message: json.message }).toEqual({
    status: wanted,
    message: message instanceof RegExp ? expect.stringMatching(message) : message,
  })
  expect(json.documentation_url).toMatch(/^https:\/\/docs\.github\.com\//)
}

/** GraphQL answers 200; the refusal stands in `errors`. */
function told({ status, json }: Answer, message: string | RegExp, type?: string) {
  expect(status).toBe(200)
  const [first] = json.errors as { type?: string; message: string }[]
  expect(first).toMatchObject({ message: message instanceof RegExp ? expect.stringMatching(message) : message, ...(type ? { type } : {}) })
}

describe('who asks', () => {
  test('an unknown token', async () =>
    refused(await ask(sandbox, 'GET /repos/scs/issues', { token: 'ghs_nonsense' }), 401, 'Bad credentials'))
  test('an expired installation token, over REST', async () =>
    refused(await ask(sandbox, 'GET /repos/scs/issues', { token: expired }), 401, 'Bad credentials'))
  test('an expired installation token, over GraphQL', async () =>
    refused(await askGraphql(sandbox, expired, '{ viewer { login } }'), 401, 'Bad credentials'))
  test('GraphQL without a token', async () =>
    refused(await askGraphql(sandbox, null, '{ viewer { login } }'), 401, 'This endpoint requires you to be authenticated.'))
  test('a write without a token', async () =>
    refused(await ask(sandbox, 'POST /repos/scs/issues/issues/1/comments', { body: { body: 'x' } }), 401, 'Requires authentication'))
  test('a request without a user agent', async () => {
    const { request } = await import('node:http')
    const status = await new Promise((resolve, reject) => {
      request(`${sandbox.url}/api/v3/repos/scs/issues`, (answer) => resolve(answer.resume().statusCode))
        .on('error', reject)
        .end()
    })
    expect(status).toBe(403)
  })
  test('the app without its signature', async () => refused(await ask(sandbox, 'GET /app'), 401, 'A JSON web token could not be decoded'))
  test('the app with a forged signature', async () => {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    })
    refused(
      await ask(sandbox, 'GET /app/installations', { token: appToken(sandbox, {}, privateKey) }),
      401,
      'A JSON web token could not be decoded',
    )
  })
  test('the app with an expired signature', async () => {
    const token = appToken(sandbox, { exp: Math.floor(Date.now() / 1000) - 5 })
    refused(await ask(sandbox, 'GET /app', { token }), 401, /^'Expiration time' claim \('exp'\) must be a numeric value/)
  })
  test('the app with a signature that lasts too long', async () => {
    const token = appToken(sandbox, { exp: Math.floor(Date.now() / 1000) + 3600 })
    refused(await ask(sandbox, 'GET /app', { token }), 401, "'Expiration time' claim ('exp') is too far in the future")
  })
  test('another app', async () =>
    refused(await ask(sandbox, 'GET /app', { token: appToken(sandbox, { iss: '999' }) }), 404, 'Integration not found'))
  test('an installation token where the signature is needed', async () =>
    refused(await ask(sandbox, 'GET /app', { token: full }), 401, 'A JSON web token could not be decoded'))
  test('an installation that asks who it is as a user', async () =>
    refused(await ask(sandbox, 'GET /user', { token: full }), 403, 'Resource not accessible by integration'))
})

describe('installations and their tokens', () => {
  const tokens = (body: unknown, id = 77) => ask(sandbox, `POST /app/installations/${id}/access_tokens`, { token: app, body })
  test('an organization without the app', async () =>
    refused(await ask(sandbox, 'GET /orgs/osism/installation', { token: app }), 404, 'Not Found'))
  test('a person without the app', async () => refused(await ask(sandbox, 'GET /users/fkr/installation', { token: app }), 404, 'Not Found'))
  test('a repository the app was not given', async () =>
    refused(await ask(sandbox, 'GET /repos/scs/secret/installation', { token: app }), 404, 'Not Found'))
  test('an unknown installation', async () => refused(await tokens({}, 5), 404, 'Not Found'))
  test('more permissions than the app has', async () =>
    refused(
      await tokens({ permissions: { administration: 'write' } }),
      422,
      'The permissions requested are not granted to this installation.',
    ))
  test('a repository the installation does not reach', async () =>
    refused(
      await tokens({ repositories: ['secret'] }),
      422,
      'There is at least one repository that does not exist or is not accessible to the parent installation.',
    ))
  test('a permission level that does not exist', async () =>
    refused(
      await tokens({ permissions: { issues: 'delete' } }),
      422,
      /^Invalid request\.\n\nFor 'properties\/permissions\/properties\/issues', "delete" is not a possible value/,
    ))
  test('a suspended installation', async () => {
    const [installation] = sandbox.world.installations
    if (!installation) throw new Error('no installation')
    installation.suspended = true
    const [token, use] = [await tokens({}), await ask(sandbox, 'GET /repos/scs/issues', { token: full })]
    installation.suspended = false
    refused(token, 403, 'This installation has been suspended')
    refused(use, 403, 'This installation has been suspended')
  })
})

describe('webhooks of the app', () => {
  test('the list for an installation’s token', async () =>
    refused(await ask(sandbox, 'GET /app/hook/deliveries', { token: full }), 401, 'A JSON web token could not be decoded'))
  test('a cursor that GitHub never gave', async () =>
    refused(await ask(sandbox, 'GET /app/hook/deliveries?cursor=7', { token: app }), 422, 'Invalid cursor'))
  test('another attempt of a delivery that is forgotten', async () =>
    refused(await ask(sandbox, 'POST /app/hook/deliveries/1/attempts', { token: app }), 404, 'Not Found'))
})

describe('GraphQL', () => {
  const items = (arguments_: string) => `{ organization(login: "scs") { projectV2(number: 6) { items${arguments_} { totalCount } } } }`
  test('a connection without first or last', async () =>
    told(
      await askGraphql(sandbox, full, items('')),
      'You must provide a `first` or `last` value to properly paginate the `items` connection.',
      'MISSING_PAGINATION_BOUNDARIES',
    ))
  test('more than a hundred, first', async () =>
    told(
      await askGraphql(sandbox, full, items('(first: 101)')),
      'Requesting 101 records on the `items` connection exceeds the `first` limit of 100 records.',
      'EXCESSIVE_PAGINATION',
    ))
  test('more than a hundred, last', async () =>
    told(
      await askGraphql(sandbox, full, items('(last: 250)')),
      'Requesting 250 records on the `items` connection exceeds the `last` limit of 100 records.',
      'EXCESSIVE_PAGINATION',
    ))
  test('first and last at once', async () =>
    told(
      await askGraphql(sandbox, full, items('(first: 1, last: 1)')),
      'Passing both `first` and `last` to paginate the `items` connection is not supported.',
    ))
  test('fewer than none', async () =>
    told(await askGraphql(sandbox, full, items('(first: -1)')), '`first` on the `items` connection cannot be less than zero.'))
  test('a cursor that is none', async () =>
    told(
      await askGraphql(sandbox, full, items('(first: 1, after: "eA==")')),
      '`eA==` does not appear to be a valid cursor.',
      'INVALID_CURSOR_ARGUMENTS',
    ))
  test('the number of records comes from a variable', async () => {
    const query = 'query($n: Int) { organization(login: "scs") { projectV2(number: 6) { items(first: $n) { totalCount } } } }'
    told(
      await askGraphql(sandbox, full, query, { n: 101 }),
      'Requesting 101 records on the `items` connection exceeds the `first` limit of 100 records.',
    )
  })
  test('more than half a million nodes', async () => {
    const query = `{ organization(login: "scs") { projectV2(number: 6) { items(first: 100) { nodes { content { ... on Issue {
      subIssues(first: 100) { nodes { timelineItems(first: 100) { totalCount } } } } } } } } } }`
    told(
      await askGraphql(sandbox, full, query),
      'This query requests up to 1,010,100 possible nodes which exceeds the maximum limit of 500,000.',
      'MAX_NODE_LIMIT_EXCEEDED',
    )
  })
  test('an unknown field', async () => {
    const answer = await askGraphql(sandbox, full, '{ viewer { loginn } }')
    told(answer, "Field 'loginn' doesn't exist on type 'User'")
    expect(answer.json).not.toHaveProperty('data')
  })
  test('an unknown argument', async () =>
    told(await askGraphql(sandbox, full, items('(frist: 1)')), "Field 'items' doesn't accept argument 'frist'"))
  test('an argument that is missing', async () =>
    told(await askGraphql(sandbox, full, '{ organization { login } }'), "Field 'organization' is missing required arguments: login"))
  test('a variable that was not given', async () =>
    told(
      await askGraphql(sandbox, full, 'query($l: String!) { organization(login: $l) { login } }'),
      /^Variable "\$l" of required type "String!" was not provided/,
    ))
  test('a field with parts, asked without them', async () =>
    told(await askGraphql(sandbox, full, '{ viewer }'), /^Field must have selections \(field 'viewer' returns User/))
  test('a query that does not parse', async () => told(await askGraphql(sandbox, full, '{ viewer {'), /^Parse error on/))
  test('no query at all', async () => {
    const { status, json } = await ask(sandbox, 'POST /api/graphql', { token: full, body: {} })
    expect({ status, json }).toEqual({
      status: 400,
      json: { errors: [{ message: 'A query attribute must be specified and must be a string.' }] },
    })
  })
  test('a body that is no JSON', async () =>
    refused(await ask(sandbox, 'POST /api/graphql', { token: full, body: '{"query": ' }), 400, 'Problems parsing JSON'))
  test('GET', async () => refused(await ask(sandbox, 'GET /api/graphql', { token: full }), 404, 'Not Found'))
  test('a field the server lacks', async () => {
    sandbox.world.features.issueTypes = false
    const answer = await askGraphql(
      sandbox,
      full,
      '{ repository(owner: "scs", name: "issues") { issue(number: 1) { issueType { name } } } }',
    )
    sandbox.world.features.issueTypes = true
    told(answer, "Field 'issueType' doesn't exist on type 'Issue'")
  })
  const board = '{ organization(login: "scs") { projectV2(number: 6) { title } } }'
  test('the board, with a token that lacks the scope', async () =>
    told(
      await askGraphql(sandbox, 'ghp_noproject', board),
      /^Your token has not been granted the required scopes .* \['read:project'\], but .* \['repo'\] scopes/,
      'INSUFFICIENT_SCOPES',
    ))
  test('the board, with an app that lacks the permission', async () =>
    told(await askGraphql(sandbox, poor, board), 'Resource not accessible by integration', 'FORBIDDEN'))
  test("the board, with a workflow's own token", async () =>
    told(await askGraphql(sandbox, workflow, board), 'Could not resolve to a ProjectV2 with the number 6.', 'NOT_FOUND'))
  test('a board that does not exist', async () =>
    told(
      await askGraphql(sandbox, full, '{ organization(login: "scs") { projectV2(number: 99) { title } } }'),
      'Could not resolve to a ProjectV2 with the number 99.',
      'NOT_FOUND',
    ))
  test('a private board, for a stranger', async () =>
    told(
      await askGraphql(sandbox, stranger, '{ organization(login: "scs") { projectV2(number: 7) { title } } }'),
      'Could not resolve to a ProjectV2 with the number 7.',
    ))
  test('an organization that does not exist', async () =>
    told(
      await askGraphql(sandbox, full, '{ organization(login: "nobody") { login } }'),
      "Could not resolve to an Organization with the login of 'nobody'.",
      'NOT_FOUND',
    ))
  test('a private repository', async () =>
    told(
      await askGraphql(sandbox, stranger, '{ repository(owner: "scs", name: "secret") { id } }'),
      "Could not resolve to a Repository with the name 'scs/secret'.",
      'NOT_FOUND',
    ))
  test('an issue that does not exist', async () =>
    told(
      await askGraphql(sandbox, full, '{ repository(owner: "scs", name: "issues") { issue(number: 99) { id } } }'),
      'Could not resolve to an Issue with the number of 99.',
      'NOT_FOUND',
    ))
  test('a deleted issue', async () =>
    told(
      await askGraphql(sandbox, full, '{ repository(owner: "scs", name: "issues") { issueOrPullRequest(number: 7) { __typename } } }'),
      'Could not resolve to an issue or pull request with the number of 7.',
    ))
  test('a node that does not exist, beside one that does', async () => {
    const id = sandbox.world.repositories.get('scs/issues')?.issues.get(1)?.id
    const answer = await askGraphql(sandbox, full, 'query($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: [id, 'I_no'] })
    told(answer, "Could not resolve to a node with the global id of 'I_no'", 'NOT_FOUND')
    expect(answer.json.data).toEqual({ nodes: [{ id }, null] })
  })
})

describe('mutations', () => {
  const commit = (token: string, branch: string, expectedHeadOid: string, repository = 'scs/minutes') =>
    askGraphql(
      sandbox,
      token,
      'mutation Commit($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }',
      {
        input: {
          branch: { repositoryNameWithOwner: repository, branchName: branch },
          expectedHeadOid,
          message: { headline: 'x' },
          fileChanges: { additions: [{ path: 'a.md', contents: 'eA==' }] },
        },
      },
    )
  const commentId = () => sandbox.world.repositories.get('scs/issues')?.issues.get(1)?.comments[0]?.id
  test('a commit on a head that has moved', async () =>
    told(await commit(full, 'old', head), `Expected branch to point to "${head}" but it did not.  Pull and try again.`, 'STALE_DATA'))
  test('a commit on a protected branch', async () =>
    told(await commit(full, 'main', head), 'Changes must be made through a pull request.', 'BRANCH_PROTECTION_RULE_VIOLATION'))
  test('a commit on a branch that does not exist', async () => told(await commit(full, 'nowhere', head), /nowhere/, 'NOT_FOUND'))
  test('a commit without the permission', async () =>
    told(await commit(poor, 'old', head), 'Resource not accessible by integration', 'FORBIDDEN'))
  test('a commit outside the installation', async () =>
    told(await commit(full, 'main', head, 'osism/issues'), 'Resource not accessible by integration', 'FORBIDDEN'))
  test('a commit in a private repository', async () =>
    told(await commit(full, 'main', head, 'scs/secret'), "Could not resolve to a Repository with the name 'scs/secret'."))
  test('minimizing without the permission', async () =>
    told(
      await askGraphql(
        sandbox,
        poor,
        'mutation Hide($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { clientMutationId } }',
        { id: commentId() },
      ),
      'Resource not accessible by integration',
      'FORBIDDEN',
    ))
  test('showing a comment again as a stranger', async () =>
    told(
      await askGraphql(sandbox, stranger, 'mutation Show($id: ID!) { unminimizeComment(input: { subjectId: $id }) { clientMutationId } }', {
        id: commentId(),
      }),
      'stranger does not have the correct permissions to execute `UnminimizeComment`',
      'FORBIDDEN',
    ))
  test('editing a comment that does not exist', async () =>
    told(
      await askGraphql(sandbox, full, 'mutation Edit { updateIssueComment(input: { id: "IC_no", body: "x" }) { clientMutationId } }'),
      "Could not resolve to a node with the global id of 'IC_no'",
      'NOT_FOUND',
    ))
  test('a comment on what cannot be commented', async () =>
    told(
      await askGraphql(sandbox, full, 'mutation Say { addComment(input: { subjectId: "PVT_1", body: "x" }) { clientMutationId } }'),
      /PVT_1/,
      'NOT_FOUND',
    ))
  test('a classifier that does not exist', async () =>
    told(
      await askGraphql(sandbox, full, 'mutation { minimizeComment(input: { subjectId: "x", classifier: BORING }) { clientMutationId } }'),
      /BORING/,
    ))
})

describe('issues and comments', () => {
  const comments = (number: number, body: unknown, token = full, repository = 'scs/issues') =>
    ask(sandbox, `POST /repos/${repository}/issues/${number}/comments`, { token, body })
  test('a comment without a body', async () => refused(await comments(1, {}), 422, 'Invalid request.\n\n"body" wasn\'t supplied.'))
  test('a comment whose body is no text', async () =>
    refused(await comments(1, { body: 5 }), 422, "Invalid request.\n\nFor 'properties/body', 5 is not a string."))
  test('a comment that is too long', async () => {
    const answer = await comments(1, { body: 'x'.repeat(65_537) })
    refused(answer, 422, 'Validation Failed')
    expect(answer.json.errors).toEqual([
      { resource: 'IssueComment', code: 'unprocessable', field: 'data', message: 'Body is too long (maximum is 65536 characters)' },
    ])
  })
  test('a comment that is no JSON', async () => refused(await comments(1, '{"body": '), 400, 'Problems parsing JSON'))
  test('a comment that is no object', async () => refused(await comments(1, '"text"'), 400, 'Body should be a JSON object'))
  test('a comment beyond 25 MB', async () => refused(await comments(1, { body: 'x'.repeat(26 * 1024 * 1024) }), 413, 'Payload too big'))
  test('a comment on a locked issue', async () =>
    refused(await comments(5, { body: 'x' }), 403, 'Unable to create comment because issue is locked.'))
  test('a comment where issues are switched off', async () =>
    refused(await comments(1, { body: 'x' }, full, 'scs/wiki'), 410, 'Issues has been disabled in this repository.'))
  test('an issue where issues are switched off', async () =>
    refused(
      await ask(sandbox, 'POST /repos/scs/wiki/issues', { token: full, body: { title: 'x' } }),
      410,
      'Issues has been disabled in this repository.',
    ))
  test('an issue without the right to it', async () => {
    const token = sandbox.tokens.installation('scs', { permissions: { issues: 'read' } })
    refused(
      await ask(sandbox, 'PATCH /repos/scs/issues/issues/1', { token, body: { state: 'closed' } }),
      403,
      'Resource not accessible by integration',
    )
  })
  test('the issues of a repository that is not there', async () =>
    refused(await ask(sandbox, 'GET /repos/scs/secret/issues', { token: full }), 404, 'Not Found'))
  test('a comment on a deleted issue', async () => refused(await comments(7, { body: 'x' }), 410, 'This issue was deleted'))
  test('a comment on a transferred issue', async () => {
    const answer = await comments(6, { body: 'x' })
    refused(answer, 301, 'Moved Permanently')
    expect(answer.headers.get('location')).toBe(`${sandbox.url}/api/v3/repos/osism/issues/issues/1`)
  })
  test('a comment without the permission', async () =>
    refused(await comments(1, { body: 'x' }, poor), 403, 'Resource not accessible by integration'))
  test('a comment outside the installation', async () =>
    refused(await comments(348, { body: 'x' }, full, 'osism/issues'), 403, 'Resource not accessible by integration'))
  test('a comment in a repository the token was not made for', async () => {
    const narrow = sandbox.tokens.installation('scs', { repositories: ['minutes'] })
    refused(await comments(1, { body: 'x' }, narrow), 403, 'Resource not accessible by integration')
  })
  test('an issue that does not exist', async () =>
    refused(await ask(sandbox, 'GET /repos/scs/issues/issues/99', { token: full }), 404, 'Not Found'))
  test('an issue of a private repository', async () =>
    refused(await ask(sandbox, 'GET /repos/scs/secret/issues/1', { token: stranger }), 404, 'Not Found'))
  test('comments of an issue that does not exist', async () =>
    refused(await ask(sandbox, 'GET /repos/scs/issues/issues/99/comments', { token: full }), 404, 'Not Found'))
  test('a comment that does not exist', async () =>
    refused(await ask(sandbox, 'GET /repos/scs/issues/issues/comments/1', { token: full }), 404, 'Not Found'))
  test("a stranger edits another's comment", async () => {
    const id = sandbox.world.repositories.get('scs/issues')?.issues.get(1)?.comments[0]?.databaseId
    refused(
      await ask(sandbox, `PATCH /repos/scs/issues/issues/comments/${id}`, { token: stranger, body: { body: 'x' } }),
      403,
      'Must have admin rights to Repository.',
    )
  })
  test('a reaction that does not exist', async () =>
    refused(
      await ask(sandbox, 'POST /repos/scs/issues/issues/comments/1/reactions', { token: full, body: { content: 'thumbs' } }),
      422,
      'Invalid request.\n\nFor \'properties/content\', "thumbs" is not a possible value. Must be one of the following: +1, -1, laugh, confused, heart, hooray, rocket, eyes.',
    ))
  test('a label without the permission', async () =>
    refused(
      await ask(sandbox, 'POST /repos/scs/issues/issues/1/labels', { token: poor, body: { labels: ['epic'] } }),
      403,
      'Resource not accessible by integration',
    ))
  test('taking away a label that is not there', async () =>
    refused(await ask(sandbox, 'DELETE /repos/scs/issues/issues/1/labels/nonsense', { token: full }), 404, 'Label does not exist'))
  test('taking an assignment away as a stranger', async () =>
    refused(
      await ask(sandbox, 'DELETE /repos/scs/issues/issues/1/assignees', { token: stranger, body: { assignees: ['fkr'] } }),
      403,
      'Must have admin rights to Repository.',
    ))
  test('assigning as a stranger', async () =>
    refused(
      await ask(sandbox, 'POST /repos/scs/issues/issues/1/assignees', { token: stranger, body: { assignees: ['fkr'] } }),
      403,
      'Must have admin rights to Repository.',
    ))
})

describe('repositories, people and files', () => {
  test('a person who does not exist', async () => refused(await ask(sandbox, 'GET /users/nobody'), 404, 'Not Found'))
  test('a repository that does not exist', async () =>
    refused(await ask(sandbox, 'GET /repos/scs/nothing', { token: full }), 404, 'Not Found'))
  test('the rights of somebody who does not exist', async () =>
    refused(await ask(sandbox, 'GET /repos/scs/issues/collaborators/nobody/permission', { token: full }), 404, 'nobody is not a user'))
  test('the rights of somebody, for a stranger', async () =>
    refused(
      await ask(sandbox, 'GET /repos/scs/issues/collaborators/fkr/permission', { token: stranger }),
      403,
      'Must have push access to view collaborator permission.',
    ))
  test('a file that does not exist', async () =>
    refused(await ask(sandbox, 'GET /repos/scs/minutes/contents/nothing.md', { token: full }), 404, 'Not Found'))
  test('a file at a ref that does not exist', async () =>
    refused(
      await ask(sandbox, 'GET /repos/scs/minutes/contents/README.md?ref=nowhere', { token: full }),
      404,
      'No commit found for the ref nowhere',
    ))
  test('a ref that does not exist', async () =>
    refused(await ask(sandbox, 'GET /repos/scs/minutes/git/ref/heads/nowhere', { token: full }), 404, 'Not Found'))
  test('a branch that does not exist', async () =>
    refused(await ask(sandbox, 'GET /repos/scs/minutes/branches/nowhere', { token: full }), 404, 'Branch not found'))
  const refs = (body: unknown, token = full) => ask(sandbox, 'POST /repos/scs/minutes/git/refs', { token, body })
  test('a branch that exists', async () => refused(await refs({ ref: 'refs/heads/old', sha: head }), 422, 'Reference already exists'))
  test('a branch at a commit that does not exist', async () =>
    refused(await refs({ ref: 'refs/heads/new', sha: '0'.repeat(40) }), 422, 'Object does not exist'))
  test('a branch with an impossible name', async () =>
    refused(await refs({ ref: 'refs/heads/a..b', sha: head }), 422, 'Reference name is invalid'))
  test('a branch without the permission', async () =>
    refused(await refs({ ref: 'refs/heads/new', sha: head }, poor), 403, 'Resource not accessible by integration'))
  test('commits of a branch that does not exist', async () =>
    refused(await ask(sandbox, 'GET /repos/scs/minutes/commits?sha=nowhere', { token: full }), 404, 'Not Found'))
  test('a comparison with a branch that does not exist', async () =>
    refused(await ask(sandbox, 'GET /repos/scs/minutes/compare/main...nowhere', { token: full }), 404, 'Not Found'))
  test('a tree that does not exist', async () =>
    refused(await ask(sandbox, `GET /repos/scs/minutes/git/trees/${'0'.repeat(40)}`, { token: full }), 404, 'Not Found'))
  test.each(['actions/workflows/nothing.yml', 'actions/workflows/nothing.yml/runs', 'actions/runs/99/jobs'])(
    'a workflow or a run that does not exist: %s',
    async (place) => refused(await ask(sandbox, `GET /repos/scs/minutes/${place}`, { token: full }), 404, 'Not Found'),
  )
  test('a way that does not exist', async () =>
    refused(await ask(sandbox, 'GET /repos/scs/minutes/nonsense', { token: full }), 404, 'Not Found'))
})

describe('pull requests', () => {
  const pulls = (body: unknown, token = full, repository = 'scs/minutes') =>
    ask(sandbox, `POST /repos/${repository}/pulls`, { token, body })
  test('of a private repository, for a stranger', async () =>
    refused(await ask(sandbox, 'GET /repos/scs/secret/pulls', { token: stranger }), 404, 'Not Found'))
  test('without a base', async () => refused(await pulls({ title: 'x', head: 'old' }), 422, 'Invalid request.\n\n"base" wasn\'t supplied.'))
  test('from a branch that does not exist', async () => {
    const answer = await pulls({ title: 'x', head: 'nowhere', base: 'main' })
    refused(answer, 422, 'Validation Failed')
    expect(answer.json.errors).toEqual([{ resource: 'PullRequest', field: 'head', code: 'invalid' }])
  })
  test('without a commit', async () => {
    const answer = await pulls({ title: 'x', head: 'main', base: 'main' })
    refused(answer, 422, 'Validation Failed')
    expect(answer.json.errors).toMatchObject([{ message: 'No commits between main and main' }])
  })
  test('one that is open already', async () => {
    const [first, second] = [await pulls({ title: 'x', head: 'old', base: 'main' }), await pulls({ title: 'x', head: 'old', base: 'main' })]
    expect(first.status).toBe(201)
    refused(second, 422, 'Validation Failed')
    expect(second.json.errors).toMatchObject([{ message: 'A pull request already exists for scs:old.' }])
  })
  test('without the permission', async () =>
    refused(await pulls({ title: 'x', head: 'old', base: 'main' }, poor), 403, 'Resource not accessible by integration'))
  test('one that does not exist', async () =>
    refused(await ask(sandbox, 'GET /repos/scs/minutes/pulls/999', { token: full }), 404, 'Not Found'))
  test('editing as a stranger', async () =>
    refused(
      await ask(sandbox, 'PATCH /repos/scs/issues/pulls/10', { token: stranger, body: { title: 'y' } }),
      403,
      'Must have admin rights to Repository.',
    ))
  const reviewers = (reviewer: string) =>
    ask(sandbox, 'POST /repos/scs/issues/pulls/10/requested_reviewers', { token: full, body: { reviewers: [reviewer] } })
  test('a review by its author', async () =>
    refused(await reviewers('o-otte'), 422, 'Review cannot be requested from pull request author.'))
  test('a review by a stranger', async () =>
    refused(await reviewers('stranger'), 422, /^Reviews may only be requested from collaborators\. .* of the scs\/issues repository\.$/))
  test('a check without the permission', async () =>
    refused(
      await ask(sandbox, 'POST /repos/scs/minutes/check-runs', { token: poor, body: { name: 'x', head_sha: head } }),
      403,
      'Resource not accessible by integration',
    ))
  test('checks of a commit that is not there', async () =>
    refused(await ask(sandbox, 'GET /repos/scs/minutes/commits/no-such-branch/check-runs', { token: full }), 422, /^No commit found/))
  test('a comment at a line that the diff does not show', async () =>
    refused(
      await ask(sandbox, 'POST /repos/scs/issues/pulls/10/reviews', {
        token: full,
        body: { event: 'COMMENT', body: 'x', comments: [{ path: 'README.md', line: 99, side: 'RIGHT', body: 'x' }] },
      }),
      422,
      'Validation Failed',
    ))
  test('an approval by its author', async () =>
    refused(
      await ask(sandbox, 'POST /repos/scs/issues/pulls/10/reviews', {
        token: sandbox.tokens.personal('o-otte'),
        body: { event: 'APPROVE' },
      }),
      422,
      'Validation Failed',
    ))
  test('commits and files of a pull request that is not there', async () => {
    refused(await ask(sandbox, 'GET /repos/scs/issues/pulls/9999/commits', { token: full }), 404, 'Not Found')
    refused(await ask(sandbox, 'GET /repos/scs/issues/pulls/9999/files', { token: full }), 404, 'Not Found')
  })
  test('a branch that is up to date needs no update', async () =>
    refused(
      await ask(sandbox, 'PUT /repos/scs/issues/pulls/10/update-branch', { token: full, body: {} }),
      422,
      'There are no new commits on the base branch.',
    ))
  test('a merge of what is merged, and one without the permission', async () => {
    const merge = (token: string, body: object) => ask(sandbox, 'PUT /repos/scs/issues/pulls/10/merge', { token, body })
    refused(await merge(poor, {}), 403, 'Resource not accessible by integration')
    refused(await merge(full, {}), 405, 'Pull Request is not mergeable')
  })
  test('a branch that is not there is not deleted', async () =>
    refused(await ask(sandbox, 'DELETE /repos/scs/minutes/git/refs/heads/nothing', { token: full }), 422, 'Reference does not exist'))
  test("a talk that is resolved with a stranger's token", async () =>
    told(
      await askGraphql(sandbox, stranger, 'mutation { resolveReviewThread(input: { threadId: "PRRT_0" }) { thread { id } } }'),
      /^Could not resolve to a node/,
      'NOT_FOUND',
    ))
  test("a check with a person's token", async () =>
    refused(
      await ask(sandbox, 'PATCH /repos/scs/minutes/check-runs/1', { token: fkr, body: { conclusion: 'success' } }),
      403,
      'You must authenticate via a GitHub App.',
    ))
})

describe('limits', () => {
  test('the hour is used up, over REST and GraphQL', async () => {
    const { points } = sandbox.limits
    sandbox.limits.points = 0
    const [rest, graphql] = [
      await ask(sandbox, 'GET /repos/scs/issues', { token: full }),
      await askGraphql(sandbox, full, '{ viewer { login } }'),
    ]
    sandbox.limits.points = points
    refused(rest, 403, 'API rate limit exceeded for installation ID 77.')
    expect(rest.headers.get('x-ratelimit-remaining')).toBe('0')
    told(graphql, 'API rate limit exceeded for installation ID 77.', 'RATE_LIMITED')
  })
  test('too much content in a minute', async () => {
    sandbox.limits.contentPerMinute = 0
    const answer = await ask(sandbox, 'POST /repos/scs/issues/issues/1/comments', { token: full, body: { body: 'x' } })
    sandbox.limits.contentPerMinute = null
    refused(answer, 403, 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.')
    expect(answer.headers.get('retry-after')).toBe('60')
  })
})

/** Runs last: the tests above have asked for everything there is. */
test('every operation has a rejected request here', () => {
  const entered = new Set(sandbox.requests.filter(({ status }) => status >= 300).map(({ operation }) => operation))
  expect(ROUTES.map(({ operation }) => operation).filter((operation) => !entered.has(operation))).toEqual([])
})
