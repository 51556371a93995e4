/** The pieces an agenda is written with: links, titles and items as people type them into a pad. Pure. */

import type { GithubWeb } from '../../domain/github-web.ts'
import type { OpenItem } from '../../domain/notes/past-meeting.ts'
import { parseRef, refUrl } from '../../domain/reference.ts'
import { minutesFact } from '../../domain/text/added-facts.ts'
import { plain } from '../meeting/issue-annotation.ts'
import { isOverdue, times, withoutAge } from '../meeting/item-age.ts'
import { wordsOfItem } from '../meeting/item-similarity.ts'

/** `[issues#28](https://github.com/…)`; the text itself where it is no reference. */
export function linkTo(ref: string, github: GithubWeb, kind: 'issue' | 'pull' | 'draft' | 'unreadable' = 'issue'): string {
  const parsed = parseRef(ref)
  return parsed ? `[${parsed.repo}#${parsed.number}](${refUrl(parsed, github, kind === 'pull' ? 'pull' : 'issue')})` : plain(ref)
}

const REF = /(?<![\w/])[A-Za-z\d][A-Za-z\d-]{0,38}\/[\w.-]{1,100}#\d{1,9}(?!\d)/g

/** A sentence of a finding: its references become links, the rest is shown as typed. */
export function sentence(text: string, github: GithubWeb): string {
  let result = ''
  let end = 0
  for (const match of text.matchAll(REF)) {
    result += `${asPart(text.slice(end, match.index))}${linkTo(match[0], github)}`
    end = match.index + match[0].length
  }
  return result + asPart(text.slice(end))
}

/** With the spaces at its ends. */
function asPart(text: string): string {
  const core = plain(text)
  return core === '' ? text.replace(/\s+/g, ' ') : `${/^\s/.test(text) ? ' ' : ''}${core}${/\s$/.test(text) ? ' ' : ''}`
}

/** `(minutes: open since 2023-01-11, carried over twice)`: how long an item has been waiting; `topic` where its words alone say too little. */
function ageOf({ since, carried, due }: OpenItem, { topic, ended = null, date }: Pick<ItemForm, 'topic' | 'ended' | 'date'>): string {
  const facts = [
    `open since ${since}`,
    ...(isOverdue(due, date) ? [`overdue since ${due}`] : []),
    ...(carried === 0 ? [] : [`carried over ${times(carried)}`]),
    ...(topic === null ? [] : [`about ${topic}`]),
    ...(ended === null ? [] : [`but ${ended}: tick it off?`]),
  ]
  return minutesFact(facts.join(', '))
}

export type ItemForm = {
  /** Written `_AI @x: …_`. */
  readonly slanted: boolean
  readonly spelled: (handle: string) => string
  /** What the item was named under; null where that says nothing. */
  readonly topic: string | null
  /** How the issues ended that it names (`its issue is done`); null: they did not. */
  readonly ended?: string | null
  /** Of the meeting that will read it. */
  readonly date: string
}

/** An open item as the next meeting will read it, in the team's own form. */
export function itemLine(item: OpenItem, { slanted, spelled, topic, ended = null, date }: ItemForm): string {
  const named = (handles: readonly string[]) => handles.map((handle) => `@${spelled(handle)}`).join(', ')
  const owners = item.owners.length > 0 ? ` ${named(item.owners)}` : ''
  const others = item.for.length > 0 ? ` (for ${named(item.for)})` : ''
  const text = withAngles(withoutAge(item.text))
  // "AI @fkr to write it" needs no colon.
  const said = `AI${owners}${others}${owners !== '' && text.startsWith('to ') ? '' : ':'} ${text}`
  const whole = `${said} ${ageOf(item, { topic: isVague(text) ? topic : null, ended, date })}`
  return slanted && maySlant(whole) ? `_${whole}_` : whole
}

/** Emphasis inside of emphasis would end too early. */
function maySlant(text: string): boolean {
  return !/\*|(?<![\p{L}\d])_|_(?![\p{L}\d])/u.test(text.replace(/`[^`\n]{0,300}`/g, ''))
}

const VAGUE = 3

function isVague(text: string): boolean {
  return wordsOfItem(text).words.size < VAGUE
}

/** Bare addresses in angle brackets, so that no sign behind them joins them. */
function withAngles(text: string): string {
  return text.replace(/(?<!\]\(|[<"'`=\w/])https?:\/\/[^\s<>()[\]`"']{1,500}/g, (url) => {
    const end = /[.,;:!?_*]{0,9}$/.exec(url)?.[0].length ?? 0
    return `<${url.slice(0, url.length - end)}>${url.slice(url.length - end)}`
  })
}
