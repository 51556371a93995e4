/** The state of minutes: merged, in an open pull request, or unknown. Gathered as by `site` and the server. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { folderArchive } from '../../../src/adapters/files/folder-archive.ts'
import { findTokens } from '../../../src/adapters/screening/secret-rules.ts'
import { createTemplates } from '../../../src/adapters/templates/templates.ts'
import { TryAgainError } from '../../../src/errors.ts'
import { rules } from '../../../src/hygiene/registry.ts'
import { markedBody, openCountIn } from '../../../src/minutes/pull-request/managed-body.ts'
import type { PullFile, WaitingPulls } from '../../../src/ports/pulls.ts'
import type { PullRequest } from '../../../src/ports.ts'
import { parseSettings } from '../../../src/settings/parse.ts'
import { noBoard } from '../../../src/usecases/load-board.ts'
import { createScreen } from '../../../src/usecases/minutes/screen-text.ts'
import { buildSite } from '../../../src/usecases/site/build-site.ts'
import { aFolder } from '../../cli/terminal.ts'
import { parseHtml, wordsOf } from '../../site/html.ts'
import { aPlace, SETTINGS } from './place.ts'

const settings = parseSettings(SETTINGS, 'sprint.yml', rules)

const pull = (branch: string, body = ''): PullRequest => ({
  number: 7,
  title: `Add ${branch}`,
  body,
  state: 'open',
  branch,
  url: `https://github.com/scs/minutes/pull/${branch.slice(-2)}`,
})

/** `texts`: by path, of the branches. `files`: those of each pull request. */
const pullsOf = (open: readonly PullRequest[], texts: Readonly<Record<string, string>>, files: readonly PullFile[] = []): WaitingPulls => ({
  openPulls: async () => open,
  readFile: async (path) => texts[path] ?? null,
  files: async () => files,
})

