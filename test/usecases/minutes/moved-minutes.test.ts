/** Commands that change minutes on their branch find the file where somebody has moved it. */
import { expect, test } from 'vitest'
import { rules } from '../../../src/hygiene/registry.ts'
import type { MinutesPulls } from '../../../src/ports/pulls.ts'
import type { MinutesRepository, PullRequest } from '../../../src/ports.ts'
import { parseSettings } from '../../../src/settings/parse.ts'
import { planDone } from '../../../src/usecases/minutes/mark-item-done.ts'
import { planMove } from '../../../src/usecases/minutes/move-minutes.ts'
import { planPresenter } from '../../../src/usecases/minutes/name-presenter.ts'

const FIRST = 'iaas/20230118.md'
const MOVED = 'iaas/20230117.md'
const TEXT =
  '# 2023-01-17\n\n## Participants\n\n- @fkr\n\n## Agenda\n\n- AI @fkr: order the new disks\n- Who will present in the community call?\n'
const settings = parseSettings(
  'organization: scs\nminutes: { repository: scs/minutes }\nteams: { iaas: { name: Team IaaS } }\n',
  'x',
  rules,
)
const team = settings.teams.iaas
if (team === undefined) throw new Error('no team')

const pull = (title: string): PullRequest => {
  const url = 'https://github.com/scs/minutes/pull/7'
  return { number: 7, title, body: 'Text.', state: 'open', branch: 'minutes/iaas-2023-01-18', url }
}
const of = { team, date: '2023-01-18', meeting: 1, pull: pull(`Add ${FIRST}`) }

function ports(files: Readonly<Record<string, string>>) {
  const minutes: Pick<MinutesRepository, 'head' | 'readFile'> = {
    head: async () => 'abc',
    readFile: async (path, ref) => (ref === 'abc' ? (files[path] ?? null) : null),
  }
  const pulls: Pick<MinutesPulls, 'files'> = {
    files: async () => Object.keys(files).map((path) => ({ path, status: 'added' as const, movedFrom: null })),
  }
  return {
    minutes: minutes as MinutesRepository,
    pulls: pulls as MinutesPulls,
    identity: async () => ({ login: 'scs-sprint[bot]', id: 1 }),
  }
}

test.each([
  ['where the app put it', FIRST],
  ['where it was moved', MOVED],
])('done and presenter change the file %s', async (_where, path) => {
  const there = ports({ [path]: TEXT })
  const done = await planDone(there, settings, { ...of, item: 'new disks' })
  expect(done).toMatchObject({ plan: { actions: [{ kind: 'commit-file', path, expectedHead: 'abc', before: TEXT }] } })
  const { actions } = await planPresenter(there, settings, { ...of, handle: 'garloff' })
  expect(actions).toMatchObject([
    { kind: 'commit-file', path, text: expect.stringContaining('@garloff') },
    { kind: 'assign-pull', assignees: ['garloff'] },
  ])
})

test('without the file, done says so, and the presenter is assigned all the same', async () => {
  const none = ports({})
  expect(await planDone(none, settings, { ...of, item: 'new disks' })).toEqual({ problem: expect.stringContaining('not on the branch') })
  const { actions } = await planPresenter(none, settings, { ...of, handle: 'garloff' })
  expect(actions.map(({ kind }) => kind)).toEqual(['assign-pull'])
})

test('a rename that moved the file and could not tell it gives the pull request its title when it is asked again', async () => {
  const there = ports({ [MOVED]: TEXT })
  expect(await planMove(there, settings, { ...of, to: MOVED })).toMatchObject({
    actions: [{ kind: 'update-pull', number: 7, title: `Add ${MOVED}`, body: 'Text.' }],
  })
  expect(await planMove(there, settings, { ...of, pull: pull(`Add ${MOVED}`), to: MOVED })).toBe(`The file is at \`${MOVED}\` already.`)
  expect(await planMove(there, settings, { ...of, pull: pull(`Add ${MOVED}`), to: `old/${MOVED}` })).toMatchObject({
    actions: [{ kind: 'commit-file', movedFrom: MOVED }, { title: `Add old/${MOVED}` }],
  })
})

test.each([
  ['the end of the old one', '20230118.md', '20230118.md'],
  ['the old one at its end', `old/${FIRST}`, `old/${FIRST}`],
  ['signs that mean something in a replacement', "iaas/$&$'.md", "iaas/$&$'.md"],
])('a rename to %s changes the whole path in the title', async (_name, to, path) => {
  const there = ports({ [FIRST]: TEXT })
  expect(await planMove(there, settings, { ...of, to })).toMatchObject({
    actions: [{ kind: 'commit-file', path, movedFrom: FIRST }, { title: `Add ${path}` }],
  })
})

test('words of the title around the path stay', async () => {
  const there = ports({ [FIRST]: TEXT })
  const titled = pull(`Minutes: "${FIRST}" (draft)`)
  expect(await planMove(there, settings, { ...of, pull: titled, to: '20230118.md' })).toMatchObject({
    actions: [{}, { title: 'Minutes: "20230118.md" (draft)' }],
  })
})
