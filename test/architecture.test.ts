/** The architecture: which folder may import which (types too), and where libraries and the file system are allowed. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => join('src', file).replaceAll('\\', '/'))

type Import = { from: string; to: string }

const imports: Import[] = files.flatMap((from) => {
  const text = readFileSync(from, 'utf8')
  const found = [
    ...text.matchAll(/(?:^|\n)\s*(?:import|export)\s(?:[^'"]*?\sfrom\s)?['"]([^'"]+)['"]/g),
    ...text.matchAll(/import\(\s*['"]([^'"]+)['"]/g),
  ]
  return found.map((match) => {
    const target = match[1] ?? ''
    return { from, to: target.startsWith('.') ? normalize(join(dirname(from), target)).replaceAll('\\', '/') : target }
  })
})

const pure = ['domain', 'errors']
const rooms: Record<string, readonly string[]> = {
  domain: ['domain'],
  errors: [],
  // What the app is given is said in our words: of minutes and settings these are types alone.
  ports: ['ports', 'domain', 'minutes', 'settings'],
  // Of `settings` hygiene, minutes and site know only its types: what a team has configured is an argument.
  hygiene: ['hygiene', 'settings', ...pure],
  notes: ['notes', ...pure],
  // Minutes are made of notes.
  minutes: ['minutes', 'notes', 'settings', ...pure],
  // The facts of hygiene and minutes as data; it decides nothing about them.
  site: ['site', 'hygiene', 'minutes', 'settings', ...pure],
  // Option schemas of the rules are checked where sprint.yml is: the registry of rules is their only source.
  settings: ['settings', 'hygiene', ...pure],
  // What is guessed before there are settings; days in texts are read as in notes, paths are those that settings allow.
  init: ['init', 'notes', 'settings', ...pure],
  usecases: ['usecases', 'init', 'hygiene', 'notes', 'minutes', 'site', 'settings', 'ports', ...pure],
  // Registering the app: what was chosen, the manifest, the words of its pages.
  registration: ['registration', ...pure],
  adapters: ['adapters', 'registration', 'settings', 'ports', ...pure],
  app: ['usecases', 'service', 'ports', ...pure],
  server: ['server', 'registration', 'ports', ...pure],
  wiring: ['wiring', 'adapters', 'registration', 'usecases', 'hygiene', 'notes', 'minutes', 'site', 'settings', 'ports', ...pure],
  // A thread of its own: what it starts is named by wiring.
  'answering-worker': ['server', 'adapters', 'ports', ...pure],
  'site-worker': ['adapters', 'usecases', 'ports', ...pure],
  'reading-worker': ['adapters', 'usecases', 'minutes', 'notes', ...pure],
  service: ['service', 'wiring', 'usecases', 'hygiene', 'settings', 'ports', ...pure],
  cli: [
    'cli',
    'app',
    'service',
    'server',
    'wiring',
    'registration',
    'usecases',
    'init',
    'hygiene',
    'notes',
    'minutes',
    'site',
    'settings',
    'ports',
    ...pure,
  ],
}

function roomOf(file: string): string {
  return (
    file
      .replace(/^src\//, '')
      .split('/')[0]
      ?.replace(/\.ts$/, '') ?? ''
  )
}

test('there are files to check', () => {
  expect(files.length).toBeGreaterThan(10)
  expect(imports.some(({ from, to }) => from === 'src/ports.ts' && to === 'src/domain/board/board.ts')).toBe(true)
})

test('every folder imports only what it may', () => {
  const breaches = imports
    .filter(({ to }) => to.startsWith('src/'))
    .filter(({ from, to }) => !(rooms[roomOf(from)] ?? []).includes(roomOf(to)))
    .map(({ from, to }) => `${from} -> ${to}`)
  expect(breaches).toEqual([])
})

test('hygiene, minutes and site know the types of the settings, and nothing else of them', () => {
  const others = imports
    .filter(({ from, to }) => /^src\/(?:hygiene|minutes|site)\//.test(from) && to.startsWith('src/settings/'))
    .filter(
      ({ from, to }) =>
        to !== 'src/settings/settings.ts' || !/import type \{[^}]*\} from '[^']*settings\/settings\.ts'/.test(readFileSync(from, 'utf8')),
    )
  expect(others).toEqual([])
})

test('only the command that starts the server imports the app', () => {
  const importers = imports.filter(({ to }) => to === 'src/app.ts').map(({ from }) => from)
  expect(importers).toEqual(['src/cli/commands/start.ts'])
})

test('commands and the service name the ports they use, and know no wiring', () => {
  const wiring = (file: string) => /^src\/wiring(?:\.ts$|\/)/.test(file)
  const knowing = imports.filter(({ from, to }) => /^src\/(?:cli\/commands|service|server|usecases)\//.test(from) && wiring(to))
  // The server is put together where it is started; its queue is waiting to be a port.
  const built = ['src/cli/commands/start.ts', 'src/service/service.ts', 'src/service/site-jobs.ts']
  expect([...new Set(knowing.map(({ from }) => from))].filter((from) => !built.includes(from))).toEqual([])
  const whole = files
    .filter((file) => /^src\/(?:cli\/commands|service|server|usecases)\//.test(file))
    .filter((file) => /\w\??: AppPorts\b|<AppPorts>|typeof createWiring/.test(readFileSync(file, 'utf8')))
  expect(whole).toEqual([])
})

test('a use case reads, plans, or brings hygiene and minutes together; pure code of one room stands in that room', () => {
  const isPlan = /\b(?:Plan|Action)\b/
  const pureOfOneRoom = files
    .filter((file) => file.startsWith('src/usecases/'))
    .filter((file) => {
      const targets = imports.filter(({ from }) => from === file).map(({ to }) => roomOf(to))
      const text = readFileSync(file, 'utf8')
      const bringsTogether = targets.includes('hygiene') && targets.includes('minutes')
      return !text.includes('async ') && !isPlan.test(text) && !targets.includes('ports') && !bringsTogether
    })
  expect(pureOfOneRoom).toEqual([])
})

test('every file belongs to a known folder', () => {
  expect(files.filter((file) => !(roomOf(file) in rooms))).toEqual([])
})

test('there are no import cycles', () => {
  const graph = new Map(
    files.map((file) => [file, imports.filter(({ from, to }) => from === file && to.startsWith('src/')).map(({ to }) => to)]),
  )
  const done = new Set<string>()
  const circles: string[] = []
  const walk = (file: string, path: readonly string[]) => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' -> '))
    if (done.has(file) || path.includes(file)) return
    for (const next of graph.get(file) ?? []) walk(next, [...path, file])
    done.add(file)
  }
  for (const file of files) walk(file, [])
  expect(circles).toEqual([])
})

const edges: [string, RegExp, RegExp][] = [
  ['octokit', /^@octokit\//, /^src\/adapters\/github\//],
  ['Probot', /^probot$/, /^src\/(?:app|server|wiring)\.ts$|^src\/cli\/commands\/start\.ts$/],
  ['Handlebars', /^handlebars$/, /^src\/adapters\/templates\//],
  ['the calendar parser', /^ical\.js$/, /^src\/adapters\/calendar\//],
  ['the database', /^(?:kysely|pg|@electric-sql\/)/, /^src\/adapters\/(?:store|queue)\//],
  ['the file system', /^(?:node:)?fs(?:\/promises)?$/, /^src\/adapters\//],
  ['the network', /^(?:node:)?(?:https?|net|dns|tls)(?:\/promises)?$/, /^src\/(?:adapters\/|server(?:\.ts$|\/))/],
  ['the metrics library', /^prom-client$/, /^src\/adapters\/metrics\//],
  ['the command line library', /^commander$/, /^src\/cli(?:\.ts$|\/)/],
  ['the library that asks in a terminal', /^@clack\//, /^src\/cli\//],
]

test.each(edges)('%s is only imported at its edge', (_name, library, allowed) => {
  expect(
    imports
      .filter(({ to }) => library.test(to))
      .filter(({ from }) => !allowed.test(from))
      .map(({ from, to }) => `${from} -> ${to}`),
  ).toEqual([])
})

test('the clock is an argument: pure code and use cases never read it', () => {
  const looking = files
    .filter((file) => /^src\/(?:domain|hygiene|init|notes|minutes|registration|site|settings|usecases)\//.test(file))
    .filter((file) => /\bDate\.now\(|\bnew Date\(\)|Temporal\.Now\b/.test(readFileSync(file, 'utf8')))
  expect(looking).toEqual([])
})

/** Where the documentation of scs-sprint is, and the address of the API: these two stay, whatever GitHub the app works with. */
const OWN_ADDRESSES = /https:\/\/github\.com\/SovereignCloudStack\/scs-sprint|api\.github\.com/g

