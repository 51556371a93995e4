/** What is a secret in a pad, and what only looks like one. */
import { expect, test } from 'vitest'
import { findTokens } from '../../../src/adapters/screening/secret-rules.ts'
import { EMAIL_REMOVED, marksIn, SECRET_REMOVED } from '../../../src/domain/text/withheld.ts'
import { requirePublishable } from '../../../src/minutes/privacy/require-publishable.ts'
import { createScreen } from '../../../src/usecases/minutes/screen-text.ts'
import { expectGrowsWithSize } from '../../growth.ts'

const mask = createScreen(findTokens, { secrets: 'mask', emails: 'mask', absences: 'as-typed' })
const stop = createScreen(findTokens, { secrets: 'stop', emails: 'ask', absences: 'as-typed' })

/** Built of parts: no scanner of this repository shall take them for real ones. */
const of = (...parts: string[]) => parts.join('')
const HEX = '0123456789abcdef'
const ALNUM = 'aB3dE5gH7jK9mN1pQ3sT5vX7zB9dF1hJ3lN5pR7tV9xZ'

/** The secret stands between « and ». */
const SECRETS = [
  // English, a name and a sign
  'password: «hunter2»',
  // Signs that nobody sees, tags, entities
  'Pass\u200bword: «hunter2»',
  'Pass\u00adwort: «hunter2»',
  'Pass**word**: «hunter2»',
  '<b>Password</b>: «hunter2»',
  'Password&#58; «hunter2»',
  'Passwo\u0308rter: «hunter2»',
  'Ｐａｓｓｗｏｒｄ: «hunter2»',
  'export OS_PASSWORD=\\\n  «hunter2»',
  'https://«bob:p@ss1word»@host.example/',
  'postgres://«bob:pa/ss1word»@db.example/x',
  'Password: «Sunflower»',
  'zoom password: «q7Rt9xLm2»',
  '* Zoom Password = «q7Rt9xLm2»',
  'password=«hunter2»',
  'Passwords: «Blue-77»',
  'the password is «hunter22»',
  'password is now `«swordfish»`',
  'password for the wiki: «q7Rt9xLm2»',
  'Password (Zoom): «482913»',
  'Wi-Fi password -> «Gast2023!»',
  'password → «hunter2»',
  'passphrase: «correct horse battery staple»',
  '**Password:** «hunter2»',
  '**Password**: «hunter2»',
  '- _password_: «hunter2» (do not share)',
  'Passcode: «123 456»',
  'passcode «482913»',
  'Meeting ID: 812 3456 7890, Passcode: «a1B2c3»',
  'access code: «482913#»',
  'PIN: «4711»',
  'PIN «482913»',
  'Phone PIN = «482913#»',
  'user: scs, pw: «Sommer23»',
  'psk: «wlan-gast-2023»',
  'credentials: demo / «Sommer23»',
  'login: demo / «q7Rt9xLm2»',
  'host key: «482913»',
  // German
  'Passwort: «q7Rt9xLm2»',
  'Passwort: «Sommer»',
  'Passwort: «Sommer 2023»',
  '* Wiki-Kennwort: «Blume-77»',
  'Zoom-Passwort lautet «Sommer»',
  'Das Passwort ist «Blume-77»',
  'Das Kennwort für das Wiki lautet: «Blume-77»',
  'Passwort für das Wiki ist jetzt „«Blume im Mai»“',
  'WLAN-Passwort: «geheim123!»',
  'Kenncode «482913»',
  'Zugangscode: «482 913»',
  'Zugangsdaten: admin / «Sommer»',
  'Zugangsdaten (Testserver): root:«q7Rt9xLm2»',
  'Anmeldedaten: scs und «Blume-77»',
  'Einwahl-PIN: «482913#»',
  // On the next line, in a table
  'Passwort:\n  «q7Rt9xLm2»',
  '- Passwort:\n  - «Blume-77»',
  '## Passwort\n\n«Blume-77»',
  'Kennwort:\n\n`«Sommer»`',
  '| Passwort | «Sommer» |',
  '| Zoom password | «q7Rt9xLm2» | since May |',
  '| System | User | Passwort |\n| --- | --- | --- |\n| Wiki | scs | «Blume-77» |\n| Zoom | scs | «Sommer» |',
  'Passwort | «Blume-77»',
  '```\nexport OS_PASSWORD=«q7Rt9xLm2»\n```',
  // Accounts and addresses
  'root:«hunter2»',
  '- ssh: root / «q7Rt9xLm2»',
  'testserver root:«q7Rt9xLm2»@192.0.2.7',
  'ssh://«root:x»@192.0.2.7',
  'https://«user:pass»@host.example/x',
  of('«postgres', '://app:s3cret@db.example/x»'),
  'deploy:«q7Rt9xLm2»@registry.example',
  'https://zoom.us/j/123456789?pwd=«QWxhZGRpbjpvcGVu»',
  '[Zoom](https://zoom.us/j/123456789?pwd=«QWxhZGRpbjpvcGVu»)',
  'https://files.example/s/a?token=«abcdef123456»',
  '+49 69 7104 9922,,«81234567890#» US',
  'Dial in: +49 30 12345, «482913#»',
  // By form
  of('Authorization: Bearer «', ALNUM.slice(0, 24), '»'),
  of('curl -H "Authorization: Bearer «', ALNUM, '»"'),
  of('«gh', 'p_', ALNUM.slice(0, 36), '»'),
  of('token: «glp', 'at-', ALNUM.slice(0, 20), '»'),
  of('«xo', 'xb-123456789012-1234567890123-', ALNUM.slice(0, 24), '»'),
  of('«AK', 'IAQWERTYUIOPASDFGH»'),
  of('«aws_secret_access_key = ', ALNUM.slice(0, 40), '»'),
  of('«eyJhbGciOiJIUzI1NiJ9', '.eyJzdWIiOiIxMjM0NTY3ODkwIn0.', ALNUM, '»'),
  of('matrix «sy', 't_c2Nz_', ALNUM.slice(0, 20), '_1a2b3c»'),
  of('https://mattermost.example/hooks/«', `${HEX}${HEX}`.slice(0, 26), '»'),
  of('bot «1234567890', ':AA', ALNUM.slice(0, 33), '»'),
  of('api key: «', HEX, HEX, '»'),
  'API-Key: «123e4567-e89b-12d3-a456-426614174000»',
  'api_token = "«a1b2c3d4e5»"',
  'client secret: «q7Rt9xLm2q7Rt9xLm2»',
  of('OS_APPLICATION_CREDENTIAL_SECRET=«', ALNUM, '»'),
  of('application_credential_secret: "«', ALNUM, '»"'),
  of('application credential id: «', HEX, HEX, '»'),
  of('«-----BEGIN OPENSSH PRIVATE', ' KEY-----»\n«', ALNUM, '»\n«', ALNUM, '»\n«-----END OPENSSH PRIVATE', ' KEY-----»\n\nnext topic'),
  of('«-----BEGIN PGP PRIVATE', ' KEY BLOCK-----»\n\n«', ALNUM, '»\n«=aBcD»\n«-----END PGP PRIVATE', ' KEY BLOCK-----»'),
  // A comment must not switch the rules off.
  of('<!-- secretlint-disable -->\n«npm', '_', ALNUM.slice(0, 36), '»'),
]

