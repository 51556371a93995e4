/** Runs every rule on one epic and its stories, and explains why each fired or did not fire. Reads nothing, writes nothing. */
import type { Audience } from '../../domain/audience.ts'
import { progressWords } from '../../domain/board/progress.ts'
import { firstRef } from '../../domain/body/first-reference.ts'
import { messageOf } from '../../domain/finding.ts'
import { refKey } from '../../domain/reference.ts'
import { minuteIn } from '../../domain/time/dates.ts'
import { userError } from '../../errors.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import { blockedIn, progressIn } from '../comment/comment-context.ts'
import { type Assessment, assessBoard, compareRefs, sentenceOf, settingOf, viewOf } from '../evaluate.ts'
import { type HygieneFacts, hygieneInput, hygieneTeams } from '../hygiene-input.ts'
import { ruleById, rules } from '../registry.ts'
import { hasTeamLabel } from '../team/team-scope.ts'

type ExplainedRule = {
  readonly rule: string
  readonly why: string
  /** The options in force; null where the rule is off. */
  readonly options: unknown
  readonly looks: readonly {
    /** The epic, or one of its stories. */
    readonly at: string
    readonly outcome: Assessment['outcome']
    readonly saw: string
    readonly messages: readonly string[]
  }[]
}

export type ExplainedEpic = {
  readonly epic: string
  readonly title: string
  readonly team: string
  readonly takenAt: string
  readonly progress: string
  /** The epic and its stories that wait for other issues. */
  readonly blocked: readonly { readonly ref: string; readonly by: readonly string[] }[]
  readonly rules: readonly ExplainedRule[]
}

/** Throws UserError when the epic is not on the board, or belongs to no team. */
export function explainEpic(settings: Settings, seen: HygieneFacts, epic: string, clock: Date): ExplainedEpic {
  const named = refKey(firstRef(epic, { repository: '', github: settings.github }) ?? epic)
  const item = seen.snapshot.items.find(({ ref }) => ref !== null && refKey(ref) === named)
  if (!item?.ref || !seen.snapshot.epics.some(({ ref }) => refKey(ref) === named)) {
    throw userError({
      expected: 'an epic on the board, as owner/repo#number or its URL',
      found: item ? `"${item.title}", which is not marked as an epic` : 'no such epic on the board',
      where: epic,
      fix: 'Check `epics` in sprint.yml, or read the board again with `scs-sprint sync`.',
    })
  }
  const team = teamOf(settings, item.labels)
  if (!team) {
    const off = Object.values(settings.teams).find(({ label, hygiene }) => hygiene.mode === 'off' && hasTeamLabel(item, label))
    if (off) {
      throw userError({
        expected: 'an epic of a team with hygiene',
        found: `hygiene turned off for ${off.name}`,
        where: epic,
        fix: 'Set `hygiene.mode` in sprint.yml to `comment` or `digest`.',
      })
    }
    throw userError({
      expected: `the label of a team (${labelsOf(settings) || 'none is configured'})`,
      found: item.labels.length > 0 ? item.labels.join(', ') : 'no label',
      where: epic,
      fix: 'Label the epic, or give a team the whole board by omitting its `label`.',
    })
  }
  const input = hygieneInput(settings, team, seen, clock)
  const board = viewOf(input)
  const view = board.epics.find(({ ref }) => refKey(ref) === named)
  const assessments = assessBoard(input).filter((assessed) => assessed.epic !== null && refKey(assessed.epic) === named)
  return {
    epic: item.ref,
    title: item.title,
    team: team.id,
    takenAt: seen.snapshot.takenAt,
    progress: view ? progressWords(progressIn(view)) : 'archived',
    blocked: view ? blockedIn(view, board) : [],
    rules: rules.map((rule) => {
      const { on, options } = settingOf(rule, input.rules)
      const looks = assessments.filter((assessed) => assessed.rule.id === rule.id)
      return { rule: rule.id, why: rule.why, options: on ? rule.options.parse(options) : null, looks: inOrder(looks) }
    }),
  }
}

function inOrder(assessments: readonly Assessment[]): ExplainedRule['looks'] {
  return [...assessments]
    .sort((a, b) => compareRefs(a.looked, b.looked))
    .map(({ looked, outcome, saw, found }) => ({ at: looked, outcome, saw, messages: found.map((one) => messageOf(sentenceOf(one))) }))
}

/** A team, and what every rule saw on its board. */
export type JudgedTeam = { readonly team: TeamSettings; readonly assessments: readonly Assessment[] }

