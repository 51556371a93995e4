/** Runs every rule on its targets: epics in, findings out. Pure and deterministic. */

import type { BoardItem, Snapshot } from '../domain/board/board.ts'
import type { StatusNames } from '../domain/board/board-status.ts'
import type { EpicMarks } from '../domain/board/epics.ts'
import { type Finding, messageOf, type Sentence } from '../domain/finding.ts'
import type { StoryRequest } from '../domain/notes/story-request.ts'
import { parseRef, refKey } from '../domain/reference.ts'
import { countOf } from '../domain/text/count-of.ts'
import { dayIn } from '../domain/time/dates.ts'
import { type BoardView, type EpicView, type IssueView, type Standing, viewBoard } from './board-view.ts'
import { remembered, withMemory } from './history.ts'
import { rules } from './registry.ts'
import type { Found, Rule, Verdict } from './rule.ts'
import { belongsToTeam, type Exempt, hasTeamLabel, type TeamScope } from './team/team-scope.ts'

type RuleSetting = 'off' | 'on' | 'report' | Readonly<Record<string, unknown>>

export type HygieneInput = {
  readonly snapshot: Snapshot
  /** Earlier snapshots, in any order: what only time can tell, and since when findings hold. */
  readonly history?: readonly Snapshot[]
  /** Stories asked for in past minutes. */
  readonly asked?: readonly StoryRequest[]
  readonly now: Date
  /** IANA zone of the team: which day it is. */
  readonly timezone: string
  readonly team: TeamScope
  /** Labels of all teams; a story whose epic has none of them goes by its own. */
  readonly teamLabels?: readonly string[]
  readonly marks: EpicMarks
  readonly status: StatusNames
  readonly rules: Readonly<Record<string, RuleSetting>>
  readonly graceDays: number
  readonly exempt: Exempt
  /** Of owners, by login in lower case; absent where nobody asked. */
  readonly standings?: ReadonlyMap<string, Standing> | undefined
}

/** What one rule made of one epic or story, whether it fired or not. */
export type Assessment = {
  readonly rule: Rule
  readonly epic: string | null
  /** The issue looked at: the epic, or one story. */
  readonly looked: string
  /** `quiet`: looked and found nothing; the others did not look at all. `withheld`: it rests on what the board leaves open. */
  readonly outcome: 'fired' | 'quiet' | 'withheld' | 'off' | 'exempt' | 'grace' | 'not-for-closed' | 'not-for-open' | 'incomplete'
  readonly saw: string
  readonly found: readonly Found[]
}

/** Findings of one team, by epic, rule and story. None from a snapshot that is not complete: it may accuse wrongly. */
export function evaluateHygiene(input: HygieneInput): Finding[] {
  const { findings, dated } = judgeBoard(input)
  return dated(findings)
}

/** What a finding would be about, where nobody can tell whether there is one. */
export type WithheldFinding = Pick<Finding, 'rule' | 'epic' | 'story'>

export type JudgedBoard = {
  /** `since` is null where earlier snapshots alone can tell. */
  readonly findings: Finding[]
  /** Some of them with `since` as earlier snapshots tell it. The rules run on each of these, so ask where it matters. */
  readonly dated: (findings: readonly Finding[]) => Finding[]
  readonly withheld: readonly WithheldFinding[]
  /** Everything every rule saw. */
  readonly assessments: readonly Assessment[]
  /** The board as they saw it. */
  readonly board: BoardView
}

/** Findings of one team, and withheld ones: what was reported about those before remains. */
export function judgeBoard(input: HygieneInput): JudgedBoard {
  const board = viewOf(input)
  const assessments = assessBoard(input, board)
  const findings = findingsAmong(assessments, input)
  const withheld = assessments.flatMap(({ rule, epic, looked, outcome }) =>
    outcome === 'withheld' ? [{ rule: rule.id, epic, story: epic === looked ? null : looked }] : [],
  )
  const dated = (some: readonly Finding[]) => (input.history?.length ? withBeginnings(some, input) : [...some])
  return { findings: findings.sort(byPlace), dated, withheld, assessments, board }
}

/** The board as the rules see it. */
export function viewOf(input: HygieneInput): BoardView {
  return viewBoard({
    snapshot: withMemory(input.snapshot, input.history ?? [], input.status.active),
    history: input.history ?? [],
    asked: input.asked ?? [],
    now: input.now,
    today: dayIn(input.timezone, input.now),
    marks: input.marks,
    status: input.status,
    graceDays: input.graceDays,
    standings: input.standings,
  })
}

