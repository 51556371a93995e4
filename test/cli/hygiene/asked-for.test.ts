/**
 * Requests for stories in minutes, from the folder of minutes to the finding: answered requests, or requests for other issues, lead
 * to no finding.
 */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/github.ts'
import { smallConfig } from '../small-world.ts'
import { aFolder, scsSprint } from '../terminal.ts'

let sandbox: Sandbox
let folder: string
beforeEach(async () => {
  sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
  folder = aFolder()
  mkdirSync(join(folder, 'iaas'))
  // An alias that begins with the organization's name does not make a nickname of it.
  smallConfig(folder, 'aliases: { scs/std: osism/standards }\n')
})
afterEach(() => sandbox.close())

function run(meetings: readonly string[], options: readonly string[]) {
  const days = ['20230111', '20230118']
  meetings.forEach((text, index) => {
    writeFileSync(join(folder, 'iaas', `${days[index]}.md`), `# ${days[index]}\n\n## Sprint planning\n\n${text}\n`)
  })
  const env = { ...sandbox.env, DATA_DIR: join(folder, 'data'), SPRINT_NOW: '2023-01-19T12:00:00Z' }
  return scsSprint(['hygiene', ...options, '--config', join(folder, 'sprint.yml'), '--minutes', folder], env)
}

async function rulesFor(...meetings: readonly string[]): Promise<readonly string[]> {
  const { out } = await run(meetings, ['--json'])
  return (JSON.parse(out) as { rule: string }[]).map(({ rule }) => rule)
}

const asked = '- scs/issues#1\n  - User story for networks missing?'

test.each([
  ['a wish in the words of one’s own organization', [asked], true],
  ['the next meeting talks of something else', [asked, '- scs/issues#1\n  - all fine'], true],
  ['answered behind an arrow', [`${asked} -> not wanted any more`], false],
  ['answered a line deeper', [`${asked}\n    - decided against it`], false],
  ['answered in the next minutes', [asked, '- scs/issues#1\n  - keine User Story nötig'], false],
  ['of an issue that is on no board', ['- scs/issues#1\n- osism/other#5\n  - User story for networks missing?'], false],
])('%s', async (_how, meetings, fires) => {
  expect((await rulesFor(...meetings)).includes('story-asked-for-in-notes')).toBe(fires)
})

test('the story is offered from the template of the repository, with what was asked for', async () => {
  const template =
    '---\nname: User story\nabout: A story\ntitle: "[Story] "\nlabels: story\n---\n\n## Definition of Ready\n\n- [ ] small enough\n'
  await sandbox.edit('garloff').push('scs/issues', 'main', 'Add a template', { '.github/ISSUE_TEMPLATE/user-story.md': template })
  const { err, out } = await run([asked], [])
  const url = /\[Open a prefilled story\]\((\S+)\)/.exec(`${out}${err}`)?.[1] ?? 'https://nothing'
  expect(new URL(url).pathname).toBe('/scs/issues/issues/new')
  expect(Object.fromEntries(new URL(url).searchParams)).toEqual({
    template: 'user-story.md',
    body: 'Epic: scs/issues#1\n\n> User story for networks missing?\n\n## Definition of Ready\n\n- [ ] small enough\n',
  })
})
