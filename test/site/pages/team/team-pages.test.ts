/** The list of teams and the page of one: items, turns, minutes, feeds. */
import { expect, test } from 'vitest'
import { teamPages } from '../../../../src/site/pages/team/team-pages.ts'
import { meetingFacts, plannedOn, siteFacts, teamFacts } from '../../facts.ts'
import { filesOf, linksOf, wordsOf } from '../../rendered.ts'

const iaas = teamFacts({
  hasBoard: false,
  pad: 'https://input.scs.community/iaas',
  schedule: { weekday: 'wednesday', time: '10:05', minutes: 45, everyWeeks: 2 },
  lastPlanned: plannedOn('2023-01-18'),
  coming: [plannedOn('2023-02-01')],
  meetings: [
    meetingFacts({ date: '2023-01-18', decisions: [{ text: 'Yes', line: 3, topic: null }] }),
    meetingFacts({ date: '2023-01-04' }),
    meetingFacts({ date: '2022-12-07' }),
  ],
  waiting: [{ date: '2023-01-11', path: 'iaas/20230111.md', url: 'https://github.com/scs/minutes/pull/7', openQuestions: 0 }],
  openItems: [
    {
      owners: ['fkr'],
      for: [],
      text: 'Ask',
      due: null,
      since: '2023-01-04',
      lastSeen: '2023-01-18',
      path: 'iaas/20230118.md',
      line: 9,
      carried: 2,
    },
  ],
  rota: {
    history: [
      { date: '2022-12-07', reporters: ['fkr'], scribes: ['o-otte'] },
      { date: '2023-01-04', reporters: ['o-otte'], scribes: [] },
      { date: '2023-01-18', reporters: [], scribes: ['fkr'] },
    ],
    counts: [
      { handle: 'berendt', attended: 3, reported: 0, wrote: 0 },
      { handle: 'fkr', attended: 2, reported: 1, wrote: 1 },
      { handle: 'o-otte', attended: 1, reported: 1, wrote: 1 },
    ],
    proposal: { reporter: 'berendt', scribe: 'o-otte', why: '' },
  },
})
const files = filesOf(siteFacts({ teams: [iaas, teamFacts({ id: 'iam', hasBoard: false, communityCall: false })] }), [teamPages])
const page = files.get('teams/iaas/index.html')

test('the page of a team', () => {
  const words = wordsOf(page)
  expect(words).toMatch(
    /^Team iaas Meets Wednesday, every 2 weeks, 10:05, 45 minutes Next meeting Wed 1 Feb 2023 Pad https:\/\/input\.scs\.community\/iaas /,
  )
  expect(words).toContain('Minutes waiting for review Wed 11 Jan 2023: no open questions')
  expect(words).toContain(
    'Action items: 1 Action items of Team iaas, newest first Item Owner Age Carried over Ask @fkr 15 days twice ' +
      'Who is next Presents @berendt Writes @o-otte Turns so far Who Presented Wrote Last turn ' +
      '@fkr 1 1 Wed 18 Jan 2023 @o-otte 1 1 Wed 4 Jan 2023 ' +
      'Minutes: 3 1 decision 2023 Wed 18 Jan 2023 1 decision Wed 4 Jan 2023 2022 Wed 7 Dec 2022',
  )
})

test('attendance is not public', () => {
  expect(wordsOf(page)).not.toContain('Turns so far Who Presented Wrote Last turn @berendt')
})

test('there are links to minutes, pull requests, people and feeds', () => {
  const links = linksOf(page).map(([href]) => href)
  expect(links).toContain('https://github.com/SovereignCloudStack/minutes/blob/main/iaas/20230104.md')
  expect(links).toContain('https://github.com/scs/minutes/pull/7')
  expect(links).toContain('../../actions/#@fkr')
  expect(links).toContain('../../teams/iaas/decisions/')
  expect(links).toContain('../../teams/iaas/feed.xml')
  expect(links).toContain('../../teams/iaas/meetings.ics')
  expect(page).toContain(
    '<link rel="alternate" type="application/atom+xml" title="Team iaas: minutes and decisions" href="../../teams/iaas/feed.xml">',
  )
})

test('a new team is told what to do', () => {
  const words = wordsOf(files.get('teams/iam/index.html'))
  expect(words).toContain('No meeting is configured. Add meeting to the team in sprint.yml, or calendar.')
  expect(words).toContain('Action items: 0 Nothing is open.')
  expect(words).toContain('Who is next Writes Nobody can be proposed. Ask in the meeting.')
  expect(words).not.toContain('Presents')
  expect(words).toContain('Minutes: 0 No minutes yet.')
})

test('the list has one row per team', () => {
  expect(wordsOf(files.get('teams/index.html'))).toBe(
    'Teams All teams Team Next meeting Newest minutes Minutes Waiting Open items ' +
      'Team iaas Wed 1 Feb 2023 Wed 18 Jan 2023 3 1 1 Team iam 0 0 0',
  )
})
