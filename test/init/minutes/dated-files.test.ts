import { expect, test } from 'vitest'
import { daysOf, seriesAmong } from '../../../src/init/minutes/dated-files.ts'

const days = ['2025-01-07', '2025-01-14', '2025-01-21', '2025-01-28']
const found = (paths: readonly string[]) => seriesAmong(paths).map((series) => [series.pattern, series.name, daysOf(series).length])

test.each([
  ['a folder a team', (day: string) => `iaas/${day.replaceAll('-', '')}.md`, 'iaas/{yyyymmdd}.md', 'iaas'],
  ['one folder for all', (day: string) => `meetings/${day}.md`, 'meetings/{yyyy-mm-dd}.md', ''],
  ['at the top', (day: string) => `${day}.md`, '{yyyy-mm-dd}.md', ''],
  ['deep folders', (day: string) => `docs/meetings/hpc/${day}.md`, 'docs/meetings/hpc/{yyyy-mm-dd}.md', 'hpc'],
  ['the team above a generic folder', (day: string) => `wg-build/meetings/${day}.md`, 'wg-build/meetings/{yyyy-mm-dd}.md', 'wg-build'],
  ['years in folders', (day: string) => `board/2025/${day}.md`, 'board/*/{yyyy-mm-dd}.md', 'board'],
  ['a word before the day', (day: string) => `protokolle/vorstand-${day}.md`, 'protokolle/vorstand-{yyyy-mm-dd}.md', 'vorstand'],
  [
    'the kind of file behind the team',
    (day: string) => `doc/meetings/build-wg-meeting-${day}.md`,
    'doc/meetings/build-wg-meeting-{yyyy-mm-dd}.md',
    'build-wg',
  ],
  ['a word behind the day', (day: string) => `notes/${day}-weekly.md`, 'notes/{yyyy-mm-dd}-weekly.md', 'weekly'],
])('%s', (_name, path, pattern, name) => {
  expect(found(days.map(path))).toEqual([[pattern, name, 4]])
})

test('further parts, slides, templates and days that do not exist', () => {
  const paths = [
    'iaas/20250107.md',
    'iaas/20250114.md',
    'iaas/20250114-overflow.md',
    'iaas/20250115-slides.md',
    'iaas/template.md',
    'iaas/20259999.md',
  ]
  expect(seriesAmong(paths).flatMap(({ files }) => files.map(({ path }) => path))).toEqual([
    'iaas/20250114.md',
    'iaas/20250114-overflow.md',
    'iaas/20250107.md',
  ])
})

test('two groups in one folder, told apart by the words behind their days', () => {
  expect(found(days.flatMap((day) => [`notes/${day}-weekly.md`, `notes/${day}-board.md`]))).toEqual([
    ['notes/{yyyy-mm-dd}-weekly.md', 'weekly', 4],
    ['notes/{yyyy-mm-dd}-board.md', 'board', 4],
  ])
})

test('posts, news, decisions and hidden folders are no minutes', () => {
  expect(found(days.flatMap((day) => [`_posts/${day}-x.md`, `docs/adr/${day}.md`, `blog/${day}.md`, `.github/${day}.md`]))).toEqual([])
})
