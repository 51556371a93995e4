/**
 * A community with other habits: minutes in a repository that is not called so, deep folders, one file a year for one group, monthly
 * meetings, times in UTC, a board made from GitHub's template, posts of a blog with dates in their names.
 */
import { filesOf, type Organization, series } from './organization.ts'

const monthly = [
  '2024-03-21',
  '2024-04-18',
  '2024-05-16',
  '2024-06-20',
  '2024-07-18',
  '2024-08-15',
  '2024-09-19',
  '2024-10-17',
  '2024-11-21',
  '2024-12-19',
  '2025-01-16',
]
const hpc = ['2021-02-03', '2021-03-03', '2021-04-07', '2021-05-05']
const steering = series({ from: '2024-09-03', to: '2025-01-28', days: 7, without: ['2024-12-24', '2024-12-31'] })
const month = (day: string) => new Date(`${day}T00:00:00Z`).toUTCString().slice(5, 16).replaceAll(' ', '-')

const files = {
  'README.md': '# Team compass\n\nHow we work together.\n',
  'docs/index.md': '# Team compass\n',
  ...filesOf(
    monthly,
    (day) => `docs/meetings/community/${day}.md`,
    (day) => `# ${day}\n\nHackMD: https://hackmd.io/u2ghJJUCRWK-zRidCFid_Q?both\n\n## Attendees\n\n- Ada / @ada\n\n## Agenda\n`,
  ),
  'docs/meetings/community/2024-09-29-maintenance-planning.md': '# Maintenance planning\n',
  'docs/meetings/community/monthly-meeting-template.md': '# Date\n',
  ...filesOf(
    hpc,
    (day) => `docs/meetings/hpc/${day}.md`,
    (day) => `# HPC ${day}\n`,
  ),
  ...filesOf(
    steering,
    (day) => `docs/meetings/steering/${day}.md`,
    (day) => `# Steering Council meeting\n\n**Time**: UTC Tue ${month(day)} 17:00 (05:00 PM)\n\n## Present\n\n- Ada @ada\n`,
  ),
  'docs/meetings/collab-cafe/2024.md': '# 2024\n\n## 2024-01-16\n\n- hello\n\n## 2024-02-20\n\n- hello\n',
  'docs/meetings/collab-cafe/2025.md': '# 2025\n\n## 2025-01-21\n\n- hello\n',
}

const issue = (title: string, labels: readonly string[]) => ({ title, author: 'ada', created: '2024-11-04', labels: [...labels] })
const card = (number: number, Status: string) => ({ of: `opennotebookhub/hub#${number}`, Status })

export const hub: Organization = {
  name: 'a community outside of SCS',
  now: '2025-02-03T08:00:00Z',
  world: {
    now: '2025-02-03T08:00:00Z',
    organizations: { opennotebookhub: { members: ['ada'] } },
    repositories: {
      'opennotebookhub/hub': {
        labels: { bug: null, 'kind/epic': null, 'kind/feature': null, 'good first issue': null },
        issues: { 1: issue('Multi-tenancy', ['kind/epic']), 2: issue('Spawn faster', ['kind/feature']), 3: issue('Crash', ['bug']) },
      },
      'opennotebookhub/website': {
        files: filesOf(
          series({ from: '2022-01-03', to: '2025-01-27', days: 28 }),
          (day) => `_posts/${day}-release-notes.md`,
          (day) => `# News of ${day}\n`,
        ),
      },
      'opennotebookhub/team-compass': { files },
    },
    boards: {
      'opennotebookhub/4': {
        title: 'Hub planning',
        fields: {
          Status: ['🆕 New', '📋 Backlog', '🔖 Ready', '🏗 In progress', '👀 In review', '✅ Done'],
          Size: ['🐋 X-Large', '🦔 Tiny'],
          'Target date': 'date',
        },
        cards: [card(1, '🏗 In progress'), card(2, '📋 Backlog'), card(3, '✅ Done')],
      },
    },
    installations: { opennotebookhub: {} },
  },
  truth: `
organization: opennotebookhub
timezone: UTC
minutes: { repository: opennotebookhub/team-compass, branch: main, path: "docs/meetings/{team}/{yyyy-mm-dd}.md" }
board:
  owner: opennotebookhub
  number: 4
  fields: { status: Status, targetDate: Target date }
  status: { backlog: ["🆕 New", "📋 Backlog", "🔖 Ready"], active: ["🏗 In progress", "👀 In review"], done: ["✅ Done"] }
epics: { labels: [kind/epic] }
pads: { hosts: [hackmd.io] }
teams:
  community:
    name: Community
    board: off
    pad: https://hackmd.io/u2ghJJUCRWK-zRidCFid_Q
  steering:
    name: Steering
    board: off
    meeting: { weekday: tuesday, time: "17:00" }
`,
  told: [/third Thursday/, /hpc \(4 files, the latest of 2021-05-05\)/, /collab-cafe/, /No label/],
}
