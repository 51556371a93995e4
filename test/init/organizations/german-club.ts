/** A small club: no board, no calendar, labels and minutes in German. */
import { filesOf, type Organization, series } from './organization.ts'

const german = (day: string) => day.split('-').reverse().join('.')
const technik = series({ from: '2024-09-03', to: '2025-03-18', days: 14, without: ['2024-12-24'] })
const redaktion = series({ from: '2024-10-02', to: '2025-03-19', days: 7, without: ['2024-12-25', '2025-01-01'] })

const files = {
  'LIESMICH.md': '# Protokolle\n\nDie Protokolle unserer Gruppen.\n',
  ...filesOf(
    technik,
    (day) => `technik/${day}.md`,
    (day) =>
      `# Protokoll vom ${german(day)}\n\nBeginn: 19:30 Uhr\nPad: https://pad.netzverein.example/p/technik\n\n## Teilnehmende\n\n- @anja\n- @mehmet\n\n## Beschlüsse\n\n- Der Server zieht um.\n`,
  ),
  ...filesOf(
    redaktion,
    (day) => `redaktion/${day}.md`,
    (day) => `# Redaktionssitzung am ${german(day)}\n\nAnwesend: @lena, @anja\n\n## Tagesordnung\n\n- Rundbrief\n`,
  ),
  'vorlagen/protokoll.md': '# Protokoll vom TT.MM.JJJJ\n',
}

const issue = (title: string, labels: readonly string[]) => ({ title, author: 'anja', created: '2025-02-03', labels: [...labels] })

export const germanClub: Organization = {
  name: 'a small club with German minutes',
  now: '2025-03-20T08:00:00Z',
  world: {
    now: '2025-03-20T08:00:00Z',
    organizations: { netzverein: { members: ['anja'] } },
    repositories: {
      'netzverein/webseite': {
        labels: {
          Fehler: null,
          Epos: 'Vorhaben über mehrere Sprints',
          'Team: Technik': null,
          'Team: Redaktion': null,
          'Sprint 11': '2025, KW 10+11',
          'Sprint 12': '2025, KW 12+13',
        },
        issues: { 1: issue('Neue Webseite', ['Epos', 'Team: Redaktion']), 2: issue('Server umziehen', ['Team: Technik']) },
      },
      'netzverein/protokolle': { default_branch: 'master', files },
    },
    installations: { netzverein: {} },
  },
  truth: `
organization: netzverein
timezone: Europe/Berlin
minutes: { repository: netzverein/protokolle, branch: master, path: "{team}/{yyyy-mm-dd}.md" }
sprints: { labelPrefix: "Sprint " }
epics: { labels: [Epos] }
pads: { hosts: [pad.netzverein.example] }
teams:
  technik:
    name: Team Technik
    label: "Team: Technik"
    pad: https://pad.netzverein.example/p/technik
    meeting: { weekday: tuesday, time: "19:30", everyWeeks: 2, startsOn: 2024-10-01 }
  redaktion:
    name: Team Redaktion
    label: "Team: Redaktion"
`,
  told: [/[Nn]o open board/, /of the latest \d+ files in redaktion\/ are dated on a Wednesday/],
}
