/** Pads that nobody types by hand: no crash, no long wait, nothing lost. */
import { expect, test } from 'vitest'
import { createTemplates } from '../../../src/adapters/templates.ts'
import { composeMinutes } from '../../../src/usecases/minutes/compose-minutes.ts'
import { aBoardItem, anEpic, aSnapshot } from '../../builders.ts'
import { cpuTime } from '../../cpu-time.ts'
import { iaasTeam, minutesSettings } from '../../minutes/settings.ts'

const { render } = createTemplates()
const DATE = '2023-01-18'
const board = aSnapshot({
  items: [aBoardItem({ number: 9, ref: 'acme/issues#9', title: `Epic ${'( '.repeat(60)}`, labels: ['IaaS', 'epic'] })],
  epics: [anEpic({ ref: 'acme/issues#9' })],
})

const compose = (text: string) =>
  composeMinutes({
    settings: minutesSettings,
    team: iaasTeam,
    date: DATE,
    pad: { text, format: 'markdown', editedAt: null, source: null, warnings: [] },
    snapshot: board,
    history: [],
    past: [],
    boardRemark: null,
    now: new Date('2023-01-18T11:15:00Z'),
    render,
  })

const N = 60_000
test.each([
  ['dots', `- is ${'.'.repeat(N)}x`],
  ['dashes', `- ${'-'.repeat(N)}x`],
  ['spaces in a heading', `## a${' '.repeat(N)}b #`],
  ['brackets', `- ${'['.repeat(N)}`],
  ['link openings', `- ${'[a]('.repeat(N / 4)}`],
  ['claims', `- ${'is done '.repeat(N / 8)}`],
  ['half claims', `- ${'is was were '.repeat(N / 12)}x`],
  ['handles', `- AI ${'@a '.repeat(N / 3)}: x`],
  ['backticks', `- Decision: ${'`'.repeat(N)}`],
  ['headings', '## is done\n\n- x\n\n'.repeat(N / 40)],
  ['items of one epic', '- https://github.com/acme/issues/issues/9 is done\n'.repeat(N / 50)],
  ['action items', Array.from({ length: 800 }, (_, index) => `- AI @a: thing ${index}\n`).join('')],
])('%s', (_what, text) => {
  const start = cpuTime()
  const made = compose(`# ${DATE}\n\n## Participants\n\n- @a\n\n## Agenda\n\n${text}\n`)
  expect(cpuTime() - start).toBeLessThan(6000)
  expect(made.text).toContain('## Summary')
  expect(made.body.length).toBeLessThan(60_000)
})
