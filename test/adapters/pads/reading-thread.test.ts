/** Long pads are read in a separate thread first: slow ones end there, and nothing else waits for them. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { withReadingTime } from '../../../src/adapters/pads/reading-thread.ts'
import { createTemplates } from '../../../src/adapters/templates/templates.ts'
import { UserError } from '../../../src/errors.ts'
import { noBoard } from '../../../src/usecases/load-board.ts'
import { composeFromPad } from '../../../src/usecases/minutes/compose-from-pad.ts'
import { type PrepareMinutesPorts, prepareMinutes } from '../../../src/usecases/minutes/prepare-minutes.ts'
import { createWiring } from '../../../src/wiring.ts'
import { aFolder, scsSprint } from '../../cli/terminal.ts'
import { iaasTeam, minutesSettings, sigTeam } from '../../minutes/settings.ts'

const worker = new URL('../../../dist/reading-worker.js', import.meta.url)
const padOf = (text: string) => ({
  readPad: async () => ({ text, format: 'markdown' as const, editedAt: null, source: 'https://pads.acme.org/core', warnings: [] }),
  lastEdit: async () => null,
})
const HOSTILE = `Participants: ${'AI @alice: #1 '.repeat(70_000)}`

test('a slow pad is rejected with what to do, and requests are answered meanwhile', async () => {
  const server = createServer((_, response) => response.end('up'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/health`
  let answered = 0
  let reading = true
  const refused = withReadingTime(padOf(HOSTILE), { worker, limitMs: 300 })
    .readPad('core')
    .finally(() => {
      reading = false
    })
  const asking = (async () => {
    while (reading) if ((await (await fetch(url)).text()) === 'up') answered++
  })()
  await expect(refused).rejects.toThrow(UserError)
  await expect(refused).rejects.toThrow(/core: expected a pad that can be read within 0\.3 s, found one that takes longer/)
  await asking
  server.close()
  expect(answered).toBeGreaterThan(10)
})

test('a long pad of a real meeting is read', async () => {
  const text = `# 2023-01-18\n\n## Agenda\n\n${'- AI @alice: look at acme/issues#1\n'.repeat(1_000)}`
  expect((await withReadingTime(padOf(text), { worker }).readPad('core')).text).toBe(text)
  const { code, out } = await scsSprint(['notes', '-', '--json'], {}, text)
  expect(code).toBe(0)
  expect(JSON.parse(out).actionItems).toHaveLength(1_000)
})

test('minutes composed in the thread equal those composed here; user errors come out of it too', async () => {
  const { render } = createTemplates()
  const input = {
    settings: minutesSettings,
    team: iaasTeam,
    date: '2023-01-18',
    pad: {
      text: `# 2023-01-18\n\n## Agenda\n\n${'- AI @ada-l: look at acme/issues#1\n'.repeat(700)}`,
      format: 'markdown' as const,
      editedAt: null,
      source: 'pad',
      warnings: [],
    },
    snapshot: null,
    history: [],
    past: [],
    boardRemark: null,
    now: new Date('2023-01-18T11:15:00Z'),
  }
  const apart = createWiring({ DATA_DIR: aFolder() }, { log: { info: () => {}, warn: () => {} } }).composeApart(null, 'iaas')
  expect(await apart?.(input)).toEqual(composeFromPad({ ...input, render }))
  await expect(apart?.({ ...input, date: '2023-01-25' })).rejects.toThrow(UserError)
  await expect(apart?.({ ...input, date: '2023-01-25' })).rejects.toThrow(/expected the notes of 2023-01-25/)
})

test('prepareMinutes composes a long pad in a separate thread', async () => {
  const text = `# 2023-01-18\n\n${'- a topic\n'.repeat(2_500)}`
  const asked: string[] = []
  const composeApart: PrepareMinutesPorts['composeApart'] = async ({ pad, ...input }) => {
    asked.push(pad.text)
    return composeFromPad({ ...input, pad, render: createTemplates().render })
  }
  const ports = {
    pads: padOf(text),
    images: null,
    archive: null,
    board: async () => noBoard,
    publish: null,
    render: createTemplates().render,
    clock: { now: () => new Date(0) },
  }
  const wanted = { settings: minutesSettings, team: sigTeam, date: '2023-01-18', pad: 'core' }
  expect((await prepareMinutes({ ...ports, composeApart }, wanted)).composed.text).toBe((await prepareMinutes(ports, wanted)).composed.text)
  expect(asked).toEqual([text])
})
