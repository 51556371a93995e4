/** `/epic …` in a comment: read forgivingly, answered in one sentence where it cannot be done. Pure. */
import { commandLines } from '../domain/command-lines.ts'
import { addDays, isIsoDay } from '../domain/dates.ts'
import { nearest } from '../domain/spelling.ts'
import { ruleIds } from './registry.ts'

export type EpicCommand =
  | { readonly kind: 'check' }
  | { readonly kind: 'snooze'; readonly until: string; readonly reason: string }
  | { readonly kind: 'unsnooze' }
  | { readonly kind: 'ignore'; readonly rule: string; readonly reason: string }

/** `problem`: one short sentence for the person who typed it. */
export type ParsedCommand = { readonly command: EpicCommand } | { readonly problem: string }

const LONGEST_DAYS = 366
const MAX_REASON = 200

/** All `/epic` commands of a comment in the order typed. `today`: ISO day, where the team lives. */
export function parseEpicCommands(body: string, today: string): readonly ParsedCommand[] {
  return commandLines(body, 'epic').map((text) => parseOne(text, today))
}

function parseOne(text: string, today: string): ParsedCommand {
  const [, word = '', rest = ''] = /^(\S*)\s*(.*)$/s.exec(text) ?? []
  const name = word.toLowerCase().replace(/[:.,]$/, '')
  if (name === 'check' || name === 'recheck') return { command: { kind: 'check' } }
  if (name === 'unsnooze' || name === 'wake') return { command: { kind: 'unsnooze' } }
  if (name === 'snooze') return parseSnooze(rest, today)
  if (name === 'ignore') return parseIgnore(rest)
  const near = nearest(name, ['check', 'snooze', 'unsnooze', 'ignore'])
  return {
    problem: `\`/epic\` knows \`check\`, \`snooze\`, \`unsnooze\` and \`ignore\`${near && name ? `; did you mean \`/epic ${near}\`?` : '.'}`,
  }
}

function parseIgnore(rest: string): ParsedCommand {
  const [, word = '', reason = ''] = /^(\S*)\s*(.*)$/s.exec(rest) ?? []
  const rule = word.toLowerCase().replace(/[`:,]/g, '')
  if (ruleIds.includes(rule)) return { command: { kind: 'ignore', rule, reason: reasonOf(reason) } }
  const near = rule === '' ? null : nearest(rule, ruleIds)
  const help = near ? `did you mean \`${near}\`?` : `the rules are ${ruleIds.map((id) => `\`${id}\``).join(', ')}.`
  return { problem: rule === '' ? `Which rule? ${help[0]?.toUpperCase()}${help.slice(1)}` : `There is no such rule; ${help}` }
}

function parseSnooze(rest: string, today: string): ParsedCommand {
  const found = parseTime(rest, today)
  if (found === null) return { problem: 'How long? For example `/epic snooze 2 weeks`, `/epic snooze until 2030-02-01`.' }
  if (found.until <= today) return { problem: `${found.until} is not in the future.` }
  if (found.until > addDays(today, LONGEST_DAYS)) return { problem: `At most a year: until ${addDays(today, LONGEST_DAYS)}.` }
  return { command: { kind: 'snooze', until: found.until, reason: reasonOf(found.rest) } }
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
  [/^(?:sprints?)$/, 14],
  [/^(?:mo|months?|monate?n?)$/, 30],
]

/** `2 weeks`, `10d`, `a month`, `for three days`, `until 2023-02-01`, `tomorrow`, `next week`; what follows is the reason. */
function parseTime(text: string, today: string): { until: string; rest: string } | null {
  const [first = '', ...others] = text.replace(/^(?:for|für|until|till|bis(?: zum)?)\s+/i, '').split(/\s+/)
  const word = first.toLowerCase().replace(/[,;:]$/, '')
  if (isIsoDay(word)) return { until: word, rest: others.join(' ') }
  if (word === 'tomorrow' || word === 'morgen') return { until: addDays(today, 1), rest: others.join(' ') }
  if (word === 'next' || word === 'nächste') return withUnit(1, others, today)
  const joined = /^(\d{1,4})([a-zä]{1,10})$/.exec(word)
  if (joined) return withUnit(Number(joined[1]), [joined[2] ?? '', ...others], today)
  const count = /^\d{1,4}$/.test(word) ? Number(word) : NUMBERS.get(word)
  return count === undefined ? null : withUnit(count, others, today)
}

function withUnit(count: number, [unit = '', ...rest]: readonly string[], today: string): { until: string; rest: string } | null {
  const name = unit.toLowerCase().replace(/[,;:.]$/, '')
  const days = DAYS.find(([pattern]) => pattern.test(name))?.[1]
  return days === undefined ? null : { until: addDays(today, count * days), rest: rest.join(' ') }
}

function reasonOf(text: string): string {
  return text
    .replace(/^(?:because|since|weil|[-–:,;]+)\s+/i, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_REASON)
}
