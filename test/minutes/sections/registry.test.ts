/** What holds for all sections: a new one needs no line here. */
import { expect, test } from 'vitest'
import { markedSections, markSection } from '../../../src/domain/text/section-marks.ts'
import { FRAME, sections, TYPED } from '../../../src/minutes/sections/registry.ts'
import { sectionInput, understood } from '../section-input.ts'

const names = [...sections.map(({ id }) => id), FRAME, TYPED]

test('no two parts of the minutes share a name', () => {
  expect(new Set(names).size).toBe(names.length)
})

test.each(names)('the mark of %s is found again', (id) => {
  expect(markedSections(markSection(id, 'text').split('\n')).map((part) => part.id)).toEqual([id])
})

test.each(sections.map((section) => [section.id, section] as const))(
  '%s of a meeting without a board or items is nobody’s words',
  (_id, section) => {
    const { text } = section.build(sectionInput())
    expect(text).not.toMatch(/undefined|null|\[object|NaN|\{\{/)
    expect(understood(markSection(section.id, text))).toEqual(understood())
  },
)

test.each(sections.map((section) => [section.id, section] as const))('%s says the same of the same input', (_id, section) => {
  expect(section.build(sectionInput())).toEqual(section.build(sectionInput()))
})
