/** One version of a comment's text; `by`: a login, null where GitHub does not say. */
export type Revision = { readonly by: string | null; readonly byApp: boolean; readonly body: string }

/** `revisions`: newest first, known where a person edited last. */
export type EditedComment = { readonly body: string; readonly revisions?: readonly Revision[] }
