/** Hostile pads: no crash, no long wait, nothing lost. */
import { expect, test } from 'vitest'
import { createTemplates } from '../../../src/adapters/templates/templates.ts'
import { composeFromPad } from '../../../src/usecases/minutes/compose-from-pad.ts'
import { aBoardItem, anEpic, aSnapshot } from '../../builders.ts'
import { expectGrowsWithSize } from '../../growth.ts'
import { iaasTeam, minutesSettings } from '../../minutes/settings.ts'

const { render } = createTemplates()
const DATE = '2023-01-18'
const board = aSnapshot({
  items: [aBoardItem({ number: 9, ref: 'acme/issues#9', title: `Epic ${'( '.repeat(60)}`, labels: ['IaaS', 'epic'] })],
  epics: [anEpic({ ref: 'acme/issues#9' })],
})

const compose = (text: string) =>
  composeFromPad({
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

test.each([
  ['dots', (n: number) => `- is ${'.'.repeat(n)}x`],
  ['dashes', (n: number) => `- ${'-'.repeat(n)}x`],
  ['spaces in a heading', (n: number) => `## a${' '.repeat(n)}b #`],
  ['brackets', (n: number) => `- ${'['.repeat(n)}`],
  ['link openings', (n: number) => `- ${'[a]('.repeat(n / 4)}`],
  ['claims', (n: number) => `- ${'is done '.repeat(n / 8)}`],
  ['half claims', (n: number) => `- ${'is was were '.repeat(n / 12)}x`],
  ['handles', (n: number) => `- AI ${'@a '.repeat(n / 3)}: x`],
  ['backticks', (n: number) => `- Decision: ${'`'.repeat(n)}`],
  ['headings', (n: number) => '## is done\n\n- x\n\n'.repeat(n / 40)],
  ['items of one epic', (n: number) => '- https://github.com/acme/issues/issues/9 is done\n'.repeat(n / 50)],
  ['action items', (n: number) => Array.from({ length: n / 75 }, (_, index) => `- AI @a: thing ${index}\n`).join('')],
])('%s', async (_what, text) => {
  const composeOf = (size: number) => {
    const made = compose(`# ${DATE}\n\n## Participants\n\n- @a\n\n## Agenda\n\n${text(size)}\n`)
    expect(made.text).toContain('## Summary')
    expect(made.body.length).toBeLessThan(60_000)
  }
  await expectGrowsWithSize(composeOf, { from: 7_500 })
})
