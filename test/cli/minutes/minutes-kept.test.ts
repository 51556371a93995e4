/** Minutes in an open pull request are not replaced by later content of the pad; a second meeting of a day gets its own file. */

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { type Comment, thingAt } from '../../sandbox/model.ts'
import { type PadServer, startPadServer } from '../../sandbox/pads/pad-server.ts'
import { smallPadConfig } from '../small-world.ts'
import { aFolder, type Ran, scsSprint } from '../terminal.ts'

const PULL = 'scs/minutes#1'
const BRANCH = 'minutes/iaas-2023-01-18'
const TYPED = `# 2023-01-18

## Participants

- @fkr
- @o-otte
- @garloff

## Recurring items

- Who is transforming the pad content to minutes in GitHub?
  - @o-otte

## Agenda

- Upgrade of the testbed
  - the database migration took four hours, half of it waiting for the mirrors
  - Decision: we stay with stable until the release is out
- Flavors
  - AI @garloff: write down which flavors have local storage
  - the standard is read once more in two weeks
- Images
  - Ubuntu 22.04 boots, Debian 12 does not find its disk
  - @fkr asks upstream
- Housekeeping
  - next retrospective moved to Monday
`
const NEXT_WEEK = `# 2023-01-18

## Participants

-

## Recurring items

- Who is transforming the pad content to minutes in GitHub?
  -

## Agenda

- Sprint review of the observability epic
- Who goes to the summit in Berlin
- Costs of the second region
- New members introduce themselves
`
const RETRO = `# 2023-01-18

## Participants

- @fkr
- @garloff

## What went well

- reviews were quick, nobody waited longer than a day
- pairing on the pipeline

## What to change

- fewer meetings on Fridays
- Decision: demo every second week
`

let sandbox: Sandbox
let pads: PadServer
let config: string

beforeEach(async () => {
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
  pads = await startPadServer({ pads: [{ name: 'iaas', markdownTyped: TYPED, editedAt: '2023-01-18T10:12:00.000Z' }] })
  config = smallPadConfig(aFolder(), pads)
})
afterEach(async () => {
  await sandbox.close()
  await pads.close()
})

const minutes = (...more: readonly string[]): Promise<Ran> =>
  scsSprint(['minutes', '--config', config, '--team', 'iaas', '--date', '2023-01-18', ...more], {
    ...sandbox.env,
    SPRINT_NOW: '2023-01-18T11:15:00Z',
  })
const type = (text: string) => pads.edit('iaas', text, '2023-01-18T16:00:00.000Z')

const git = () => sandbox.world.repositories.get('scs/minutes')?.git
const head = (branch = BRANCH) => git()?.branches.get(branch)
const file = (path = 'iaas/20230118.md', branch = BRANCH) =>
  git()
    ?.commits.get(head(branch) ?? '')
    ?.files.get(path)
    ?.toString('utf8')
const questions = (): readonly Comment[] => thingAt(sandbox.world, PULL).comments.filter(({ body }) => body.includes('scs-sprint:question'))
const onlyQuestion = (): Comment => {
  const [question, ...more] = questions()
  if (!question || more.length > 0) throw new Error(`There are ${questions().length} questions.`)
  return question
}
const tick = (which: number) => {
  let box = 0
  const body = onlyQuestion().body.replace(/^- \[ \] /gm, (empty) => (box++ === which ? '- [x] ' : empty))
  return sandbox.edit('o-otte').editComment(onlyQuestion(), body)
}
const opened = async () => {
  const ran = await minutes('--apply')
  expect(ran).toMatchObject({ code: 0 })
  return { head: head(), body: thingAt(sandbox.world, PULL).body }
}

test('--open shows the new pull request, and nothing where nothing was written', async () => {
  const pages: string[] = []
  const argv = ['minutes', '--config', config, '--team', 'iaas', '--date', '2023-01-18', '--apply', '--open']
  const run = () => scsSprint(argv, { ...sandbox.env, SPRINT_NOW: '2023-01-18T11:15:00Z' }, '', { open: (url) => void pages.push(url) })
  expect((await run()).code).toBe(0)
  expect((await run()).code).toBe(0)
  expect(pages).toEqual([expect.stringMatching(/\/scs\/minutes\/pull\/\d+$/)])
})

/** Only the first bullets of each part are left. */
const SHRUNK = TYPED.split('\n')
  .filter((line, index, all) => !/^ {2}- /.test(line) || all.slice(0, index).filter((one) => one.startsWith('  - ')).length === 0)
  .join('\n')

