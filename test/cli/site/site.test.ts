/** `site`: pages from files alone, into a folder that may contain other people’s files. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { aBoardItem, anEpic, aSnapshot } from '../../builders.ts'
import { aFolder, scsSprint } from '../terminal.ts'

const SETTINGS = `organization: scs
timezone: Europe/Berlin
minutes: { repository: scs/minutes }
board: { owner: scs, number: 6 }
communityCall: { weekday: thursday, time: "15:05" }
pads: { hosts: [pad.example] }
teams:
  iaas: { name: Team IaaS, label: IaaS, pad: "https://pad.example/iaas", meeting: { weekday: wednesday, time: "10:05" } }
  iam: { name: Team IAM, label: IAM }
`
const MINUTES = `# 2023-01-18

## Participants

- @ada
- @ben
- excused: @cleo (flu)

## Agenda

### Roof

- TL;DR: the roof is tight again
- Decision: we use slate, see scs/issues#1
- AI @ada: buy tiles, write to ben@example.org

### Off the record

- The landlord is a crook
`

/** A folder with settings, minutes of one team, a board; and a way to call the command there. */
function aPlace(files: Readonly<Record<string, string>> = {}) {
  const folder = aFolder()
  const all = { 'sprint.yml': SETTINGS, 'minutes/iaas/20230118.md': MINUTES, ...files }
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const out = join(folder, 'out')
  const env = { SPRINT_NOW: '2023-01-19T09:00:00Z', DATA_DIR: join(folder, 'data') }
  const site = (more: readonly string[] = [], place = out) =>
    scsSprint(['site', '--config', join(folder, 'sprint.yml'), '--minutes', join(folder, 'minutes'), '--out', place, ...more], env)
  const page = (path: string) => readFileSync(join(out, path), 'utf8')
  return { folder, out, site, page }
}

const board = (rest = {}) =>
  JSON.stringify(
    aSnapshot({
      takenAt: '2023-01-19T08:00:00Z',
      items: [
        aBoardItem({ number: 1, title: 'Roof for everybody', labels: ['epic', 'IaaS'], type: null, status: 'Doing' }),
        aBoardItem({ number: 2, title: 'Zugzwang takeover of a rival', labels: ['IaaS'], private: true, type: null }),
      ],
      epics: [anEpic({ number: 1 })],
      ...rest,
    }),
  )

const everyFile = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort()

test('pages are built from files alone, and only changed ones are written again', async () => {
  const { out, site, page, folder } = aPlace()
  const first = await site()
  expect(first, first.err).toMatchObject({ code: 0, out: '' })
  expect(page('index.html')).toContain('Team IaaS')
  expect(page('decisions/index.html')).toContain('we use slate, see scs/issues#1')
  const again = await site()
  expect(again.err).toMatch(/: 0 written, \d+ unchanged, 0 removed/)
  writeFileSync(join(folder, 'minutes/iaas/20230111.md'), '# 2023-01-11\n\n## Roof\n\n- Decision: no thatch\n')
  const third = await site()
  expect(third.err).toMatch(/: [1-9]\d* written, [1-9]\d* unchanged, 0 removed/)
  expect(page('decisions/index.html')).toContain('no thatch')
  rmSync(join(folder, 'minutes/iaas/20230111.md'))
  await site()
  expect(page('decisions/index.html')).not.toContain('no thatch')
  expect(everyFile(out)).toContain('.scs-sprint-site.json')
})

test('no file contains private issues, absences, addresses or off-record parts', async () => {
  const { out, site } = aPlace({
    'board.json': board(),
    'minutes/iaas/20230111.md': '# 2023-01-11\n\n## Roof\n\n- Decision: stop the Zugzwang takeover of a rival\n- scs/issues#2 is late\n',
  })
  const { folder } = { folder: dirname(out) }
  const ran = await site(['--board', join(folder, 'board.json')])
  expect(ran.code, ran.err).toBe(0)
  for (const path of everyFile(out)) {
    const text = readFileSync(join(out, path), 'utf8')
    expect([path, /zugzwang|landlord|crook|\bflu\b|ben@example/i.exec(text)?.[0] ?? null]).toEqual([path, null])
  }
  expect(readFileSync(join(out, 'decisions/index.html'), 'utf8')).toContain('stop the (private issue)')
})

