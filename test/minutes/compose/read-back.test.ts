/**
 * Minutes of a team with renamed sections, read back: the same items, decisions and requests as from the pad. On generated meetings,
 * and on an archive if SCS_CORPUS names its folder.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createTemplates } from '../../../src/adapters/templates/templates.ts'
import type { Snapshot } from '../../../src/domain/board/board.ts'
import type { Notes } from '../../../src/domain/notes/notes.ts'
import { UserError } from '../../../src/errors.ts'
import { restsOnBoard } from '../../../src/minutes/board-facts/board-trust.ts'
import { linesOnRecord } from '../../../src/minutes/community-call/compose-community-call.ts'
import { topicsOf } from '../../../src/minutes/community-call/headlines.ts'
import type { MinutesInput } from '../../../src/minutes/compose/read-meeting.ts'
import { readPast } from '../../../src/minutes/meeting/past-meetings.ts'
import { sections } from '../../../src/minutes/sections/registry.ts'
import { formatNotes } from '../../../src/notes/format/house-format.ts'
import { composeFromPad } from '../../../src/usecases/minutes/compose-from-pad.ts'
import { lintHouse } from '../../lint.ts'
import { generateMeeting } from '../../minutes/generated-meeting.ts'
import { iaasTeam, minutesSettings } from '../../minutes/settings.ts'

/** Headings and sentences are traps: whoever takes them for people's finds items, decisions and wishes in them. */
const GERMAN = `{{{h2}}} Was sonst noch zu tun ist

AI @nobody: diese Zeile schrieb die App. Beschluss: nichts. Epic needs an update.

{{{section.about.text}}}

{{{h3}}} Epic muss aktualisiert werden

{{{section.attention.body}}}

{{{h3}}} Entscheidungen: keine

{{{section.actions.body}}}

{{{h3}}} TODO @nobody: Offenes

{{{section.decisions.text}}}

{{#if section.differences.body}}
{{{h3}}} Beschluss: Pad und Board

{{{section.differences.body}}}
{{/if}}
{{{section.news.text}}}
`
/** Names of data that templates used before sections had marks: a team's own of that time still works. */
const OLDER = `{{{h2}}} Kurzfassung

{{{about}}}

{{{h3}}} Beschluss: wer tut was

{{#each open}}
* {{{this}}}
{{else}}
TODO @nobody: etwas
{{/each}}
{{#each done}}
* {{{this}}}
{{/each}}

{{{h3}}} AI @nobody: festgehalten

{{#each decisions}}
* {{{this}}}
{{/each}}

{{#if showsAttention}}
{{{h3}}} Story fehlt

{{#each attention}}
* {{{this}}}
{{else}}
{{{noAttention}}}
{{/each}}
{{/if}}
{{#each contradictions}}
* {{{this}}}
{{/each}}

{{{notDiscussed}}}
`
const NEWS = 'Beschluss: seit {{{since}}}\n\n{{#each groups}}\n- {{{title}}}: {{{items}}}\n{{/each}}\n'

const own = (summary: string) =>
  createTemplates((name) => (name === 'minutes/summary' ? summary : name === 'minutes/not-discussed' ? NEWS : null)).render
const templates = [
  ['the template of the project', createTemplates().render],
  ['all in German', own(GERMAN)],
  ['names of data from before', own(OLDER)],
  ['nothing of the summary', own('')],
] as const

/** What is compared; house format makes links of references and escapes signs. */
function said({ actionItems, decisions, wishes }: Notes) {
  return {
    items: actionItems.map(({ owners, for: others, due, status, text }) => [owners, others, due, status, words(text)]),
    decisions: decisions.map(({ text }) => words(text)),
    wishes: wishes.map(({ kind, text }) => [kind, words(text)]),
  }
}

