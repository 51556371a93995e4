/** Text of a file in `.github/ISSUE_TEMPLATE` -> a template. Forgiving: it is other people’s file, and GitHub says there what is wrong. */
import { z } from 'zod'
import type { IssueTemplate } from '../../../domain/issue-template.ts'
import { foreignYamlValue } from '../../../domain/text/foreign-yaml.ts'

const Front = z.object({ name: z.string() })
const Form = z.object({ name: z.string(), body: z.array(z.unknown()) })
const Field = z.object({
  type: z.enum(['input', 'textarea']),
  id: z.string().min(1),
  attributes: z.object({ label: z.string().catch(''), value: z.string().catch('') }),
})

/** null: GitHub offers no template for this file (a configuration, a file without a name, invalid YAML). */
export function parseIssueTemplate(file: string, typed: string): IssueTemplate | null {
  // Some editors begin a file with a mark of its encoding.
  const text = typed.replace(/^\uFEFF/, '')
  if (/^config\.ya?ml$/i.test(file)) return null
  if (/\.md$/i.test(file)) return markdownTemplate(file, text.replaceAll('\r\n', '\n'))
  return /\.ya?ml$/i.test(file) ? formTemplate(file, text) : null
}

function markdownTemplate(file: string, text: string): IssueTemplate | null {
  const front = /^---[ \t]*\n([\s\S]*?)\n---[ \t]*(?:\n|$)/.exec(text)
  const parsed = Front.safeParse(front === null ? null : foreignYamlValue(front[1] ?? ''))
  if (front === null || !parsed.success) return null
  return { file, name: parsed.data.name, body: text.slice(front[0].length).trim(), fields: [] }
}

function formTemplate(file: string, text: string): IssueTemplate | null {
  const parsed = Form.safeParse(foreignYamlValue(text.replace(/\n---\s*$/, '\n')))
  if (!parsed.success) return null
  const fields = parsed.data.body.flatMap((raw) => {
    const field = Field.safeParse(raw)
    if (!field.success) return []
    const { id, type, attributes } = field.data
    return [{ id, isLong: type === 'textarea', ...attributes }]
  })
  return { file, name: parsed.data.name, body: null, fields }
}
