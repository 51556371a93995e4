/** `site` run again in the same folder: whatever changed in between, its files equal those of a run in an empty one. */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aBoardItem, anEpic, aSnapshot } from '../../builders.ts'
import { SETTINGS } from '../../usecases/site/place.ts'
import { aFolder, scsSprint } from '../terminal.ts'

const settings = `${SETTINGS}people: { lovelace: ada }
`

const minutesOf = (day: string, words: string) => `# ${day}

## Participants

- @ada
- @ben

## Agenda

### Roof

- TL;DR: the roof is ${words}
- Decision: we use ${words}, see scs/issues#1
- AI @lovelace: buy ${words}
`

const boardWith = (title: string, status: string) =>
  JSON.stringify(
    aSnapshot({
      takenAt: '2023-01-17T08:00:00Z',
      items: [
        aBoardItem({ number: 1, title, labels: ['epic', 'IaaS'], type: null, status: 'Doing' }),
        aBoardItem({ number: 3, title: `Story of ${title}`, labels: ['IaaS'], type: null, status }),
      ],
      epics: [anEpic({ number: 1, children: [{ ref: 'scs/issues#3', sources: ['sub-issue'], readable: true }] })],
    }),
  )

/** What a run reads. `now`: an ISO instant; a file by its path. */
type World = { readonly now: string; readonly files: Readonly<Record<string, string>> }

const usual: World = {
  now: '2023-01-19T09:00:00Z',
  files: {
    'sprint.yml': settings,
    'board.json': boardWith('Roof for everybody', 'Doing'),
    'minutes/iaas/20230111.md': minutesOf('2023-01-11', 'thatch'),
    'minutes/iaas/20230118.md': minutesOf('2023-01-18', 'slate'),
    'minutes/iam/20230117.md': minutesOf('2023-01-17', 'glass'),
  },
}

async function run(folder: string, out: string, { now, files }: World): Promise<string> {
  for (const path of ['sprint.yml', 'board.json', 'minutes']) rmSync(join(folder, path), { recursive: true, force: true })
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
    // Nothing may be told from times of files.
    utimesSync(join(folder, path), 0, 0)
  }
  const options = ['--config', join(folder, 'sprint.yml'), '--minutes', join(folder, 'minutes'), '--board', join(folder, 'board.json')]
  const ran = await scsSprint(['site', ...options, '--out', out], { SPRINT_NOW: now, DATA_DIR: join(folder, 'data') })
  expect(ran.code, ran.err).toBe(0)
  return ran.err
}

/** Every file, the list of our files included; without what is remembered of minutes. */
function filesIn(out: string): Readonly<Record<string, string>> {
  const paths = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(out, path)).isFile())
  return Object.fromEntries(
    paths
      .filter((path) => !path.startsWith('.scs-sprint/'))
      .sort()
      .map((path) => [path, readFileSync(join(out, path), 'utf8')]),
  )
}

let begun: Promise<string> | null = null

/** A folder with the pages of the usual world in `out`. Made once: tests get copies. */
async function begin(): Promise<{ readonly folder: string; readonly out: string }> {
  begun ??= (async () => {
    const folder = aFolder()
    await run(folder, join(folder, 'out'), usual)
    return folder
  })()
  const folder = aFolder()
  cpSync(await begun, folder, { recursive: true })
  return { folder, out: join(folder, 'out') }
}

async function fresh(world: World): Promise<Readonly<Record<string, string>>> {
  const folder = aFolder()
  await run(folder, join(folder, 'out'), world)
  return filesIn(join(folder, 'out'))
}

const withFile = (path: string, text: string): World => ({ ...usual, files: { ...usual.files, [path]: text } })
const withSettings = (from: string, to: string): World => withFile('sprint.yml', settings.replace(from, to))

test.each<[string, World, string]>([
  ['a word of the minutes', withFile('minutes/iaas/20230118.md', minutesOf('2023-01-18', 'tin')), 'decisions/index.html'],
  ['new minutes', withFile('minutes/iam/20230110.md', minutesOf('2023-01-10', 'tin')), 'decisions/index.html'],
  ['a title on the board', withFile('board.json', boardWith('Roof for some', 'Doing')), 'epics/index.html'],
  ['the state of a story', withFile('board.json', boardWith('Roof for everybody', 'Done')), 'epics/scs/issues/1/index.html'],
  ['the name of a team', withSettings('Team IAM', 'Identity'), 'teams/iam/index.html'],
  ['the name of the organization', withSettings('organization: scs', 'organization: sovereign'), 'search/index.html'],
  ['a pad', withSettings('pad.example/iaas', 'pad.example/other'), 'teams/iaas/index.html'],
  ['who is who', withSettings('lovelace: ada', 'lovelace: countess'), 'actions/index.html'],
  ['the time of the call', withSettings('"15:05"', '"16:05"'), 'call/2023-01-19/index.html'],
  ['the time zone', withSettings('Europe/Berlin', 'America/New_York'), 'meetings.ics'],
  ['the day', { ...usual, now: '2023-01-20T09:00:00Z' }, 'actions/index.html'],
  ['a template of our own', withFile('minutes/templates/site/search.hbs', '<p>Seek</p>'), 'search/index.html'],
  ['a part of pages', withFile('minutes/templates/site/item-table.hbs', '<p>Items</p>'), 'actions/index.html'],
  ['the frame of pages', withFile('minutes/templates/site/layout.hbs', '<p>{{title}}</p>'), 'teams/index.html'],
])('%s changes the pages as a run into an empty folder does, there and back', async (_what, changed, touched) => {
  const { folder, out } = await begin()
  const before = filesIn(out)
  await run(folder, out, changed)
  const after = filesIn(out)
  expect(after[touched]).not.toBe(before[touched])
  expect(after).toEqual(await fresh(changed))
  await run(folder, out, usual)
  expect(filesIn(out)).toEqual(before)
})