/** Everything every rule saw, for `explain`. */
export function assessBoard(input: HygieneInput, board: BoardView = viewOf(input)): readonly Assessment[] {
  return rules.flatMap((rule) => assessRule(rule, input, board))
}

/** The rule's setting with defaults: off, or its options; `report` keeps it out of comments. */
export function settingOf(rule: Rule, settings: HygieneInput['rules']): { on: boolean; report: boolean; options: unknown } {
  const setting = settings[rule.id]
  if (setting === undefined) return { on: rule.defaultOn, report: false, options: {} }
  if (typeof setting === 'object') return { on: true, report: false, options: setting }
  return { on: setting !== 'off', report: setting === 'report', options: {} }
}

function findingsAmong(assessments: readonly Assessment[], input: HygieneInput): Finding[] {
  return assessments.flatMap(({ rule, epic, found }) =>
    found.map((one): Finding => {
      const sentence = sentenceOf(one)
      return {
        rule: rule.id,
        severity: rule.severity,
        team: input.team.id,
        epic,
        ...sentence,
        message: messageOf(sentence),
        evidence: one.evidence,
        fix: one.fix,
        since: one.since ?? null,
        aspect: rule.aspect,
        group: rule.group,
        nextStep: rule.nextStep,
        wish: rule.wish,
        label: one.label ?? null,
      }
    }),
  )
}

/** What the finding says, as the rule put it. */
export function sentenceOf({ story, lead, says }: Found): Sentence {
  return story === undefined ? { story: null, lead: '', says } : { story, lead: lead ?? 'story', says }
}

function assessRule(rule: Rule, input: HygieneInput, board: BoardView): Assessment[] {
  const { on, options } = settingOf(rule, input.rules)
  const configured = rule.configure(on ? options : {})
  const teamLabels = input.teamLabels ?? (input.team.label === null ? [] : [input.team.label])
  if (configured.target === 'epics') {
    return board.epics
      .filter(({ item }) => hasTeamLabel(item, input.team.label))
      .map((epic) => {
        const barred = on ? (barrier(rule, epic, configured, input) ?? doubt(rule, epic.item, board)) : switchedOff
        return assessment(rule, epic.ref, epic.ref, barred ?? withoutKinds(configured.check(epic, board), configured, board))
      })
  }
  return board.issues
    .filter((issue) => configured.target === 'issues' || !issue.isEpic)
    .filter((issue) => belongsToTeam(issue, input.team, teamLabels, board))
    .map((issue) => {
      const barred = on ? (issueBarrier(issue, configured, board, input) ?? doubt(rule, issue.item, board)) : switchedOff
      return assessment(rule, issue.epic, issue.item.ref, barred ?? configured.check(issue, board))
    })
}

type Barred = Pick<Assessment, 'outcome' | 'saw'>

type Kinds = Pick<ReturnType<Rule['configure']>, 'leavesAlone'>

/** Leaves out what a rule found on an epic about stories that are exempt. */
function withoutKinds(verdict: Verdict, { leavesAlone }: Kinds, board: BoardView): Verdict {
  const isLeft = (story: string | undefined) => {
    const item = story === undefined ? null : board.itemOf(story)
    return item !== null && leavesAlone(item) !== null
  }
  return { ...verdict, found: verdict.found.filter(({ story }) => !isLeft(story)) }
}

function barrier(rule: Rule, epic: EpicView, { leavesAlone }: Kinds, input: HygieneInput): Barred | null {
  if (!input.snapshot.complete) return incomplete
  const reason = exemption(epic.item, input.exempt)
  if (reason !== null) return { outcome: 'exempt', saw: reason }
  const kind = leavesAlone(epic.item)
  if (kind !== null) return { outcome: 'exempt', saw: `exempt from this rule: ${kind}` }
  const { closedOnly } = rule
  if (closedOnly !== (epic.item.state === 'closed')) {
    return closedOnly ? { outcome: 'not-for-open', saw: 'the epic is open' } : { outcome: 'not-for-closed', saw: 'the epic is closed' }
  }
  if (!rule.respectsGrace || !epic.inGrace) return null
  return { outcome: 'grace', saw: `opened on ${epic.item.createdAt?.slice(0, 10)}, less than ${countOf(input.graceDays, 'day')} ago` }
}

