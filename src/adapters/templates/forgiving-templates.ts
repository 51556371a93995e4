/**
 * Renders minutes with the templates of a team or an organization. One that cannot be used gives way to the built-in one, and the
 * pull request says so: minutes do not wait for somebody who corrects a template.
 */
import type { GithubWeb } from '../../domain/github-web.ts'
import { quoted } from '../../domain/text/escape.ts'
import { UserError } from '../../errors.ts'
import type { Templates } from '../../ports.ts'
import { createTemplates } from './templates.ts'

const PULL_REQUEST = 'minutes/pull-request'

/** `own`: the text of a template that goes before ours; null where there is none. */
export function forgivingRenderer(own: (name: string) => string | null, github: GithubWeb): Templates['render'] {
  const theirs = createTemplates(own).render
  const ours = createTemplates().render
  const problems = new Map<string, string>()
  const render = (name: string, data: unknown): string => {
    try {
      return theirs(name, data)
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      problems.set(name, error.message)
      return ours(name, data)
    }
  }
  return (name, data) => {
    if (!name.startsWith('minutes/')) return theirs(name, data)
    const text = render(name, data)
    if (name !== PULL_REQUEST || problems.size === 0) return text
    // The description is rendered last: by then it is known which templates could not be used.
    const told = [...problems].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, message]) => `- ${quoted(message, github)}`)
    return [text.trim(), '', '**Templates that could not be used; the built-in ones stand in their place:**', '', ...told, ''].join('\n')
  }
}
