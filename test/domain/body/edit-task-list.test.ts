/** Single task lines change; the rest of the body stays byte for byte, and the change can be taken back. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { editTaskList, type TaskListChanges, takeBack } from '../../../src/domain/body/edit-task-list.ts'

const context = { repository: 'scs/issues' }
const story = (number: number, checked = false) => ({ ref: `scs/issues#${number}`, written: `#${number}`, checked })
const changes = (given: {
  add?: TaskListChanges['add']
  boxes?: Record<number, boolean>
  lines?: Record<string, string>
}): TaskListChanges => ({
  add: given.add ?? [],
  boxes: new Map(Object.entries(given.boxes ?? {}).map(([number, checked]) => [`scs/issues#${number}`, checked])),
  lines: new Map(Object.entries(given.lines ?? {})),
})
const edit = (body: string, given: Parameters<typeof changes>[0]) => editTaskList(body, changes(given), context).body

describe('missing stories are added', () => {
  test.each([
    ['below the last line', '- [ ] #1\n- [x] #2\n', '- [ ] #1\n- [x] #2\n- [ ] #7\n'],
    ['at the end of a body without a line end', '- [ ] #1', '- [ ] #1\n- [ ] #7'],
    ['with the line ends of the body', '- [ ] #1\r\n\r\nEnd\r\n', '- [ ] #1\r\n- [ ] #7\r\n\r\nEnd\r\n'],
    ['with the marker of the list', 'Text\n\n  * [ ] #1\n\nEnd', 'Text\n\n  * [ ] #1\n  * [ ] #7\n\nEnd'],
    ['with the next number', '1. [ ] #1\n2. [ ] #2', '1. [ ] #1\n2. [ ] #2\n3. [ ] #7'],
    ['below what belongs to the last line', '- [ ] #1\n  a remark\n  - [ ] #3\n\nEnd', '- [ ] #1\n  a remark\n  - [ ] #3\n- [ ] #7\n\nEnd'],
    ['below the rest of its paragraph', '- [ ] #1 first\ngoes on\n\nEnd', '- [ ] #1 first\ngoes on\n- [ ] #7\n\nEnd'],
    ['not below a list of another kind', '- [ ] #1\n\n- plain\n', '- [ ] #1\n- [ ] #7\n\n- plain\n'],
    ['in a quotation', '> - [ ] #1\n> text', '> - [ ] #1\n> text\n> - [ ] #7'],
    ['not in code', '- [ ] #1\n\n```\n- [ ] #2\n```\n', '- [ ] #1\n- [ ] #7\n\n```\n- [ ] #2\n```\n'],
    [
      'not below the Definition of Done',
      '- [ ] #1\n\n## Definition of Done\n- [ ] #2\n',
      '- [ ] #1\n- [ ] #7\n\n## Definition of Done\n- [ ] #2\n',
    ],
  ])('%s', (_what, body, after) => {
    expect(edit(body, { add: [story(7)] })).toBe(after)
  })

  test('in the order given, each with its box; those that are listed already are left out', () => {
    expect(edit('- [ ] #1\n', { add: [story(7), story(1, true), story(8, true)] })).toBe('- [ ] #1\n- [ ] #7\n- [x] #8\n')
  })

  test('a body without a list of issues stays as it is', () => {
    expect(edit('- [ ] Write it\n', { add: [story(7)] })).toBe('- [ ] Write it\n')
  })
})

describe('boxes are set', () => {
  test.each([
    ['checked', '- [ ] #1 a\n- [ ] #2', { 1: true }, '- [x] #1 a\n- [ ] #2'],
    ['cleared', '- [X]  #1\r\n', { 1: false }, '- [ ]  #1\r\n'],
    ['in each line of an issue', '- [ ] #1\n- [ ] #1', { 1: true }, '- [x] #1\n- [x] #1'],
    ['of several issues, if all agree', '- [ ] #1 and #2', { 1: true, 2: true }, '- [x] #1 and #2'],
    ['not of several issues that differ', '- [ ] #1 and #2', { 1: true }, '- [ ] #1 and #2'],
    ['not where it is right', '- [x] #1', { 1: true }, '- [x] #1'],
    ['not in code', '`- [ ] #1`\n\n    - [ ] #1', { 1: true }, '`- [ ] #1`\n\n    - [ ] #1'],
  ])('%s', (_what, body, boxes, after) => {
    expect(edit(body, { boxes })).toBe(after)
  })
})

describe('a line of text becomes an issue', () => {
  test.each([
    ['keeps its place and box', '- [x] Write the guide  \n- [ ] #1', '- [x] #9  \n- [ ] #1'],
    ['keeps what stands below it', '- [ ] Write the guide\n  soon', '- [ ] #9\n  soon'],
    ['only the first of two alike', '- [ ] Write the guide\n- [ ] Write the guide', '- [ ] #9\n- [ ] Write the guide'],
    ['not if a comment in it would go', '- [ ] Write the <!-- fkr --> guide', '- [ ] Write the <!-- fkr --> guide'],
  ])('%s', (_what, body, after) => {
    expect(edit(body, { lines: { 'Write the guide': '#9', 'Write the  guide': '#9' } })).toBe(after)
  })
})

test('it says what it did', () => {
  const body = '- [ ] #1\n- [ ] Write it\n'
  const done = editTaskList(body, changes({ add: [story(1), story(7)], boxes: { 1: true, 5: true }, lines: { 'Write it': '#9' } }), context)
  expect(done.body).toBe('- [x] #1\n- [ ] #9\n- [ ] #7\n'.replace('- [ ] #9\n- [ ] #7', '- [ ] #7\n- [ ] #9'))
  expect([...done.added]).toEqual(['scs/issues#7'])
  expect([...done.set]).toEqual(['scs/issues#1'])
  expect([...done.replaced]).toEqual(['Write it'])
})

const piece = fc.constantFrom(
  '- [ ] #1',
  '- [x] #2 done',
  '  - [ ] #3',
  '* [ ] Write it',
  '1. [ ] #4 and #5',
  '> - [ ] #6',
  '```',
  '<!--',
  '-->',
  '## Definition of Done',
  'Text',
  '',
  '    - [ ] #7',
  '| a | b |',
  '- plain',
)

test('any change of any body can be taken back to the byte, and no line is lost but those that were asked for', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(piece, fc.constantFrom('\n', '\r\n')), { maxLength: 14 }),
      fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.boolean()), { maxLength: 6 }),
      (lines, asked) => {
        const body = lines.map(([text, end]) => text + end).join('')
        const given = changes({
          add: asked.map(([number, checked]) => story(number, checked)),
          boxes: Object.fromEntries(asked),
          lines: { 'Write it': '#9' },
        })
        const { body: after, splices } = editTaskList(body, given, context)
        expect(takeBack(after, splices)).toBe(body)
        const without = (text: string) => text.replaceAll(/\[[ xX]\]/g, '[ ]').split('\n')
        const kept = without(after)
        for (const line of without(body).filter((one) => !one.includes('Write it')))
          expect(kept.map((one) => one.trimEnd())).toContain(line.trimEnd())
        // Asked once more, nothing is left to do: a line that became an issue can be one that others are listed below.
        if (!body.includes('Write it')) expect(editTaskList(after, given, context).body).toBe(after)
      },
    ),
    { numRuns: 300 },
  )
})
