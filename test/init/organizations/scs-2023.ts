/** SCS in autumn 2023: sprints are labels, four teams with labels, a weekly community call, no calendar. */
import { compact, filesOf, type Organization, series } from './organization.ts'

const minutes = (folder: string) => (day: string) => `${folder}/${compact(day)}.md`

const iaas = series({ from: '2023-02-01', to: '2023-09-06', days: 7, without: ['2023-04-05', '2023-07-26'] })
const container = series({ from: '2023-02-06', to: '2023-09-11', days: 7, without: ['2023-04-10', '2023-05-01', '2023-05-29'] })
const ops = series({ from: '2023-02-02', to: '2023-09-07', days: 7, without: ['2023-05-18'] })
const iam = series({ from: '2023-02-01', to: '2023-09-06', days: 7, without: ['2023-03-15'] })
const call = series({ from: '2023-02-02', to: '2023-09-07', days: 7, without: ['2023-05-18'] })

const sprintMinutes = (pad: string) => (day: string, index: number) =>
  `# ${day}\n\n${index % 2 === 0 ? `[Pad](${pad}?both)\n\n` : ''}## Participants - use of github handle is preferred\n\n- @o-otte\n- @berendt\n\n## Recurring items\n\n## Agenda\n\n### Sprint review\n\n- SovereignCloudStack/issues#28 is done\n`

const files = {
  'README.md':
    '# Minutes\n\n| meeting | when |\n| --- | --- |\n| Team IaaS | Wednesday, 10:05 CET/CEST |\n| Team Container | Monday, 15:05 CET/CEST |\n| Team Ops | Thursday, 10:05 CET/CEST |\n| Community call | Thursday, 15:05 CET/CEST |\n',
  ...filesOf(iaas, minutes('iaas'), sprintMinutes('https://input.scs.community/2023-scs-team-iaas')),
  'iaas/20230710-overflow.md': '# Overflow session\n',
  ...filesOf(container, minutes('container'), sprintMinutes('https://input.scs.community/2023-scs-team-container')),
  ...filesOf(ops, minutes('ops'), (day) => `# ${day}\n\n## Participants\n\n- @o-otte\n`),
  ...filesOf(
    iam,
    minutes('iam'),
    (day) =>
      `# ${day}\n\n## Participants\n\n- @reqa\n${day === '2023-07-05' ? '\nMoved from https://input.osb-alliance.de/p/2022-scs-ops-iam\n' : ''}`,
  ),
  ...filesOf(call, minutes('community-call'), (day) => `# SCS Tech Weekly ${day}\n\n## Meta\n\n- Presenter: @fkr\n`),
  'community-call/20230831-slides.md': '# Slides\n',
  'community-call/template.md': '# YYYY-MM-DD\n',
  'ops-iam/20230126.md': '# 2023-01-26\n',
}

const issue = (title: string, labels: readonly string[]) => ({ title, author: 'fkr', created: '2023-03-02', labels: [...labels] })
const card = (number: number, Status: string) => ({ of: `SovereignCloudStack/issues#${number}`, Status })

export const scs2023: Organization = {
  name: 'SCS in 2023',
  now: '2023-09-13T08:00:00Z',
  world: {
    now: '2023-09-13T08:00:00Z',
    organizations: { SovereignCloudStack: { members: ['fkr'] } },
    repositories: {
      'SovereignCloudStack/issues': {
        labels: {
          bug: 'Something is not working',
          epic: 'Issues that are spread across multiple sprints',
          IaaS: null,
          Container: null,
          Ops: null,
          IAM: null,
          'needs refinement': null,
          'Sprint Hobart': 'Sprint Hobart (2023, cwk 30+31)',
          'Sprint Izmir': 'Sprint Izmir (2023, cwk 32+33)',
          'Sprint Jena': 'Sprint Jena (2023, cwk 34+35)',
          'Sprint Kyoto': 'Sprint Kyoto (2023, cwk 36+37)',
        },
        issues: {
          1: issue('Flavor manager', ['epic', 'IaaS']),
          2: issue('Name flavors', ['IaaS', 'Sprint Kyoto']),
          3: issue('Cluster stacks', ['Container', 'Sprint Kyoto']),
          4: issue('Monitoring', ['Ops']),
          5: issue('Keycloak', ['IAM']),
        },
      },
      'SovereignCloudStack/minutes': { files },
    },
    boards: {
      'SovereignCloudStack/6': {
        title: 'Sprint Board',
        fields: { Status: ['Backlog', 'Refined', 'Doing', 'In progress', 'Review', 'Done'] },
        cards: [card(1, 'Doing'), card(2, 'Doing'), card(3, 'Review'), card(4, 'Backlog'), card(5, 'Done')],
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
  fields: { status: Status }
  status: { backlog: [Backlog, Refined], active: [Doing, In progress, Review], done: [Done] }
sprints: { labelPrefix: "Sprint " }
epics: { labels: [epic] }
communityCall: { weekday: thursday, time: "15:05", path: "community-call/{yyyymmdd}.md" }
pads: { hosts: [input.scs.community] }
teams:
  iaas:
    name: Team IaaS
    label: IaaS
    pad: https://input.scs.community/2023-scs-team-iaas
    meeting: { weekday: wednesday, time: "10:05" }
  container:
    name: Team Container
    label: Container
    pad: https://input.scs.community/2023-scs-team-container
    meeting: { weekday: monday, time: "15:05" }
  ops:
    name: Team Ops
    label: Ops
    meeting: { weekday: thursday, time: "10:05" }
  iam:
    name: Team IAM
    label: IAM
`,
  told: [
    /of the latest \d+ files in iaas\/ are dated on a Wednesday/,
    /of the latest \d+ files in iam\/ are dated on a Wednesday/,
    /ops-iam \(1 file, the latest of 2023-01-26\)/,
    /input\.osb-alliance\.de/,
  ],
}
