import { expect, test } from 'vitest'
import { asked, items, plain, section } from './reading.ts'
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