test.each(SECRETS)('a secret: %s', async (marked) => {
  const typed = marked.replace(/[«»]/g, '')
  const expected = marked.replace(/«[^»]*»/g, SECRET_REMOVED)
  expect(await mask(typed, 'pad')).toBe(expected)
  const lines = marked.split('\n').flatMap((line, index) => (line.includes('«') ? [index + 1] : []))
  const found = marksIn(await stop(typed, 'the pad'))
  expect([...new Set(found.map(({ line }) => line))]).toEqual(lines)
  expect(found.every(({ where }) => where === 'the pad')).toBe(true)
})

const LOOK_ALIKES = [
  'password reset flow',
  'Password reset flow: discussed',
  'password policy: at least 12 characters',
  'Passwort-Richtlinie diskutiert',
  'Passwortrichtlinie: diskutiert',
  'Passwort-Manager: Bitwarden wird eingeführt',
  'password: see vault',
  'Password: ask @fkr',
  'password: @fkr knows it',
  'Passwort: siehe Vault',
  'Passwort: liegt im Vault',
  'Passwort: wird per Mail verschickt',
  'passwords must be changed every 90 days',
  'Password: must be changed every 90 days',
  'password is unchanged',
  'the password is wrong',
  'Das Passwort ist abgelaufen',
  'password: <password>',
  'password=$PASSWORD',
  of('password: $', '{{ secrets.ZOOM }}'),
  'password: ********',
  'password: n/a',
  'password: TBD',
  'Password: https://vault.example/ui/zoom',
  'password hashing with SHA256 and Argon2',
  'password login is disabled, OAuth2 only',
  'Passwort vergessen? #183',
  'PIN not needed',
  'PIN: not needed',
  'Pin the version of ansible to 2.14',
  'pin: 2.14.1',
  'passcode not required',
  'token: discussed',
  'Token: see #183',
  'token rotation: every 90 days',
  'The token is stored in Vault',
  'bearer token authentication was discussed',
  'API key handling: story #90',
  'api keys are rotated by @fkr on 2023-01-18',
  'secret management with Vault: SovereignCloudStack/issues#90',
  'credentials are stored in Vault',
  'Credentials: see Vault',
  'Zugangsdaten: siehe Vault',
  'Zugangsdaten kommen per Mail',
  'Login: works again / fixed by @fkr',
  'Zugang: VPN / SSH',
  'Account: team accounts and personal ones',
  'root cause: the disk was full',
  'root: cause analysis follows',
  'chown root:wheel /etc/passwd',
  'admin: @fkr',
  'demo: Thursday 15:05',
  'commit 157c1500a1b2c3d4e5f60718293a4b5c6d7e8f90',
  'fixed by a594e9e and 27d6c80',
  'see a594e9e5d6f7081920a1b2c3d4e5f60718293a4b',
  'issue 123e4567-e89b-12d3-a456-426614174000 is a duplicate',
  'image sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'https://github.com/SovereignCloudStack/issues/issues/90#issuecomment-123456789',
  'https://github.com/orgs/SovereignCloudStack/projects/6?pane=issue&itemId=16291074',
  'https://conf.example/join?room=scs&lang=de',
  'https://input.scs.community/2023-scs-team-iaas?both',
  'Meeting ID: 812 3456 7890',
  'Dial-in: +49 69 7104 9922',
  'Review of PR #1234, #1235',
  'Sprint 2023 (cwk 34+35): done',
  'time: 10:05, room: 4711',
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ public key of the CI',
  '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
  '-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----',
  '| Passwort | siehe Vault |',
  '| Topic | Password policy |\n| --- | --- |\n| Wiki | discussed |',
  'Topics: password, token, PIN',
  '## Passwort\n\nEs wurde über die Richtlinie gesprochen.',
  'Passwort:\n* siehe Vault',
  'key: value',
  'kubectl create secret generic cloud -n team --from-file=clouds.yaml=clouds.yaml',
  'application-credential-id=\napplication-credential-secret=\nregion=',
  'do not use such application credentials everywhere!',
  'secret: none',
  'git clone git@github.com:SovereignCloudStack/issues.git',
  'ssh admin@demo.example.org',
  'scp file.txt ubuntu@192.0.2.7:',
  'Co-authored by 123+fkr[bot]@users.noreply.github.com',
  '@fkr: look at the password story',
  'SCS-0100-v3-flavor-naming',
  'docker://ghcr.io/osism/node:20',
  'localhost:5432 and 127.0.0.1:3000',
  'postgres:15 and debian:12',
  'ubuntu:22.04 is the base image',
]

