import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { expect, test } from 'vitest'
import { parseSnapshot, snapshotJsonSchema } from '../../../src/adapters/store/snapshot-schema.ts'
import { UserError } from '../../../src/errors.ts'
import { aBoardItem, anEpic, aSnapshot } from '../../builders.ts'

const snapshot = aSnapshot({
  items: [aBoardItem({ pulls: [{ ref: 'scs/issues#9', state: 'merged', lastHumanActivity: null }], body: 'As a …' })],
  epics: [
    anEpic({
      children: [{ ref: 'scs/issues#1', sources: ['sub-issue'], readable: true }],
      taskLines: [{ text: 'x', ref: null, checked: true }],
    }),
  ],
})

test('a saved snapshot is read again, with unknown fields', () => {
  const more = { ...snapshot, tool: 'other', items: snapshot.items.map((item) => ({ ...item, colour: 'red' })) }
  expect(parseSnapshot(JSON.stringify(more), 'board.json')).toEqual(more)
})

test('equivalent forms from other tools are accepted: missing fields for null, dates, times in other zones', () => {
  const [item] = snapshot.items
  const theirs = {
    ...snapshot,
    takenAt: '2023-01-18T12:15:00+01:00',
    sprints: null,
    problems: null,
    board: { ...snapshot.board, url: null },
    items: [
      {
        ...item,
        body: null,
        pulls: null,
        observed: null,
        createdAt: '2023-01-02',
        lastHumanActivity: '2023-01-10T01:00:00+02:00',
        milestone: { title: 'R4', dueOn: '2023-03-22', state: null },
      },
    ],
  }
  const read = parseSnapshot(JSON.stringify(theirs), 'board.json')
  expect(read.takenAt).toBe('2023-01-18T11:15:00.000Z')
  expect(read.items[0]).toMatchObject({ createdAt: '2023-01-02', lastHumanActivity: '2023-01-09T23:00:00.000Z' })
  expect(read.items[0]?.milestone).toEqual({ title: 'R4', dueOn: '2023-03-22' })
  for (const key of ['body', 'pulls', 'observed']) expect(read.items[0]).not.toHaveProperty(key)
  for (const key of ['sprints', 'problems']) expect(read).not.toHaveProperty(key)
})

test('an item may omit fields without information, but not those that rules depend on', () => {
  const [{ databaseId, stateReason, url, milestone, author, status, sprint, fields, closedAt, lastHumanActivity, archived, ...bare }] =
    snapshot.items as [(typeof snapshot.items)[0]]
  const read = parseSnapshot(JSON.stringify({ ...snapshot, items: [bare] }), 'board.json')
  expect(read.items[0]).toEqual({
    ...bare,
    ...{ databaseId: null, stateReason: null, url: null, milestone: null, author: null, status: null, sprint: null },
    ...{ fields: {}, closedAt: null, lastHumanActivity: null, archived: false },
  })
  for (const key of ['state', 'labels', 'assignees', 'createdAt', 'itemId', 'private'] as const) {
    const { [key]: _left, ...rest } = bare
    expect(() => parseSnapshot(JSON.stringify({ ...snapshot, items: [rest] }), 'board.json')).toThrow(`\`items.0.${key}\``)
  }
})

const refused: [string, string, RegExp][] = [
  ['an empty file', '', /board\.json: expected a saved board .*found an empty file/],
  ['text', 'Hello', /found text that is not valid JSON/],
  ['other JSON', '{"items": []}', /found other data/],
  ['null', 'null', /found other data/],
  ['a later version', JSON.stringify({ ...snapshot, version: 2 }), /expected version 1 of a saved board, found 2/],
  ['items that are none', JSON.stringify({ ...snapshot, items: [null] }), /`items\.0`/],
  ['a wrong item', JSON.stringify({ ...snapshot, items: [{ ...snapshot.items[0], state: 'done' }] }), /`items\.0\.state`/],
]
test.each(refused)('%s is rejected with what was expected, what was found and what to do', (_name, text, message) => {
  expect(() => parseSnapshot(text, 'board.json')).toThrow(UserError)
  expect(() => parseSnapshot(text, 'board.json')).toThrow(message)
  expect(() => parseSnapshot(text, 'board.json')).toThrow(/sync --out/)
})

test('the published schema is fresh (`npx vitest run test/adapters/store/snapshot-schema.test.ts -u` writes it)', async () => {
  await expect(`${JSON.stringify(snapshotJsonSchema(), null, 2)}\n`).toMatchFileSnapshot('../../../docs/board.schema.json')
})

test('the published schema accepts a snapshot and rejects anything else', () => {
  const ajv = new Ajv2020({ strict: false })
  addFormats.default(ajv)
  const valid = ajv.compile(JSON.parse(readFileSync('docs/board.schema.json', 'utf8')))
  expect(valid(JSON.parse(JSON.stringify({ ...snapshot, more: 1 })))).toBe(true)
  expect(valid({ ...snapshot, items: [{}] })).toBe(false)
})