test.each([
  ['next week’s agenda typed over it', NEXT_WEEK],
  ['another meeting typed over it', RETRO],
  ['a pad that has shrunk', SHRUNK],
  ['a pad wiped but for a word', '# 2023-01-18\n\n- wiped\n'],
  ['a pad wiped, without its date', 'moved to the new pad\n'],
])('%s: nothing is changed, the pull request asks once, exit code 1', async (_name, later) => {
  const before = await opened()
  type(later)
  const dry = await minutes('--out', join(aFolder(), 'm.md'))
  expect(dry).toMatchObject({ code: 1, err: expect.stringContaining('nobody removed them on the branch') })
  expect(dry.out).toContain('comment-pull scs/minutes#1')
  expect(dry.out).not.toContain('commit-file')
  expect(questions()).toEqual([])
  const ran = await minutes('--apply')
  expect(ran).toMatchObject({ code: 1, err: expect.stringContaining('iaas/20230118.md: expected notes that still contain the text in ') })
  expect(head()).toBe(before.head)
  expect(thingAt(sandbox.world, PULL).body).toBe(before.body)
  expect(onlyQuestion().body).toMatch(
    /^<!-- scs-sprint:question v1 sha256=[\da-f]{64} -->\n\*\*The pad no longer holds \d+ of the \d+ lines/,
  )
  // The lines are quoted where they call nobody.
  expect(onlyQuestion().body.replace(/`{3,}diff[\s\S]*?`{3,}/, '')).not.toContain('@')
  const { updatedAt } = onlyQuestion()
  expect(await minutes('--apply')).toMatchObject({ code: 1 })
  expect(onlyQuestion().updatedAt).toBe(updatedAt)
})

test('of a pad that has lost a line, the line stays on the branch, and the pull request warns once; the rest is updated', async () => {
  await opened()
  const line = '  - @fkr asks upstream\n'
  expect(TYPED).toContain(line)
  const shorter = TYPED.replace(line, '').replace('next retrospective', 'the next retrospective')
  type(shorter)
  expect(await minutes('--apply')).toMatchObject({ code: 0 })
  expect(file()).toContain('@fkr asks upstream')
  expect(file()).toContain('the next retrospective moved')
  expect(onlyQuestion().body).toContain('**The pad no longer holds 1 of the ')
  expect(onlyQuestion().body).toContain('They stay in `iaas/20230118.md`; the rest is updated.')
  const { updatedAt } = onlyQuestion()
  const written = head()
  type(`${shorter}${'- one more point\n'.repeat(3)}`)
  expect(await minutes('--apply')).toMatchObject({ code: 0 })
  expect(head()).not.toBe(written)
  expect(file()).toContain('@fkr asks upstream')
  expect(file()).toContain('one more point')
  expect(onlyQuestion().updatedAt).toBe(updatedAt)
  await tick(0)
  expect(await minutes('--apply')).toMatchObject({ code: 0 })
  expect(file()).not.toContain('@fkr asks upstream')
  expect(onlyQuestion().body).toContain('Answered: the lines that were no longer in the pad were removed.')
  expect(await minutes('--apply')).toMatchObject({ code: 0, err: expect.stringContaining('Nothing to write.') })
})

test('another loss edits the question in place, and a check mark for the old one is not an answer', async () => {
  const before = await opened()
  type(NEXT_WEEK)
  await minutes('--apply')
  await tick(0)
  type(RETRO)
  expect(await minutes('--apply')).toMatchObject({ code: 1 })
  expect(head()).toBe(before.head)
  expect(onlyQuestion().body).not.toContain('[x]')
})

test('a person confirms with a check mark: the lines are removed, and the question is resolved in place', async () => {
  await opened()
  type(NEXT_WEEK)
  await minutes('--apply')
  await tick(0)
  expect(await minutes('--apply')).toMatchObject({ code: 0 })
  expect(file()).toContain('Costs of the second region')
  expect(file()).not.toContain('database migration')
  expect(onlyQuestion().body).toContain('Answered: the lines that were no longer in the pad were removed.')
  const after = head()
  expect(await minutes('--apply')).toMatchObject({ code: 0, err: expect.stringContaining('Nothing to write.') })
  expect(head()).toBe(after)
})