test.each(LOOK_ALIKES)('no secret: %s', async (typed) => {
  expect(await mask(typed, 'pad')).toBe(typed)
})

test.each([
  ['write to alba@example.org', `write to ${EMAIL_REMOVED}`],
  ['<alba@example.org>', EMAIL_REMOVED],
  ['[mail](mailto:alba@example.org)', `[mail](mailto:${EMAIL_REMOVED})`],
  ['Alba <alba@example.org>, Bo (bo@example.org)', `Alba ${EMAIL_REMOVED}, Bo (${EMAIL_REMOVED})`],
  ['password: alba@example.org', `password: ${SECRET_REMOVED}`],
])('an email address is removed: %s', async (typed, expected) => {
  expect(await mask(typed, 'pad')).toBe(expected)
  const keep = createScreen(findTokens, { secrets: 'mask', emails: 'keep', absences: 'as-typed' })
  expect(await keep(typed.replace('password', 'mail'), 'pad')).toBe(typed.replace('password', 'mail'))
})

test('text to publish with a secret is rejected with lines and kinds, never the secret', async () => {
  const typed = '# 2023-01-18\n\n* Passwort: q7Rt9xLm2\n* fine\n* https://zoom.us/j/1?pwd=QWxhZGRpbg\n'
  const text = await stop(typed, 'pads.example/core')
  const refuse = () => requirePublishable(`before ${JSON.stringify({ text })}`)
  expect(refuse).toThrow(
    'pads.example/core: expected notes that anyone can read, found possible secrets (line 3: a password; line 5: a password in a URL)',
  )
  expect(refuse).not.toThrow(/q7Rt9xLm2|QWxhZGRpbg/)
  expect(() => requirePublishable(typed)).not.toThrow()
})

