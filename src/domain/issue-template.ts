import { refKey } from './reference.ts'

/** A template of a repository for new issues, as far as a link can fill it in. Title and labels are GitHub’s part: it knows the template by its file. */
export type IssueTemplate = {
  /** Name of the file (`user-story.md`), as links to new issues have it. */
  readonly file: string
  /** As GitHub lists it. */
  readonly name: string
  /** Text of a Markdown template; null: it is a form. */
  readonly body: string | null
  /** Of a form, those that take text, in their order. */
  readonly fields: readonly TextField[]
}

export type TextField = {
  readonly id: string
  readonly label: string
  readonly isLong: boolean
  /** What the form fills in itself. */
  readonly value: string
}

/** By `owner/repo` in lower case. */
export type IssueTemplates = ReadonlyMap<string, readonly IssueTemplate[]>

/** Of the repository of an issue. */
export function templatesBeside(ref: string, templates: IssueTemplates | undefined): readonly IssueTemplate[] {
  return templates?.get(refKey(ref).split('#')[0] ?? '') ?? []
}

/** Those for user stories, by name or file. */
export function storyTemplates(templates: readonly IssueTemplate[]): readonly IssueTemplate[] {
  return templates.filter(({ name, file }) => STORY.test(name) || STORY.test(file))
}

const STORY = /(?:^|[^a-z])(?:user)?stor(?:y|ies)(?![a-z])/i
