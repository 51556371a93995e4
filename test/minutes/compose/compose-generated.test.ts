/** Minutes of twenty generated pads (shuffled topics, other numbers, other people), compared with the board. */

import { expect, test } from 'vitest'
import { createTemplates } from '../../../src/adapters/templates/templates.ts'
import type { Snapshot } from '../../../src/domain/board/board.ts'
import { formatNotes } from '../../../src/notes/format/house-format.ts'
import { composeFromPad } from '../../../src/usecases/minutes/compose-from-pad.ts'
import { lintHouse } from '../../lint.ts'
import { type GeneratedMeeting, generateMeeting } from '../../minutes/generated-meeting.ts'
import { notesWith } from '../../minutes/meetings.ts'
import { iaasTeam, minutesSettings } from '../../minutes/settings.ts'

const { render } = createTemplates()
const compose = ({ date, previousDate, pad, board }: GeneratedMeeting) =>
  composeFromPad({
    settings: minutesSettings,
    team: iaasTeam,
    date,
    pad: { text: pad, format: 'markdown', editedAt: null, source: null, warnings: [] },
    snapshot: board as unknown as Snapshot,
    history: [],
    past: [
      {
        date: previousDate,
        path: `iaas/${previousDate}.md`,
        notes: notesWith({ participants: ['ada-l', 'grace-h'] }),
      },
    ],
    boardRemark: null,
    now: new Date(`${date}T12:00:00Z`),
    render,
  })

const meetings = Array.from({ length: 20 }, (_, index) => generateMeeting(index + 1))
const urlOf = (ref: string) => `https://github.com/${ref.replace('#', '/issues/')}`
const sectionOf = (text: string, title: string) => text.split(`### ${title}\n`)[1]?.split(/\n#{2,3} /)[0] ?? ''

test('the pads differ, and contain what the test needs', () => {
  expect(new Set(meetings.map(({ pad }) => pad)).size).toBe(20)
  const sum = (pick: (meeting: GeneratedMeeting) => number) => meetings.reduce((total, meeting) => total + pick(meeting), 0)
  expect(sum(({ truth }) => truth.facts.length)).toBeGreaterThan(150)
  expect(sum(({ truth }) => truth.contradictions.length)).toBeGreaterThan(15)
  expect(sum(({ truth }) => truth.asked.length)).toBeGreaterThan(15)
  expect(sum(({ truth }) => truth.actions.length)).toBeGreaterThan(20)
  expect(sum(({ truth }) => truth.decisions.length)).toBeGreaterThan(10)
})

test.each(meetings.map((meeting, index) => [index + 1, meeting] as const))(
  'pad %i: what the minutes state is what the board has',
  (_, meeting) => {
    const { text, questions } = compose(meeting)
    const { truth } = meeting
    const lines = text.split('\n').slice(0, text.split('\n').indexOf('## Summary'))
    for (const { ref, epic, words } of truth.facts) {
      const line = lines.find((one) => one.includes(`(${urlOf(ref)})`))
      const brackets = line?.match(/\(board: ([^()]*)\)$/)?.[1]?.split(', ') ?? []
      expect([ref, brackets.filter((word) => word !== 'nobody assigned')]).toEqual([ref, epic ? words : expect.arrayContaining([...words])])
    }
    const news = text.split(', not discussed:\n')[1]?.split('\n\n')[0] ?? ''
    const listed = (kind: string) =>
      [...(news.split('\n').find((line) => line.startsWith(`- ${kind}`)) ?? '').matchAll(/\[([^\]]+)\]/g)].map(([, ref]) => ref)
    expect(listed('Done').sort()).toEqual([...truth.doneUndiscussed].sort())
    expect(listed('New in Sprint 9').sort()).toEqual([...truth.newUndiscussed].sort())

    const actions = sectionOf(text, 'Action items')
    for (const { owners, text: what, topic } of truth.actions) {
      expect(actions).toContain(`- ${owners.map((one) => `@${one}`).join(', ')}: ${what} ([${topic}](#`)
    }
    expect(actions.match(/^- /gm)?.length ?? 0).toBe(truth.actions.length)
    const decisions = sectionOf(text, 'Decisions')
    expect(decisions.match(/^- /gm)?.length ?? 0).toBe(truth.decisions.length)
    for (const decision of truth.decisions) expect(decisions).toContain(`- ${decision} ([`)

    const attention = sectionOf(text, 'Epics needing attention')
    const asked = attention.split('\n').filter((line) => line.includes('a story was requested'))
    expect(asked.map((line) => /\[([^\]]+)\]/.exec(line)?.[1]).sort()).toEqual([...truth.asked].sort())

    const differ = sectionOf(text, 'Where notes and board differ')
    expect(differ.match(/^- /gm)?.length ?? 0).toBe(truth.contradictions.length)
    for (const { said, ref } of truth.contradictions) expect(differ).toContain(`- "${said}", but [${ref}]`)
    expect(questions.filter(({ text: asks }) => asks.startsWith('said ')).length).toBe(truth.contradictions.length)
    for (const number of truth.unresolved) {
      const question = questions.find(({ text: asks }) => asks.startsWith(`\`#${number}\`: which repository?`))
      expect(question?.text).toContain('(the board has it in issues and in tickets)')
      expect(text.split('\n')[(question?.line ?? 0) - 1]).toContain(`#${number}`)
    }
    for (const title of truth.secret) expect(text).not.toContain(title)
  },
)

