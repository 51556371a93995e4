/** SCS in summer 2026: an iteration field, few live groups, a calendar that knows when they meet. */
import { compact, filesOf, type Organization, series } from './organization.ts'

const minutes = (folder: string) => (day: string) => `${folder}/${compact(day)}.md`

const container = series({ from: '2025-11-07', to: '2026-06-05', days: 14, without: ['2026-01-02', '2026-04-24'] })
const standardization = series({ from: '2025-07-10', to: '2026-06-04', days: 14, without: ['2025-12-25', '2026-05-21'] })
const projectBoard = series({
  from: '2025-09-01',
  to: '2026-06-08',
  days: 7,
  without: ['2025-12-22', '2025-12-29', '2026-04-06', '2026-05-25'],
})
const meeting = series({ from: '2026-01-23', to: '2026-05-15', days: 28, without: ['2026-04-17'] })
const iaas = series({ from: '2024-01-10', to: '2024-12-11', days: 7 })
const call = series({ from: '2024-01-11', to: '2024-06-27', days: 7 })

const standardPad = (day: string) => `https://input.scs.community/${day.slice(0, 4)}-scs-sig-standardization`

const files = {
  'README.md': '# Minutes\n\nMinutes of the teams of the Sovereign Cloud Stack.\n',
  ...filesOf(
    container,
    minutes('container'),
    (day) =>
      `# ${day}\n\n## :family: Participants\n\n- @jschoone\n\n## :notebook: Agenda\n\n### Cluster stacks (@chess-knight)\n\n- https://github.com/SovereignCloudStack/issues/issues/3\n`,
  ),
  ...filesOf(
    standardization,
    minutes('sig-standardization'),
    (day, index) =>
      `## ${day}\n\n${index % 3 === 0 ? `HedgeDoc: ${standardPad(day)}?both\n\n` : ''}### Participants\n\n- @mbuechse\n- @fkr\n\n### Pending action items\n\n- _AI @mbuechse: propose a date_\n`,
  ),
  'sig-standardization/20260319-special.md': '## 2026-03-19\n\n### Participants\n\n- @mbuechse\n',
  'sig-standardization/scs-certification-issuing.md': '# How certificates are issued\n',
  ...filesOf(
    projectBoard,
    minutes('project-board'),
    (day) => `## ${day}\n\n### Housekeeping\n\n### Participants\n\n- @garloff\n\n### Agenda\n\n#### Org questions\n\n- sponsor: @garloff\n`,
  ),
  ...filesOf(
    meeting,
    minutes('community-meeting'),
    (day) => `---\ntitle: SCS Community Meeting\ntype: slide\n---\n\n# SCS Community Meeting\n\n${day}\n`,
  ),
  ...filesOf(iaas, minutes('iaas'), (day) => `# ${day}\n\n## Participants\n\n- @berendt\n`),
  ...filesOf(call, minutes('community-call'), (day) => `# SCS Tech Weekly ${day}\n\nhttps://input.scs.community/2024-community-call\n`),
  'community-call/20240411-slides.md': '# Slides\n',
  'community-call/template.md': '# YYYY-MM-DD\n',
  'hackathons/2024-04-16-scs-hackathon4-arnsberg/Readme.md': '# Hackathon\n',
}

const event = (name: string, lines: readonly string[]) =>
  `name: ${name}\ntimezone: Europe/Berlin\nevents:\n${lines.map((line) => `  ${line}\n`).join('')}`

const calendar = {
  'README.md': '# Calendar\n',
  'sig-standardization.yml': event('SIG Standardization/Certification', [
    '- summary: SIG Standardization/Certification',
    '  begin: 2026-01-08 14:05:00',
    '  duration: { minutes: 50 }',
    '  repeat:',
    '    interval: { weeks: 2 }',
    '    until: 2026-12-18',
    '    except_on: [2026-05-21 14:05:00]',
    '  uid: sig-std-2026@scs.community',
    '  description: |',
    '    Minutes: https://github.com/SovereignCloudStack/minutes/tree/main/sig-standardization',
    '    HedgeDoc: https://input.scs.community/2026-scs-sig-standardization?both',
  ]),
  'community-meeting.yml': event('SCS Community Meeting', [
    '- summary: SCS Community Meeting',
    '  begin: 2026-01-23 11:05:00',
    '  duration: { minutes: 50 }',
    '  repeat: { interval: { weeks: 4 }, until: 2026-12-18 }',
    '  uid: community-meeting-2026@scs.community',
    '  description: |',
    '    Presentation: https://input.scs.community/p/community-meeting#/',
    '    Minutes: https://github.com/SovereignCloudStack/minutes/tree/main/community-meeting',
    '    HedgeDoc: https://input.scs.community/community-meeting?both',
  ]),
}

