/** A small board with an epic of every health, written by hand for the tests of its pages. */
import type { Epic, EpicChild } from '../../../../src/domain/board/board.ts'
import type { PublishedFinding } from '../../../../src/domain/finding.ts'
import type { BoardFacts, RuleResult, SiteFacts } from '../../../../src/site/facts/facts.ts'
import { aBoardItem, anEpic, aSnapshot } from '../../../builders.ts'
import { boardFacts, siteFacts, teamFacts } from '../../facts.ts'

export const ref = (number: number) => `scs/issues#${number}`

export function child(number: number, rest: Partial<EpicChild> = {}): EpicChild {
  return { ref: ref(number), sources: ['sub-issue'], readable: true, ...rest }
}

export function epicOf(number: number, children: readonly EpicChild[], done: number): Epic {
  return anEpic({ number, children, progress: { done, all: children.length } })
}

export function finding(number: number, rest: Partial<PublishedFinding> = {}): PublishedFinding {
  return {
    rule: 'epic-without-owner',
    severity: 'warning',
    team: 'iaas',
    epic: ref(number),
    story: null,
    message: 'Nobody is assigned',
    evidence: ['assignees: none'],
    fix: 'Assign somebody.',
    since: null,
    ...rest,
  }
}

export const look = (at: number, rest: Partial<RuleResult> = {}): RuleResult => ({
  rule: 'epic-without-owner',
  at: ref(at),
  outcome: 'quiet',
  saw: '1 assignee',
  messages: [],
  ...rest,
})

const closed = { state: 'closed', stateReason: 'completed', status: 'Done', closedAt: '2023-01-16T09:00:00Z' } as const

export const items = [
  aBoardItem({
    number: 1,
    title: 'Flavors',
    status: 'Doing',
    labels: ['epic', 'IaaS'],
    assignees: ['Berendt', 'fkr'],
    milestone: { title: 'R4 (v5.0.0)', dueOn: '2023-03-22T00:00:00Z' },
  }),
  aBoardItem({ number: 11, ...closed }),
  aBoardItem({ number: 12, ...closed, stateReason: 'not_planned' }),
  aBoardItem({
    number: 13,
    title: 'Check flavors',
    status: 'Doing',
    sprint: 'Sprint Jena',
    lastHumanActivity: '2023-01-12T08:00:00Z',
    blockedBy: [ref(14), 'osism/testbed#7'],
  }),
  aBoardItem({ number: 14, status: 'Parked', assignees: ['tibeer'] }),
  aBoardItem({ number: 2, title: 'Backup', labels: ['epic', 'Ops'], lastHumanActivity: '2023-01-17T20:00:00Z' }),
  aBoardItem({ number: 21 }),
  aBoardItem({ number: 3, title: 'Images', labels: ['epic'], ...closed }),
  aBoardItem({ number: 4, title: 'Monitoring', labels: ['epic', 'Ops'], lastHumanActivity: '2023-01-17T08:00:00Z' }),
  aBoardItem({ number: 5, title: 'Somebody else’s', labels: ['epic'], lastHumanActivity: null }),
  aBoardItem({ number: 6, title: 'Put away', labels: ['epic'], archived: true }),
]

export const snapshot = aSnapshot({
  items,
  epics: [
    epicOf(3, [], 0),
    epicOf(2, [child(21)], 0),
    epicOf(5, [], 0),
    epicOf(1, [child(11), child(12), child(13), child(14), { ...child(1), ref: 'scs/issues#1/hidden-p5', readable: false }], 2),
    epicOf(4, [], 0),
    epicOf(6, [], 0),
  ],
  sprints: [
    { name: 'Sprint Ilmenau', startsOn: '2022-12-26', endsOn: '2023-01-08' },
    { name: 'Sprint Jena', startsOn: '2023-01-09', endsOn: '2023-01-22' },
  ],
})

export const iaas = teamFacts({ id: 'iaas', name: 'Team IaaS', label: 'IaaS' })
export const ops = teamFacts({ id: 'ops', name: 'Team Ops', label: 'Ops' })

export function epicFacts(board: Partial<BoardFacts> = {}, rest: Partial<SiteFacts> = {}): SiteFacts {
  return siteFacts({
    teams: [iaas, ops],
    board: boardFacts({
      snapshot,
      findings: [finding(1), finding(4, { severity: 'info', team: 'ops' })],
      explained: new Map([
        [ref(1), [look(1, { outcome: 'fired' })]],
        [ref(2), [look(2), look(2, { rule: 'epic-quiet', outcome: 'off', saw: 'switched off' })]],
        [ref(4), [look(4)]],
      ]),
      ...board,
    }),
    ...rest,
  })
}
