import { expect, test } from 'vitest'
import { panicIn } from '../../../../src/adapters/store/database/embedded/lite-panic.ts'

/** A message of PostgreSQL's protocol. */
function message(letter: string, content: string): Buffer {
  const body = Buffer.from(content)
  const head = Buffer.alloc(5)
  head.write(letter)
  head.writeUInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}
const errorOf = (severity: string, told: string) => message('E', `S${severity}\0V${severity}\0C53100\0M${told}\0\0`)
const ready = message('Z', 'E')

test.each([
  ['a panic behind rows', [message('D', 'VPANIC\0Mtyped by people\0'), errorOf('PANIC', 'the disk is full'), ready], 'the disk is full'],
  ['an error after which it goes on', [errorOf('ERROR', 'the disk is full'), ready], null],
  ['text of people that looks like a panic', [message('D', 'E\0\0\0\x10VPANIC\0Mno\0\0'), message('C', 'SELECT 1\0'), ready], null],
  ['nothing', [], null],
])('%s', (_name, messages, told) => {
  // As it comes: a part of a larger memory.
  const answer = Buffer.concat([Buffer.from('before'), ...messages]).subarray('before'.length)
  expect(panicIn(answer)).toBe(told)
})
