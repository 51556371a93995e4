import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readEnvironment, readServerEnvironment } from '../../src/adapters/environment.ts'

const key = '-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----'

test('without any variables, the app works with files only', () => {
  expect(readEnvironment({})).toEqual({
    credentials: null,
    baseUrl: 'https://api.github.com',
    github: { origin: 'https://github.com' },
    dataDir: './data',
    databaseUrl: null,
    workflowOf: null,
    workflow: null,
    config: null,
    now: null,
    isLocal: false,
  })
})

test.each([
  ['scs/minutes/.github/workflows/minutes.yml@refs/heads/main', { repository: 'scs/minutes', path: '.github/workflows/minutes.yml' }],
  ['something else', null],
])('the workflow of a run is known: %s', (ref, workflow) => {
  expect(readEnvironment({ GITHUB_WORKFLOW_REF: ref }).workflow).toEqual(workflow)
})

test('a token takes precedence over an app key', () => {
  expect(readEnvironment({ GITHUB_TOKEN: 't', APP_ID: '1', PRIVATE_KEY: key }).credentials).toEqual({ kind: 'token', token: 't' })
})

test('an empty variable counts as not set, as workflows pass missing secrets', () => {
  expect(readEnvironment({ GITHUB_TOKEN: '', APP_ID: ' ' }).credentials).toBeNull()
})

test('a key on one line gets its line breaks back', () => {
  expect(readEnvironment({ APP_ID: '7', PRIVATE_KEY: key.replaceAll('\n', '\\n') }).credentials).toEqual({
    kind: 'app',
    appId: '7',
    privateKey: key,
  })
})

test('a key is read from a file', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'key-')), 'app.pem')
  writeFileSync(path, key)
  expect(readEnvironment({ APP_ID: '7', PRIVATE_KEY_PATH: path }).credentials).toMatchObject({ privateKey: key })
})

test.each([
  [{}, 'https://github.com'],
  [{ GHE_HOST: 'ghe.example:8443', GHE_PROTOCOL: 'http' }, 'http://ghe.example:8443'],
  [{ GHE_HOST: 'api.internal', GHE_SITE: 'https://ghe.example/' }, 'https://ghe.example'],
])('with %j people open %s', (variables, origin) => {
  expect(readEnvironment(variables).github).toEqual({ origin })
})

test('a server on this machine is a sandbox, any other is not', () => {
  expect(readEnvironment({ GHE_HOST: 'localhost:4000', GHE_PROTOCOL: 'http' })).toMatchObject({
    baseUrl: 'http://localhost:4000/api/v3',
    isLocal: true,
  })
  expect(readEnvironment({ GHE_HOST: 'localhost.example.org' })).toMatchObject({
    baseUrl: 'https://localhost.example.org/api/v3',
    isLocal: false,
  })
})

test.each([
  [{ APP_ID: '7' }, 'PRIVATE_KEY: expected the app’s key'],
  [{ PRIVATE_KEY: key }, 'APP_ID: expected the ID of the app'],
  [{ APP_ID: '7', PRIVATE_KEY: 'hunter2' }, 'PRIVATE_KEY: expected a key in PEM form ("-----BEGIN …"), found something else.'],
  [{ APP_ID: '7', PRIVATE_KEY_PATH: '/no/such/key' }, 'PRIVATE_KEY_PATH: expected a readable file, found /no/such/key (ENOENT).'],
  [{ SPRINT_NOW: 'yesterday' }, 'SPRINT_NOW: expected a time like 2023-01-18T11:15:00Z, found yesterday.'],
  [{ GHE_SITE: 'https://ghe.example/hunter2' }, 'GHE_SITE: expected an address without a path, like https://github.example.org'],
  [{ GHE_SITE: 'https://ghe.example' }, 'GHE_HOST: expected the host of the server, because GHE_SITE is set, found nothing.'],
  [{ GHE_PROTOCOL: 'ftp' }, 'GHE_PROTOCOL: expected http or https, found ftp.'],
])('%o is rejected with the expected value', (variables, told) => {
  expect(() => readEnvironment(variables)).toThrow(told)
  expect(() => readEnvironment(variables)).not.toThrow('hunter2')
})

const server = { WEBHOOK_SECRET: 'a secret of our own' }

test('the server listens on the configured address', () => {
  expect(readServerEnvironment({ ...server, PORT: '8080', HOST: '0.0.0.0', LOG_LEVEL: 'debug' }, { isLocal: false })).toEqual({
    port: 8080,
    host: '0.0.0.0',
    logLevel: 'debug',
    webhookSecret: 'a secret of our own',
  })
  expect(readServerEnvironment({ WEBHOOK_SECRET: 'development' }, { isLocal: true })).toMatchObject({ port: 3000, host: 'localhost' })
})

test.each([
  ['without the webhook secret', {}, 'WEBHOOK_SECRET: expected the webhook secret of the app'],
  ['an empty secret is none', { WEBHOOK_SECRET: ' ' }, 'found nothing'],
  ['a secret that everybody knows is none', { WEBHOOK_SECRET: 'development' }, 'which is public'],
  ['a port that is none', { ...server, PORT: 'http' }, 'PORT: expected a number from 0 to 65535, found http'],
  ['a level that is none', { ...server, LOG_LEVEL: 'loud' }, 'LOG_LEVEL: expected trace, debug'],
])('the server does not start: %s', (_name, variables, told) => {
  expect(() => readServerEnvironment(variables, { isLocal: false })).toThrow(told)
})