test('a pad cannot contain the app’s own markers', async () => {
  const text = await stop('* Passwort: q7Rt9xLm2', 'pad')
  expect(marksIn(await mask(text, 'other'))).toEqual([])
})

test('screening again finds nothing more, and lines stay lines', async () => {
  for (const marked of SECRETS) {
    const once = await mask(marked.replace(/[«»]/g, ''), 'pad')
    expect(await mask(once, 'pad')).toBe(once)
    expect(once.split('\n')).toHaveLength(marked.split('\n').length)
  }
})

test('a mebibyte of anything is screened in proportional time', async () => {
  const units = [
    'password ',
    'password: ',
    'passwort',
    'a:b@',
    'x@y.z ',
    '| password ',
    'root: ',
    '-----BEGIN PRIVATE KEY-----\n',
    'https://a:',
    'pwd=',
    ',,1',
    'Bearer ',
    'token is ',
    '1234 ',
    '\n',
    '"',
    ':',
    'PIN:\n',
  ]
  for (const unit of units)
    await expectGrowsWithSize((size) => mask(unit.repeat(Math.ceil(size / unit.length)), 'pad'), { from: 32_768 }, JSON.stringify(unit))
})

test.each([
  ['cells of a table', '| a | '],
  ['names with a value', 'PIN 1 '],
  ['names in addresses', '?pw='],
])('a line of up to 256 KiB of %s is screened at a cost that grows with it', { timeout: 60_000 }, async (_what, piece) => {
  await expectGrowsWithSize((size) => mask(piece.repeat(size / piece.length), 'pad'), { from: 1 << 15 })
})

test('a line of tokens without a space between them is screened at a cost that grows with it, and masked at any length', async () => {
  const piece = `${of('gh', 'p_')}${ALNUM.slice(0, 36)},`
  const screen = async (size: number) => expect(await mask(piece.repeat(size / piece.length), 'pad')).not.toContain(ALNUM.slice(0, 36))
  // secretlint compares each token found with each other one: some thousands are as many as it takes in its stride.
  await expectGrowsWithSize(screen, { from: 1 << 12 })
  await screen(1 << 18)
})
