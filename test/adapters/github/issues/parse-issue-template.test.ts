/** Files of other people in `.github/ISSUE_TEMPLATE`, in whatever form an editor saved them. */
import { expect, test } from 'vitest'
import { parseIssueTemplate } from '../../../../src/adapters/github/issues/parse-issue-template.ts'
import { MAX_YAML } from '../../../../src/domain/text/foreign-yaml.ts'
import { readStructure } from '../../../../src/notes/structure/read-structure.ts'

const BOM = '\uFEFF'
const MARKDOWN = '---\nname: Story\n---\n\nAs a …\n'
const FORM = 'name: Story\nbody:\n  - type: input\n    id: scope\n    attributes: { label: Scope }\n'

test.each([
  ['story.md', MARKDOWN],
  ['story.yml', FORM],
])('%s with a byte order mark says the same as without', (file, text) => {
  const plain = parseIssueTemplate(file, text)
  expect(plain).toMatchObject({ name: 'Story' })
  expect(parseIssueTemplate(file, BOM + text)).toEqual(plain)
  expect(parseIssueTemplate(file, BOM + text.replaceAll('\n', '\r\n'))).toEqual(plain)
})

const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
const HOSTILE = [
  ['too long', `a: ${'x'.repeat(MAX_YAML)}`],
  ['nested too deep in brackets', `a: ${deep}`],
  ['nested too deep in a list', `a:\n${'- '.repeat(30_000)}x`],
] as const

test.each(HOSTILE)('a template whose YAML is %s is none', (_name, yaml) => {
  expect(parseIssueTemplate('story.yml', `name: Story\nbody: []\n${yaml}\n`)).toBeNull()
  expect(parseIssueTemplate('story.md', `---\nname: Story\n${yaml}\n---\n\nAs a …\n`)).toBeNull()
})

test('a long text below the YAML is a template like any other', () => {
  expect(parseIssueTemplate('story.md', `${MARKDOWN}${'x'.repeat(MAX_YAML)}`)).toMatchObject({ name: 'Story' })
})

test.each(HOSTILE)('front matter of a pad whose YAML is %s is read as text', (_name, yaml) => {
  const { lines } = readStructure(`---\nname: Story\n${yaml}\n---\n\n# 2026-11-25\n`)
  expect(lines.some(({ kind }) => kind === 'front-matter')).toBe(false)
  expect(lines).toContainEqual(expect.objectContaining({ kind: 'heading', text: '2026-11-25' }))
})