test('links lead to the GitHub of the environment: one file alone knows what github.com is called', () => {
  const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')
  const naming = files
    .filter((file) => file !== 'src/domain/github-web.ts')
    .filter((file) => /github\\?\.com/i.test(withoutComments(readFileSync(file, 'utf8')).replace(OWN_ADDRESSES, '')))
  expect(naming).toEqual([])
})

test.each([
  ['src/minutes/sections/', 7],
  ['src/notes/readers/', 25],
  ['src/notes/format/', 25],
  ['src/notes/structure/blocks/', 5],
  ['src/notes/structure/regions/', 5],
])('every file of %s has a test beside the mirror of its folder', (folder, atLeast) => {
  const own = files.filter((file) => file.startsWith(folder))
  expect(own.length).toBeGreaterThan(atLeast)
  expect(own.filter((file) => !existsSync(file.replace(/^src\//, 'test/').replace(/\.ts$/, '.test.ts')))).toEqual([])
})

// A rule brings its test along: its examples, which test/hygiene/rules.test.ts runs for every rule of the registry.
test.each(['src/hygiene/rules/', 'src/minutes/sections/'])('every file of %s is in the registry', (folder) => {
  const registry = folder === 'src/hygiene/rules/' ? 'src/hygiene/registry.ts' : `${folder}registry.ts`
  const listed = imports.filter(({ from }) => from === registry).map(({ to }) => to)
  const unlisted = files.filter((file) => file.startsWith(folder) && !listed.includes(file))
  expect(unlisted.filter((file) => file !== registry)).toEqual([])
})

test('a production dependency is one that src imports', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> }
  const unused = Object.keys(dependencies).filter((name) => !imports.some(({ to }) => to === name || to.startsWith(`${name}/`)))
  expect(unused).toEqual([])
})