async function made(pulls: WaitingPulls | null, merged: Readonly<Record<string, string>> = {}, now = '2023-01-19T09:00:00Z') {
  const folder = aFolder()
  for (const [path, text] of Object.entries(merged)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const screen = createScreen(findTokens, settings.privacy)
  const { facts, files, forOperators } = await buildSite(
    {
      archive: folderArchive(folder),
      pulls,
      screen,
      members: null,
      memory: { recall: async () => null, keep: async () => {} },
      templates: createTemplates(),
      clock: { now: () => new Date(now) },
    },
    { settings, meetings: { calendar: null, told: null }, board: noBoard, stamp: 'test', assets: [] },
  )
  const words = (path: string) => wordsOf(parseHtml(files.find((file) => file.path === path)?.text() ?? ''))
  const [iaas] = facts.teams
  return {
    facts,
    forOperators,
    iaas,
    week: words('index.html'),
    call: words('call/2023-01-19/index.html'),
    team: words('teams/iaas/index.html'),
  }
}

const told = (day: string) => `# ${day}\n\n## Participants\n\n- @ada\n\n## Roof\n\n- Decision: slate\n`

test('minutes in an open pull request are listed, whatever their date', async () => {
  const days = ['2023-01-18', '2023-01-17', '2022-11-02']
  const texts = Object.fromEntries(days.map((day) => [`iaas/${day.replaceAll('-', '')}.md`, told(day)]))
  const { iaas, team } = await made(pullsOf([...days.map((day) => pull(`minutes/iaas-${day}`)), pull('minutes/iaas-2023-01-25')], texts))
  expect(iaas?.waiting.map(({ date, path }) => [date, path])).toEqual(days.map((day) => [day, `iaas/${day.replaceAll('-', '')}.md`]))
  expect(team).toContain('Wed 2 Nov 2022')
})

test('minutes that somebody moved in their pull request wait where they are now, on the day of their new path', async () => {
  const texts = { 'iaas/20230105.md': told('2023-01-05') }
  const files: PullFile[] = [{ path: 'iaas/20230105.md', status: 'added', movedFrom: null }]
  const { iaas, facts } = await made(pullsOf([pull('minutes/iaas-2023-01-04')], texts, files), { 'iaas/20221214.md': told('2022-12-14') })
  expect(facts.problems).toEqual([])
  expect(iaas?.waiting.map(({ date, path }) => [date, path])).toEqual([['2023-01-05', 'iaas/20230105.md']])
})

test('moved minutes that are merged are no longer waiting', async () => {
  const texts = { 'iaas/20230105.md': told('2023-01-05') }
  const files: PullFile[] = [{ path: 'iaas/20230105.md', status: 'added', movedFrom: null }]
  const { iaas, facts } = await made(pullsOf([pull('minutes/iaas-2023-01-04')], texts, files), texts)
  expect([iaas?.waiting, facts.problems]).toEqual([[], []])
})

test('merged minutes are no longer waiting, but a second meeting of the day is', async () => {
  const texts = { 'iaas/20230118.md': told('2023-01-18'), 'iaas/20230118-2.md': told('2023-01-18') }
  const open = [pull('minutes/iaas-2023-01-18'), pull('minutes/iaas-2023-01-18-2'), pull('minutes/iam-2023-01-18'), pull('a-branch')]
  const { facts } = await made(pullsOf(open, texts), { 'iaas/20230118.md': told('2023-01-18') })
  expect(facts.teams.map(({ waiting }) => waiting.map(({ path }) => path))).toEqual([['iaas/20230118-2.md'], []])
})

test('open questions are those listed in the pull request, plus those it only counts', async () => {
  const asks = (id: number) => `<!-- scs-sprint:asks v1 000000000000000${id} -->`
  const own = [
    `- [ ] Who writes? ${asks(1)}`,
    `- [x] Who reports? ${asks(2)}`,
    '- [ ] a box of the template',
    `* [ ] 37 others <!-- scs-sprint:asks v1 more=37 -->`,
  ]
  const body = `Intro\r\n\r\n- [ ] mine\r\n${markedBody(own.join('\r\n'))}- [ ] another of mine\r\n`
  expect(openCountIn(body)).toBe(38)
  const texts = { 'iaas/20230118.md': told('2023-01-18') }
  const { week } = await made(pullsOf([pull('minutes/iaas-2023-01-18', body)], texts))
  expect(week).toContain('minutes waiting in the pull request of Team IaaS, 38 open questions')
})

test('an unreadable pull request is reported, and the others are shown', async () => {
  const texts = { 'iaas/20230118.md': `# 2023-01-18\n\n${'- word\n'.repeat(160_000)}`, 'iaas/20230111.md': told('2023-01-11') }
  const open = [pull('minutes/iaas-2023-01-18'), pull('minutes/iaas-2023-01-11'), pull('minutes/iaas-2023-01-04')]
  const { iaas, facts, week, call } = await made(pullsOf(open, texts))
  expect(iaas?.waiting.map(({ date }) => date)).toEqual(['2023-01-11'])
  expect(facts.problems.join(' ')).toMatch(/iaas\/20230118\.md: expected minutes .* found more than 1 MiB/)
  expect(facts.problems.join(' ')).toMatch(/iaas\/20230104\.md: the open pull request .* has no such file/)
  expect(week).toContain('unknown, the minutes in its open pull request could not be read')
  expect(call).toContain('the minutes in its open pull request could not be read')
  expect(week).not.toContain('next to write')
})

test.each<[string, WaitingPulls | null, string]>([
  ['nobody looked', null, 'open pull requests were not checked'],
  [
    'GitHub did not answer',
    {
      openPulls: async () => {
        throw new TryAgainError('GitHub did not answer.')
      },
      readFile: async () => null,
      files: async () => [],
    },
    'open pull requests could not be read',
  ],
])('where %s at pull requests, nobody is told to write minutes', async (_what, pulls, why) => {
  const { week, call } = await made(pulls, { 'iaas/20230111.md': told('2023-01-11') })
  expect(week).toContain(`Wed 18 Jan 2023: unknown, ${why}`)
  expect(call).toContain(why)
  expect(`${week} ${call}`).not.toMatch(/next to write|no minutes yet/i)
})

test('if everything was checked, the next scribe is named', async () => {
  const { week } = await made(pullsOf([], {}), { 'iaas/20230111.md': told('2023-01-11') })
  expect(week).toContain('no minutes yet, next to write: @ada')
})

test('unreadable minutes are not missing', async () => {
  const { week } = await made(pullsOf([], {}), { 'iaas/20230118.md': 'a\0b', 'iaas/20230111.md': told('2023-01-11') })
  expect(week).toContain('Wed 18 Jan 2023: unknown, its minutes could not be read')
})

test('minutes of a future date are not shown before it', async () => {
  const merged = { 'iaas/20230118.md': told('2023-01-18'), 'iaas/20230125.md': told('2023-01-25') }
  const { iaas, week, forOperators } = await made(pullsOf([], {}), merged)
  expect(iaas?.meetings.map(({ date }) => date)).toEqual(['2023-01-18'])
  expect(week).not.toContain('20230125.md')
  expect(forOperators).toContain('iaas/20230125.md: the minutes of 2023-01-25 are shown from that date on.')
  expect((await made(pullsOf([], {}), merged, '2023-01-25T09:00:00Z')).iaas?.meetings).toHaveLength(2)
})

test('skipped files and folders are reported to whoever runs this, not to readers', async () => {
  const place = aPlace({
    'minutes/iaas/20230118.md': told('2023-01-18'),
    'minutes/iaas/notes.md': 'x',
    'minutes/iaas/20230118-agenda.md': 'x',
    'minutes/iaas/2022/20220105.md': told('2022-01-05'),
    'minutes/iamm/20230118.md': told('2023-01-18'),
  })
  const ran = await place.site()
  expect(ran.err).toContain('Team IaaS: 2 files are not read, because the name does not fit {team}/{yyyymmdd}.md: ')
  expect(ran.err).toContain('No folder `iam` in the minutes. Did you mean `iamm`?')
  expect(place.page('index.html')).not.toMatch(/Did you mean|not read/)
})

test('a folder without minutes is reported, once', async () => {
  const ran = await aPlace().site()
  expect(ran.err.match(/No minutes were found|No folder/g)).toEqual(['No minutes were found'])
})
