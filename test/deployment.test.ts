/** What is deployed, read from its files: compose.yml, the Dockerfile, the release. There is no container engine in the tests. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readEnvironment, readServerEnvironment } from '../src/adapters/environment.ts'

type Service = {
  readonly image: string
  readonly user?: string
  readonly read_only?: boolean
  readonly cap_drop?: readonly string[]
  readonly security_opt?: readonly string[]
  readonly ports?: readonly string[]
  readonly env_file?: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  readonly secrets?: readonly string[]
  readonly volumes: readonly string[]
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
  readonly healthcheck: { readonly test: readonly string[] }
  readonly restart: string
  readonly stop_grace_period: string
}
type Compose = {
  readonly services: Readonly<Record<'app' | 'database', Service>>
  readonly secrets: Readonly<Record<string, { readonly file: string }>>
  readonly volumes: Readonly<Record<string, unknown>>
}

const composeText = readFileSync('compose.yml', 'utf8')
const compose = parse(composeText) as Compose
const { app, database } = compose.services
const services = Object.entries(compose.services)
const dockerfile = readFileSync('Dockerfile', 'utf8')
const lines = dockerfile.split('\n')
const release = readFileSync('.github/workflows/release.yml', 'utf8')
const jobs = (parse(release) as { jobs: Record<string, { needs?: string; environment?: string; steps: { run?: string }[] }> }).jobs
const scriptOf = (job: string) => jobs[job]?.steps.map(({ run }) => run ?? '').join('\n') ?? ''

test.each(services)('%s: not root, nothing but its volumes can be written, no capabilities', (_, service) => {
  expect(service.user).toMatch(/^(?:node|postgres)$/)
  expect(service.read_only).toBe(true)
  expect(service.cap_drop).toEqual(['ALL'])
  expect(service.security_opt).toEqual(['no-new-privileges:true'])
})

test.each(services)('%s: starts again, has a health check, and may end its work', (_, service) => {
  expect(service.restart).toBe('unless-stopped')
  expect(service.healthcheck.test[0]).toBe('CMD')
  expect(Number.parseInt(service.stop_grace_period, 10)).toBeGreaterThan(20)
})

test.each(services)('%s: its volumes are declared', (_, { volumes }) => {
  for (const volume of volumes) expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0])
})

test('the app waits for the database, which only the app can reach', () => {
  expect(app.depends_on).toEqual({ database: { condition: 'service_healthy' } })
  expect(database.ports).toBeUndefined()
  expect(app.ports).toEqual(['127.0.0.1:3000:3000'])
})

/** `${NAME:?why}` and `${NAME:-default}`, as compose fills them in. */
const filled = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(app.environment).map(([name, text]) => [
      name,
      text.replace(/\$\{(\w+):([?-])([^}]*)\}/g, (_, variable: string, kind: string, rest: string) => {
        const value = values[variable] ?? (kind === '-' ? rest : undefined)
        if (value === undefined) throw new Error(rest)
        return value
      }),
    ]),
  )
const env = { APP_ID: '1', WEBHOOK_SECRET: 'w', POSTGRES_PASSWORD: 'p', SPRINT_CONFIG: 'acme/minutes:.github/sprint.yml' }

test('the app understands its environment, with the key of a mounted secret', () => {
  const given = filled(env)
  const { PRIVATE_KEY_PATH, ...rest } = given
  const variables = { ...rest, PRIVATE_KEY: '-----BEGIN RSA PRIVATE KEY-----' }
  expect([given.GITHUB_TOKEN, given.PRIVATE_KEY]).toEqual(['', ''])
  expect(PRIVATE_KEY_PATH).toBe('/run/secrets/private-key')
  expect(app.secrets).toEqual(['private-key'])
  expect(compose.secrets['private-key']?.file).toBe('./private-key.pem')
  expect(readEnvironment(variables)).toMatchObject({
    databaseUrl: 'postgres://scs-sprint:p@database:5432/scs-sprint',
    config: 'acme/minutes:.github/sprint.yml',
  })
  expect(readServerEnvironment(variables, { isLocal: false }).webhookSecret).toBe('w')
  expect(new URL(given.DATABASE_URL ?? '').username).toBe(database.environment.POSTGRES_USER)
})

