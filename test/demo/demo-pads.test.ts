/** A pad of the demo reads the same as HedgeDoc Markdown, Etherpad text and Etherpad HTML. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPadSource } from '../../src/adapters/pads/pad-source.ts'
import { type PadServer, startPadServer } from '../sandbox/pads/pad-server.ts'

const names = ['iaas-2023-01-18', 'sig-standardization-2026-06-11']
const typed = (name: string) => readFileSync(`test/demo/pads/${name}.md`, 'utf8')

let server: PadServer

beforeAll(async () => {
  const pads = names.map((name) => ({ name, markdownTyped: typed(name), editedAt: '2023-01-18T10:12:00.000Z' }))
  server = await startPadServer({ pads })
})

afterAll(async () => {
  await server?.close()
})

test.each(names)('%s: three exports, one text', async (name) => {
  const source = createPadSource({ hosts: ['127.0.0.1'], allowLoopback: true })
  const addresses = [`/${name}?both`, `/p/${name}`, `/p/${name}/export/txt`, `/p/${name}/export/html`]
  const read = await Promise.all(addresses.map((address) => source.readPad(`${server.url}${address}`)))
  expect(read.map(({ text }) => text === typed(name))).toEqual([true, true, true, true])
  expect(read.map(({ format }) => format)).toEqual(['markdown', 'markdown', 'markdown', 'etherpad-html'])
})
