/** Templates of the repository, filled as in production: strict, nothing escaped (Markdown, made safe before). */
import { readFileSync } from 'node:fs'
import Handlebars from 'handlebars'
import type { Render } from '../../src/hygiene/comment/comment.ts'

const compiled = new Map<string, Handlebars.TemplateDelegate>()

export const render: Render = (name, data) => {
  const template =
    compiled.get(name) ??
    Handlebars.compile(readFileSync(`templates/${name}.hbs`, 'utf8'), { strict: true, noEscape: true, preventIndent: true })
  compiled.set(name, template)
  return template(data)
}