const card = (number: number, Status: string, more: Record<string, string> = {}) => ({
  of: `SovereignCloudStack/issues#${number}`,
  Status,
  ...more,
})
const issue = (title: string, labels: readonly string[]) => ({ title, author: 'fkr', created: '2026-03-02', labels: [...labels] })

export const scsToday: Organization = {
  name: 'SCS in 2026',
  now: '2026-06-10T08:00:00Z',
  world: {
    now: '2026-06-10T08:00:00Z',
    organizations: { SovereignCloudStack: { members: ['fkr', 'garloff'] } },
    repositories: {
      'SovereignCloudStack/issues': {
        labels: {
          bug: null,
          epic: 'Issues that are spread across multiple sprints',
          IaaS: 'Issues or pull requests relevant for Team1: IaaS',
          Container: 'Issues or pull requests relevant for Team2: Container',
          Ops: null,
          spike: null,
          'Sprint Hobart': '2023, cwk 30+31',
          'Sprint Jena': '2023, cwk 34+35',
        },
        issues: {
          1: issue('Cluster stacks', ['epic', 'Container']),
          2: issue('Update the images', ['Container']),
          3: issue('Describe the release', ['Container']),
          4: issue('Old idea', ['IaaS']),
          5: issue('Wait for upstream', ['Container']),
        },
      },
      'SovereignCloudStack/standards': { labels: { bug: null }, files: { 'Standards/scs-0001-v1.md': '# Standard\n' } },
      'SovereignCloudStack/minutes': { files },
      'SovereignCloudStack/calendar': { files: calendar },
    },
    boards: {
      'SovereignCloudStack/3': { title: 'Old board', closed: true, fields: { Status: ['Todo', 'Done'] } },
      'SovereignCloudStack/6': {
        title: 'Sprint Board',
        fields: {
          Status: ['Backlog', 'Refined', 'Doing', 'Review', 'Blocked', 'Done', 'Abandoned'],
          Iteration: { days: 14, iterations: { Hobart: '2026-05-18', Izmir: '2026-06-01', Jena: '2026-06-15' } },
          Priority: ['High', 'Low'],
        },
        cards: [
          card(1, 'Doing', { Iteration: 'Izmir' }),
          card(2, 'Doing', { Iteration: 'Izmir' }),
          card(3, 'Backlog'),
          card(4, 'Abandoned'),
          card(5, 'Blocked', { Iteration: 'Izmir' }),
        ],
      },
      'SovereignCloudStack/9': {
        title: 'Certificates',
        fields: { Status: ['Todo', 'In Progress', 'Done'] },
        cards: [{ draft: 'One', Status: 'Todo' }],
      },
    },
    installations: { SovereignCloudStack: {} },
  },
  truth: `
organization: SovereignCloudStack
timezone: Europe/Berlin
minutes: { repository: SovereignCloudStack/minutes, branch: main, path: "{team}/{yyyymmdd}.md" }
board:
  owner: SovereignCloudStack
  number: 6
  fields: { status: Status, sprint: Iteration, priority: Priority }
  status: { backlog: [Backlog, Refined], active: [Doing, Review], done: [Done, Abandoned] }
epics: { labels: [epic] }
calendar: { repository: SovereignCloudStack/calendar }
pads: { hosts: [input.scs.community] }
teams:
  container:
    name: Team Container
    label: Container
  sig-standardization:
    name: SIG Standardization/Certification
    board: off
    firstHeading: 2
  project-board:
    name: Project Board
    board: off
    firstHeading: 2
  community-meeting:
    name: SCS Community Meeting
    board: off
`,
  told: [
    /Blocked/,
    /Certificates/,
    /Sprint Jena|"Sprint "/,
    /iaas \(\d+ files?, the latest of 2024-12-11\)/,
    /community-call \(\d+ files?, the latest of 2024-06-27\)/,
    /SovereignCloudStack\/calendar.* has its meetings: the next one on Thursday, 2026-06-11, at 14:05, 50 minutes, in https:\/\/input\.scs\.community\/2026-scs-sig-standardization/,
    /the next one on Friday, 2026-06-12, at 11:05/,
    /of the latest \d+ files in container\/ are dated on a Friday/,
  ],
}
