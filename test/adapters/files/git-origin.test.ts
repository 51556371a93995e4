import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { gitOrigin, repositoryAt } from '../../../src/adapters/files/git-origin.ts'

test.each([
  ['https://github.com/acme/minutes.git', 'acme/minutes'],
  ['https://github.com/acme/minutes', 'acme/minutes'],
  ['https://me:token@github.com/acme/minutes/', 'acme/minutes'],
  ['git@github.com:acme/minutes.git', 'acme/minutes'],
  ['git@github.com-work:acme/minutes.git', 'acme/minutes'],
  ['ssh://git@ssh.github.com:443/acme/team.compass.git', 'acme/team.compass'],
  ['https://gitlab.com/acme/minutes.git', null],
  ['https://github.com.example.org/acme/minutes.git', null],
  ['/srv/git/acme/minutes.git', null],
  ['../acme/minutes', null],
  ['', null],
])('%s', (url, repository) => {
  expect(repositoryAt(url, 'github.com')).toBe(repository)
})

test('a GitHub server of one’s own, with its port', () => {
  expect(repositoryAt('http://localhost:8080/acme/minutes.git', 'localhost:8080')).toBe('acme/minutes')
  expect(repositoryAt('https://github.com/acme/minutes.git', 'localhost:8080')).toBeNull()
})

test('the branch is the default one of the remote, else the one checked out; a folder without git has no origin', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'scs-sprint-'))
  const git = (...argv: readonly string[]) => execFileSync('git', ['-C', folder, ...argv])
  expect(await gitOrigin(join(folder, 'nowhere'), 'github.com')).toBeNull()
  git('init', '-q', '-b', 'topic')
  git('remote', 'add', 'origin', 'https://github.com/acme/minutes.git')
  expect(await gitOrigin(folder, 'github.com')).toEqual({ repository: 'acme/minutes', branch: 'topic' })
  git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/trunk')
  expect(await gitOrigin(folder, 'github.com')).toEqual({ repository: 'acme/minutes', branch: 'trunk' })
})