test('cached data from a run without a board is dropped once the board makes it private', async () => {
  const { out, folder, site } = aPlace({
    'board.json': board(),
    'minutes/iaas/20230111.md': '# 2023-01-11\n\n## Roof\n\n- Decision: stop the Zugzwang takeover of a rival\n',
  })
  await site()
  const holding = () => everyFile(out).filter((path) => /zugzwang/i.test(readFileSync(join(out, path), 'utf8')))
  expect(holding()).toContain('decisions/index.html')
  expect((await site(['--board', join(folder, 'board.json')])).code).toBe(0)
  expect(holding()).toEqual([])
})

test.each([
  [
    'bytes that are not UTF-8',
    (file: string) => writeFileSync(file, Buffer.from([0x23, 0x20, 0xc3, 0x28])),
    /iaas\/20230104\.md: expected minutes as text in UTF-8/,
  ],
  [
    'more than 1 MiB',
    (file: string) => writeFileSync(file, `# 2023-01-04\n\n${'- word\n'.repeat(160_000)}`),
    /iaas\/20230104\.md: expected .*found more than 1 MiB/,
  ],
  ['a link out of the folder', (file: string) => symlinkSync('/etc/hostname', file), null],
])('minutes with %s are listed on the first page, and the rest is made', async (_what, make, told) => {
  const { folder, site, page } = aPlace()
  make(join(folder, 'minutes/iaas/20230104.md'))
  const ran = await site()
  expect(ran.code, ran.err).toBe(0)
  if (told !== null) {
    expect(ran.err).toMatch(told)
    expect(page('index.html')).toMatch(told)
  }
  expect(page('index.html')).not.toContain(folder)
  expect(page('decisions/index.html')).toContain('we use slate')
})

test('without minutes and a board, the pages say what to do', async () => {
  const { folder, site, page } = aPlace()
  rmSync(join(folder, 'minutes'), { recursive: true })
  mkdirSync(join(folder, 'minutes'))
  const ran = await site()
  expect(ran.code, ran.err).toBe(0)
  expect(ran.err).toContain('No board was read')
  expect(page('index.html')).toContain('No board was read')
  expect(page('decisions/index.html')).not.toBe('')
})

test('the pages report an incomplete board, and show no findings', async () => {
  const { folder, site, page } = aPlace({ 'board.json': board({ complete: false, problems: ['children could not be read'] }) })
  const ran = await site(['--board', join(folder, 'board.json')])
  expect(ran.code, ran.err).toBe(0)
  expect(ran.err).toContain('incomplete')
  const epic = page('epics/scs/issues/1/index.html')
  expect(epic).toContain('incomplete')
  expect(epic).toContain('nothing is checked')
  expect(epic).not.toContain('fired')
})

test.each([
  ['a folder of minutes that is not there', ['--minutes', '/nowhere/at/all'], /expected a folder with minutes, found none/],
  ['a board that is none', ['--board', '/nowhere/board.json'], /board\.json: file not found/],
])('%s is an error with a clear message', async (_what, more, told) => {
  const { site } = aPlace()
  const ran = await site(more)
  expect(ran.code).toBe(1)
  expect(ran.err).toMatch(told)
})

test('without sprint.yml the command says where it looked', async () => {
  const folder = aFolder()
  const ran = await scsSprint(['site', '--config', join(folder, 'sprint.yml'), '--out', join(folder, 'out')], { DATA_DIR: folder })
  expect(ran.code).toBe(1)
  expect(ran.err).toMatch(/sprint\.yml: file not found/)
})

test('without --out it is wrong usage', async () => {
  expect((await scsSprint(['site'], {})).code).toBe(2)
})

test('files of others stay, whatever is in the place of a page', async () => {
  const { out, site } = aPlace({ 'out/notes.txt': 'mine', 'out/teams/own/index.html': '<p>mine</p>' })
  expect((await site()).code).toBe(0)
  expect(readFileSync(join(out, 'notes.txt'), 'utf8')).toBe('mine')
  expect(readFileSync(join(out, 'teams/own/index.html'), 'utf8')).toBe('<p>mine</p>')
})

test.each([
  ['a first page', 'out/index.html'],
  ['a page of a team', 'out/teams/iaas/index.html'],
])('%s that the command did not write is not overwritten, and nothing else is written', async (_what, path) => {
  const { folder, out, site } = aPlace({ [path]: '<p>mine</p>' })
  const ran = await site()
  expect(ran.code).toBe(1)
  expect(ran.err).toMatch(/index\.html: expected a folder without other pages.*found a file that the command did not write/)
  expect(readFileSync(join(folder, path), 'utf8')).toBe('<p>mine</p>')
  expect(everyFile(out).filter((file) => file.endsWith('.html'))).toEqual([path.slice('out/'.length)])
})

