/** Images of a pad: stored beside the minutes, in the same pull request, once; what cannot be stored is asked about. */

import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { GIF_IMAGE, pngImage, SVG_IMAGE } from '../../images.ts'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { type Comment, thingAt } from '../../sandbox/model.ts'
import { type PadServer, startPadServer } from '../../sandbox/pads/pad-server.ts'
import { smallPadConfig } from '../small-world.ts'
import { aFolder, type Ran, scsSprint } from '../terminal.ts'

const BRANCH = 'minutes/iaas-2023-01-18'
const PATH = 'iaas/20230118.md'
const EDITED = '2023-01-18T10:12:00.000Z'
const RACK = pngImage(200)
const nameOf = (bytes: Uint8Array, type: string) => `assets/${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}.${type}`
const RACK_NAME = nameOf(RACK, 'png')
const PAD = `# 2023-01-18

## Participants

- @fkr
- @o-otte
- @garloff

## Agenda

- Racks
  - they look like this: ![The new rack](/uploads/rack.png =300x) from the front
- Plan

![](/uploads/plan.svg)
`

let sandbox: Sandbox
let pads: PadServer
let config: string
let folder: string
const files: Record<string, { type: string; body: string | Uint8Array; status?: number }> = {}

beforeEach(async () => {
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
  for (const path of Object.keys(files)) delete files[path]
  files['/uploads/rack.png'] = { type: 'image/png', body: RACK }
  files['/uploads/plan.svg'] = { type: 'image/svg+xml', body: SVG_IMAGE.replace('<rect', '<script>x()</script><rect') }
  pads = await startPadServer({ pads: [{ name: 'iaas', markdownTyped: PAD, editedAt: EDITED }], files })
  folder = aFolder()
  config = smallPadConfig(folder, pads)
})
afterEach(async () => {
  await sandbox.close()
  await pads.close()
})

const minutes = (...more: string[]): Promise<Ran> =>
  scsSprint(['minutes', '--config', config, '--team', 'iaas', '--date', '2023-01-18', ...more], {
    ...sandbox.env,
    DATA_DIR: folder,
    SPRINT_NOW: '2023-01-18T12:00:00Z',
  })
const apply = async (...more: string[]): Promise<Ran> => {
  const ran = await minutes('--apply', ...more)
  expect(ran.err).not.toContain('Error')
  expect(ran.code).toBe(0)
  return ran
}
const type = (text: string) => pads.edit('iaas', text, EDITED)
const git = () => {
  const found = sandbox.world.repositories.get('scs/minutes')
  if (!found) throw new Error('The world has no repository of minutes.')
  return found.git
}
const head = () => git().branches.get(BRANCH) ?? ''
const onBranch = () => git().commits.get(head())?.files ?? new Map<string, Buffer>()
const text = () => onBranch().get(PATH)?.toString('utf8') ?? ''
const assets = () => [...onBranch().keys()].filter((path) => path.startsWith('iaas/assets/'))
const pull = () => thingAt(sandbox.world, 'scs/minutes#1')

test('they come with the minutes in one commit, and only their addresses change', async () => {
  await apply()
  const commit = git().commits.get(head())
  expect(commit?.parents).toEqual([git().branches.get('main')])
  expect(commit?.message).toContain(`Images of the pad:\niaas/${RACK_NAME} ${pads.url}/uploads/rack.png\n`)
  expect(onBranch().get(`iaas/${RACK_NAME}`)).toEqual(RACK)
  expect(text()).toContain(`they look like this: ![The new rack](${RACK_NAME} "=300x") from the front\n`)
  expect(text()).not.toContain('/uploads/')
  const plan = assets().find((path) => path.endsWith('.svg')) ?? ''
  expect(assets().sort()).toEqual([`iaas/${RACK_NAME}`, plan].sort())
  expect(onBranch().get(plan)?.toString('utf8')).not.toContain('script')
  expect(text()).toContain(`![](${plan.replace('iaas/', '')})`)
  expect(pull().body).toContain('2 images')
  expect(pull().body).toContain('what does the image show? Write it between `![` and `]`')
  expect(pull().body).not.toContain('rack.png')
})

test('a dry run lists them with kind and size, and reads them without writing', async () => {
  const { code, out, err } = await minutes()
  expect(code).toBe(0)
  expect(`${out}${err}`).toContain(`iaas/${RACK_NAME} (PNG, ${RACK.length} bytes) from ${pads.url}/uploads/rack.png`)
  expect(git().branches.has(BRANCH)).toBe(false)
})

