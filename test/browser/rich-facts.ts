/** Facts in which every field that a page may show is filled in; each text comes from `text`, so that it can be a hostile one. */
import type { BoardItem, Epic, Snapshot } from '../../src/domain/board/board.ts'
import { compareSnapshots } from '../../src/domain/board/board-changes.ts'
import type { CallDay, MeetingFacts, SiteFacts, TeamFacts } from '../../src/site/facts/facts.ts'
import { aBoardItem, anEpic, aSnapshot } from '../builders.ts'
import { boardFacts, meetingFacts, plannedOn, siteFacts, teamFacts } from '../site/facts.ts'

/** A text of a kind (`title`, `decision`, `url`, …), for the place at hand. */
export type Text = (kind: string) => string

const days = ['2023-01-18', '2023-01-11', '2023-01-04']

const usual: Text = (kind) => (kind === 'url' ? 'https://github.com/scs/issues/issues/1' : `The ${kind} of a usual week`)

export function richFacts(text: Text = usual): SiteFacts {
  const teams = ['iaas', 'container', 'sig-std'].map((id) => aTeam(id, text))
  const snapshot = aBoard(text, '2023-01-18T11:15:00Z', 2)
  const earlier = aBoard(text, '2023-01-11T11:15:00Z', 1)
  return siteFacts({
    title: text('organisation'),
    call: {
      name: 'Community call',
      next: { date: '2023-01-19', time: '15:05' },
      days: ['2023-01-19', '2023-01-12'].map((date) => aCall(date, teams, text)),
    },
    teams,
    board: boardFacts({
      snapshot,
      history: [earlier],
      findings: ['scs/issues#1', 'scs/issues#2'].map((epic, index) => ({
        rule: index === 0 ? 'epic-stories-quiet' : 'milestone-overdue',
        severity: index === 0 ? 'warning' : 'info',
        team: 'iaas',
        epic,
        story: index === 0 ? null : 'scs/issues#21',
        message: text('finding'),
        evidence: [text('evidence')],
        fix: text('fix'),
        since: '2023-01-11',
      })),
      changes: compareSnapshots(earlier, snapshot),
      explained: new Map([
        [
          'scs/issues#1',
          [{ rule: 'epic-stories-quiet', at: 'scs/issues#1', outcome: 'fired', saw: text('look'), messages: [text('finding')] }],
        ],
      ]),
    }),
    boardRemark: text('remark'),
    problems: [text('problem')],
  })
}

function aTeam(id: string, text: Text): TeamFacts {
  const meetings = days.map((date) => aMeeting(id, date, text))
  return teamFacts({
    id,
    name: id === 'iaas' ? text('team') : `Team ${id}`,
    label: id,
    pad: `https://input.scs.community/2023-scs-${id}`,
    schedule: { weekday: 'Wednesday', time: '10:05', minutes: 60, everyWeeks: 1 },
    lastPlanned: plannedOn('2023-01-18'),
    coming: [plannedOn('2023-01-25'), plannedOn('2023-02-01')],
    meetings: id === 'container' ? meetings.slice(1) : meetings,
    waiting:
      id === 'container'
        ? [{ date: '2023-01-18', path: `${id}/20230118.md`, url: 'https://github.com/scs/minutes/pull/7', openQuestions: 2 }]
        : [],
    openItems: [text('handle'), 'berendt'].map((owner, index) => ({
      owners: [owner],
      for: index === 0 ? [text('handle')] : [],
      text: text('action item'),
      due: index === 0 ? '2023-01-27' : null,
      since: '2023-01-04',
      lastSeen: '2023-01-18',
      path: `${id}/20230118.md`,
      line: 20 + index,
      carried: index,
    })),
    rota: {
      history: days.map((date) => ({ date, reporters: [text('handle')], scribes: ['berendt'] })),
      counts: [{ handle: text('handle'), attended: 3, reported: 1, wrote: 1 }],
      proposal: { reporter: text('handle'), scribe: 'berendt', why: text('reason') },
    },
  })
}

function aMeeting(team: string, date: string, text: Text): MeetingFacts {
  const said = (kind: string, line: number) => ({ text: text(kind), line, topic: text('topic') })
  const items = (['open', 'done', 'cancelled'] as const).map((status, index) => ({
    ...said('action item', 20 + index),
    owners: [text('handle')],
    due: index === 0 ? '2023-01-27' : null,
    status,
  }))
  return meetingFacts({
    team,
    date,
    reporters: [text('handle')],
    scribes: ['berendt'],
    lifted: [said('headline', 3)],
    helpWanted: [said('help wanted', 4)],
    decisions: [said('decision', 10), said('decision', 11)],
    items,
    topics: [{ ...said('topic', 8), topic: null }],
    mentions: ['scs/issues#1', 'scs/issues#2', 'scs/issues#11'].map((ref, index) => ({ ...said('sentence', 30 + index), ref })),
  })
}

function aCall(date: string, teams: readonly TeamFacts[], text: Text): CallDay {
  return {
    date,
    time: '15:05',
    teams: teams.map(({ id, name, pad }) => ({
      id,
      name,
      reporters: [text('handle')],
      meetings:
        id === 'container' ? [] : [{ date: '2023-01-18', path: `${id}/20230118.md`, pull: 'https://github.com/scs/minutes/pull/6' }],
      parts: id === 'container' ? [] : ['Headlines', text('part')].map((title) => ({ title, lines: [text('headline'), text('decision')] })),
      missing: id === 'container' ? { pad, didNotMeet: false, notKnown: null } : null,
    })),
  }
}

const sprint = { name: 'Sprint Jena', startsOn: '2023-01-09', endsOn: '2023-01-22' }

/** Two epics with stories of every state; `week` of them were done by then. */
function aBoard(text: Text, takenAt: string, week: number): Snapshot {
  const of = { sprint: sprint.name, labels: ['iaas'], milestone: { title: text('milestone'), dueOn: '2023-03-22' } } as const
  const story = (number: number, rest: Partial<BoardItem>) => aBoardItem({ number, title: text('story'), url: text('url'), ...of, ...rest })
  const closed = { state: 'closed', stateReason: 'completed', status: 'Done' } as const
  const items = [1, 2].flatMap((epic) => [
    aBoardItem({
      number: epic,
      title: text('epic'),
      url: text('url'),
      ...of,
      labels: ['iaas', 'epic'],
      status: 'Doing',
      assignees: [text('handle')],
    }),
    story(epic * 10 + 1, { status: text('status'), assignees: [text('handle')], blockedBy: ['scs/issues#2'] }),
    story(epic * 10 + 2, { status: 'Backlog', labels: ['iaas', text('label')] }),
    story(epic * 10 + 3, week > 1 ? { ...closed, closedAt: '2023-01-16T09:00:00Z' } : { status: 'Doing' }),
    story(epic * 10 + 4, { ...closed, closedAt: '2023-01-09T09:00:00Z' }),
  ])
  return aSnapshot({
    takenAt,
    items,
    epics: [1, 2].map((number) => epicOf(number, week, text)),
    sprints: [sprint],
    problems: [text('problem')],
  })
}

function epicOf(number: number, week: number, text: Text): Epic {
  const children = [1, 2, 3, 4].map((story) => ({
    ref: `scs/issues#${number * 10 + story}`,
    sources: ['sub-issue'] as const,
    readable: true,
  }))
  return anEpic({
    number,
    children,
    progress: { done: week, all: 4 },
    taskLines: [{ text: text('task'), ref: null, checked: false }],
  })
}
