/** Parses `/epic …` in a comment. The syntax is forgiving, and invalid commands get a reply of one sentence. Pure. */

import type { Sprint } from '../../domain/board/board.ts'
import { commandLines } from '../../domain/body/command-lines.ts'
import { phrases } from '../../domain/text/phrases.ts'
import { nearest } from '../../domain/text/spelling.ts'
import { addDays, daysBetween, isIsoDay } from '../../domain/time/dates.ts'
import { sprintAfter, sprintOn } from '../../domain/time/sprints.ts'
import { ruleIds, rules } from '../registry.ts'
export type EpicCommand =
  | { readonly kind: 'check' }
  | { readonly kind: 'snooze'; readonly until: string; readonly reason: string }
  | { readonly kind: 'unsnooze' }
  | { readonly kind: 'ignore'; readonly rule: string; readonly reason: string }
  | { readonly kind: 'unignore'; readonly rule: string }
  /** Does what the comment asks for by that rule. */
  | { readonly kind: 'fix'; readonly rule: string }
  /** Takes back the last fix. */
  | { readonly kind: 'undo' }

/** `problem`: one short sentence for the person who typed it. */
export type ParsedCommand = { readonly command: EpicCommand } | { readonly problem: string }

const LONGEST_DAYS = 366
const MAX_REASON = 200

/** `today`: ISO day, where the team lives. `sprints`: those of the board, as far as they are known. */
type Calendar = { readonly today: string; readonly sprints: readonly Sprint[] }

/** All `/epic` commands of a comment in the order typed. */
export function parseEpicCommands(body: string, today: string, sprints: readonly Sprint[] = []): readonly ParsedCommand[] {
  return commandLines(body, 'epic').map((text) => parseOne(text, { today, sprints }))
}

/** Is there a command in a comment that changes more than the app's own comment? */
export function asksForFix(body: string): boolean {
  return commandLines(body, 'epic').some((text) => /^fix(?![\w-])/i.test(text))
}

const WORDS = ['check', 'snooze', 'unsnooze', 'ignore', 'unignore', 'fix', 'undo']

function parseOne(text: string, calendar: Calendar): ParsedCommand {
  const [, word = '', rest = ''] = /^(\S*)\s*(.*)$/s.exec(text) ?? []
  const name = word.toLowerCase().replace(/[:.,]$/, '')
  if (name === 'check' || name === 'recheck') return { command: { kind: 'check' } }
  if (name === 'unsnooze' || name === 'wake') return { command: { kind: 'unsnooze' } }
  if (name === 'snooze') return parseSnooze(rest, calendar)
  if (name === 'undo') return { command: { kind: 'undo' } }
  if (name === 'ignore' || name === 'unignore' || name === 'fix') return parseRule(name, rest)
  const near = nearest(name, WORDS)
  const known = WORDS.map((one) => `\`${one}\``)
  return {
    problem: `\`/epic\` knows ${known.slice(0, -1).join(', ')} and ${known.at(-1)}${near && name ? `; did you mean \`/epic ${near}\`?` : '.'}`,
  }
}

function parseRule(name: 'ignore' | 'unignore' | 'fix', rest: string): ParsedCommand {
  const [, word = '', reason = ''] = /^(?:rule\s+)?(\S*)\s*(.*)$/is.exec(rest) ?? []
  const rule = word
    .toLowerCase()
    .replaceAll('_', '-')
    .replace(/[^a-z-]/g, '')
    .replace(/^-+|-+$/g, '')
  if (ruleIds.includes(rule)) return { command: name === 'ignore' ? { kind: name, rule, reason: reasonOf(reason) } : { kind: name, rule } }
  const near = rule === '' ? null : nearest(rule, ruleIds)
  const known = name === 'fix' ? fixable : ruleIds
  const help = near
    ? `did you mean \`${near}\`?`
    : `the rules ${name === 'fix' ? 'with a fix ' : ''}are ${known.map((id) => `\`${id}\``).join(', ')}.`
  return { problem: rule === '' ? `Which rule? ${help[0]?.toUpperCase()}${help.slice(1)}` : `Unknown rule; ${help}` }
}

const fixable = rules.filter(({ remedy }) => remedy !== null).map(({ id }) => id)

function parseSnooze(rest: string, calendar: Calendar): ParsedCommand {
  const { today } = calendar
  const last = addDays(today, LONGEST_DAYS)
  const found = parseSprint(rest, calendar) ?? parseTime(rest, calendar)
  if (found === null) {
    return {
      problem: `For how long? For example \`/epic snooze 2 weeks\`, \`/epic snooze until next sprint\` or \`/epic snooze until ${addDays(today, 21)}\`; at most a year, until ${last}.`,
    }
  }
  if ('problem' in found) return found
  if (found.until <= today) return { problem: `${found.until} is not in the future. Name a day from ${addDays(today, 1)} to ${last}.` }
  if (found.until > last) return { problem: `${found.until} is too far away. At most a year: until ${last}.` }
  return { command: { kind: 'snooze', until: found.until, reason: reasonOf(found.rest) } }
}