test('a second run changes nothing, also if the images cannot be read any more', async () => {
  await apply()
  const before = head()
  expect((await apply()).err).toContain('Nothing to write.')
  files['/uploads/rack.png'] = { type: 'text/html', body: 'gone', status: 404 }
  pads.faults.add({ kind: 'reset' }, { match: '/uploads/plan.svg', times: 9 })
  expect((await apply()).err).toContain('Nothing to write.')
  expect(head()).toBe(before)
})

test('another image of the same address is stored beside the first', async () => {
  await apply()
  const other = pngImage(90)
  files['/uploads/rack.png'] = { type: 'image/png', body: other }
  await apply()
  expect(text()).toContain(`![The new rack](${nameOf(other, 'png')} "=300x")`)
  expect(assets()).toContain(`iaas/${nameOf(other, 'png')}`)
  expect(assets()).toContain(`iaas/${RACK_NAME}`)
})

test('a link that a person changed on the branch stays, and an image that a person removed stays away', async () => {
  await apply()
  const edited = text().replace(RACK_NAME, 'photos/rack.png')
  await sandbox.edit('o-otte').push('scs/minutes', BRANCH, 'Use another photo', { [PATH]: edited, [`iaas/${RACK_NAME}`]: null })
  type(`${PAD}\n- one more line\n`)
  await apply()
  expect(text()).toContain('![The new rack](photos/rack.png "=300x")')
  expect(text()).toContain('- one more line')
  expect(assets()).not.toContain(`iaas/${RACK_NAME}`)
})

test('a new image of a pad comes with the next commit, and the first one is not stored again', async () => {
  await apply()
  files['/uploads/more.gif'] = { type: 'image/gif', body: GIF_IMAGE }
  type(`${PAD}\n![More](${pads.url}/uploads/more.gif)\n`)
  const ran = await minutes()
  expect(`${ran.out}${ran.err}`).toContain('.gif (GIF,')
  expect(`${ran.out}${ran.err}`).not.toContain('(PNG,')
  await apply()
  expect(assets()).toHaveLength(3)
})

test('what cannot be stored is asked about at its line, and its link stays', async () => {
  files['/uploads/page.png'] = { type: 'image/png', body: '<!DOCTYPE html><html></html>' }
  files['/uploads/large.gif'] = { type: 'image/gif', body: Buffer.concat([GIF_IMAGE, Buffer.alloc(6 * 1024 * 1024)]) }
  const lines = ['gone.png', 'page.png', 'large.gif'].map((name) => `- ![A](/uploads/${name})`)
  type(`${PAD}\n${lines.join('\n')}\n- ![B](https://diagrams.example/b.png)\n- ![C](c.png)\n`)
  await apply()
  const line = (name: string) =>
    text()
      .split('\n')
      .findIndex((words) => words.includes(name)) + 1
  for (const [name, why] of [
    ['gone.png', 'no longer exists'],
    ['page.png', 'is a web page, expected PNG, JPEG, GIF, SVG or WebP'],
    ['large.gif', 'is larger than 5 MiB'],
    ['c.png', 'has a path without a server'],
  ] as const) {
    expect(pull().body).toContain(`[line ${line(name)}](`)
    expect(pull().body).toContain(`the image \`${name}\` ${why}, so its link stays.`)
    expect(text()).toMatch(new RegExp(`!\\[[AC]\\]\\((?:/uploads/)?${name}\\)`))
  }
  expect(pull().body).toContain('Images on `diagrams.example` keep their links.')
  expect(text()).toContain('![B](https://diagrams.example/b.png)')
})

test('at most twenty are stored, and the others are told once', async () => {
  for (let index = 0; index < 30; index++) files[`/uploads/${index}.png`] = { type: 'image/png', body: pngImage(index) }
  type(`${PAD}\n${Array.from({ length: 30 }, (_, index) => `![N${index}](/uploads/${index}.png)`).join('\n\n')}\n`)
  await apply()
  expect(assets()).toHaveLength(20)
  expect(pull().body).toContain('12 images from here on keep their links, because at most 20 of a pad are stored.')
  expect(text()).toContain('![N29](/uploads/29.png)')
})

