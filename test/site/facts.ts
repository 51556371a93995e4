/** Facts of a small site, with only what a test is about; everything else has a harmless default. */
import { GITHUB_COM } from '../../src/domain/github-web.ts'
import type { BoardFacts, MeetingFacts, PlannedMeeting, SiteFacts, TeamFacts } from '../../src/site/facts/facts.ts'
import { aSnapshot } from '../builders.ts'

/** One team with nothing to tell, no call, no board. */
export function siteFacts(rest: Partial<SiteFacts> = {}): SiteFacts {
  return {
    title: 'Sovereign Cloud Stack',
    now: '2023-01-19T09:00:00Z',
    today: '2023-01-19',
    timezone: 'Europe/Berlin',
    minutes: { github: GITHUB_COM, repository: 'SovereignCloudStack/minutes', branch: 'main' },
    people: {},
    call: null,
    teams: [teamFacts()],
    board: null,
    boardRemark: null,
    problems: [],
    ...rest,
  }
}

/** A meeting at 10:05 that takes an hour. */
export function plannedOn(date: string, rest: Partial<PlannedMeeting> = {}): PlannedMeeting {
  return { date, time: '10:05', minutes: 60, kind: null, pad: null, ...rest }
}

export function teamFacts({ id = 'iaas', ...rest }: Partial<TeamFacts> = {}): TeamFacts {
  return {
    id,
    slug: id,
    name: `Team ${id}`,
    label: null,
    hasBoard: true,
    pad: null,
    communityCall: true,
    schedule: null,
    lastPlanned: null,
    coming: [],
    meetings: [],
    waiting: [],
    doubts: [],
    openItems: [],
    rota: { history: [], counts: [], proposal: { reporter: null, scribe: null, why: '' } },
    ...rest,
  }
}

export function meetingFacts({ team = 'iaas', date = '2023-01-18', ...rest }: Partial<MeetingFacts> = {}): MeetingFacts {
  return {
    team,
    date,
    path: `${team}/${date.replaceAll('-', '')}.md`,
    reporters: [],
    scribes: [],
    lifted: [],
    helpWanted: [],
    decisions: [],
    items: [],
    topics: [],
    mentions: [],
    ...rest,
  }
}

export function boardFacts(rest: Partial<BoardFacts> = {}): BoardFacts {
  const status = { backlog: ['Backlog', 'Refined'], active: ['Doing', 'In progress', 'Review'], done: ['Done'] }
  return { snapshot: aSnapshot(), history: [], status, findings: [], changes: null, explained: new Map(), ...rest }
}
