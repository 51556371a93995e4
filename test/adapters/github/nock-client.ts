/** A client of the adapters whose other end is played by nock. */
import { Octokit } from '@octokit/core'
import nock from 'nock'
import type { GitHubClient } from '../../../src/adapters/github/client/client.ts'
import { asClient } from '../../../src/adapters/github/client/octokit.ts'

const URL = 'https://api.github.test'

export function aClient(): GitHubClient {
  const silent = () => {}
  return asClient(new Octokit({ baseUrl: URL, log: { debug: silent, info: silent, warn: silent, error: silent } }), { origin: URL })
}

export const github = () => nock(URL)

/** Answers the next query of GraphQL with this `data`; returns the variables of all queries answered by it. */
export function answerGraphql(data: unknown): Record<string, unknown>[] {
  const asked: Record<string, unknown>[] = []
  github()
    .post('/graphql', (body: { variables: Record<string, unknown> }) => {
      asked.push(body.variables)
      return true
    })
    .reply(200, { data } as nock.Body)
  return asked
}
