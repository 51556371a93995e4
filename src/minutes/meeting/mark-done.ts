/** Marks an action item in minutes as done, by the words a person names it with. Pure. */
import { GITHUB_COM, type GithubWeb } from '../../domain/github-web.ts'
import type { ActionItem } from '../../domain/notes/notes.ts'
import { personOf, type Spellings } from '../../domain/notes/person-of.ts'
import { quoted } from '../../domain/text/escape.ts'
import type { ReadOptions } from '../../notes/options.ts'
import { readNotes } from '../../notes/read-notes.ts'
import { isCopy } from './item-links.ts'
import { coverage, likeness, wordsOfItem } from './item-similarity.ts'

/** `owners`: handles, lower case. `problem`: a sentence for the person who asked, harmless Markdown. */
export type MarkedDone = { readonly text: string; readonly owners: readonly string[] } | { readonly problem: string }

const ALIKE = 0.65
const NAMED = 3

/** `asked`: words of the item, in any order; `@handle` in it narrows them to that person's. */
export function markDone(text: string, asked: string, options: ReadOptions): MarkedDone {
  const { people = {}, github = GITHUB_COM } = options
  const handles = [...asked.matchAll(/(?<![\w/])@([A-Za-z\d-]{1,39})/g)].map(([, handle]) => personOf(handle ?? '', people))
  const words = wordsOfItem(asked.replace(/(?<![\w/])@[A-Za-z\d-]{1,39}:?/g, ' '))
  if (words.words.size === 0) return { problem: 'Name the action item, for example `/minutes done publish the numbers`.' }
  const open = readNotes(text, options).actionItems.filter(
    ({ status, owners }) =>
      status === 'open' && (handles.length === 0 || owners.some((owner) => handles.includes(personOf(owner, people)))),
  )
  const named = open.filter((item) => coverage(words, wordsOfItem(item.text)) === 1)
  const found = named.length > 0 ? named : open.filter((item) => likeness(words, wordsOfItem(item.text)) >= ALIKE)
  const [first, ...others] = found
  if (first === undefined) return { problem: `No open action item says that.${listOf(open, 'Open are: ', github)}` }
  // An item in a topic and again in the summary is one.
  const other = others.find((item) => !isCopy(comparable(first, people), comparable(item, people)))
  if (other !== undefined)
    return { problem: `More than one open action item says that.${listOf(found, 'Say more of one of them: ', github)}` }
  const lines = text.split('\n')
  for (const { line } of found) lines[line - 1] = marked(lines[line - 1] ?? '')
  const changed = lines.join('\n')
  const left = readNotes(changed, options).actionItems.filter(
    ({ status, line }) => status === 'open' && found.some((item) => item.line === line),
  )
  if (left.length > 0) return { problem: 'The line of that action item cannot be marked here. Add "(done)" to it in the file.' }
  return { text: changed, owners: first.owners.map((owner) => personOf(owner, people)) }
}

function comparable({ text, owners }: ActionItem, people: Spellings) {
  return { words: wordsOfItem(text), people: new Set(owners.map((owner) => personOf(owner, people))) }
}

/** Behind the line, where people type it themselves; spaces at its end may be a line break. */
function marked(line: string): string {
  const end = /\s{0,20}$/.exec(line)?.[0] ?? ''
  return `${line.slice(0, line.length - end.length)} (done)${end}`
}

function listOf(items: readonly ActionItem[], lead: string, github: GithubWeb): string {
  const shown = items.slice(0, NAMED).map(({ text }) => `"${quoted(text.slice(0, 100), github)}"`)
  const rest = items.length - shown.length
  return items.length === 0 ? '' : ` ${lead}${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`
}
