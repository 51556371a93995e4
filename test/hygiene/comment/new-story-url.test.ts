/** Links to new stories, filled in from the templates of the repository. */

import { expect, test } from 'vitest'
import { GITHUB_COM } from '../../../src/domain/github-web.ts'
import type { IssueTemplate } from '../../../src/domain/issue-template.ts'
import { newStoryLinks } from '../../../src/hygiene/comment/new-story-url.ts'

const links = (epic: string, options: Partial<Parameters<typeof newStoryLinks>[1]> = {}) =>
  newStoryLinks(epic, { github: GITHUB_COM, ...options }).map(({ url, ...rest }) => {
    const parsed = new URL(url)
    return { ...rest, url, page: parsed.origin + parsed.pathname, fields: Object.fromEntries(parsed.searchParams) }
  })
const only = (...args: Parameters<typeof links>) => {
  const [first, ...more] = links(...args)
  if (first === undefined || more.length > 0) throw new Error('expected one link')
  return first
}
const story: IssueTemplate = {
  file: 'standard-user-story.md',
  name: 'Standard user story',
  body: 'As a …\n\n## Definition of Ready\n\n- [ ] small enough',
  fields: [],
}
const form = (fields: IssueTemplate['fields']): IssueTemplate => ({ file: 'story.yml', name: 'Story', body: null, fields })

test('without a template: in the repository of the epic, which the first line names, with no Definition of Ready or Done', () => {
  expect(only('scs/issues#9')).toMatchObject({
    template: null,
    namesEpic: true,
    page: 'https://github.com/scs/issues/issues/new',
    fields: { body: 'Epic: scs/issues#9\n\nAs a _______, I want ______ so that ____.\n' },
  })
})

test('on a GitHub server the story is opened there', () => {
  expect(only('scs/issues#9', { github: { origin: 'https://ghe.example' } }).page).toBe('https://ghe.example/scs/issues/issues/new')
})

test('the template of the repository comes as it is, below the epic and what was asked for', () => {
  const link = only('scs/issues#9', { wish: 'Story for backups missing?', templates: [story] })
  expect(link).toMatchObject({ template: 'Standard user story', namesEpic: true })
  expect(link.fields).toEqual({
    template: 'standard-user-story.md',
    body: 'Epic: scs/issues#9\n\n> Story for backups missing?\n\nAs a …\n\n## Definition of Ready\n\n- [ ] small enough\n',
  })
})

test('a form is filled in where it takes a text, and keeps its own', () => {
  const epic = { id: 'scope', label: 'Scope', isLong: false, value: '' }
  const text = { id: 'story', label: 'Story', isLong: true, value: 'As a …' }
  expect(only('scs/issues#9', { wish: 'backups', templates: [form([epic, text])] }).fields).toEqual({
    template: 'story.yml',
    story: 'Epic: scs/issues#9\n\n> backups\n\nAs a …',
  })
  expect(only('scs/issues#9', { wish: 'backups', templates: [form([epic])] }).fields).toEqual({
    template: 'story.yml',
    scope: 'Epic: scs/issues#9',
  })
})

test('of several templates for stories the author chooses; those for something else are not offered', () => {
  const bug = { ...story, file: 'bug_report.md', name: 'Bug report' }
  const technical = { ...story, file: 'technical.md', name: 'Technical story' }
  const history = { ...story, file: 'history.md', name: 'History of a decision' }
  expect(links('scs/issues#9', { templates: [bug, story, technical, history] }).map(({ template }) => template)).toEqual([
    'Standard user story',
    'Technical story',
  ])
  expect(only('scs/issues#9', { templates: [bug] }).template).toBeNull()
})

test('a template that is too long for a link, or takes no text, is opened as it is, and the link says that it names no epic', () => {
  const long = { ...story, body: 'word '.repeat(2000) }
  const expected = { namesEpic: false, fields: { template: 'standard-user-story.md' } }
  expect(only('scs/issues#9', { templates: [long] })).toMatchObject(expected)
  expect(only('scs/issues#9', { templates: [form([])] })).toMatchObject({ namesEpic: false, fields: { template: 'story.yml' } })
})

test('words of the minutes are a quotation that calls nobody, and go first where an address is too long', () => {
  const shown = only('scs/issues#9', { wish: 'Story for @fkr missing?\n# Heading <b>' }).fields.body ?? ''
  const quotation = shown.split('\n').filter((line) => line.startsWith('> '))
  expect(quotation).toHaveLength(1)
  expect(quotation[0]).not.toMatch(/(?<![`\w])@fkr|(?<!\\)<b>/)
  expect(shown).not.toMatch(/^# Heading/m)
  const { url } = only('scs/issues#9', { wish: '日'.repeat(500), templates: [{ ...story, body: 'é'.repeat(1000) }] })
  expect(url.length).toBeLessThan(7500)
  expect(decodeURIComponent(url)).not.toContain('日')
  expect(url).not.toContain('+')
})

test.each(['', 'scs/issues', '#9', 'https://github.com/scs/issues/issues/9'])('%j names no epic', (ref) => {
  expect(() => newStoryLinks(ref, { github: GITHUB_COM })).toThrow(/is not a reference/)
})