/** What every rule saw on each epic that has a team, by `refKey`: the looks of `explainEpic` for all. */
export function explainEpics(
  settings: Settings,
  { snapshot }: Pick<HygieneFacts, 'snapshot'>,
  judged: readonly JudgedTeam[],
): ReadonlyMap<string, readonly ({ readonly rule: string } & ExplainedRule['looks'][number])[]> {
  const labels = new Map(snapshot.items.flatMap((item) => (item.ref === null ? [] : [[refKey(item.ref), item.labels] as const])))
  const explained = new Map<string, readonly ({ readonly rule: string } & ExplainedRule['looks'][number])[]>()
  for (const { team, assessments: all } of judged) {
    const byEpic = new Map<string, Assessment[]>()
    for (const assessed of all) {
      const key = assessed.epic === null ? null : refKey(assessed.epic)
      if (key === null || teamOf(settings, labels.get(key) ?? [])?.id !== team.id) continue
      const known = byEpic.get(key)
      if (known) known.push(assessed)
      else byEpic.set(key, [assessed])
    }
    for (const [key, assessments] of byEpic) {
      const byRule = rules.flatMap((rule) =>
        inOrder(assessments.filter((assessed) => assessed.rule.id === rule.id)).map((look) => ({ rule: rule.id, ...look })),
      )
      explained.set(key, byRule)
    }
  }
  return explained
}

/** The explanation without private stories; `unnamed`: how many looks are left out. */
export function showableExplanation(explained: ExplainedEpic, audience: Audience): { shown: ExplainedEpic; unnamed: number } {
  let unnamed = 0
  const rules = explained.rules.map((rule) => {
    const looks = rule.looks.filter(({ at }) => audience.mayName(at))
    unnamed += rule.looks.length - looks.length
    const told = looks.map((look) => ({
      ...look,
      saw: audience.withoutUnknown(look.saw),
      messages: look.messages.map(audience.withoutUnknown),
    }))
    return { ...rule, looks: told }
  })
  const named = explained.blocked.filter(({ ref }) => audience.mayName(ref))
  const blocked = named.map(({ ref, by }) => ({ ref, by: by.map((blocker) => (audience.mayName(blocker) ? blocker : 'another issue')) }))
  return { shown: { ...explained, blocked, rules }, unnamed: unnamed + explained.blocked.length - named.length }
}

function teamOf(settings: Settings, labels: readonly string[]): TeamSettings | null {
  const teams = [...hygieneTeams(settings)].sort((a, b) => Number(a.label === null) - Number(b.label === null))
  return teams.find(({ label }) => hasTeamLabel({ labels }, label)) ?? null
}

function labelsOf(settings: Settings): string {
  return Object.values(settings.teams)
    .flatMap(({ label }) => (label === null ? [] : [label]))
    .join(', ')
}

/** The explanation as the terminal shows it: what fired first, then what was looked at, then what was not. */
export function describeExplanation(explained: ExplainedEpic, timezone: string): string {
  const lines = [
    `${explained.epic} ${explained.title}`,
    `team ${explained.team}, board as of ${minuteIn(timezone, new Date(explained.takenAt))}, ${explained.progress}`,
  ]
  for (const { ref, by } of explained.blocked) lines.push(`${ref} is blocked by ${by.join(', ')}`)
  lines.push('')
  const fired = (rule: ExplainedRule) => rule.looks.some(({ outcome }) => outcome === 'fired')
  const ordered = [
    ...explained.rules.filter(fired),
    ...explained.rules.filter((rule) => !fired(rule) && rule.options !== null),
    ...explained.rules.filter((rule) => !fired(rule) && rule.options === null),
  ]
  return `${[...lines, ...ordered.flatMap(ruleLines)].join('\n')}\n`
}

function ruleLines({ rule, looks, options }: ExplainedRule): readonly string[] {
  if (options === null) return [`- ${rule} (off)`]
  const told = optionText(options)
  const sign = looks.some(({ outcome }) => outcome === 'fired') ? signOf(rule) : ' '
  return [
    `${sign} ${rule}${told ? ` (${told})` : ''}`,
    ...looks.flatMap(({ at, outcome, saw, messages }) => [
      `    ${at}: ${saw}${outcome === 'fired' || outcome === 'quiet' ? '' : ' — not checked'}`,
      ...messages.map((message) => `      -> ${message}`),
    ]),
    ...(looks.length === 0 ? ['    nothing to check'] : []),
  ]
}

/** As in the table of `hygiene`. */
function signOf(id: string): string {
  return ruleById.get(id)?.severity === 'warning' ? '!' : '·'
}

function optionText(options: unknown): string {
  return Object.entries(options as Record<string, unknown>)
    .filter(([, value]) => !Array.isArray(value) || value.length > 0)
    .map(([key, value]) => `${key} ${String(value)}`)
    .join(', ')
}
