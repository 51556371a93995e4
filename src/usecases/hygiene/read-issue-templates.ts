/** Reads the templates for new issues where a comment may offer a prefilled story. */
import type { Snapshot } from '../../domain/board/board.ts'
import { isEpic } from '../../domain/board/epics.ts'
import type { IssueTemplate, IssueTemplates } from '../../domain/issue-template.ts'
import type { StoryRequest } from '../../domain/notes/story-request.ts'
import { refKey } from '../../domain/reference.ts'
import { UserError } from '../../errors.ts'
import type { IssueTemplateReader } from '../../ports/issues.ts'
import type { Settings } from '../../settings/settings.ts'

type Looked = { readonly snapshot: Snapshot; readonly asked: readonly StoryRequest[] }

/** Without the permission, prefilled stories have no template, and a remark says what is missing. */
export async function readIssueTemplates(
  reader: (() => IssueTemplateReader) | null,
  settings: Settings,
  looked: Looked,
): Promise<{ readonly templates: IssueTemplates; readonly remarks: readonly string[] }> {
  const templates = new Map<string, readonly IssueTemplate[]>()
  const remarks: string[] = []
  for (const repository of reader === null ? [] : wantingStories(settings, looked)) {
    try {
      if (reader !== null) templates.set(repository, await reader().templates(repository))
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      remarks.push(`${error.message} Until then prefilled stories do not use them.`)
    }
  }
  return { templates, remarks }
}

/** Repositories of open epics that have no story yet, or for which a meeting asked for one. */
function wantingStories(settings: Settings, { snapshot, asked }: Looked): readonly string[] {
  const wished = new Set(asked.flatMap(({ epic }) => (epic === null ? [] : [refKey(epic)])))
  const bare = new Set(snapshot.epics.filter(({ children }) => children.length === 0).map(({ ref }) => refKey(ref)))
  const refs = snapshot.items.flatMap((item) => {
    if (item.ref === null || item.state !== 'open' || !isEpic(item, settings.epics)) return []
    const key = refKey(item.ref)
    return wished.has(key) || bare.has(key) ? [key] : []
  })
  return [...new Set(refs.map((ref) => ref.split('#')[0] ?? ''))]
}