test('a partial that only a custom template uses counts too', async () => {
  const folder = aFolder()
  const out = join(folder, 'out')
  const withPart = (text: string): World => ({
    ...usual,
    files: { ...usual.files, 'minutes/templates/site/search.hbs': '{{> site/own}}', 'minutes/templates/site/own.hbs': text },
  })
  await run(folder, out, withPart('<p>One</p>'))
  await run(folder, out, withPart('<p>Two</p>'))
  expect(filesIn(out)).toEqual(await fresh(withPart('<p>Two</p>')))
})

test('another minute changes only the home page', async () => {
  const { folder, out } = await begin()
  expect(await run(folder, out, { ...usual, now: '2023-01-19T09:01:00Z' })).toMatch(/: 1 written/)
})

test('a deleted page is created again', async () => {
  const { folder, out } = await begin()
  const before = filesIn(out)
  rmSync(join(out, 'teams/iam/index.html'))
  expect(await run(folder, out, usual)).toMatch(/: 1 written/)
  expect(filesIn(out)).toEqual(before)
})

test('a page that someone changed stays and is reported, whether its data changed or it is no longer a page, until it is deleted', async () => {
  const { folder, out } = await begin()
  const theirs = join(out, 'teams/iam/index.html')
  const renamed = withSettings('Team IAM', 'Identity')
  const without = withSettings('  iam: { name: Team IAM, label: IAM }\n', '')
  writeFileSync(theirs, 'words of somebody')
  for (const world of [usual, renamed, renamed]) {
    expect(await run(folder, out, world)).toMatch(/teams\/iam\/index\.html: someone has changed it, so it was not overwritten\. Delete it/)
    expect(readFileSync(theirs, 'utf8')).toBe('words of somebody')
  }
  rmSync(theirs)
  expect(await run(folder, out, renamed)).not.toContain('someone has changed it')
  expect(filesIn(out)).toEqual(await fresh(renamed))
  writeFileSync(theirs, 'words of somebody')
  expect(await run(folder, out, without)).toMatch(
    /teams\/iam\/index\.html: someone has changed it, so it was not deleted, although it is no longer a page/,
  )
  expect(readFileSync(theirs, 'utf8')).toBe('words of somebody')
})

test('a list without keys, as written by earlier versions, is accepted', async () => {
  const { folder, out } = await begin()
  const before = filesIn(out)
  const { keys, ...list } = JSON.parse(before['.scs-sprint-site.json'] ?? '') as { keys: object }
  expect(Object.keys(keys)).toContain('teams/iam/index.html')
  writeFileSync(join(out, '.scs-sprint-site.json'), JSON.stringify(list))
  expect(await run(folder, out, usual)).toMatch(/: 0 written/)
  expect(filesIn(out)).toEqual(before)
})

const words = fc.constantFrom('slate', 'tin', '<b>glass</b>', '@ben', 'scs/issues#3')
const day = fc.integer({ min: 1, max: 19 }).map((number) => `2023-01-${String(number).padStart(2, '0')}`)
const team = fc.constantFrom('iaas', 'iam')
const path = fc.tuple(team, day).map(([id, date]) => `minutes/${id}/${date.replaceAll('-', '')}.md`)

/** One step of a week: minutes come, change or go, the board moves, days pass, somebody edits the configuration or a template. */
const step: fc.Arbitrary<(world: World) => World> = fc.oneof(
  fc.tuple(team, day, words).map(([id, date, said]) => (world: World) => ({
    ...world,
    files: { ...world.files, [`minutes/${id}/${date.replaceAll('-', '')}.md`]: minutesOf(date, said) },
  })),
  path.map((gone) => (world: World) => {
    const { [gone]: _, ...files } = world.files
    return { ...world, files }
  }),
  fc.tuple(words, fc.constantFrom('Doing', 'Done', 'Backlog')).map(([title, status]) => (world: World) => ({
    ...world,
    files: { ...world.files, 'board.json': boardWith(title, status) },
  })),
  fc.integer({ min: 17, max: 31 }).map((date) => (world: World) => ({ ...world, now: `2023-01-${date}T09:00:00Z` })),
  words.map((name) => (world: World) => ({
    ...world,
    files: { ...world.files, 'sprint.yml': settings.replace('Team IAM', JSON.stringify(name)) },
  })),
  words.map((said) => (world: World) => ({
    ...world,
    files: { ...world.files, 'minutes/templates/site/people.hbs': `<i>${said.replace(/[<>]/g, '')}</i>` },
  })),
)

test('after any steps, the files equal those of a run in an empty folder', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      const { folder, out } = await begin()
      let world = usual
      for (const change of steps) {
        world = change(world)
        await run(folder, out, world)
      }
      expect(filesIn(out)).toEqual(await fresh(world))
    }),
    { numRuns: Number(process.env.STEPS ?? 15) },
  )
}, 300_000)