test.each([
  ['in the words of an earlier version', 'These lines may go: take over what the pad holds now.'],
  ['without a marker, of an earlier version', 'Remove these lines: update the minutes from the pad.'],
  ['in other words', 'Let them go. <!-- scs-sprint:answer v1 replace -->'],
])('a check mark under a question %s counts', async (_name, former) => {
  await opened()
  type(NEXT_WEEK)
  await minutes('--apply')
  expect(onlyQuestion().body).toMatch(/^- \[ \] Remove these lines: .* <!-- scs-sprint:answer v1 replace -->$/m)
  const body = onlyQuestion().body.replace(/^- \[ \] Remove these lines: .*$/m, `- [x] ${former}`)
  expect(body).toContain(former)
  await sandbox.edit('o-otte').editComment(onlyQuestion(), body)
  expect(await minutes('--apply')).toMatchObject({ code: 0 })
  expect(file()).not.toContain('database migration')
})

test('when the lines are back in the pad, the question is resolved, and later notes are merged as usual', async () => {
  await opened()
  type(NEXT_WEEK)
  await minutes('--apply')
  type(`${TYPED}- one more thing\n`)
  expect(await minutes('--apply')).toMatchObject({ code: 0 })
  expect(file()).toContain('one more thing')
  expect(onlyQuestion().body).toContain('the lines are in the pad again')
})

test('a second meeting of the day, confirmed with a check mark, gets its own file, branch and pull request, and both continue', async () => {
  const before = await opened()
  type(RETRO)
  await minutes('--apply')
  await tick(1)
  expect(await minutes('--apply')).toMatchObject({ code: 0 })
  expect(head()).toBe(before.head)
  expect(file('iaas/20230118-2.md', `${BRANCH}-2`)).toContain('demo every second week')
  const second = thingAt(sandbox.world, 'scs/minutes#2')
  expect(second.title).toBe('Add iaas/20230118-2.md')
  expect(onlyQuestion().body).toContain('the other meeting of that day has its own file')
  type(`${RETRO}- see you\n`)
  expect(await minutes('--apply')).toMatchObject({ code: 0 })
  expect(file('iaas/20230118-2.md', `${BRANCH}-2`)).toContain('see you')
  expect(head()).toBe(before.head)
  type(TYPED.replace('next retrospective', 'the next retrospective'))
  expect(await minutes('--apply')).toMatchObject({ code: 0 })
  expect(file()).toContain('the next retrospective')
  expect(await minutes('--apply')).toMatchObject({ code: 0, err: expect.stringContaining('Nothing to write.') })
})

test('--meeting 2 does this directly, also after the first meeting’s minutes were merged', async () => {
  await opened()
  await sandbox.edit('fkr').mergePull(PULL)
  type(RETRO)
  expect((await minutes('--apply')).err).toContain('already merged')
  expect(await minutes('--meeting', '2', '--apply')).toMatchObject({ code: 0 })
  expect(file('iaas/20230118-2.md', `${BRANCH}-2`)).toContain('demo every second week')
  type(`${RETRO}- see you\n`)
  expect(await minutes('--apply')).toMatchObject({ code: 0 })
  expect(file('iaas/20230118-2.md', `${BRANCH}-2`)).toContain('see you')
  expect(await minutes('--meeting', '0')).toMatchObject({ code: 2 })
})

test('normal edits of a pad are not a loss: words corrected, lines split or moved, two removed, many added, and lines removed on the branch', async () => {
  await opened()
  const tidied = TYPED.replace(
    'took four hours, half of it waiting for the mirrors',
    'took four hours\n    - half of it was waiting for the mirrors',
  )
    .replace('  - @fkr asks upstream\n', '')
    .replace('- Housekeeping\n  - next retrospective moved to Monday\n', '')
    .replace('## Agenda\n', '## Agenda\n\n- Housekeeping\n  - the next retrospective was moved to Monday\n')
    .replace('- Flavors', '- Flavours and volumes')
  type(`${tidied}${Array.from({ length: 30 }, (_, index) => `- point ${index} of the backlog\n`).join('')}`)
  expect(await minutes('--apply')).toMatchObject({ code: 0 })
  expect(file()).toContain('point 29 of the backlog')
  const now = file() ?? ''
  await sandbox.edit('fkr').push('scs/minutes', BRANCH, 'Shorter', { 'iaas/20230118.md': now.replace(/^- point \d+ .*\n/gm, '') })
  expect(await minutes('--apply')).toMatchObject({ code: 0 })
  expect(file()).not.toContain('point 7 of')
  expect(questions()).toEqual([])
})

