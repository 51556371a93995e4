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

test('what was saved is read again, with fields of others', () => {
  const more = { ...snapshot, tool: 'other', items: snapshot.items.map((item) => ({ ...item, colour: 'red' })) }
  expect(parseSnapshot(JSON.stringify(more), 'board.json')).toEqual(more)
})

const refused: [string, string, RegExp][] = [
  ['an empty file', '', /board\.json: expected a saved board .*found an empty file/],
  ['text', 'Hello', /found text that is no JSON/],
  ['other JSON', '{"items": []}', /found other data/],
  ['null', 'null', /found other data/],
  ['a later version', JSON.stringify({ ...snapshot, version: 2 }), /expected version 1 of a saved board, found 2/],
  ['a wrong item', JSON.stringify({ ...snapshot, items: [{ ...snapshot.items[0], state: 'done' }] }), /`items\.0\.state`/],
]
test.each(refused)('%s is refused with what was expected, what was found and what to do', (_name, text, message) => {
  expect(() => parseSnapshot(text, 'board.json')).toThrow(UserError)
  expect(() => parseSnapshot(text, 'board.json')).toThrow(message)
  expect(() => parseSnapshot(text, 'board.json')).toThrow(/sync --out/)
})

test('the published schema is fresh (`npx vitest run test/adapters/store/snapshot-schema.test.ts -u` writes it)', async () => {
  await expect(`${JSON.stringify(snapshotJsonSchema(), null, 2)}\n`).toMatchFileSnapshot('../../../docs/board.schema.json')
})

test('the published schema accepts a snapshot and refuses what is none', () => {
  const ajv = new Ajv2020({ strict: false })
  addFormats.default(ajv)
  const valid = ajv.compile(JSON.parse(readFileSync('docs/board.schema.json', 'utf8')))
  expect(valid(JSON.parse(JSON.stringify({ ...snapshot, more: 1 })))).toBe(true)
  expect(valid({ ...snapshot, items: [{}] })).toBe(false)
})