const NEXT_SPRINT = phrases(['next, coming, nächsten?, naechsten?, kommenden?'], {
  before: /^(?:(?:for|until|till|bis) +)?(?:(?:the|zum) +)?(?:start +of +the +|beginn? +des +)?/iu,
  after: / +sprints?(?![\p{L}\d])[,;:.]? */iu,
})
const SPRINT_END = phrases(
  [
    /end +of +(?:(?:the|this|current) +){0,2}sprint/iu,
    /(?:this|current) +sprint/iu,
    /sprint +end/iu,
    /ende +des +sprints?/iu,
    'sprintende',
  ],
  { before: /^(?:for|until|till|bis) +(?:(?:the|zum) +)?/iu, after: /(?![\p{L}\d])[,;:.]? */iu },
)

/** `until next sprint`, `until the end of this sprint`: by the sprints of the board. */
function parseSprint(text: string, { today, sprints }: Calendar): { until: string; rest: string } | { problem: string } | null {
  const isNext = NEXT_SPRINT.test(text)
  const match = (isNext ? NEXT_SPRINT : SPRINT_END).exec(text)
  if (match === null) return null
  const current = sprintOn(sprints, today)
  const over = current === null ? null : addDays(current.endsOn, 1)
  const next = sprintAfter(sprints, today)?.startsOn ?? null
  const until = isNext ? (next ?? over) : (over ?? next)
  if (until !== null) return { until, rest: text.slice(match[0].length) }
  return {
    problem: `The board has no current or upcoming sprint. Name a day, for example \`/epic snooze until ${addDays(today, 14)}\`; at most a year, until ${addDays(today, LONGEST_DAYS)}.`,
  }
}

/** A map: of an object, `constructor` would be a number too. */
const NUMBERS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    a: 1,
    an: 1,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    ein: 1,
    eine: 1,
    einen: 1,
    zwei: 2,
    drei: 3,
    vier: 4,
  }),
)
const DAYS: readonly [RegExp, number][] = [
  [/^(?:d|days?|tage?n?)$/, 1],
  [/^(?:w|wks?|weeks?|wochen?)$/, 7],
  [/^(?:mo|months?|monate?n?)$/, 30],
]

/** `2 weeks`, `10d`, `a month`, `for three days`, `until 2023-02-01`, `tomorrow`, `next week`; what follows is the reason. */
function parseTime(text: string, calendar: Calendar): { until: string; rest: string } | null {
  const [first = '', ...others] = text.replace(/^(?:for|für|until|till|bis(?: zum)?)\s+/i, '').split(/\s+/)
  const word = first.toLowerCase().replace(/[,;:]$/, '')
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(word)
  const day = german ? `${german[3]}-${german[2]?.padStart(2, '0')}-${german[1]?.padStart(2, '0')}` : word
  if (isIsoDay(day)) return { until: day, rest: others.join(' ') }
  if (word === 'tomorrow' || word === 'morgen') return { until: addDays(calendar.today, 1), rest: others.join(' ') }
  if (word === 'next' || word === 'nächste') return withUnit(1, others, calendar)
  const joined = /^(\d{1,4})([a-zä]{1,10})$/.exec(word)
  if (joined) return withUnit(Number(joined[1]), [joined[2] ?? '', ...others], calendar)
  const count = /^\d{1,4}$/.test(word) ? Number(word) : NUMBERS.get(word)
  return count === undefined ? null : withUnit(count, others, calendar)
}

function withUnit(count: number, [unit = '', ...rest]: readonly string[], calendar: Calendar): { until: string; rest: string } | null {
  const name = unit.toLowerCase().replace(/[,;:.]$/, '')
  const days = /^sprints?$/.test(name) ? sprintLength(calendar) : DAYS.find(([pattern]) => pattern.test(name))?.[1]
  return days === undefined ? null : { until: addDays(calendar.today, count * days), rest: rest.join(' ') }
}

/** Days of the sprint that runs, or of the next one; two weeks where none is known. */
function sprintLength({ today, sprints }: Calendar): number {
  const sprint = sprintOn(sprints, today) ?? sprintAfter(sprints, today)
  return sprint === null ? 14 : daysBetween(new Date(sprint.startsOn), new Date(sprint.endsOn)) + 1
}

function reasonOf(text: string): string {
  return text
    .replace(/^(?:because|since|weil|[-–:,;]+)\s+/i, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_REASON)
}
