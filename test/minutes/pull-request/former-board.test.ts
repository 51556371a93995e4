/** Corrections of merged minutes: what people changed in the pad, and nothing of what the board does meanwhile. */
import { expect, test } from 'vitest'
import { withFormerBoard } from '../../../src/minutes/pull-request/former-board.ts'

const section = (id: string, body: string) => `<!-- scs-sprint:section ${id} -->\n\n${body}\n\n<!-- scs-sprint:end -->\n`

type Told = { readonly state: string; readonly news?: string; readonly attention?: string; readonly said?: string; readonly items?: string }

const minutesOf = ({ state, news = '', attention = '', said = '- the migration took four hours', items = '- @fkr: order disks' }: Told) =>
  [
    '# 2026-11-25\n',
    '## Sprint review\n',
    `### Storage #12\n`,
    `(board: ${state}, @fkr)\n`,
    said,
    `- [issues#13](https://github.com/scs/issues/issues/13) (board: ${state})`,
    '',
    ...(news === '' ? [] : [section('news', news)]),
    '## Sprint planning\n',
    '- next week\n',
    section('summary', '## Summary'),
    section(`about-${state === 'done' ? 'whole' : 'kept'}`, `Board of ${state}.`),
    section('actions', `### Action items\n\n${items}`),
    ...(attention === '' ? [] : [section('attention', attention)]),
  ].join('\n')

const MERGED = minutesOf({ state: 'in progress', news: '- New: issues#14', attention: '- quiet' })

test.each([
  ['moved a card', { state: 'done', news: '- New: issues#14', attention: '- quiet' }],
  ['has nothing to tell any more', { state: 'done' }],
  ['has other news', { state: 'done', news: '- Done: issues#15', attention: '- two\n- three' }],
])('a board that %s is no correction', (_name, told) => {
  expect(withFormerBoard(MERGED, minutesOf(told))).toBe(MERGED)
})

test('where the merged minutes told nothing of the board, corrections tell nothing', () => {
  const merged = minutesOf({ state: 'in progress' })
  expect(withFormerBoard(merged, minutesOf({ state: 'done', news: '- Done: issues#15', attention: '- two' }))).toBe(merged)
})

test('what people correct is all that changes: lines, and the lists made of them', () => {
  const said = '- the migration took five hours\n- and [issues#16](https://github.com/scs/issues/issues/16) waits (board: open, @ada)'
  const items = '- @fkr: order disks\n- @ada: call the vendor'
  const corrected = { said: said.replace(' (board: open, @ada)', ''), items }
  expect(withFormerBoard(MERGED, minutesOf({ state: 'done', news: '- Done: issues#15', said, items }))).toBe(
    minutesOf({ state: 'in progress', news: '- New: issues#14', attention: '- quiet', ...corrected }),
  )
})

test('a corrected line with a fact of the board behind it loses the fact, which is of another day', () => {
  const fresh = minutesOf({ state: 'done', news: '- New: issues#14', attention: '- quiet' }).replace('- [issues#13]', '- about [issues#13]')
  expect(withFormerBoard(MERGED, fresh)).toBe(
    MERGED.replace(
      '- [issues#13](https://github.com/scs/issues/issues/13) (board: in progress)',
      '- about [issues#13](https://github.com/scs/issues/issues/13)',
    ),
  )
})

test('a topic that people take out goes with what the board said below its heading', () => {
  const out = (text: string) => text.replace(/### Storage #12\n[\s\S]*?\n\n(?=<!--)/, '')
  const fresh = out(minutesOf({ state: 'done', news: '- Done: issues#15', attention: '- quiet' }))
  expect(fresh).not.toContain('Storage')
  const text = withFormerBoard(MERGED, fresh)
  expect(text).not.toContain('Storage')
  expect(text).toContain('- New: issues#14')
})

test('a line that people move takes along what the board said of it', () => {
  const merged = '# 2026-11-25\n\n- x (board: open)\n- y (board: done)\n'
  expect(withFormerBoard(merged, '# 2026-11-25\n\n- y (board: done)\n- x (board: done)\n')).toBe(
    '# 2026-11-25\n\n- y (board: done)\n- x (board: open)\n',
  )
})

test('a topic that people move takes along what the board said below its heading', () => {
  const topic = (name: string, state: string) => `### ${name}\n(board: ${state}, @fkr)\n- about ${name} (board: ${state})\n`
  const rest = '## Planning\n\n- next week\n- and the week after\n- and so on\n- and on\n\n'
  const merged = `# 2026-11-25\n\n${topic('Storage', 'open')}\n${rest}${topic('Network', 'in progress')}`
  const fresh = `# 2026-11-25\n\n${rest}${topic('Network', 'done')}\n${topic('Storage', 'done')}`
  expect(withFormerBoard(merged, fresh)).toBe(`# 2026-11-25\n\n${rest}${topic('Network', 'in progress')}\n${topic('Storage', 'open')}`)
})

test('a line that stands there twice in the corrections has what the board said once for each that stood there', () => {
  const merged = '# 2026-11-25\n\n- x (board: open)\n'
  expect(withFormerBoard(merged, '# 2026-11-25\n\n- x (board: done)\n- y\n- x (board: done)\n')).toBe(
    '# 2026-11-25\n\n- x (board: open)\n- y\n- x\n',
  )
})

test('corrections of the longest minutes take no longer than a moment', () => {
  const long = (change: (index: number) => string) =>
    Array.from({ length: 10_000 }, (_, index) => (index % 2 === 0 ? '' : `- ${change(index)} (board: open)`)).join('\n')
  const [merged, fresh] = [long((index) => `line ${index}`), long((index) => `${index % 4 === 1 ? 'now' : 'line'} ${index}`)]
  const start = performance.now()
  const text = withFormerBoard(merged, fresh)
  expect(performance.now() - start).toBeLessThan(3_000)
  expect(text).toContain('- now 1\n\n- line 3 (board: open)\n')
})
