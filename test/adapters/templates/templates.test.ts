/** Templates: only wording and order, a team’s own before the built-in ones, and no access to the program. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createTemplates } from '../../../src/adapters/templates/templates.ts'
import { UserError } from '../../../src/errors.ts'

const withOwn = (text: string, name = 'minutes/planned') => createTemplates((asked) => (asked === name ? text : null))

test('built-in templates are filled in without escaping', () => {
  const text = createTemplates().render('minutes/planned', { sprint: 'Sprint "Jena" & <Kyoto>', items: ['[a](b)', '`c`'] })
  expect(text).toBe('In Sprint "Jena" & <Kyoto> on the board, not mentioned here:\n\n- [a](b)\n- `c`\n')
})

test('every built-in template is valid and uses only known helpers', () => {
  const files = readdirSync('templates', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.hbs'))
  expect(files.length).toBeGreaterThan(4)
  for (const file of files) {
    const used = [...readFileSync(`templates/${file}`, 'utf8').matchAll(/\{\{[#~]?\s*(\w+)\s+\S/g)].map(([, helper]) => helper)
    expect([file, used.filter((helper) => !['each', 'if', 'unless', 'with', 'else'].includes(helper ?? ''))]).toEqual([file, []])
  }
})

test('a team’s template takes precedence; the other built-in ones stay', () => {
  const templates = withOwn('Next: {{#each items}}{{this}};{{/each}}')
  expect(templates.render('minutes/planned', { sprint: 'S', items: ['a', 'b'] })).toBe('Next: a;b;')
  expect(templates.render('minutes/not-discussed', { since: '2023-01-11', groups: [] })).toContain('nothing else to report')
})

test.each([
  ['a name that does not exist', '{{nobody}}', /nobody/],
  ['a broken block', '{{#each items}}', /Parse error|Expecting/],
  ['a helper that is none of ours', '{{lookup this "constructor"}}', /lookup|knownHelpers/],
  ['a partial', '{{> other}}', /partial/],
  ['the prototype', '{{constructor}}', /constructor/],
  ['too much text', 'a'.repeat(70_000), /at most 65536 characters, found 70000/],
])('a team’s template with %s is reported with its name and what to do', (_what, text, found) => {
  const fill = () => withOwn(text).render('minutes/planned', { sprint: 'S', items: [] })
  expect(fill).toThrow(UserError)
  expect(fill).toThrow(found)
  expect(fill).toThrow(/your own template `minutes\/planned`.*remove it to use the built-in template/s)
})

test('templates can only access data: no method, no prototype, no function', () => {
  const data = { sprint: 'S', items: [], steal: () => 'secret' }
  const render = (text: string) => withOwn(text).render('minutes/planned', data)
  expect(() => render('{{toString}}')).toThrow(UserError)
  expect(() => render('{{hasOwnProperty}}')).toThrow(UserError)
  expect(render('[{{items.constructor}}{{items.map}}{{steal}}]')).toBe('[]')
  expect(() => render('{{sprint.__proto__}}')).toThrow(UserError)
})

test.each([
  ['rounds', '', /more than 200000 rounds of \{\{#each\}\}/],
  ['text', 'x'.repeat(1000), /more than 16777216 characters from \{\{#each\}\}/],
])('a team’s template with nested loops ends after a bounded amount of %s', (_what, text, found) => {
  const items = Array.from({ length: 50 }, (_, index) => index)
  const templates = withOwn(`${'{{#each @root.items}}'.repeat(7)}${text}${'{{/each}}'.repeat(7)}`)
  expect(() => templates.render('minutes/planned', { sprint: 'S', items })).toThrow(UserError)
  expect(() => templates.render('minutes/planned', { sprint: 'S', items })).toThrow(found)
  // The next rendering has a count of its own.
  expect(templates.render('minutes/planned', { sprint: 'S', items: [] })).toBe('')
})

test('a name outside the folder is rejected', () => {
  expect(() => createTemplates().render('../package', {})).toThrow('is not the name of a template')
})

test('page templates are HTML: their data is escaped, in partials too', () => {
  const own: Record<string, string> = {
    'site/page': '<p title="{{text}}">{{{body}}}</p>{{> site/part}}',
    'site/part': '<b>{{text}}</b>{{#each items}}{{> site/item}}{{/each}}',
    'site/item': '<i>{{this}}</i>',
  }
  const { render } = createTemplates((name) => own[name] ?? null)
  expect(render('site/page', { text: '"><script>', body: '<hr>', items: ['<', "'"] })).toBe(
    '<p title="&quot;&gt;&lt;script&gt;"><hr></p><b>&quot;&gt;&lt;script&gt;</b><i>&lt;</i><i>&#x27;</i>',
  )
})

test.each([
  ['that is none of pages', '{{> minutes/planned}}', /partial minutes\/planned/],
  ['named by the data', '{{> (lookup . "x")}}', /lookup|knownHelpers/],
  ['that does not exist', '{{> site/none}}', /none\.hbs/],
  ['that holds itself', '{{> site/page}}', /call stack/],
])('a partial %s is an error that names the template', (_what, text, found) => {
  const fill = () => withOwn(text, 'site/page').render('site/page', { x: 'site/layout' })
  expect(fill).toThrow(UserError)
  expect(fill).toThrow(found)
})
