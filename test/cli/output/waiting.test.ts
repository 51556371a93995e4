/** What a command waits for, by the port that it asks. */
import { expect, test } from 'vitest'
import { tellingWaits } from '../../../src/cli/output/waiting.ts'
import type { AppPorts } from '../../../src/ports/app-ports.ts'
import { scsSprint } from '../terminal.ts'

function watchedPorts(ports: object) {
  const told: string[] = []
  return { told, ports: tellingWaits(ports as AppPorts, { show: (text) => void told.push(text), clear: () => {} }) }
}

test('a port that makes somebody wait is named, also where it is a function of what another returned', async () => {
  const settings = { source: 'sprint.yml' }
  const { told, ports } = watchedPorts({
    settings: async () => settings,
    boardSource: async () => ({ readBoard: async () => 'the board' }),
    archive: () => ({ read: async (path: string) => path }),
    clock: { now: () => new Date(0) },
  })
  expect(await ports.settings()).toBe(settings)
  const board = await ports.boardSource({} as never)
  expect(await board.readBoard()).toBe('the board')
  expect(await ports.archive({} as never)?.read('a.md')).toBe('a.md')
  expect(ports.clock.now().getTime()).toBe(0)
  // The same text again changes nothing on the status line.
  expect(told.filter((text, index) => text !== told[index - 1])).toEqual([
    'Reading the configuration',
    'Reading the board',
    'Reading minutes',
  ])
})

test('a failure stays the one that it is', async () => {
  const { ports } = watchedPorts({ settings: () => Promise.reject(new Error('no')), archive: () => null })
  await expect(ports.settings()).rejects.toThrow('no')
  expect(ports.archive({} as never)).toBeNull()
})

const PRESENTER = ['presenter', '--team', 'iaas', '--minutes', 'minutes', '--config', 'minutes/sprint.yml']

test('on a terminal a command says what it reads, and nothing of it is left', async () => {
  const { err, out } = await scsSprint(PRESENTER, {}, '', { isTerminal: true })
  expect(err).toContain('\r\u001b[KReading minutes …')
  expect(err.split('\r\u001b[K').at(-1)).not.toContain('…')
  expect(out).not.toContain('\u001b')
})

test.each([
  ['for a program', [...PRESENTER, '--json'], true],
  ['in a pipe', PRESENTER, false],
])('%s it says nothing of the kind', async (_where, argv, isTerminal) => {
  expect((await scsSprint(argv, {}, '', { isTerminal })).err).not.toMatch(/Reading|\u001b/)
})
