/** Three-way merge in which people always win, and the base is found in a branch’s versions. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { looseMarks } from '../../../src/domain/text/section-marks.ts'
import { lastOwnText, mergeEdits } from '../../../src/domain/text/three-way-merge.ts'
import { expectGrowsWithSize } from '../../growth.ts'

const lines = (...all: string[]) => all.join('\n')

test('changes in different places are combined', () => {
  const merged = mergeEdits(lines('a', 'b', 'c', 'd', 'e'), lines('a', 'b', 'c', 'd', 'E'), lines('A', 'b', 'c', 'd', 'e'))
  expect(merged).toEqual({ text: lines('A', 'b', 'c', 'd', 'E'), conflicts: [] })
})

test('if both changed a line, the person’s version stays, and both are reported', () => {
  const merged = mergeEdits(lines('a', 'b', 'c'), lines('a', 'ours', 'c'), lines('a', 'theirs', 'c'))
  expect(merged).toEqual({ text: lines('a', 'theirs', 'c'), conflicts: [{ theirs: ['theirs'], ours: ['ours'], line: 2 }] })
})

test('the same change on both sides is not a conflict', () => {
  expect(mergeEdits(lines('a', 'b'), lines('a', 'B'), lines('a', 'B'))).toEqual({ text: lines('a', 'B'), conflicts: [] })
})

test('the app’s last version is found again, even after people’s lines were kept in it', () => {
  const first = lines('one', 'two', 'three', 'four')
  const byHand = lines('one by hand', 'two', 'three', 'four')
  const second = lines('one by hand', 'two', 'three', 'four changed')
  const versions = [
    { text: first, byApp: true },
    { text: byHand, byApp: false },
    { text: second, byApp: true },
  ]
  expect(lastOwnText(versions)).toBe(lines('one', 'two', 'three', 'four changed'))
  expect(lastOwnText([{ text: byHand, byApp: false }])).toBeNull()
})

const text = fc.array(fc.constantFrom('', '- a', '- b', '- c', '## Topic', 'text'), { maxLength: 30 }).map((all) => all.join('\n'))

test('without edits the app’s version is used, without changes the edits are', () => {
  fc.assert(
    fc.property(text, text, (base, other) => {
      expect(mergeEdits(base, other, base)).toEqual({ text: other, conflicts: [] })
      expect(mergeEdits(base, base, other)).toEqual({ text: other, conflicts: [] })
    }),
  )
})

test('a line written by a person is never lost, whatever changes around it', () => {
  fc.assert(
    fc.property(text, text, fc.nat(30), (base, ours, place) => {
      const edited = base.split('\n')
      edited.splice(Math.min(place, edited.length), 0, 'said by hand')
      const first = mergeEdits(base, ours, edited.join('\n')).text
      expect(first).toContain('said by hand')
      // And not with the change after that, when the line stands in a version of ours.
      const versions = [
        { text: base, byApp: true },
        { text: edited.join('\n'), byApp: false },
        { text: first, byApp: true },
      ]
      expect(mergeEdits(lastOwnText(versions) ?? '', `${ours}\nnews`, first).text).toContain('said by hand')
    }),
  )
})

test('up to twenty thousand lines, half of them empty, are compared at a cost that grows with them, or not at all', async () => {
  const many = (name: string, size: number) => Array.from({ length: size }, (_, index) => (index % 2 ? '' : `${name} ${index}`)).join('\n')
  const merge = (size: number) => {
    const { text: merged, conflicts } = mergeEdits(many('base', size), many('ours', size), many('theirs', size))
    if (size < 20_000) return
    expect(merged).toBe(many('theirs', size))
    expect(conflicts).toHaveLength(1)
  }
  await expectGrowsWithSize(merge, { from: 5_000, times: 4 })
})

const section = (id: string) =>
  fc
    .array(fc.constantFrom('- a', '- b', '', '### Topic'), { maxLength: 4 })
    .map((all) => [`<!-- scs-sprint:section ${id} -->`, '', ...all, '', '<!-- scs-sprint:end -->', ''])
const minutes = fc
  .tuple(...['actions', 'decisions', 'attention'].map((id) => fc.option(section(id), { nil: [] })))
  .map((parts) => ['# day', '', '- said', '', ...parts.flat()])
const typed = fc.array(fc.tuple(fc.nat(), fc.constantFrom('- mine', 'text of mine', '')), { maxLength: 4 })

test('markers stay in pairs, and each section keeps its own lines, whatever people type between them', () => {
  fc.assert(
    fc.property(minutes, minutes, typed, (base, ours, edits) => {
      const theirs = [...base]
      for (const [at, line] of edits) theirs.splice(at % (theirs.length + 1), 0, line)
      const merged = mergeEdits(base.join('\n'), ours.join('\n'), theirs.join('\n')).text.split('\n')
      expect([...looseMarks(merged)]).toEqual([])
      for (const [, line] of edits) expect(merged).toContain(line)
    }),
    { numRuns: 500, seed: 12 },
  )
})