function issueBarrier({ item, epic, isEpic }: IssueView, { leavesAlone }: Kinds, board: BoardView, input: HygieneInput): Barred | null {
  if (!input.snapshot.complete) return incomplete
  const parent = epic === null ? null : board.itemOf(epic)
  const reason = exemption(item, input.exempt) ?? (parent === null ? null : exemption(parent, input.exempt))
  if (reason !== null) return { outcome: 'exempt', saw: reason }
  const kind = leavesAlone(item)
  if (kind !== null) return { outcome: 'exempt', saw: `exempt from this rule: ${kind}` }
  return isEpic && item.state === 'closed' ? { outcome: 'not-for-closed', saw: 'the epic is closed' } : null
}

/** Why an item is left alone, in a few words; null when it is not. */
function exemption(item: BoardItem, exempt: Exempt): string | null {
  const has = (names: readonly string[], name: string) => names.some((candidate) => candidate.toLowerCase() === name.toLowerCase())
  const label = item.labels.find((name) => has(exempt.labels, name))
  if (label !== undefined) return `exempt by label "${label}"`
  if (item.milestone && has(exempt.milestones, item.milestone.title)) return `exempt by milestone "${item.milestone.title}"`
  return item.ref !== null && exempt.epics.some((ref) => refKey(ref) === refKey(item.ref ?? '')) ? 'exempt by name' : null
}

const switchedOff: Barred = { outcome: 'off', saw: 'switched off' }

function doubt({ restsOn }: Rule, item: BoardItem, board: BoardView): Barred | null {
  const saw = restsOn.length === 0 ? null : board.doubtOn(item, restsOn)
  return saw === null ? null : { outcome: 'withheld', saw }
}

const incomplete: Barred = { outcome: 'incomplete', saw: 'the board snapshot is incomplete, so the rule was skipped' }

function assessment(rule: Rule, epic: string | null, looked: string, result: Barred | Verdict): Assessment {
  if ('outcome' in result) return { rule, epic, looked, ...result, found: [] }
  return { rule, epic, looked, outcome: result.found.length > 0 ? 'fired' : 'quiet', ...result }
}

/** As many earlier looks as are worth it; older findings are simply "since at least then". */
const LOOKS_BACK = 40

/** The day of the earliest snapshot since which a finding holds without a break, where the rule itself cannot tell. */
function withBeginnings(findings: readonly Finding[], input: HygieneInput): Finding[] {
  const earlier = remembered(
    (input.history ?? []).filter(({ takenAt }) => takenAt < input.snapshot.takenAt),
    input.status.active,
  )
    .slice(-LOOKS_BACK)
    .reverse()
  const since = new Map<string, string>()
  let holding = new Map(findings.flatMap((finding) => (finding.since === null ? [[findingKey(finding), finding.rule] as const] : [])))
  for (const [index, snapshot] of earlier.entries()) {
    if (holding.size === 0) break
    const day = dayIn(input.timezone, new Date(snapshot.takenAt))
    const asked = new Set(holding.values())
    const then: HygieneInput = {
      ...input,
      rules: Object.fromEntries(rules.map(({ id }) => [id, asked.has(id) ? (input.rules[id] ?? 'on') : 'off'])),
      snapshot,
      history: earlier.slice(index + 1),
      now: new Date(snapshot.takenAt),
      asked: (input.asked ?? []).filter(({ date }) => date <= day),
    }
    const past = new Set(findingsAmong(assessBoard(then), then).map(findingKey))
    holding = new Map([...holding].filter(([key]) => past.has(key)))
    for (const key of holding.keys()) since.set(key, day)
  }
  return findings.map((finding) => ({ ...finding, since: finding.since ?? since.get(findingKey(finding)) ?? null }))
}

/** The same for one problem at all times: rule, epic, story. */
export function findingKey({ rule, epic, story }: Pick<Finding, 'rule' | 'epic' | 'story'>): string {
  return `${rule} ${refKey(epic ?? '')} ${refKey(story ?? '')}`
}

const ruleOrder = new Map(rules.map(({ id }, index) => [id, index]))

function byPlace(a: Finding, b: Finding): number {
  return compareRefs(a.epic, b.epic) || (ruleOrder.get(a.rule) ?? 0) - (ruleOrder.get(b.rule) ?? 0) || compareRefs(a.story, b.story)
}

/** By repository, then number; what has no reference last. */
export function compareRefs(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  const [left, right] = [parseRef(a), parseRef(b)]
  if (!left || !right) return a < b ? -1 : a > b ? 1 : 0
  const [one, other] = [refKey(`${left.owner}/${left.repo}`), refKey(`${right.owner}/${right.repo}`)]
  return one < other ? -1 : one > other ? 1 : left.number - right.number
}