function words(text: string): string {
  return text
    .replace(/!?\[([^\][]*)\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?: "[^"]*")?\)/g, '$1')
    .replace(/\((?:board|minutes): [^()]*(?:\([^()]*\)[^()]*)*\)/g, '')
    .replace(/https:\/\/github\.com\/([^/\s]+\/[^/\s]+)\/(?:issues|pull)\/(\d+)/g, '$1#$2')
    .replace(/[\\*_`<>]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

const input = (more: Partial<MinutesInput> & { text: string }): MinutesInput => ({
  settings: minutesSettings,
  team: iaasTeam,
  date: '2023-01-18',
  pad: { text: more.text, format: 'markdown', editedAt: null, source: null, warnings: [] },
  snapshot: null,
  history: [],
  past: [],
  boardRemark: null,
  now: new Date('2024-01-18T12:00:00Z'),
  render: templates[0][1],
  ...more,
})

describe.each(templates)('%s', (name, render) => {
  test.each(Array.from({ length: 20 }, (_, index) => index + 1))(
    'pad %i: items, decisions, wishes and topics are those of the pad',
    (seed) => {
      const { date, pad, board } = generateMeeting(seed)
      const made = composeFromPad(input({ text: pad, date, snapshot: board as unknown as Snapshot, render }))
      const back = readPast(made.text, date, minutesSettings)
      expect(said(back)).toEqual(said(made.notes))
      expect(said(made.notes).items.length + said(made.notes).decisions.length + said(made.notes).wishes.length).toBeGreaterThan(0)
      const ours = linesOnRecord(made.text, back)
      const theirs = linesOnRecord(pad, made.notes)
      const titles = (notes: Notes, { lines, isOff }: typeof ours) => topicsOf(notes, lines, isOff).all.map(({ title }) => title)
      expect(titles(back, ours)).toEqual(titles(made.notes, theirs))
      // Stars of a template of their own are no house style.
      if (name !== 'names of data from before') {
        expect(lintHouse(made.text)).toEqual([])
        expect(formatNotes(made.text, { date }).text).toBe(made.text)
      }
      if (name !== 'the template of the project') expect(made.text).not.toMatch(/^#+ Summary$/m)
    },
  )
})

const BEGIN = '<!-- scs-sprint:section actions -->'
const END = '<!-- scs-sprint:end -->'
test.each<[string, string[]]>([
  ['a pair', [BEGIN, '', '- AI @ada-l: stay', '', END]],
  ['a beginning alone', [BEGIN, '', '- AI @ada-l: stay']],
  ['an end alone', ['- AI @ada-l: stay', '', END]],
  ['pairs in pairs', [BEGIN, '', BEGIN, '', '- AI @ada-l: stay', '', END, '', END]],
  ['the same pair twice', [BEGIN, '', END, '', '- AI @ada-l: stay', '', BEGIN, '', END]],
  ['marks in code', ['```text', BEGIN, '```', '', '- AI @ada-l: stay', '', '```text', END, '```']],
  ['the mark of what minutes rest on', ['<!-- scs-sprint:section about-whole -->', '', '- AI @ada-l: stay', '', END]],
])('marks that somebody typed into the pad are words: %s', (_, typed) => {
  const text = ['# 2023-01-18', '', '## Agenda', '', ...typed, '', '- Decision: we stay', ''].join('\n')
  const { text: minutes, notes } = composeFromPad(input({ text }))
  expect(minutes.split('\n## Summary')[0]?.match(/^<!-- scs-sprint:/gm)).toEqual(['<!-- scs-sprint:'])
  expect(said(readPast(minutes, '2023-01-18', minutesSettings))).toEqual(said(notes))
  expect(notes.actionItems.map(({ text: what }) => what)).toEqual(['stay'])
  expect(restsOnBoard(minutes)).toBe(false)
})

test('every section has its own ID and its place in the summary data', () => {
  expect(new Set(sections.map(({ id }) => id)).size).toBe(sections.length)
  for (const { id } of sections) expect(id).toMatch(/^[a-z][a-z-]*$/)
  const all = createTemplates((name) =>
    name === 'minutes/summary' ? sections.map(({ id }) => `{{{section.${id}.text}}}\n`).join('\n') : null,
  )
  const { date, pad, board } = generateMeeting(1)
  const whole = { text: pad, date, snapshot: board as unknown as Snapshot }
  const parts = (text: string) => text.split('\n').filter((line) => line.startsWith('<!-- scs-sprint:section '))
  const ours = parts(composeFromPad(input(whole)).text)
  expect(parts(composeFromPad(input({ ...whole, render: all.render })).text)).toEqual(
    ours.filter((mark) => mark !== '<!-- scs-sprint:section summary -->'),
  )
})

const folder = process.env.SCS_CORPUS
const stride = Number(process.env.SCS_CORPUS_STRIDE ?? 12)

test.skipIf(folder === undefined)(
  'corpus: minutes with renamed sections, read back, equal the pad (SCS_CORPUS names the folder)',
  () => {
    const files = readdirSync(folder ?? '', { recursive: true, encoding: 'utf8' })
      .filter((file) => /\d{8}\.md$/.test(file))
      .sort()
      .filter((_, index) => index % stride === 0)
    expect(files.length).toBeGreaterThan(10)
    const problems = files.flatMap((file) => {
      const text = readFileSync(join(folder ?? '', file), 'utf8')
      if (/^---\r?\n/.test(text)) return []
      const [, year, month, day] = /(\d{4})(\d\d)(\d\d)\.md$/.exec(file) ?? []
      const date = `${year}-${month}-${day}`
      const team = { ...iaasTeam, board: false, firstHeading: /^\s*## /.test(text) ? 2 : 1 } as const
      return templates.flatMap(([name, render]) => {
        try {
          const made = composeFromPad(input({ text, date, team, render }))
          if (made.cancelled) return []
          const [expected, found] = [said(made.notes), said(readPast(made.text, date, minutesSettings))]
          return JSON.stringify(found) === JSON.stringify(expected) ? [] : [`${file}, ${name}: ${differs(expected, found)}`]
        } catch (error) {
          if (error instanceof UserError) return []
          throw error
        }
      })
    })
    expect(problems).toEqual([])
  },
  900_000,
)

function differs(expected: ReturnType<typeof said>, found: ReturnType<typeof said>): string {
  const flat = (all: ReturnType<typeof said>) => Object.values(all).flatMap((list) => list.map((one) => JSON.stringify(one)))
  const [before, after] = [flat(expected), flat(found)]
  return `lost ${before.filter((one) => !after.includes(one)).join(' ')}; new ${after.filter((one) => !before.includes(one)).join(' ')}`
}