test('images that are too large for one commit come before the text, and a run that stopped between goes on', async () => {
  for (let index = 0; index < 6; index++) {
    files[`/uploads/${index}.png`] = { type: 'image/png', body: Buffer.concat([pngImage(index), Buffer.alloc(4 * 1024 * 1024)]) }
  }
  type(`${PAD}\n${Array.from({ length: 6 }, (_, index) => `![N${index}](/uploads/${index}.png)`).join('\n\n')}\n`)
  sandbox.faults.add({ kind: 'status', status: 500, json: {} }, { match: 'MinutesCommit', skip: 1, times: 9 })
  expect((await minutes('--apply')).code).toBe(3)
  expect(onBranch().has(PATH)).toBe(false)
  expect(assets().length).toBeGreaterThan(0)
  sandbox.faults.clear()
  await apply()
  expect(assets()).toHaveLength(8)
  expect(text().match(/!\[N\d\]\(assets\/[\da-f]{16}\.png\)/g)).toHaveLength(6)
  const last = git().commits.get(head())
  expect(last?.message.split('\n')[0]).toBe(`Add ${PATH}`)
  expect(git().commits.get(last?.parents[0] ?? '')?.message).toMatch(/^Add images of iaas\/20230118\.md\n\nSigned-off-by: /)
})

test('images of other meetings and off the record are not read', async () => {
  type(`${PAD}\n## Off the record\n\n![secret](/uploads/off.png)\n\n# 2023-01-11\n\n- words of another day\n\n![old](/uploads/old.png)\n`)
  await apply()
  expect(pads.requests.filter((request) => request.includes('/uploads/')).sort()).toEqual([
    'GET /uploads/plan.svg',
    'GET /uploads/rack.png',
  ])
})

test('of a pad given as a file they come from the team’s pad server; --out writes them beside the text', async () => {
  const pad = join(folder, 'pad.md')
  const out = join(folder, 'out', '20230118.md')
  writeFileSync(pad, PAD)
  const ran = await scsSprint(['minutes', '--config', config, '--team', 'iaas', '--date', '2023-01-18', '--pad', pad, '--out', out], {
    DATA_DIR: folder,
    GHE_HOST: sandbox.env.GHE_HOST,
    GHE_PROTOCOL: sandbox.env.GHE_PROTOCOL,
    GHE_SITE: sandbox.env.GHE_SITE,
  })
  expect(ran.err).toContain(`Minutes written to ${out}, 2 images beside it.`)
  expect(ran.code).toBe(0)
  expect(readFileSync(join(folder, 'out', RACK_NAME))).toEqual(RACK)
  expect(readFileSync(out, 'utf8')).toContain(`![The new rack](${RACK_NAME} "=300x")`)
  expect(existsSync(join(folder, 'out', 'iaas'))).toBe(false)
})

test('a server that is down stops nothing', async () => {
  pads.faults.add({ kind: 'reset' }, { match: '/uploads/', times: 99 })
  await apply()
  expect(text()).toContain('![The new rack](/uploads/rack.png "=300x")')
  expect(pull().body).toContain('`rack.png` could not be read, because its server did not answer')
  expect((pull().comments as readonly Comment[]).length).toBe(0)
})

const SECRET = `ghp_${'Zk3Jd8Wq0Lm5Rt7Yx2Bn'.repeat(2).slice(0, 36)}`

test('nothing is asked for while a secret stands in the pad, wherever it stands', async () => {
  type(PAD.replace('/uploads/rack.png', `/uploads/rack.png?token=${SECRET}`))
  expect(await minutes('--apply')).toMatchObject({ code: 1, err: expect.stringContaining('possible secrets') })
  type(`${PAD}\n- the token is ${SECRET}\n`)
  expect(await minutes('--apply')).toMatchObject({ code: 1, err: expect.stringContaining('possible secrets') })
  expect(pads.requests.filter((request) => request.includes('/uploads/'))).toEqual([])
})

test('with secrets masked, an image with one in its address is asked about and never requested; the others are stored', async () => {
  writeFileSync(config, `${readFileSync(config, 'utf8')}\nprivacy: { secrets: mask }\n`)
  type(PAD.replace('/uploads/rack.png', `/uploads/rack.png?token=${SECRET}`))
  await apply()
  expect(pads.requests.filter((request) => request.includes('/uploads/'))).toEqual(['GET /uploads/plan.svg'])
  expect(text()).not.toContain(SECRET)
  expect(pull().body).toContain('has an address that looks like a secret or an e-mail address, so its link stays')
})
