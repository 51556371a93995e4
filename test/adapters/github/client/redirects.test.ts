/** GitHub's own redirects (renamed repositories) are followed; credentials stay with the server they are for. */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createOctokit } from '../../../../src/adapters/github/client/octokit.ts'

const servers: Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

async function serve(answer: (path: string) => { status: number; location?: string }) {
  const seen: IncomingHttpHeaders[] = []
  const server = createServer((request, response) => {
    seen.push(request.headers)
    const { status, location } = answer(request.url ?? '')
    response.writeHead(status, { 'content-type': 'application/json', ...(location ? { location } : {}) }).end('{}')
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

test('a token does not follow a redirect to another server', async () => {
  const other = await serve(() => ({ status: 200 }))
  const github = await serve((path) =>
    path.startsWith('/repos/acme/renamed') ? { status: 301, location: '/repositories/7' } : { status: 302, location: `${other.url}/taken` },
  )
  const log = { info: () => {}, warn: () => {} }
  const octokit = createOctokit({ baseUrl: github.url, userAgent: 'test', auth: 'ghp_secret', log, maxWaitSeconds: 1, isLocal: true })
  await octokit.request('GET /repos/{owner}/{repo}', { owner: 'acme', repo: 'renamed' })
  expect(github.seen.map(({ authorization }) => authorization)).toEqual(['token ghp_secret', 'token ghp_secret'])
  expect(other.seen).toHaveLength(1)
  expect(other.seen[0]?.authorization).toBeUndefined()
})
