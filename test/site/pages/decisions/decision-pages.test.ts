/** Every decision on a page of its year and of its team, newest first. */
import { expect, test } from 'vitest'
import { decisionPages } from '../../../../src/site/pages/decisions/decision-pages.ts'
import { meetingFacts, siteFacts, teamFacts } from '../../facts.ts'
import { filesOf, linksOf, wordsOf } from '../../rendered.ts'

const said = (text: string, line: number, topic: string | null = null) => ({ text, line, topic })
const meeting = (team: string, date: string, ...decisions: ReturnType<typeof said>[]) => meetingFacts({ team, date, decisions })
const facts = siteFacts({
  teams: [
    teamFacts({
      id: 'iaas',
      meetings: [
        meeting('iaas', '2023-01-18', said('Second', 9), said('First', 4, 'OVN')),
        meeting('iaas', '2022-12-07', said('Of last year', 5)),
      ],
    }),
    teamFacts({
      id: 'container',
      meetings: [meeting('container', '2023-01-19', said('Newest', 7)), meeting('container', '2023-01-18', said('Third', 3))],
    }),
    teamFacts({ id: 'iam' }),
  ],
})
const files = filesOf(facts, [decisionPages])
const line = (path: string, at: number) => `https://github.com/SovereignCloudStack/minutes/blob/main/${path}?plain=1#L${at}`

test('one page for all, and one page per team', () => {
  expect([...files.keys()]).toEqual([
    'decisions/index.html',
    'teams/iaas/decisions/index.html',
    'teams/container/decisions/index.html',
    'teams/iam/decisions/index.html',
  ])
})

test('newest first, those of one day by team and line, each a link to its line', () => {
  const links = linksOf(files.get('decisions/index.html'))
  expect(links.filter(([href]) => href.startsWith('https:'))).toEqual([
    [line('container/20230119.md', 7), 'Newest'],
    [line('iaas/20230118.md', 4), 'First'],
    [line('iaas/20230118.md', 9), 'Second'],
    [line('container/20230118.md', 3), 'Third'],
    [line('iaas/20221207.md', 5), 'Of last year'],
  ])
  expect(wordsOf(files.get('decisions/index.html'))).toBe(
    'Decisions 5 decisions in total. Team iaas 3 Team container 2 ' +
      '2023 Decisions 2023, newest first Day Team Decision Topic Thu 19 Jan 2023 Team container Newest Wed 18 Jan 2023 Team iaas First OVN ' +
      'Wed 18 Jan 2023 Team iaas Second Wed 18 Jan 2023 Team container Third ' +
      '2022 Decisions 2022, newest first Day Team Decision Topic Wed 7 Dec 2022 Team iaas Of last year',
  )
})

test('with many decisions there is a page per year, linked to each other and to the teams with decisions', () => {
  const many = Array.from({ length: 300 }, (_, index) => said(`Number ${index}`, index + 1))
  const meetings = [meeting('iaas', '2023-01-18', ...many), meeting('iaas', '2022-12-07', said('Of last year', 5))]
  const pages = filesOf(siteFacts({ teams: [teamFacts({ meetings })] }), [decisionPages])
  expect([...pages.keys()]).toEqual(['decisions/index.html', 'decisions/2022/index.html', 'teams/iaas/decisions/index.html'])
  expect(linksOf(pages.get('decisions/index.html')).filter(([href]) => href.startsWith('https:'))).toHaveLength(300)
  expect(linksOf(pages.get('decisions/2022/index.html'))).toEqual([
    ['../../decisions/', '2023'],
    ['../../decisions/2022/', '2022'],
    ['../../teams/iaas/decisions/', 'Team iaas'],
    ['../../teams/iaas/', 'Team iaas'],
    [line('iaas/20221207.md', 5), 'Of last year'],
  ])
})

test('the page of a team has all its years', () => {
  expect(wordsOf(files.get('teams/iaas/decisions/index.html'))).toBe(
    'Decisions of Team iaas 3 decisions. Team iaas · All teams 2023 Decisions 2023, newest first Day Decision Topic ' +
      'Wed 18 Jan 2023 First OVN Wed 18 Jan 2023 Second 2022 Decisions 2022, newest first Day Decision Topic Wed 7 Dec 2022 Of last year',
  )
})

test('without decisions, the page says how to record one', () => {
  const words = 'No decisions yet. Begin a line of the pad with Decision:.'
  expect(wordsOf(files.get('teams/iam/decisions/index.html'))).toContain(words)
  expect(wordsOf(filesOf(siteFacts(), [decisionPages]).get('decisions/index.html'))).toBe(`Decisions 0 decisions in total. ${words}`)
})