test('of many handles under the presenter question, at most three are mentioned, only participants or earlier presenters', async () => {
  const crowd = Array.from({ length: 300 }, (_, index) => `@stranger-${index}`)
  const asked = (answer: string) => TYPED.replace('  - @o-otte\n', `  - ${answer}\n`)
  type(
    asked(`@everyone @all @team ${crowd.join(' ')} @fkr @garloff @o-otte @berendt`).replace(
      '- @garloff\n',
      '- @garloff\n- @everyone\n- @berendt\n',
    ),
  )
  await minutes('--apply')
  const { body, assignees } = thingAt(sandbox.world, PULL)
  const called = body.replace(/`[^`\n]*`/g, '').match(/@[\w-]+/g) ?? []
  expect(called.length).toBeLessThanOrEqual(3)
  expect(called.filter((handle) => !['@fkr', '@garloff', '@o-otte', '@berendt'].includes(handle))).toEqual([])
  expect(called).not.toEqual([])
  expect(body).toContain('`@stranger-0`')
  expect(body.length).toBeLessThan(5000)
  expect(assignees.length).toBeLessThanOrEqual(3)
})

test.each([
  ['HedgeDoc', 'iaas', false],
  ['Etherpad, typed', 'p/iaas', false],
  ['Etherpad, with lists and headings made by its buttons', 'p/iaas', true],
  ['Etherpad, the text export alone', 'p/iaas/export/txt', true],
])('the app recognizes its own untouched agenda on %s', async (_name, path, buttons) => {
  const agenda = await scsSprint(['agenda', '--config', config, '--team', 'iaas', '--date', '2023-01-18'], {
    ...sandbox.env,
    SPRINT_NOW: '2023-01-17T11:15:00Z',
  })
  expect(agenda).toMatchObject({ code: 0 })
  const seeded = await startPadServer({
    pads: [{ name: 'iaas', markdownTyped: agenda.out, editedAt: '2023-01-17T10:12:00.000Z', buttons }],
  })
  try {
    writeFileSync(
      config,
      `organization: scs
minutes: { repository: scs/minutes }
pads: { hosts: [127.0.0.1] }
teams: { iaas: { name: Team IaaS, pad: "${seeded.url}/${path}" } }
`,
    )
    expect(await minutes()).toMatchObject({ code: 1, err: expect.stringContaining('an unused pad in which nobody has typed yet') })
    seeded.edit('iaas', agenda.out.replace('<!-- scs', '- we talked about volumes\n\n<!-- scs'), '2023-01-18T10:00:00.000Z')
    expect(await minutes()).toMatchObject({ code: 0 })
  } finally {
    await seeded.close()
  }
})

/** A long list of guests: what is lost below is little of it. */
const LONG = TYPED.replace(
  '## Recurring items',
  `## Guests\n\n${Array.from({ length: 24 }, (_, at) => `- guest ${at} of the hosts\n`).join('')}\n## Recurring items`,
)
  .replace('- Flavors\n', '## Flavors\n\n- overview\n')
  .replace('- Images\n', '## Images\n\n- overview of them\n')
  .concat('- Decision: images are built on Mondays\n')

const listed = (heading: string) => {
  const text = file() ?? ''
  const from = text.indexOf(`### ${heading}`)
  return text.slice(from, text.indexOf('<!-- scs-sprint:end -->', from))
}

test('a section that the pad lost comes back with its heading, and its items and decisions stay in the lists', async () => {
  type(LONG)
  await opened()
  const before = { file: file(), actions: listed('Action items'), decisions: listed('Decisions') }
  expect(before.actions).toContain('@garloff: write down which flavors have local storage')
  expect(before.decisions).toContain('images are built on Mondays')
  const flavors = LONG.slice(LONG.indexOf('## Flavors'), LONG.indexOf('## Images'))
  type(LONG.replace(flavors, '').replace('- Decision: images are built on Mondays\n', ''))
  expect(await minutes('--apply')).toMatchObject({ code: 0 })
  expect(onlyQuestion().body).toContain('They stay in `iaas/20230118.md`; the rest is updated.')
  expect(file()).toBe(before.file)
  type(LONG.replace(flavors, '').replace('- Decision: images are built on Mondays\n', '- AI @fkr: book a room\n'))
  expect(await minutes('--apply')).toMatchObject({ code: 0 })
  expect(listed('Action items')).toBe(before.actions.replace(/(\(\[[^)]*\)\)\n)\n$/, `$1- @fkr: book a room ([Images](#images))\n\n`))
  await tick(0)
  expect(await minutes('--apply')).toMatchObject({ code: 0 })
  expect(listed('Action items')).not.toContain('local storage')
  expect(file()).not.toContain('## Flavors')
})
