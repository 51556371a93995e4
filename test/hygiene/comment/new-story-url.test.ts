/** The address of a new story, filled in. */
import { expect, test } from 'vitest'
import { newStoryUrl } from '../../../src/hygiene/comment/new-story-url.ts'

const parts = (...args: Parameters<typeof newStoryUrl>) => new URL(newStoryUrl(...args))
const body = (...args: Parameters<typeof newStoryUrl>) => parts(...args).searchParams.get('body') ?? ''

test('in the repository of the epic, which the first line names', () => {
  const url = parts('scs/issues#9')
  expect(url.origin + url.pathname).toBe('https://github.com/scs/issues/issues/new')
  expect(body('scs/issues#9').split('\n')[0]).toBe('Epic: scs/issues#9')
  expect([...url.searchParams.keys()]).toEqual(['body'])
})

test('it holds the sentence of a user story, and no Definition of Ready or Done that the repository does not have', () => {
  expect(body('scs/issues#9')).toBe('Epic: scs/issues#9\n\nAs a _______, I want ______ so that ____.\n')
})

test('title and labels come along, letters of any language and signs of addresses too', () => {
  const url = parts('scs/issues#9', { title: 'Größe & Form #1 + 2', labels: ['IaaS', 'a b'] })
  expect(url.searchParams.get('title')).toBe('Größe & Form #1 + 2')
  expect(url.searchParams.get('labels')).toBe('IaaS,a b')
  expect(url.href).not.toContain('+')
})

test('words of the minutes are a quotation that calls nobody', () => {
  const shown = body('scs/issues#9', { wish: 'Story for @fkr missing?\n# Heading <b>' })
  const quotation = shown.split('\n').filter((line) => line.startsWith('> '))
  expect(quotation).toHaveLength(1)
  expect(quotation[0]).not.toMatch(/(?<![`\w])@fkr|(?<!\\)<b>/)
  expect(shown).not.toMatch(/^# Heading/m)
})

test('a long title is cut; an address that would be too long goes without the quotation', () => {
  expect(parts('scs/issues#9', { title: 'x'.repeat(500) }).searchParams.get('title')).toHaveLength(200)
  const url = newStoryUrl('scs/issues#9', { title: '👪'.repeat(100), wish: '日'.repeat(500), labels: ['é'.repeat(400)] })
  expect(url.length).toBeLessThan(7500)
  expect(decodeURIComponent(url)).not.toContain('日')
})

test.each(['', 'scs/issues', '#9', 'https://github.com/scs/issues/issues/9'])('%j names no epic', (ref) => {
  expect(() => newStoryUrl(ref)).toThrow(/is not a reference/)
})
