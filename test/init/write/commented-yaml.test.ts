import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { commentedYaml } from '../../../src/init/write/commented-yaml.ts'

test('comments stand beside, above, and where no key stands', () => {
  const text = commentedYaml(
    [
      { key: 'organization', value: 'acme', beside: 'as its address' },
      { told: ['board: none was found.'], apart: true },
      { key: 'pads', apart: true, value: { below: [{ key: 'hosts', value: ['a.example', 'b.example'], above: ['Two hosts.'] }] } },
      { told: ['The end.'] },
    ],
    ['Written.'],
  )
  expect(text).toBe(`# Written.

organization: acme # as its address

# board: none was found.

pads:
  # Two hosts.
  hosts: [a.example, b.example]
# The end.
`)
})

test.each(['10:05', 'Sprint ', 'off', 'a: b # c', '🏗 In progress', '- x', '2023', "it's", '{team}/{yyyymmdd}.md', 'null', '"q"'])(
  '%j is the same text when it is read',
  (value) => {
    expect(
      parse(
        commentedYaml(
          [
            { key: 'a', value },
            { key: 'b', value: [value] },
          ],
          [],
        ),
      ),
    ).toEqual({ a: value, b: [value] })
  },
)

test('what people typed never ends a comment', () => {
  const evil = 'a board\nenabled: false\r\nx: 1\u2028y: 2'
  const text = commentedYaml([{ key: 'a', value: 1, beside: evil, above: [evil] }, { told: [evil] }], [evil])
  expect(parse(text)).toEqual({ a: 1 })
})

test('long comments stand above their line, wrapped', () => {
  const text = commentedYaml([{ key: 'a', value: 'x'.repeat(60), beside: 'word '.repeat(40).trim() }], [])
  expect(text.split('\n').every((line) => line.length <= 120)).toBe(true)
  expect(parse(text)).toEqual({ a: 'x'.repeat(60) })
})
