import { expect, test } from 'vitest'
import { asked, dueLines, items, plain, section, writesCounted } from './reading.ts'
import { createNarrator } from './terminal.ts'

function narrator(looks: { isTerminal: boolean; hasColors: boolean; columns: number }) {
  const written: string[] = []
  return { say: createNarrator({ ...looks, write: (text) => void written.push(text) }), text: () => written.join('') }
}

test('without a terminal, there are no colors and nothing is overwritten', async () => {
  const { say, text } = narrator({ isTerminal: false, hasColors: false, columns: 100 })
  say.title('A week', 'told')
  await say.step({ at: '08:00', what: 'Something', command: 'npx it' }, async () => {})
  say.lines(say.style('green', 'done'))
  expect(text().replace(/ +\d+\.\d s/, ' 0.0 s')).toBe('A week\ntold\n  08:00  Something 0.0 s\n         $ npx it\n         done\n')
})

test('on a terminal, a step is shown while it runs, and its line is overwritten', async () => {
  const { say, text } = narrator({ isTerminal: true, hasColors: true, columns: 100 })
  await say.step({ at: '08:00', what: 'Something' }, async () => {
    expect(text()).toContain('Something')
    expect(text()).not.toContain('\n')
  })
  expect(text()).toMatch(/\r\u001b\[K[^\n]*\d s\u001b\[22m\n$/)
})

test('a failed step is shown with its time, and the failure is passed on', async () => {
  const { say, text } = narrator({ isTerminal: false, hasColors: false, columns: 100 })
  await expect(say.step({ at: '08:00', what: 'Something' }, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(text()).toMatch(/^ {2}08:00 {2}Something +\d+\.\d s\n$/)
})

test('it knows the step that ran last, and the files of those that ended', async () => {
  const { say } = narrator({ isTerminal: false, hasColors: false, columns: 100 })
  expect(say.reached()).toEqual({ last: null, files: [] })
  say.day('Monday')
  await say.step({ at: '08:00', what: 'One', files: ['a.md'] }, async () => {})
  await say.step({ at: '09:00', what: 'Two', files: ['b.md'] }, () => Promise.reject(new Error('no'))).catch(() => {})
  expect(say.reached()).toEqual({ last: { day: 'Monday', step: { at: '09:00', what: 'Two' } }, files: ['a.md'] })
})

test('long lines wrap at spaces, indented to their start; links stay whole', () => {
  const { say, text } = narrator({ isTerminal: false, hasColors: false, columns: 60 })
  const link = `https://example.org/${'x'.repeat(60)}`
  say.lines(`  ☐ ${'word '.repeat(12)}end`, link)
  const lines = text().trimEnd().split('\n')
  expect(lines.slice(0, -1).every((line) => line.length <= 60)).toBe(true)
  expect(lines[1]).toMatch(/^ {13}\S/)
  expect(lines.at(-1)?.trim()).toBe(link)
})

test('Markdown is shown as plain text', () => {
  expect(plain('**One thing** · `██░░` [issues#1](https://x/y), `@fkr`, _AI @a: snake_case stays_')).toBe(
    'One thing · ██░░ issues#1, @fkr, AI @a: snake_case stays',
  )
  expect(items('- [ ] **No owner**. Assign one.\n- [x] ~~Quiet~~ (2023-01-16)\ntext')).toEqual([
    '☐ No owner. Assign one.',
    '✓ Quiet (2023-01-16)',
  ])
  expect(asked('<!-- mark -->\nMinutes of a team.\n\n**Please check**\n\n- [ ] line 3: `#1`\n')).toEqual([
    'Minutes of a team.',
    '☐ line 3: #1',
  ])
  expect(section('# A\n\n- a\n\n## B\n\n- b\n  - c\n\ntext\n\n## C\n\n- d\n', 'B')).toEqual(['- b', '  - c'])
})

test('of a run, each piece of work is a line, with its writes counted', () => {
  const stdout =
    'Due from then to now:\n\nAll teams\n  done: the board: nothing to write\n  done: the minutes: commit-file a, open-pull b\n  waiting: x: y.\n'
  expect(dueLines(stdout).map(writesCounted)).toEqual([
    'done: the board: nothing to write',
    'done: the minutes: 2 writes',
    'waiting: x: y.',
  ])
})