test('pages of a removed team are deleted; one that someone changed stays and is reported', async () => {
  const { folder, out, site } = aPlace()
  await site()
  const gone = everyFile(out).filter((path) => path.startsWith('teams/iam/'))
  expect(gone).toContain('teams/iam/index.html')
  writeFileSync(join(out, 'teams/iam/own.txt'), 'mine')
  writeFileSync(join(folder, 'sprint.yml'), SETTINGS.replace(/\n {2}iam:.*\n/, '\n'))
  const ran = await site()
  expect(ran.err).toMatch(new RegExp(`${gone.length} removed`))
  expect(everyFile(out).filter((path) => path.startsWith('teams/iam/'))).toEqual(['teams/iam/own.txt'])
  writeFileSync(join(folder, 'sprint.yml'), SETTINGS)
  await site()
  writeFileSync(join(out, 'teams/iam/index.html'), '<p>changed</p>')
  writeFileSync(join(folder, 'sprint.yml'), SETTINGS.replace(/\n {2}iam:.*\n/, '\n'))
  const kept = await site()
  expect(kept.err).toContain('teams/iam/index.html: someone has changed it, so it was not deleted, although it is no longer a page.')
  expect(readFileSync(join(out, 'teams/iam/index.html'), 'utf8')).toBe('<p>changed</p>')
})

test.each<[string, (out: string) => void, RegExp]>([
  ['a file', (out) => writeFileSync(out, ''), /--out .*: expected a folder for the pages, found a file/],
  ['below a file', (out) => writeFileSync(join(dirname(out), 'file'), ''), /expected a folder for the pages, found a file in its path/],
  ['a broken link', (out) => symlinkSync('/nowhere', out), /found a broken link/],
  [
    'with a link in place of a folder',
    (out) => {
      mkdirSync(out)
      symlinkSync('/tmp', join(out, 'teams'))
    },
    /teams: expected a folder of pages, found a link, which may point outside the folder/,
  ],
  [
    'with pages and a list of them that is none',
    (out) => {
      mkdirSync(out)
      writeFileSync(join(out, 'index.html'), 'pages of somebody')
      writeFileSync(join(out, '.scs-sprint-site.json'), '{}')
    },
    /index\.html: expected a folder without other pages.*, found a file, and a list of its pages \(\.scs-sprint-site\.json\) that cannot be read/,
  ],
])('an --out that is %s is an error that says so', async (what, make, told) => {
  const { out, site } = aPlace()
  make(out)
  const ran = await site([], what === 'below a file' ? join(dirname(out), 'file', 'out') : out)
  expect(ran.code).toBe(1)
  expect(ran.err).toMatch(told)
})

test('an --out that is not writable is an error before anything is read', async () => {
  const { site } = aPlace()
  const ran = await site([], '/proc/pages')
  expect(ran.code).toBe(1)
  expect(ran.err).toMatch(/\/proc\/pages: cannot create this folder/)
})

test('a manually changed list of pages deletes nothing that another tool keeps in the folder', async () => {
  const { out, site } = aPlace()
  await site()
  const list = JSON.parse(readFileSync(join(out, '.scs-sprint-site.json'), 'utf8')) as { files: Record<string, string> }
  const { createHash } = await import('node:crypto')
  const theirs = ['.git/config', '.GIT/HEAD', '.github/workflows/pages.yml', '.nojekyll', 'teams/.git/config', '.scs-sprint/mine.txt']
  for (const path of theirs) {
    mkdirSync(dirname(join(out, path)), { recursive: true })
    writeFileSync(join(out, path), path)
    list.files[path] = createHash('sha256').update(path).digest('hex')
  }
  writeFileSync(join(out, '.scs-sprint-site.json'), JSON.stringify(list))
  expect((await site()).code).toBe(0)
  expect(theirs.filter((path) => existsSync(join(out, path)))).toEqual(theirs)
})

test('a manually changed list of pages deletes nothing outside the folder', async () => {
  const { folder, out, site } = aPlace()
  await site()
  const list = JSON.parse(readFileSync(join(out, '.scs-sprint-site.json'), 'utf8')) as { files: Record<string, string> }
  const { createHash } = await import('node:crypto')
  list.files['../sprint.yml'] = createHash('sha256').update(SETTINGS).digest('hex')
  writeFileSync(join(out, '.scs-sprint-site.json'), JSON.stringify(list))
  expect((await site()).code).toBe(0)
  expect(existsSync(join(folder, 'sprint.yml'))).toBe(true)
})
