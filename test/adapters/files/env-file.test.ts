/** The `.env` file: who reads it, and what it may not decide. */
import { chmodSync, chownSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withEnvFile } from '../../../src/adapters/files/env-file.ts'
import { demandRoomForKey, keepKey, keepVariables } from '../../../src/adapters/files/registration-files.ts'
import { aFolder } from '../../cli/terminal.ts'

const PEM = '-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----\n'
const app = { id: 7, slug: 'scs-sprint-scs', privateKey: PEM, webhookSecret: 'whsec' }

function envFile(text: string, mode = 0o600): string {
  const path = join(aFolder(), '.env')
  writeFileSync(path, text)
  chmodSync(path, mode)
  return path
}
async function keepApp(path: string, more: Partial<typeof app> = {}, host: Record<string, string> = {}) {
  const keyFile = await keepKey(path, { ...app, ...more })
  await keepVariables(path, { APP_ID: '7', PRIVATE_KEY_PATH: keyFile, WEBHOOK_SECRET: 'whsec', ...host })
  return keyFile
}
const read = (path: string, variables: Record<string, string> = {}) => withEnvFile({ SPRINT_ENV_FILE: path, ...variables })

test('variables of the app are read; those that are set stay, those of other programs are none of ours', () => {
  const { variables, remark } = read(
    envFile('APP_ID=7\nPRIVATE_KEY_PATH=key.pem\nPORT=4000\nNODE_OPTIONS=--inspect\nGITHUB_ACTIONS=true\nPAD_TOKEN_HACKMD_IO=t\n'),
    {
      PORT: '5000',
    },
  )
  expect(variables).toMatchObject({ APP_ID: '7', PORT: '5000', PAD_TOKEN_HACKMD_IO: 't' })
  expect(Object.keys(variables)).not.toContain('NODE_OPTIONS')
  expect(Object.keys(variables)).not.toContain('GITHUB_ACTIONS')
  expect(remark).toBeNull()
})

test('a file cannot choose where credentials of the environment are sent, nor mix its own with them', () => {
  const path = envFile('GHE_HOST=evil.example\nGHE_PROTOCOL=http\nPRIVATE_KEY_PATH=other.pem\nPORT=4000\n')
  for (const [name, value] of Object.entries({ GITHUB_TOKEN: 't', APP_ID: '1', PRIVATE_KEY: PEM })) {
    expect(read(path, { [name]: value }).variables).toEqual({ SPRINT_ENV_FILE: path, PORT: '4000', [name]: value })
  }
  expect(read(path).variables).toMatchObject({ GHE_HOST: 'evil.example' })
})

test.each(['APP_ID=7\n', 'PRIVATE_KEY_PATH=key.pem\n'])('half an app is none, so that commands without credentials work: %j', (text) => {
  const { variables, remark } = read(envFile(`${text}PORT=4000\n`))
  expect(variables).toEqual({ SPRINT_ENV_FILE: expect.any(String), PORT: '4000' })
  expect(remark).toContain('found only a part')
})

test.each([0o644, 0o640, 0o602])('a file that others can read or write (%o) is not used, and that is said', (mode) => {
  const { variables, remark } = read(envFile('APP_ID=7\n', mode))
  expect(variables).not.toHaveProperty('APP_ID')
  expect(remark).toMatch(/not used, because other users can .* `chmod 600 /)
})

test.skipIf(process.getuid?.() !== 0)('root does not use the file of another user either', () => {
  const path = envFile('APP_ID=7\nPRIVATE_KEY_PATH=key.pem\n')
  chownSync(path, 12_345, 12_345)
  const { variables, remark } = read(path)
  expect(variables).not.toHaveProperty('APP_ID')
  expect(remark).toBe(`${path}: not used, because it belongs to another user. Use a file of your own.`)
})

test('a file of other programs alone is passed over in silence', () => {
  const { variables, remark } = read(envFile('PORT=4000\nDATABASE_URL=postgres://localhost/other\n', 0o644))
  expect([Object.keys(variables), remark]).toEqual([['SPRINT_ENV_FILE'], null])
})

test('no file, and none wanted', () => {
  expect(read(join(aFolder(), '.env')).remark).toBeNull()
  expect(read('none').variables).toEqual({ SPRINT_ENV_FILE: 'none' })
})

test('key and secret are written for this user alone, and the next start finds them', async () => {
  const path = envFile('# mine\nFOO="1\n2"\n', 0o644)
  const keyFile = await keepApp(path, {}, { GHE_HOST: 'ghe.example.org' })
  expect([path, keyFile].map((file) => statSync(file).mode & 0o777)).toEqual([0o600, 0o600])
  expect(readFileSync(keyFile, 'utf8')).toBe(PEM)
  expect(readFileSync(path, 'utf8')).toMatch(
    /^# mine\nFOO="1\n2"\n\n# The GitHub App that scs-sprint registered\nAPP_ID=7\nPRIVATE_KEY_PATH=/,
  )
  expect(readFileSync(path, 'utf8')).not.toContain('BEGIN')
  expect(read(path).variables).toMatchObject({
    APP_ID: '7',
    PRIVATE_KEY_PATH: keyFile,
    WEBHOOK_SECRET: 'whsec',
    GHE_HOST: 'ghe.example.org',
  })
})

test('another key is never overwritten, a link stays a link, and a slug leads nowhere else', async () => {
  const path = envFile('')
  const first = await keepApp(path)
  writeFileSync(path, '')
  const second = await keepApp(path, { privateKey: `${PEM}\n` })
  expect(second).not.toBe(first)
  expect([first, second].map((file) => readFileSync(file, 'utf8').trim())).toEqual([PEM.trim(), PEM.trim()])
  const link = join(aFolder(), '.env')
  const target = envFile('FOO=1\n')
  symlinkSync(target, link)
  await keepApp(link, { slug: '../../evil' })
  expect(readFileSync(target, 'utf8')).toContain('APP_ID=7')
})

test.each([
  ['an app is there already', 'APP_ID=1\n', 'expected no APP_ID, because a new app was to be registered, found one'],
  ['the same, without a value', 'APP_ID=\n', 'expected no APP_ID'],
  ['a token is there, which would be used in place of the app', 'GITHUB_TOKEN=x\n', 'expected no GITHUB_TOKEN'],
  ['a key of another app is there', 'PRIVATE_KEY="x"\n', 'expected no PRIVATE_KEY'],
  ['a line without a name', 'FOO=1\njust text\n', 'perhaps a line without "="'],
])('nothing is registered where the key could not be kept: %s', async (_name, text, told) => {
  const path = envFile(text)
  await expect(demandRoomForKey(path)).rejects.toThrow(told)
  await expect(keepVariables(path, { APP_ID: '7' })).rejects.toThrow(told)
  expect(readFileSync(path, 'utf8')).toBe(text)
})
