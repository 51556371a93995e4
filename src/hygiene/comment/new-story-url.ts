/**
 * Links to prefilled stories: GitHub’s new-issue page with the epic in the first line, made from the repository’s own templates for
 * stories. Definitions of Ready and Done, title and labels are those of the template; the app has none of its own.
 */

import type { GithubWeb } from '../../domain/github-web.ts'
import { type IssueTemplate, storyTemplates, type TextField } from '../../domain/issue-template.ts'
import { parseRef } from '../../domain/reference.ts'
import { quoted } from '../../domain/text/escape.ts'

/** Browsers and GitHub take addresses of about 8,000 characters. */
const MAX_URL = 7_500

export type NewStoryLink = {
  /** Of the template; null: the repository has none for stories. */
  readonly template: string | null
  readonly url: string
  /** The template is too long for a link, or takes no text: the author names the epic in the issue. */
  readonly namesEpic: boolean
}

/**
 * One link per template for stories, for the author to choose; without one, a link to an empty issue with the sentence of a user
 * story. `Epic: owner/repo#n` is read back as a link to the epic. `wish`: words of the minutes, shown as a quotation.
 */
export function newStoryLinks(
  epic: string,
  {
    github,
    wish = '',
    templates = [],
  }: { readonly github: GithubWeb; readonly wish?: string; readonly templates?: readonly IssueTemplate[] },
): readonly NewStoryLink[] {
  const ref = parseRef(epic)
  if (!ref) throw new Error(`${epic} is not a reference`)
  const page = `${github.origin}/${ref.owner}/${ref.repo}/issues/new`
  const opening = (asked: string) =>
    [`Epic: ${epic}`, ...(asked === '' ? [] : ['', `> ${quoted([...asked].slice(0, 500).join(''), github)}`])].join('\n')
  const shortEnough = (fill: (text: string) => Readonly<Record<string, string>>) =>
    [opening(wish), opening('')].map((text) => addressOf(page, fill(text))).find((url) => url.length <= MAX_URL)
  const own = storyTemplates(templates)
  if (own.length === 0) {
    const url = shortEnough((text) => ({ body: `${text}\n\nAs a _______, I want ______ so that ____.\n` })) ?? page
    return [{ template: null, url, namesEpic: true }]
  }
  return own.map((template) => {
    const url = takesText(template) ? shortEnough((text) => filled(template, text)) : undefined
    return { template: template.name, url: url ?? addressOf(page, { template: template.file }), namesEpic: url !== undefined }
  })
}

/** Parameters of GitHub's page itself: a field of that name cannot be filled in. */
const OF_THE_PAGE = new Set(['template', 'title', 'body', 'labels', 'assignees', 'milestone', 'projects', 'type'])

function takesText({ body, fields }: IssueTemplate): boolean {
  return body !== null || fields.some(({ id }) => !OF_THE_PAGE.has(id))
}

/**
 * What GitHub fills in. Title and labels come with `template`; as parameters they would need the right to set them. A form's own text
 * stays below ours.
 */
function filled({ file, body, fields }: IssueTemplate, text: string): Readonly<Record<string, string>> {
  if (body !== null) return { template: file, body: `${text}\n\n${body}\n` }
  const own = fields.filter(({ id }) => !OF_THE_PAGE.has(id))
  const field = own.find(({ isLong }) => isLong) ?? own[0]
  return { template: file, ...(field === undefined ? {} : { [field.id]: withOwnText(field, text) }) }
}

/** A field of one line takes the line with the epic. */
function withOwnText({ isLong, value }: TextField, text: string): string {
  if (!isLong) return [text.split('\n')[0], value].filter((part) => part !== '').join(' ')
  return value === '' ? text : `${text}\n\n${value}`
}

function addressOf(page: string, fields: Readonly<Record<string, string>>): string {
  return `${page}?${new URLSearchParams(fields).toString().replaceAll('+', '%20')}`
}