test.each(meetings.map((meeting, index) => [index + 1, meeting] as const))(
  'pad %i: every word is there in its order, links lead somewhere, the text is clean',
  (_, meeting) => {
    const composed = compose(meeting)
    const { text } = composed
    const flat = words(text)
    let at = 0
    for (const line of meeting.pad.split('\n')) {
      const wanted = words(line.replace(/https?:\/\/\S+/g, ' '))
      if (wanted.length === 0) continue
      const found = flat.findIndex(
        (_word, index) => index >= at && wanted.every((word, offset) => flat[index + offset] === word || isInLink(text, word)),
      )
      expect([line, found >= 0]).toEqual([line, true])
      at = found
    }
    const slugs = new Set(text.split('\n').flatMap((line) => (/^#{1,6} /.test(line) ? [slug(line.replace(/^#+ /, ''))] : [])))
    const targets = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, target]) => (target ?? '').replace(/-\d+$/, ''))
    expect(targets.filter((target) => ![...slugs].some((known) => known.replace(/-\d+$/, '') === target))).toEqual([])
    expect(lintHouse(text)).toEqual([])
    expect(formatNotes(text, { date: meeting.date }).text).toBe(text)
    expect(compose(meeting).text).toBe(text)
    expect(composed.assignees).toEqual([meeting.truth.reporter])
    expect(composed.notes.participants).toEqual(meeting.truth.participants)
    expect(composed.body).toContain(`@${meeting.truth.reporter} writes the minutes and reports on Thursday`)
    const called = [...composed.body.replace(/`[^`]*`/g, '').matchAll(/@([\w-]+)/g)].map(([, login]) => login)
    expect(called).toEqual([meeting.truth.reporter])
  },
)

/** Letters and numbers of what people see: link labels, not their targets. */
function words(text: string): string[] {
  const visible = text.replace(/\]\([^)]*\)/g, ' ').replace(/<https?:[^>]*>/g, ' ')
  return visible.match(/[\p{L}\p{N}]+/gu) ?? []
}

function isInLink(text: string, word: string): boolean {
  return text.includes(`/${word})`)
}

/** Written anew from GitHub's rule, for headings as this test makes them. */
function slug(title: string): string {
  return title
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^a-z\d\- ]/g, '')
    .replaceAll(' ', '-')
}
