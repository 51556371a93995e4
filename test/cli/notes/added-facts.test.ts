/** Facts that the app adds to people’s lines: marked as the app’s, explained once, and recognized when minutes are read again. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { BoardItem } from '../../../src/domain/board/board.ts'
import type { Notes } from '../../../src/domain/notes/notes.ts'
import { aBoardItem, aSnapshot } from '../../builders.ts'
import { aFolder, scsSprint } from '../terminal.ts'

const folder = aFolder()
const config = join(folder, 'sprint.yml')
writeFileSync(
  config,
  'organization: acme\nminutes: { repository: acme/minutes }\nboard: { owner: acme, number: 6 }\nteams: { core: { name: Core } }\n',
)
const board = join(folder, 'board.json')
const card = (number: number, more: Partial<BoardItem>) =>
  aBoardItem({ number, ref: `acme/plan#${number}`, createdAt: '2022-12-01T08:00:00Z', ...more })
writeFileSync(
  board,
  JSON.stringify(
    aSnapshot({
      takenAt: '2023-01-18T09:00:00Z',
      board: { owner: 'acme', number: 6, title: 'Plan' },
      items: [
        card(7, { title: 'Cables :( for all', status: 'In progress', assignees: ['ada'] }),
        card(8, { title: 'Racks', state: 'closed', stateReason: 'completed', status: 'Done' }),
      ],
    }),
  ),
)
mkdirSync(join(folder, 'minutes', 'core'), { recursive: true })
writeFileSync(join(folder, 'minutes', 'core', '20230111.md'), '# 2023-01-11\n\n- AI @carla: ask the operators of acme/plan\n')

const PAD = `# 2023-01-18

## 18. Umzug

- acme/plan#7
- the racks of acme/plan#7 and acme/plan#8 are here
- AI @carla: ask the operators of acme/plan
- AI: @bruno to close acme/plan#8
- Decision: no more racks
`

const minutesOf = (pad: string) =>
  scsSprint(
    [
      'minutes',
      '--config',
      config,
      '--team',
      'core',
      '--date',
      '2023-01-18',
      '--board',
      board,
      '--minutes',
      join(folder, 'minutes'),
      '--pad',
      '-',
    ],
    {},
    pad,
  )
const notesOf = async (name: string, text: string): Promise<Notes> => {
  writeFileSync(join(folder, name), text)
  return JSON.parse((await scsSprint(['notes', '--config', config, '--json', join(folder, name)])).out)
}

test('facts from the board and earlier minutes have one form, which the summary explains in one sentence', async () => {
  const { code, out } = await minutesOf(PAD)
  expect(code).toBe(0)
  expect(out).toContain('(board: "Cables : for all", in progress, @ada)\n')
  expect(out).toContain('are here (board: [#8](https://github.com/acme/plan/issues/8): done)\n')
  expect(out).toContain('(minutes: open since 2023-01-11, carried over once)\n')
  expect(out.match(/The app added .*/g)).toEqual([
    'The app added brackets with “board:” from the [board](https://github.com/orgs/acme/projects/6) as of 2023-01-18 10:00, and brackets with “minutes:” from this and earlier minutes.',
  ])
})

test('a heading that starts with a number becomes the label of a link as typed', async () => {
  const { out } = await minutesOf(PAD)
  expect(out).toContain('- no more racks ([18. Umzug](#18-umzug))')
})

test('minutes composed from minutes say nothing twice', async () => {
  const { out } = await minutesOf(PAD)
  const pad = out.slice(0, out.indexOf('<!-- scs-sprint:section summary -->'))
  expect((await minutesOf(pad)).out.slice(0, pad.length)).toBe(pad)
})

test('notes of generated minutes have each item and decision once, with the words and people from the pad', async () => {
  const { out } = await minutesOf(PAD)
  const told = ({ actionItems, decisions, participants }: Notes) => ({
    items: actionItems.map(({ owners, text, due, status }) => [owners, text.replace(/\[([^\]]+)\]\([^)]+\)/g, '$1'), due, status]),
    decisions: decisions.map(({ text }) => text),
    participants,
  })
  const ofMinutes = await notesOf('20230118.md', out)
  expect(told(ofMinutes)).toEqual(told(await notesOf('20230118-pad.md', PAD)))
  const first = ofMinutes.actionItems[0]?.line ?? 0
  expect(readFileSync(join(folder, '20230118.md'), 'utf8').split('\n')[first - 1]).toContain('ask the operators')
})