test('the app gets every variable of .env, but of the container its own place, port and credentials', () => {
  expect(app.env_file).toEqual(['.env'])
  expect(database.env_file).toBeUndefined()
  const ofMachine = {
    HOST: 'localhost',
    PORT: '4000',
    DATA_DIR: './data',
    GITHUB_TOKEN: 'personal',
    PRIVATE_KEY: 'other',
    PRIVATE_KEY_PATH: 'x.pem',
  }
  const file = { ...env, ...ofMachine, GHE_HOST: 'ghe.example', PAD_TOKEN_HACKMD_IO: 't', DATABASE_URL: 'postgres://elsewhere/x' }
  // As compose puts them together: what is in `environment` goes before what is in `env_file`.
  const variables: Record<string, string> = { ...file, ...filled(env) }
  expect(variables).toMatchObject({ GHE_HOST: 'ghe.example', PAD_TOKEN_HACKMD_IO: 't', PRIVATE_KEY_PATH: '/run/secrets/private-key' })
  expect(readServerEnvironment(variables, { isLocal: false })).toMatchObject({ host: '0.0.0.0', port: 3000 })
  const { dataDir, databaseUrl } = readEnvironment({ ...variables, APP_ID: '', PRIVATE_KEY_PATH: '' })
  expect([dataDir, databaseUrl]).toEqual(['/data', 'postgres://scs-sprint:p@database:5432/scs-sprint'])
  expect(app.volumes).toEqual([`data:${dataDir}`])
  expect(app.ports?.[0]?.split(':').at(-1)).toBe('3000')
})

test.each(Object.keys(env))('without %s, compose says what to set, and no secret has a default', (name) => {
  expect(() => filled({ ...env, [name]: undefined as never })).toThrow(new RegExp(`^Set ${name} in \\.env`))
  expect(composeText).not.toContain(`\${${name}:-`)
})

test('the tests run on the database of compose.yml', () => {
  const checks = parse(readFileSync('.github/workflows/checks.yml', 'utf8'))
  expect(database.image).toBe(checks.jobs.checks.services.postgres.image)
})

test('the image ends on a user that is not root, checks its health, and starts node itself', () => {
  expect(lines.findLast((line) => line.startsWith('USER '))).toBe('USER node')
  expect(dockerfile).toMatch(/^HEALTHCHECK .*\\\n {2}CMD \["node", .*\/health/m)
  expect(lines.findLast((line) => line.startsWith('CMD '))).toBe('CMD ["node", "bin/scs-sprint.js", "start"]')
  const at = (start: string) => lines.findLastIndex((line) => line.startsWith(start))
  expect(at('USER ')).toBeLessThan(at('CMD '))
})

test('compose.yml runs the image that the release pushes', () => {
  expect(app.image.split(':')[0]).toBe(/IMAGE: (\S+)/.exec(release)?.[1])
  expect(release).toContain(`subject-name: ${app.image.split(':')[0]}`)
})

test('a release is checked first, then published with provenance; nobody’s token is stored', () => {
  expect(scriptOf('checks')).toContain('bash .ci/run')
  for (const job of ['npm', 'image']) expect(jobs[job]).toMatchObject({ needs: 'checks', environment: 'release' })
  expect(scriptOf('npm')).toMatch(/npm publish --provenance --access public/)
  expect(scriptOf('image')).toMatch(/--provenance mode=max --sbom true/)
  expect(release).not.toContain('secrets.')
})

test('npm can prove the origin of the package only if it names its repository', () => {
  const { repository, name } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect(repository.url).toBe(`git+https://github.com/SovereignCloudStack/${name}.git`)
})
